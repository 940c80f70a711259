"""The coverage map: each territory its class, and nothing in a tooltip can end the style sheet."""

import json
import re

import polars as pl
import pytest

from dashboard.components.coverage_looks import (
    RANKED,
    SIGNS,
    class_words,
    colour,
    legend,
)
from dashboard.components.coverage_map import CLASSES, by_rank, deck, view
from dashboard.components.coverage_points import grouped
from dashboard.components.coverage_tips import tooltip_rules, written
from dashboard.components.coverage_values import Places
from dashboard.components.palette import PALETTES, Mode, rgb
from pipelines.vocabulary.coverage import CoverageClass

PALETTE = PALETTES[Mode.LIGHT]
STRUCTURES = {
    "site_id": ["a", "b", "c", "d"],
    "kind": ["ACI", "EI", "AI", "ACI"],
    "family": ["site", "site", "placement", "site"],
    "commune_code": ["46042", "46042", "46042", "12001"],
    "longitude": [1.4, 1.4, 1.4, 2.0],
    "latitude": [44.4, 44.4, 44.4, 44.5],
    "fte": [10.0, None, 5.5, None],
    "is_outside": [False, False, False, True],
}


def places(ranks: list[int | None], classes: list[str]) -> Places:
    size = len(classes)
    table = pl.DataFrame(
        {
            "code": [f"4600{rank}" for rank in range(size)],
            "name": ["Bétaille"] * size,
            "rank": pl.Series(ranks, dtype=pl.Int64),
            "longitude": [1.0 + rank / 10 for rank in range(size)],
            "latitude": [44.0] * size,
            "coverage_class": classes,
            "score": pl.Series([2.44, 0.0, None][:size], dtype=pl.Float64),
            "minutes": pl.Series([11.4, None, 3.0][:size], dtype=pl.Float64),
            "demand": pl.Series([1036.0, None, None][:size], dtype=pl.Float64),
            "demand_status": ["known", "withheld", "missing"][:size],
            "population": list(range(size)),
            "epci_code": ["E1", "E1", "E2"][:size],
        }
    )
    return Places(table, "commune-46", "communes")


THREE = ["near", "uncovered", "demand_missing"]


def fill_of(expression: str, rank: int) -> list[int]:
    """Read the expression as the browser does: a list of colours, a text of digits."""
    found = re.fullmatch(r'\((\[.*\])\)\[\("([\d-]*)"\)\[\S+\]\] \|\| \[0,0,0,0\]', expression)
    assert found
    colours, digits = json.loads(found[1]), found[2]
    digit = digits[rank] if rank < len(digits) else ""
    return colours[int(digit)] if digit.isdigit() else [0, 0, 0, 0]


def test_each_shape_has_the_colour_of_its_class_and_the_others_none() -> None:
    expression = by_rank(places([2, 0, None], THREE), PALETTE, "properties.rank")
    fills = [fill_of(expression, rank) for rank in range(4)]
    near, uncovered = ([*rgb(colour(PALETTE, code)), 255] for code in ("near", "uncovered"))
    nothing = [0, 0, 0, 0]
    assert fills == [uncovered, nothing, near, nothing]


def test_one_digit_tells_every_class_apart() -> None:
    assert len(CLASSES) <= 10


def test_zero_withheld_missing_and_edge_do_not_look_alike() -> None:
    looks = {
        code: (colour(PALETTE, code), SIGNS.get(code, ""))
        for code in (
            CoverageClass.UNCOVERED,
            CoverageClass.DEMAND_WITHHELD,
            CoverageClass.DEMAND_MISSING,
            CoverageClass.TIME_UNKNOWN,
            CoverageClass.NOT_ASSESSED_EDGE,
            *RANKED[1:],
        )
    }
    assert len(set(looks.values())) == len(looks)


def test_without_outline_territories_are_points_and_no_shape_is_fetched() -> None:
    drawn = json.loads(
        deck(places([None] * 3, THREE), grouped(pl.DataFrame(STRUCTURES)), PALETTE, "/x").to_json()
    )
    kinds = [layer["@@type"] for layer in drawn["layers"]]
    assert "GeoJsonLayer" not in kinds
    assert len(drawn["layers"][0]["data"]) == 3
    assert "/x" not in json.dumps(drawn)


def test_a_map_never_asks_for_a_background_elsewhere() -> None:
    drawn = deck(
        places([0, 1, 2], THREE), grouped(pl.DataFrame(STRUCTURES)), PALETTE, "/x"
    ).to_json()
    assert "http" not in drawn
    assert "mapProvider" not in drawn


def test_a_chosen_place_is_looked_at_closely() -> None:
    all_of_it, one = view(places([0, 1, 2], THREE)), view(places([0, 1, 2], THREE), "46001")
    assert one.zoom > all_of_it.zoom
    assert one.longitude == pytest.approx(1.1)
    both = view(places([0, 1, 2], THREE), "E1")
    assert both.longitude == pytest.approx(1.05)


def test_tooltips_say_why_a_figure_is_not_there() -> None:
    rules = tooltip_rules(places([0, 1, 2], THREE), grouped(pl.DataFrame(STRUCTURES)))
    for told in (
        '.t0{--s:"2,4"}',
        '.t0{--m:"11"}',
        '.t0{--d:"1\u202f036"}',
        '.t1{--c:"Non couvert"}',
        '.t1{--s:"0,0"}',
        '.t1{--m:"plus de 60"}',
        '.t1{--d:"non diffusé"}',
        '.t2{--s:"n/d"}',
        '.t2{--d:"donnée absente"}',
    ):
        assert told in rules


def test_a_text_told_of_many_territories_is_written_once() -> None:
    rules = tooltip_rules(places([0, 1, 2], ["near"] * 3), grouped(pl.DataFrame(STRUCTURES)))
    assert rules.count('"Proche de la référence"') == 1
    assert '.t0,.t1,.t2{--c:"Proche de la référence"}' in rules


def test_nothing_written_in_a_tooltip_ends_the_style_sheet() -> None:
    assert written('a"}</style>\\\nb') == 'a\\"}\\3c /style>\\\\\\a b'


def test_structures_of_a_commune_share_a_point_per_family() -> None:
    points = {row["text"]: row for row in grouped(pl.DataFrame(STRUCTURES)).to_dicts()}
    assert set(points) == {"C", "C2", "M"}
    assert points["C2"]["words"].endswith("10,0 ETP, ETP non renseignés pour 1\u00a0structure")
    assert points["M"]["words"].startswith("AI : mise à disposition")
    assert points["C"]["words"].endswith("ETP non renseignés\nhors du département")


def test_the_legend_counts_every_class_and_gives_its_bounds() -> None:
    words = legend(PALETTE, {"underserved": 12, "edge": 1200}, 2.0, "communes")
    assert "Sous-doté : moins de 1,0 (12)" in words
    assert "Proche de la référence : de 1,6 à 2,4 (0)" in words
    assert "Bord non évalué (1\u202f200)" in words
    assert class_words(CoverageClass.WELL, None) == "Bien doté : plus de 120\u00a0%"
