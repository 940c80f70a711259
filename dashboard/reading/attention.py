"""Three things to look at: found in released figures, each with the question that shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from dashboard.disclosure import thresholds
from dashboard.formats import fraction, number, percent, plural, quarter_label
from dashboard.reading.progress import Ask
from dashboard.reading.selection import Selection
from dashboard.reading.timeline import series
from pipelines.vocabulary import Dimension

WATCHED = (
    "positive_exit",
    "durable_employment",
    "in_employment_at_exit",
    "employment_at_6_months",
    "obstacle_identified",
    "obstacle_resolved_within_6_months",
)
FOLLOWUP = "employment_at_6_months"
A_YEAR = 4


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to look at: a title, a sentence, and the question whose page shows it."""

    title: str
    sentence: str
    indicator: str
    by: Dimension


@dataclass(frozen=True, slots=True)
class Change:
    """One rate over two spans of the same length, the recent one first."""

    indicator: str
    now: dict[str, Any]
    before: dict[str, Any]
    spans: tuple[str, str]

    @property
    def size(self) -> float:
        """Return the gap between the two rates."""
        return abs(float(self.now["rate"]) - float(self.before["rate"]))

    @property
    def is_beyond_intervals(self) -> bool:
        """Tell whether the two intervals are apart."""
        now, before = self.now, self.before
        return bool(now["ci_low"] > before["ci_high"] or now["ci_high"] < before["ci_low"])


def remarks(ask: Ask, selection: Selection, quarters: Mapping[str, bool]) -> list[Remark]:
    """Return what deserves a look in the selection, three remarks at most."""
    found = (
        largest_unknown(ask, selection),
        largest_change(ask, selection, quarters),
        latest_followups(ask, selection),
    )
    return [remark for remark in found if remark]


def largest_unknown(ask: Ask, selection: Selection) -> Remark | None:
    """Find the indicator whose situations are least known."""
    found = []
    for code in WATCHED:
        row = ask(selection.ask(code)).total.row(0, named=True)
        whole = row["yes"] + row["no"] + row["unknown"]
        if whole >= thresholds().minimum_base_for_comparison:
            found.append((row["unknown"] / whole, row["unknown"], whole, code))
    if not found:
        return None
    share, unknown, whole, code = max(found)
    sentence = (
        f"« {selection.label(code)} » : {percent(share, whole)} de situations inconnues "
        f"({fraction(unknown, whole)})."
    )
    return Remark("Ce qu'on sait le moins", sentence, code, Dimension.STRUCTURE)


def largest_change(ask: Ask, selection: Selection, quarters: Mapping[str, bool]) -> Remark | None:
    """Find the rate that moved most between the last two years, beyond both intervals.

    Without two years of complete and mature quarters, the last two quarters are compared.
    """
    changes = [_change(ask, selection, code, quarters) for code in WATCHED]
    compared = [change for change in changes if change]
    if not compared:
        return None
    beyond = [change for change in compared if change.is_beyond_intervals]
    largest = max(beyond or compared, key=lambda change: change.size)
    now, before = largest.spans
    sentence = (
        f"« {selection.label(largest.indicator)} » : {_rate(largest.now)} sur {now}, "
        f"contre {_rate(largest.before)} sur {before}"
    )
    sentence += "." if beyond else " : un écart dans la marge d'incertitude, comme tous les autres."
    by = selection.ask(largest.indicator).time_dimension
    return Remark("Ce qui a le plus changé", sentence, largest.indicator, by)


def latest_followups(ask: Ask, selection: Selection) -> Remark | None:
    """Find the structure with most exits whose situation at six months is not known."""
    table = ask(selection.ask(FOLLOWUP, Dimension.STRUCTURE)).table.filter(pl.col("unknown") > 0)
    if table.is_empty():
        return None
    row = table.sort("unknown", "structure_id_label", descending=[True, False]).row(0, named=True)
    sentence = (
        f"{row['structure_id_label']} : {plural(row['unknown'], 'sortie')} sur "
        f"{number(row['base'])} sans situation connue à six mois "
        "(suivi non fait ou personne injoignable)."
    )
    return Remark("Les suivis à relancer d'abord", sentence, FOLLOWUP, Dimension.STRUCTURE)


def _change(
    ask: Ask, selection: Selection, code: str, quarters: Mapping[str, bool]
) -> Change | None:
    time = selection.ask(code).time_dimension
    points = series(ask(selection.ask(code, time)), quarters)
    solid = [point.quarter for point in points if not point.provisional]
    length = A_YEAR if len(solid) >= 2 * A_YEAR else 1
    if len(solid) < 2 * length:
        return None
    spans = (
        (solid[-length], solid[-1]),
        (solid[-2 * length], solid[-length - 1]),
    )
    now, before = (
        ask(replace(selection, period=span).ask(code)).total.row(0, named=True) for span in spans
    )
    if min(now["base"], before["base"]) < thresholds().minimum_base_for_comparison:
        return None
    return Change(code, now, before, (_span(*spans[0]), _span(*spans[1])))


def _span(first: str, last: str) -> str:
    return (
        quarter_label(first) if first == last else f"{quarter_label(first)} – {quarter_label(last)}"
    )


def _rate(row: dict[str, Any]) -> str:
    return f"{percent(row['rate'], row['base'])} ({fraction(row['numerator'], row['base'])})"
