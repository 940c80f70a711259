"""What is known of each operation at the cut-off: files to take up again, and goals reached."""

from dataclasses import dataclass, replace
from datetime import date

import polars as pl
import streamlit as st

from dashboard.components.fse_settings import FseChoices
from dashboard.components.present_opening import Opened
from dashboard.components.risks_urgency import Signals, closes, ranked
from dashboard.components.visit import Visit
from dashboard.observatory import ReleasedFse
from dashboard.observatory.targets import targets
from dashboard.reading.fse_goals import MILESTONE_END, OFFICIAL, TARGET_END, Goal, goal
from dashboard.scope import Scope
from pipelines.fse import fse_indicators

MISSING, LATE, UNPROVEN, DUE = "A11", "A12", "A15", "A17"
WHOLE = "EECO01"


@dataclass(frozen=True, slots=True)
class Aims:
    """The milestone and the target of one code of one operation, beside what was counted.

    `then` was counted at the end of 2024, or at the cut-off when it comes first; `now` at the
    cut-off, or at the end of 2029; None for an estimate nobody answered.
    """

    operation_id: str
    code: str
    milestone: Goal
    target: Goal
    then: int | None
    now: int | None

    @property
    def is_set(self) -> bool:
        """Tell whether anything was agreed."""
        return self.milestone.value is not None or self.target.value is not None

    def is_missed(self, as_of: date) -> bool:
        """Tell whether a goal that is due was not reached."""
        due = ((self.milestone, self.then, MILESTONE_END), (self.target, self.now, TARGET_END))
        return any(
            end <= as_of and aim.value is not None and reached is not None and reached < aim.value
            for aim, reached, end in due
        )


@dataclass(frozen=True)
class Findings:
    """The goals and the signals of the operations shown, the most urgent first."""

    aims: list[Aims]
    ranked: list[Signals]


def findings(visit: Visit, opened: Opened) -> Findings:
    """Return what is known of the operations, computed once per figures."""
    return _findings(*opened.key, visit, opened)


@st.cache_data(show_spinner=False, max_entries=100)
def _findings(
    snapshot_id: str, scope: Scope, choices: FseChoices, _visit: Visit, _opened: Opened
) -> Findings:
    agreed = aims(_visit, _opened)
    return Findings(agreed, ranked(signals(_opened.figures, agreed)))


def signals(figures: ReleasedFse, aims: list[Aims]) -> list[Signals]:
    """Return the signals of every operation of the figures that has participations or a goal."""
    as_of = figures.settings.as_of
    behind = {item.operation_id for item in aims if item.is_missed(as_of)}
    found = [
        Signals(
            operation_id=row["operation_id"],
            participations=figures.value("PART", row["operation_id"]) or 0,
            incomplete=figures.value("INC", row["operation_id"]) or 0,
            exits_missing=files(figures, MISSING, row["operation_id"]),
            exits_late=files(figures, LATE, row["operation_id"]),
            unproven=files(figures, UNPROVEN, row["operation_id"]),
            six_months_due=files(figures, DUE, row["operation_id"]),
            is_behind=row["operation_id"] in behind,
            is_closing=closes(row["end_date"], as_of),
            end_date=row["end_date"],
        )
        for row in figures.operations.to_dicts()
    ]
    return [item for item in found if item.participations or item.is_behind]


def files(figures: ReleasedFse, code: str, operation: str | None = None) -> int:
    """Return the files of an anomaly, in one operation or in all."""
    return int(_of(figures, code, operation)["rows"].sum())


def longest_delay(figures: ReleasedFse, code: str, operation: str | None = None) -> int | None:
    """Return the longest delay of an anomaly in days, or None when it has none."""
    days = _of(figures, code, operation)["days_late_max"].max()
    return int(days) if isinstance(days, int | float) else None


def aims(visit: Visit, opened: Opened) -> list[Aims]:
    """Return the goals of every operation: EECO01 always, other codes when one was agreed."""
    known = _targets(visit.observatory.snapshot.id, visit.observatory.scope, visit)
    figures = opened.figures
    operations = figures.operations["operation_id"].to_list()
    named = set(known["indicator"])
    agreed = {code for code in fse_indicators() if {code, OFFICIAL.get(code, code)} & named}
    codes = [WHOLE, *sorted(agreed - {WHOLE})]
    then = figures_until(visit, opened, MILESTONE_END) if len(known) else figures
    now = figures_until(visit, opened, TARGET_END) if len(known) else figures
    found = [
        Aims(
            operation,
            code,
            goal(known, code, (operation,), is_milestone=True),
            goal(known, code, (operation,), is_milestone=False),
            then.value(code, operation),
            now.value(code, operation),
        )
        for operation in operations
        for code in codes
    ]
    return [item for item in found if item.code == WHOLE or item.is_set]


def figures_until(visit: Visit, opened: Opened, latest: date) -> ReleasedFse:
    """Return the figures at the cut-off, or at `latest` when it comes before."""
    settings = opened.choices.settings
    if settings.as_of <= latest:
        return opened.figures
    return visit.observatory.fse(replace(settings, as_of=latest), opened.choices.operations)


def _of(figures: ReleasedFse, code: str, operation: str | None) -> pl.DataFrame:
    found = figures.anomalies.filter(pl.col("code") == code)
    return found if operation is None else found.filter(pl.col("operation_id") == operation)


@st.cache_data(show_spinner=False, max_entries=50)
def _targets(snapshot_id: str, scope: Scope, _visit: Visit) -> pl.DataFrame:
    kept = targets(_visit.observatory.snapshot, scope)
    return kept.filter(pl.col("perimeter_kind").cast(pl.String) == "operation")
