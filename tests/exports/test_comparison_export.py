"""A comparison as a file: the same figures, its method beside them, never the colour of a map."""

from typing import Any

import pytest
from drawing import EVERYONE, Build
from exports.export_readers import read_csv, read_xlsx
from properties.drawn_groups import drawn_groups

from dashboard.disclosure import ReleasedComparison
from dashboard.exports import csv_bytes, xlsx_bytes
from dashboard.observatory import Observatory, Question
from pipelines.vocabulary import Dimension

PAGE = "Les écarts tiennent-ils au public accueilli ?"
GROUPS = (
    ("aci", "S1", True, 80, 30),
    ("aci", "S1", False, 20, 15),
    ("aci", "S2", True, 20, 10),
    ("aci", "S2", False, 40, 30),
    ("aci", "S3", True, 10, 4),
)


@pytest.fixture
def comparison(built: Build) -> ReleasedComparison:
    observatory = Observatory(built(pathway=drawn_groups(*GROUPS)), EVERYONE)
    return observatory.compare(Question("in_employment_at_exit", (Dimension.STRUCTURE,)))


def by_group(table: list[list[Any]]) -> dict[str, dict[str, Any]]:
    head, *rows = table
    named = [dict(zip(head, row, strict=False)) for row in rows]
    return {row["Structure (code)"] or row["Structure"]: row for row in named}


def test_the_csv_holds_what_was_observed_and_expected(comparison: ReleasedComparison) -> None:
    rows = by_group(read_csv(csv_bytes(comparison, PAGE)[1])[1])
    first = rows["S1"]
    assert (first["Comparés : oui"], first["Comparés"], first["Attendus (arrondi)"]) == (
        "45",
        "100",
        "47",
    )
    # 45 observed for 47 expected: 95,7447 %.
    assert first["Observé / attendu (%, 4 décimales)"].startswith("95,74")
    assert rows["S2"]["Lecture"] == "Hors des limites avant, dedans à public égal"
    assert rows["Ensemble"]["Comparés"] == "170"


def test_a_group_too_small_keeps_its_counts_only(comparison: ReleasedComparison) -> None:
    small = by_group(read_csv(csv_bytes(comparison, PAGE)[1])[1])["S3"]
    assert (small["Numérateur"], small["Base"], small["Comparés"]) == ("4", "10", "10")
    assert small["Lecture"] == "Moins de 30 parcours comparés"
    assert not small["Attendus (arrondi)"]
    assert not small["q (%, 4 décimales)"]


def test_the_workbook_holds_real_numbers(comparison: ReleasedComparison) -> None:
    rows = by_group(read_xlsx(xlsx_bytes(comparison, PAGE)[1])["Données"])
    assert rows["S2"]["Observé / attendu"] == pytest.approx(40 / 38, abs=1e-6)
    assert rows["S2"]["Attendus (arrondi)"] == 38


def test_the_method_leaves_with_the_figures(comparison: ReleasedComparison) -> None:
    told = {row[0]: row[1] for row in read_csv(csv_bytes(comparison, PAGE)[1])[0]}
    assert told["Comparaison"] == "Une différence n'est pas un effet du dispositif."
    assert told["Indicateur"] == "En emploi à la sortie"
    assert told["Ventilation"] == "Structure"
    assert "170 parcours" in told["Modèle"]
    assert "Benjamini" in told["q"]


def test_the_colour_of_the_map_is_no_figure(comparison: ReleasedComparison) -> None:
    shrunk = comparison.table["shrunk_rate"].drop_nulls().to_list()
    cells = [
        cell
        for row in read_xlsx(xlsx_bytes(comparison, PAGE)[1])["Données"]
        for cell in row
        if isinstance(cell, float)
    ]
    assert shrunk
    assert not [cell for cell in cells for rate in shrunk if abs(cell - rate) < 1e-9]
