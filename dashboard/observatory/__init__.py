"""The one door to the figures."""

from dashboard.observatory.comparing import COMPARED_BY
from dashboard.observatory.coverage_choices import CoverageChoices
from dashboard.observatory.coverage_question import (
    COVERAGE_PRESETS,
    CoverageChange,
    CoverageClosing,
    CoverageOpening,
    CoverageQuestion,
    CoverageSiting,
)
from dashboard.observatory.coverage_released import (
    ReleasedCoverage,
    ReleasedSiting,
    ReleasedWhatIf,
)
from dashboard.observatory.door import Observatory
from dashboard.observatory.fse_released import ReleasedFse, ReleasedFseRows, Withdrawn
from dashboard.observatory.outlines import outlines
from dashboard.observatory.question import TIME_DIMENSIONS, Conditions, Question, QuestionError
from dashboard.observatory.retention_question import RetentionQuestion
from dashboard.observatory.retention_released import ReleasedRetention
from dashboard.observatory.rules import rules_on

__all__ = [
    "COMPARED_BY",
    "COVERAGE_PRESETS",
    "TIME_DIMENSIONS",
    "Conditions",
    "CoverageChange",
    "CoverageChoices",
    "CoverageClosing",
    "CoverageOpening",
    "CoverageQuestion",
    "CoverageSiting",
    "Observatory",
    "Question",
    "QuestionError",
    "ReleasedCoverage",
    "ReleasedFse",
    "ReleasedFseRows",
    "ReleasedRetention",
    "ReleasedSiting",
    "ReleasedWhatIf",
    "RetentionQuestion",
    "Withdrawn",
    "outlines",
    "rules_on",
]
