"""The one door to the figures."""

from dashboard.observatory.comparing import COMPARED_BY
from dashboard.observatory.door import Observatory
from dashboard.observatory.fse_released import ReleasedFse, ReleasedFseRows, Withdrawn
from dashboard.observatory.outlines import outlines
from dashboard.observatory.question import TIME_DIMENSIONS, Conditions, Question, QuestionError
from dashboard.observatory.retention_question import RetentionQuestion
from dashboard.observatory.retention_released import ReleasedRetention

__all__ = [
    "COMPARED_BY",
    "TIME_DIMENSIONS",
    "Conditions",
    "Observatory",
    "Question",
    "QuestionError",
    "ReleasedFse",
    "ReleasedFseRows",
    "ReleasedRetention",
    "RetentionQuestion",
    "Withdrawn",
    "outlines",
]
