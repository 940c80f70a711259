"""The one door to the figures."""

from dashboard.observatory.door import Observatory
from dashboard.observatory.question import Conditions, Question, QuestionError

__all__ = ["Conditions", "Observatory", "Question", "QuestionError"]
