"""How much the answer depends on the method: one line per preset, the one in use marked."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard.components import coverage_files, markup
from dashboard.components.coverage_choice import Asked
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable
from dashboard.formats import decimal, fraction, number, percent
from dashboard.observatory.coverage_question import COVERAGE_PRESETS
from dashboard.observatory.coverage_released import ReleasedCoverage

ONE_AT_A_TIME = "Choisissez un département : la sensibilité se lit département par département."
SAME = "Communes ayant la classe de la méthode choisie"
COLUMNS = (
    Column("Méthode"),
    Column("Temps au plus", is_number=True, is_secondary=True),
    Column("Moyenne", is_number=True, hint="ETP pour 100 personnes, moyenne du département"),
    Column("Sans structure", is_number=True, hint="Personnes sans structure à portée, n/N"),
    Column("Communes non couvertes", is_number=True, is_secondary=True),
    Column("Communes sous-dotées", is_number=True, is_secondary=True),
    Column("Même classe", is_number=True, is_secondary=True, hint=SAME),
)
NOTE = (
    "Chaque méthode est lue à côté de sa propre moyenne, ou de la référence saisie. Un constat qui "
    "ne tient que selon une méthode est à prendre avec prudence : la carte en donne une seule, la "
    "stabilité d'une commune dit combien s'accordent. Les pondérations sont des hypothèses."
)


def section(
    visit: Visit, asked: Asked, several: Sequence[ReleasedCoverage]
) -> dict[str, Deliverable]:
    """Draw the table over presets; return it as a file."""
    if not asked.is_single:
        markup.block(markup.paragraph(ONE_AT_A_TIME, "plain"))
        return coverage_files.places_files(several, asked.origin)
    released = several[0]
    markup.block(f"<h2>Ce que change la méthode</h2>{markup.paragraph(spread(released), 'plain')}")
    rows = [_row(row, released) for row in released.sensitivity.to_dicts()]
    markup.block(markup.table("Sensibilité à la méthode", COLUMNS, rows))
    markup.block(markup.paragraph(NOTE, "note"))
    found = coverage_files.sensitivity_file(released, asked.origin)
    return {"Sensibilité": found} | coverage_files.places_files(several, asked.origin)


def spread(released: ReleasedCoverage) -> str:
    """Return between which numbers of people without structure the methods lie, and who agrees."""
    table = released.sensitivity
    found = table["outside"].drop_nulls().round().cast(pl.Int64).to_list()
    low, high = min(found, default=0), max(found, default=0)
    one = released.unit.noun
    others = table.filter(pl.col("preset") != released.question.preset)["same_class"].drop_nulls()
    least, most = (percent(bound, 0) for bound in (min(others), max(others)))
    agree = f" Selon la méthode, {least} à {most} des communes évaluées gardent leur classe."
    between = (
        f"De {number(low)} à {number(high)} {one}s" if low != high else f"{number(low)} {one}s"
    )
    return f"{between} sans structure à portée, selon la méthode.{agree}"


def _row(row: dict[str, Any], released: ReleasedCoverage) -> Row:
    question = released.question
    is_used = row["preset"] == question.preset
    limit = COVERAGE_PRESETS[row["preset"]].rule.max_minutes
    longest = released.max_minutes if is_used else limit
    outside, assessed = round(row["outside"] or 0), round(row["assessed"] or 0)
    label = f"{row['label']} (méthode choisie)" if is_used else row["label"]
    return (
        label,
        Cell(f"{longest:.0f} min", longest),
        Cell("n/d" if row["mean"] is None else decimal(row["mean"]), row["mean"]),
        Cell(fraction(outside, assessed), outside),
        Cell(number(row["uncovered"]), row["uncovered"]),
        Cell(number(row["underserved"]), row["underserved"]),
        Cell(percent(row["same_class"], 0), row["same_class"]),
    )
