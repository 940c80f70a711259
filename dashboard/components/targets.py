"""The targets agreed for an indicator, beside what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard.components import figures, markup
from dashboard.components.compare_words import points
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.small_bases import too_small_for_rate
from dashboard.components.visit import Visit
from dashboard.components.words import NOUNS
from dashboard.disclosure import Released, thresholds
from dashboard.formats import (
    NO_BREAK_SPACE,
    day,
    fraction,
    number,
    percent,
    plural,
    quarter_label,
    short_name,
)
from dashboard.observatory import Question
from dashboard.observatory.targets import PERIMETERS, targets
from dashboard.reading.counted_units import unit_of
from dashboard.reading.targets_judgement import Aim, Gap, gap, judge
from dashboard.scope import Scope
from pipelines.fse import fse_indicators
from pipelines.indicators import Unit, indicators
from pipelines.vocabulary import TerritoryKind

COLUMNS = (
    Column("Périmètre"),
    Column("Période", is_secondary=True),
    Column("Visé", is_number=True),
    Column("Réalisé", is_number=True),
    Column("Écart", is_number=True, is_secondary=True),
    Column("Manque", is_number=True),
    Column("Inconnus · exclus · trop récents", is_number=True, is_secondary=True),
    Column("Document, date d'accord", is_secondary=True),
)
MOST_SENTENCES = 3
WHOLE = 1e-6
"""How near a whole percentage a target is written without decimals."""
NOTE = (
    "Chaque objectif est comparé à son propre périmètre et à sa propre période ; les filtres de la "
    "page n'y changent rien. « Manque » : ce qui manque au numérateur pour atteindre ce qui est "
    "visé, à base égale."
)


@dataclass(frozen=True, slots=True)
class Progress:
    """A target beside the actual of its own perimeter and period."""

    row: dict[str, Any]
    aim: Aim
    released: Released
    is_over: bool

    @property
    def actual(self) -> dict[str, Any]:
        """Return the counts of the actual."""
        return self.released.total.row(0, named=True)

    @property
    def is_rate(self) -> bool:
        """Tell whether the target is a share."""
        return self.released.indicator.unit is Unit.PROPORTION

    @property
    def gap(self) -> Gap | None:
        """Return how far the actual is, or None when its base is too small to tell."""
        actual = self.actual
        if not self.is_rate:
            return gap(self.aim, actual["numerator"], None)
        if actual["base"] < thresholds().minimum_base_for_rate:
            return None
        return gap(self.aim, actual["numerator"], actual["base"])


def draw(visit: Visit, code: str, label: str) -> None:
    """Draw the targets of an indicator, those refused with why, or that there is none."""
    title = f"Objectifs : {label}"
    judged = _judged(visit, code)
    done = [item for item in judged if isinstance(item, Progress)]
    refused = [item for item in judged if isinstance(item, str)]
    told = [_sentence(visit, item) for item in done[:MOST_SENTENCES]]
    parts = [f"<h2>{escape(title)}</h2>", *(markup.paragraph(item, "plain") for item in told)]
    if not done:
        parts.append(markup.paragraph("Objectif non paramétré pour cet indicateur.", "note"))
    markup.block("".join(parts))
    parts = [f'<p class="oi-banner" role="note">{escape(item)}</p>' for item in refused]
    if done:
        parts.append(markup.table(title, COLUMNS, [_row(visit, item) for item in done]))
        parts.append(markup.paragraph(NOTE, "note"))
    markup.block("".join(parts))


def _judged(visit: Visit, code: str) -> Sequence[Progress | str]:
    observatory = visit.observatory
    known, quarters = indicators(), visit.choices.quarters
    elsewhere = {*known, *fse_indicators()} - {code}
    found: list[Progress | str] = []
    for row in _targets(observatory.snapshot.id, observatory.scope, visit).to_dicts():
        if row["indicator"] in elsewhere:
            continue
        aim = judge(row, known, quarters, observatory.reference_date)
        if isinstance(aim, str):
            found.append(aim)
            continue
        dimension = PERIMETERS[TerritoryKind(row["perimeter_kind"])]
        where = ((dimension, (row["perimeter_code"],)),)
        released = figures.observe(observatory, Question(code, (), where, aim.quarters))
        found.append(Progress(row, aim, released, row["period_end"] <= observatory.reference_date))
    return found


@st.cache_data(show_spinner=False, max_entries=50)
def _targets(snapshot_id: str, scope: Scope, _visit: Visit) -> pl.DataFrame:
    return targets(_visit.observatory.snapshot, scope)


def _perimeter(visit: Visit, item: Progress) -> str:
    code = item.row["perimeter_code"]
    dimension = PERIMETERS[TerritoryKind(item.row["perimeter_kind"])]
    return short_name(visit.choices.options[dimension].get(code, code))


def _period(item: Progress) -> str:
    first, last = (quarter_label(quarter) for quarter in item.aim.quarters)
    words = (first if first == last else f"{first} à {last}").replace(" ", NO_BREAK_SPACE)
    return words if item.is_over else f"{words} (en cours)"


def _aimed(item: Progress) -> str:
    value = item.aim.value
    is_whole = abs(100 * value - round(100 * value)) < WHOLE
    shown = percent(value, 1 if is_whole else None) if item.is_rate else number(value)
    return f"{f'≤{NO_BREAK_SPACE}' if item.aim.is_ceiling else ''}{shown}"


def _done(item: Progress) -> str:
    actual = item.actual
    if not item.is_rate:
        return number(actual["numerator"])
    counted = fraction(actual["numerator"], actual["base"])
    return counted if item.gap is None else f"{percent(actual['rate'], actual['base'])} ({counted})"


def _away(item: Progress) -> Cell:
    if item.gap is None:
        return Cell(too_small_for_rate())
    if item.gap.points is None:
        away = item.actual["numerator"] - item.aim.value
        sign = "+" if away > 0 else "−" if away < 0 else ""
        return Cell(f"{sign}{number(abs(away))}", away)
    return Cell(points(item.gap.points / 100), item.gap.points)


def _lacking(item: Progress) -> str:
    """Return what the numerator lacks, or has too much, as a number alone."""
    if item.gap is None or item.gap.is_reached:
        return _missing(item)
    return f"{'−' if item.aim.is_ceiling else '+'}{number(item.gap.people)}"


def _missing(item: Progress) -> str:
    if item.gap is None:
        return "—"
    if item.gap.is_reached:
        return "respecté" if item.aim.is_ceiling else "atteint"
    indicator = item.released.indicator
    one, several = NOUNS.get(indicator.code, (unit_of(indicator).one, unit_of(indicator).several))
    return f"{'−' if item.aim.is_ceiling else '+'}{plural(item.gap.people, one, several)}"


def _row(visit: Visit, item: Progress) -> Row:
    actual = item.actual
    beside = [number(actual[name]) for name in ("unknown", "excluded", "immature")]
    return (
        _perimeter(visit, item),
        _period(item),
        _aimed(item),
        _done(item),
        _away(item),
        _lacking(item),
        " · ".join(beside) if item.is_rate else "—",
        _source(item),
    )


def _source(item: Progress) -> str:
    agreed = item.row["agreed_on"]
    when = f"convenu le {day(agreed)}" if agreed else "date d'accord absente"
    return f"{item.row['source_document']}, {when}"


def _sentence(visit: Visit, item: Progress) -> str:
    told = f"{_perimeter(visit, item)}, {_period(item)} : {_done(item)} pour un objectif de "
    told += f"{_aimed(item)} ({_source(item)})"
    missing = _missing(item)
    if item.gap is None:
        return f"{told}. La base est inférieure à 10 : aucun écart n'est donné."
    if item.gap.is_reached:
        return f"{told} : {missing}."
    to = "pour le respecter" if item.aim.is_ceiling else "pour l'atteindre"
    away = f"{_away(item).text}, soit " if item.is_rate else ""
    return f"{told} : {away}{missing} {to}{' à base égale' if item.is_rate else ''}."
