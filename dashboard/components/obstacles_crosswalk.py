"""The crosswalk of obstacles as a matrix: a dash where a source cannot say."""

from functools import cache
from html import escape

import streamlit as st

from dashboard.components import markup
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.obstacles_shares import NOTHING
from dashboard.components.registry import CROSSWALK_NOTE, SCOPES, SYSTEMS
from dashboard.formats import fraction
from pipelines.vocabulary import CROSSWALK_VERSION, Obstacle, crosswalk

WHOLE = "full"


def draw() -> None:
    """Draw the matrix, folded."""
    with st.expander("Ce que chaque système d'origine sait dire"):
        markup.block(matrix())


@cache
def matrix() -> str:
    """Return obstacles as rows and source systems as columns, each cell the codes of origin."""
    systems = [system for system in SYSTEMS if any(row["system"] == system for row in crosswalk())]
    columns = (
        Column("Frein"),
        Column("Systèmes qui le disent", is_number=True),
        *(Column(SYSTEMS[system], is_secondary=True) for system in systems),
    )
    rows = [_row(obstacle, systems) for obstacle in Obstacle]
    caption = f"Table de passage des freins, version {CROSSWALK_VERSION}"
    legend = f"{NOTHING} : le système ne sait pas dire ce frein. {CROSSWALK_NOTE}"
    return markup.table(caption, columns, rows) + markup.paragraph(legend, "note")


def _row(obstacle: Obstacle, systems: list[str]) -> Row:
    codes = [_codes(obstacle, system) for system in systems]
    able = sum(bool(found) for found in codes)
    return (obstacle.label, Cell(fraction(able, len(systems)), able), *map(_cell, codes))


def _codes(obstacle: Obstacle, system: str) -> list[str]:
    """Return the codes of a system that mean an obstacle."""
    return [
        row["source_code"]
        + ("" if row["scope"] == WHOLE else f" ({SCOPES.get(row['scope'], row['scope'])})")
        for row in crosswalk()
        if row["system"] == system and row["obstacle"] == obstacle.value
    ]


def _cell(codes: list[str]) -> Cell:
    """Return codes as they are written, cut after an underscore when too long; a dash for none."""
    text = ", ".join(codes) or NOTHING
    return Cell(text, markup=escape(text).replace("_", "_<wbr>"))
