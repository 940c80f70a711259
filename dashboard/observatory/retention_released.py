"""Retention figures that passed the gate; nothing else may be drawn or exported."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.disclosure import Traced
from dashboard.observatory.retention_question import RetentionQuestion
from pipelines.vocabulary import JobEnding

ENDING_COLUMNS = {ending: ending.name.lower() for ending in JobEnding}
"""The column of `ending_people` that counts each ending."""


@dataclass(frozen=True, slots=True)
class ReleasedRetention(Traced):
    """How long first jobs last, one per person, by group (`code`, `label`) and as a whole.

    `whole` and `groups`, one row each: `people`, `ended`, `censored`, `declared`,
    `employer_confirmed`, `dsn` (people by evidence of the job), and for N in 90, 180, 365:
    `followed_N` (people hired long enough ago to be judged on that day), `at_risk_N`,
    `survival_N`, `low_N`, `high_N`; `median` (days, null beyond the curve), `rmst` and
    `rmst_error` (days employed on average within `horizon`), `difference`, `difference_low`,
    `difference_high` (that mean less the one of the others).
    `curve` and `curves`: `time` (days), `at_risk`, `events`, `censored`, `survival`, `ci_low`,
    `ci_high` (95 %), cut where fewer people than the threshold are at risk.
    `endings`: by group, `time`, `cause` (a code of JobEnding), `incidence`, `at_risk`, for first
    jobs that did not open on a durable contract, of whom `ending_people` has one row per group:
    `people`, `durable`, `loss`, `neutral`, `running`.
    Figures are null, and curves have no row, under the thresholds. `statistic`,
    `degrees_of_freedom` and `p_value` are those of the log-rank test over the groups `tested`,
    null when fewer than two are large enough; `censor_date` is the last day on which an end is
    known to be one.
    """

    question: RetentionQuestion
    whole: pl.DataFrame
    groups: pl.DataFrame
    curve: pl.DataFrame
    curves: pl.DataFrame
    endings: pl.DataFrame
    ending_people: pl.DataFrame
    horizon: int
    statistic: float | None
    degrees_of_freedom: int
    p_value: float | None
    tested: tuple[str, ...]
    censor_date: date
    conditions: tuple[tuple[str, str], ...]

    @property
    def people(self) -> int:
        """Return how many people hold or held a first job here."""
        return int(self.whole["people"].item())
