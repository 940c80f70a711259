"""The files drawn at random for a control, with a seed anyone can use again."""

import secrets
from datetime import date
from html import escape
from typing import Any

import streamlit as st

from dashboard.components import address, fse_decisions, markup
from dashboard.components.fse_figures import rows
from dashboard.components.fse_sample import METHOD, delays, draw
from dashboard.components.fse_settings import FseChoices, choose_number
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.visit import Visit
from dashboard.formats import day, number, plural
from dashboard.observatory import ReleasedFse
from pipelines.vocabulary import EligibilityProof

SEED, COUNT = "graine", "n"
DEFAULT_SEED, DEFAULT_COUNT, MOST_FILES = 1, 5, 50
LARGEST_SEED = 999_999
ACCOUNTS = {"counted": "Compté", "incomplete": "Incomplet", "short": "Contact d'un jour"}
COLUMNS = (
    Column("Dossier"),
    Column("Opération", is_secondary=True),
    Column("Compte", is_secondary=True),
    Column("Entrée", is_number=True),
    Column("Questionnaire saisi", is_number=True, is_secondary=True),
    Column("Pièce d'éligibilité", is_secondary=True),
    Column("Sortie", is_number=True),
    Column("Sortie saisie", is_number=True, is_secondary=True),
)


def section(visit: Visit, choices: FseChoices, figures: ReleasedFse) -> None:
    """Draw the choice of seed and number, the files drawn, and what their control changes."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="tirage"):
        seed = choose_number("Graine", SEED, DEFAULT_SEED, LARGEST_SEED, least=0)
        count = choose_number("Nombre de dossiers", COUNT, DEFAULT_COUNT, MOST_FILES)
        st.button("Tirer d'autres dossiers", on_click=_draw_again, key="tirer")
    listed = rows(visit.observatory, choices).participations
    drawn = delays(draw(listed, seed, count))
    title = f"{plural(len(drawn), 'dossier tiré', 'dossiers tirés')} sur {number(len(listed))}"
    markup.block(
        f"<h2>{title}</h2>"
        + markup.paragraph(
            f"Graine {seed}, n = {count} : la même graine redonne les mêmes dossiers tant que la "
            "liste est la même. Pseudonymes seulement.",
            "plain",
        )
        + markup.table("Dossiers tirés", COLUMNS, [_row(row) for row in drawn.to_dicts()])
        + markup.paragraph(f"{METHOD} « j » : jours entre le fait et sa saisie.", "note")
    )
    fse_decisions.section(visit, choices, figures, drawn, (seed, count))


def named(row: dict[str, Any]) -> str:
    """Return how a file is called on screen: the start of its pseudonym."""
    return str(row["pseudonym"])[:12]


def _draw_again() -> None:
    address.write(SEED, (str(secrets.randbelow(LARGEST_SEED + 1)),))


def _row(row: dict[str, Any]) -> Row:
    whole = escape(str(row["pseudonym"]))
    short = escape(named(row))
    return (
        Cell(named(row), row["rank"], f'<abbr title="{whole}"><code>{short}</code></abbr>'),
        str(row["operation_id"]),
        ACCOUNTS[row["account"]],
        _day(row["entry_date"]),
        _entered(row["entry_recorded_on"], row["entry_delay"]),
        _proof(row),
        _day(row["exit_date"]) if row["exit_date"] else Cell("en cours"),
        _entered(row["exit_recorded_on"], row["exit_delay"]) if row["exit_date"] else Cell("—"),
    )


def _day(value: date | None) -> Cell:
    return Cell("non renseigné") if value is None else Cell(day(value), value.toordinal())


def _entered(value: date | None, delay: int | None) -> Cell:
    if value is None:
        return Cell("non renseigné")
    return Cell(f"{day(value)} ({'+' if (delay or 0) > 0 else ''}{delay}\u00a0j)", delay)


def _proof(row: dict[str, Any]) -> str:
    kind, dated = row["eligibility_proof"], row["eligibility_proof_date"]
    if kind is None:
        return "aucune pièce"
    if dated is None:
        return f"{EligibilityProof(kind).label}, non datée"
    late = " (après l'entrée)" if row["proof_is_late"] else ""
    return f"{EligibilityProof(kind).label}, {day(dated)}{late}"
