"""The indicators of an FSE+ perimeter: achieved, by sex, base and rate, milestone and target."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.components import fse_notice, markup
from dashboard.components.fse_cells import count_cell
from dashboard.components.markup import Column, Row
from dashboard.components.visit import Visit
from dashboard.observatory import ReleasedFse
from dashboard.observatory.targets import targets
from dashboard.reading.fse_goals import NOT_SET, agreed, goal
from dashboard.reading.fse_rows import (
    OUTPUTS,
    RESULTS,
    SEXES,
    base_and_share,
    by_code,
    sexes_met,
)
from dashboard.reading.fse_sentences import TABLE_NOTE
from dashboard.scope import Scope

LAST_OF_FIRST = "EECO11"
"""Annex I, 1.1 ends there; a datum of 1.2 never makes a record incomplete."""

NO_GOAL = "Jalons 2024 et cibles 2029 : non paramétrés pour ces opérations."


def draw(visit: Visit, figures: ReleasedFse) -> None:
    """Draw the outputs, then the results, each with its goals and the rules in force."""
    known = _targets(visit.observatory.snapshot.id, visit.observatory.scope, visit)
    operations = tuple(figures.operations["operation_id"])
    known = agreed(known, operations)
    outputs = by_code(figures, OUTPUTS)
    for title, counted in (
        ("Réalisations à l'entrée (données obligatoires)", [r for r in outputs if _is_first(r)]),
        ("Réalisations à l'entrée (autres traits)", [r for r in outputs if not _is_first(r)]),
        ("Résultats, à la sortie et à six mois", by_code(figures, RESULTS)),
    ):
        sexes = sexes_met(counted)
        rows = [
            _row(row, sexes, base_and_share(figures, row), _goals(known, row, operations))
            for row in counted
        ]
        columns = _columns(sexes, has_goals=not known.is_empty())
        markup.block(f"<h2>{title}</h2>{markup.table(title, columns, rows)}")
    notes = (TABLE_NOTE, survey_sentence(figures), "" if len(known) else NO_GOAL)
    markup.block(
        fse_notice.rules(figures.settings)
        + "".join(markup.paragraph(note, "note") for note in notes if note)
    )


def survey_sentence(figures: ReleasedFse) -> str:
    """Return what the six-month figure rests on: it is an estimate, drawn from a sample."""
    whole = figures.survey.filter(pl.col("operation_id").is_null(), pl.col("sex") == "total")
    return (
        f"EECR05 est une estimation par échantillon, non un comptage : {whole['text'][0]}. "
        "« Non représentatif » : moins de 30 réponses, ou moins de la moitié de l'échantillon. "
        "Faite à part pour chaque sexe et pour l'ensemble, elle ne s'additionne pas."
    )


@st.cache_data(show_spinner=False, max_entries=50)
def _targets(snapshot_id: str, scope: Scope, _visit: Visit) -> pl.DataFrame:
    return targets(_visit.observatory.snapshot, scope)


def _goals(
    known: pl.DataFrame, row: dict[str, Any], operations: tuple[str, ...]
) -> tuple[str, ...]:
    if known.is_empty():
        return ()
    milestone, target = (
        goal(known, row["code"], operations, is_milestone).beside(row["total"])
        for is_milestone in (True, False)
    )
    is_result = row["code"].startswith("EECR")
    return ("sans objet" if is_result and milestone == NOT_SET else milestone, target)


def _columns(sexes: tuple[str, ...], has_goals: bool) -> tuple[Column, ...]:
    goals = ("Jalon 2024", "Cible 2029") if has_goals else ()
    return (
        Column("Indicateur"),
        *(Column(SEXES[sex], is_number=True, is_secondary=True) for sex in sexes),
        Column("Total", is_number=True),
        Column("Base et part", is_number=True),
        *(Column(title, is_number=True, is_secondary=True) for title in goals),
    )


def _is_first(row: dict[str, Any]) -> bool:
    return str(row["code"]) <= LAST_OF_FIRST


def _row(row: dict[str, Any], sexes: tuple[str, ...], told: str, goals: tuple[str, ...]) -> Row:
    code = f"{row['code']} (estimation)" if row["is_estimate"] else row["code"]
    counts = (count_cell(row.get(sex)) for sex in sexes)
    return (f"{code} · {row['label']}", *counts, count_cell(row["total"]), told, *goals)
