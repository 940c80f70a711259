"""What the pages of FSE+ results read from released figures, in the shape sentences need."""

from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard.components.fse_settings import FseChoices
from dashboard.components.present_ladder import Ladder
from dashboard.components.present_words import Facts, Part
from dashboard.observatory import ReleasedFse
from dashboard.reading.fse_rows import shown_sexes
from dashboard.scope import Scope
from pipelines.fse import FseSettings

FOUR_WEEKS = 28
WHOLE = "total"
NO_PART = Part(0, 0)


@st.cache_data(show_spinner=False, max_entries=100)
def facts(snapshot_id: str, scope: Scope, choices: FseChoices, _figures: ReleasedFse) -> Facts:
    """Return what may be said of the whole perimeter, read once per snapshot, scope, choices."""
    later = survey(_figures)
    return Facts(
        as_of=_figures.settings.as_of,
        since=began_on(_figures),
        operations=len(_figures.operations),
        ladder=ladder(_figures),
        women=_figures.value("HEAD", None, "F") or 0,
        in_work=rate(_figures, "EECR04"),
        in_work_later=Part(later["in_work"], later["observed"]),
        later_due=later["due"],
        is_later_representative=bool(later["is_representative"]),
        window=window(_figures.settings),
    )


def ladder(figures: ReleasedFse, operation: str | None = None, sex: str = WHOLE) -> Ladder:
    """Return the ladder of an operation, or of the whole perimeter, for one sex or all."""
    counts = {
        code: figures.value(code, operation, sex) or 0
        for code in ("HEAD", "SHORT", "PART", "INC", "EECO01")
    }
    return Ladder(*counts.values())


def rate(figures: ReleasedFse, code: str, operation: str | None = None, sex: str = WHOLE) -> Part:
    """Return a result over its base, exits whose window is still open left out of both."""
    row = _one(figures.rates.filter(pl.col("code") == code), operation, sex)
    return Part(row["numerator"], row["base"]) if row else NO_PART


def survey(figures: ReleasedFse, operation: str | None = None, sex: str = WHOLE) -> dict[str, Any]:
    """Return what is known at six months: due, observed, in work, and how far it may be trusted."""
    nothing = {"due": 0, "observed": 0, "in_work": 0, "is_representative": False, "text": "n/d"}
    return _one(figures.survey, operation, sex) or nothing


def sexes(figures: ReleasedFse) -> tuple[str, ...]:
    """Return the columns by sex: women and men always, X and missing when a row has them."""
    return shown_sexes(lambda sex: bool(figures.value("HEAD", None, sex)))


def began_on(figures: ReleasedFse) -> date | None:
    """Return the start of the first operation, or None when a start is not known."""
    starts = figures.operations["start_date"]
    first = starts.min()
    return first if isinstance(first, date) and not starts.null_count() else None


def window(settings: FseSettings) -> str:
    """Return how long an immediate result may wait, in words."""
    days = settings.exit_window_days
    return "quatre semaines" if days == FOUR_WEEKS else f"{days} jours"


def _one(frame: pl.DataFrame, operation: str | None, sex: str) -> dict[str, Any] | None:
    of = pl.col("operation_id").is_null() if operation is None else None
    kept = of if of is not None else pl.col("operation_id") == operation
    found = frame.filter(kept & (pl.col("sex") == sex))
    return found.row(0, named=True) if len(found) else None
