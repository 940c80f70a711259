"""The targets agreed for an indicator, beside what was done."""

from collections.abc import Sequence
from functools import partial
from html import escape

import polars as pl
import streamlit as st

from dashboard.components import figures, markup
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.visit import Visit
from dashboard.formats import number, short_name
from dashboard.observatory.targets import PERIMETERS, targets
from dashboard.reading.progress import Progress, beside
from dashboard.scope import Scope
from pipelines.fse import fse_indicators
from pipelines.indicators import indicators
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
NOTE = (
    "Chaque objectif est comparé à son propre périmètre et à sa propre période ; les filtres de la "
    "page n'y changent rien. « Manque » : ce qui manque au numérateur pour atteindre ce qui est "
    "visé, à base égale."
)


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
    ask = partial(figures.observe, observatory)
    elsewhere = {*indicators(), *fse_indicators()} - {code}
    return [
        beside(row, ask, visit.choices.quarters, observatory.reference_date)
        for row in _targets(observatory.snapshot.id, observatory.scope, visit).to_dicts()
        if row["indicator"] not in elsewhere
    ]


@st.cache_data(show_spinner=False, max_entries=50)
def _targets(snapshot_id: str, scope: Scope, _visit: Visit) -> pl.DataFrame:
    return targets(_visit.observatory.snapshot, scope)


def _perimeter(visit: Visit, item: Progress) -> str:
    code = item.row["perimeter_code"]
    dimension = PERIMETERS[TerritoryKind(item.row["perimeter_kind"])]
    return short_name(visit.choices.options[dimension].get(code, code))


def _row(visit: Visit, item: Progress) -> Row:
    actual = item.actual
    beside = [number(actual[name]) for name in ("unknown", "excluded", "immature")]
    return (
        _perimeter(visit, item),
        item.period,
        item.aimed,
        item.done,
        Cell(*item.away),
        item.lacking,
        " · ".join(beside) if item.is_rate else "—",
        item.source,
    )


def _sentence(visit: Visit, item: Progress) -> str:
    told = f"{_perimeter(visit, item)}, {item.period} : {item.done} pour un objectif de "
    told += f"{item.aimed} ({item.source})"
    missing = item.missing
    if item.gap is None:
        return f"{told}. La base est inférieure à 10 : aucun écart n'est donné."
    if item.gap.is_reached:
        return f"{told} : {missing}."
    to = "pour le respecter" if item.aim.is_ceiling else "pour l'atteindre"
    away = f"{item.away[0]}, soit " if item.is_rate else ""
    return f"{told} : {away}{missing} {to}{' à base égale' if item.is_rate else ''}."
