"""Freins, drawn: the sources' table, bars and their intervals, the looks of the map, contrast."""

from pathlib import Path

import polars as pl
import pytest
from demonstration import LOCAL

from dashboard.components.obstacles_bars import Bar, chart, ranked
from dashboard.components.obstacles_contrast import CHANNELS, legible
from dashboard.components.obstacles_crosswalk import matrix
from dashboard.components.obstacles_map_values import obstacle_map_values
from dashboard.components.obstacles_shares import Share
from dashboard.components.palette import PALETTES, Mode
from dashboard.disclosure import release
from dashboard.observatory import Observatory, Question
from dashboard.reading.map_values import Look
from pipelines.snapshot import Store
from pipelines.vocabulary import Dimension


def test_a_dash_stands_where_a_source_cannot_say() -> None:
    """Of six systems, three ask about digital obstacles: France Travail does, the ASP does not."""
    row = next(line for line in matrix().split("<tr>") if ">Numérique<" in line)
    cells = [cell.split(">", 1)[1] for cell in row.split("<td")[1:]]
    said_by = [cell.split("<")[0] for cell in cells]
    assert said_by == ["3/6", "numerique", "—", "numerique", "numerique", "—", "—"]


def test_bars_are_ranked_by_rate_among_comparable_bases() -> None:
    bars = [
        Bar("small", Share(19, 20)),
        Bar("low", Share(30, 100)),
        Bar("tiny", Share(9, 9)),
        Bar("high", Share(70, 100)),
    ]
    assert [bar.label for bar in ranked(bars)] == ["high", "low", "small", "tiny"]
    spec = chart(PALETTES[Mode.LIGHT], ranked(bars), Share(128, 229))
    assert spec["data"][0]["x"] == pytest.approx([70.0, 30.0, 95.0, 0.0])
    texts = spec["data"][-1]["text"]
    assert texts[2].endswith("19/20 · base < 30")
    assert texts[3] == "tiny · <b>base < 10</b> · 9/9"


def test_the_interval_is_wilson() -> None:
    """67 of 100: 0,5731 to 0,7544 (Newcombe's method 3, worked by hand)."""
    bounds = Share(67, 100).bounds
    assert bounds is not None
    assert bounds == pytest.approx((0.5731, 0.7544), abs=5e-5)


def test_three_looks_of_the_map_are_never_taken_for_one_another(demonstration_store: Path) -> None:
    observatory = Observatory(Store(demonstration_store).current()[0], LOCAL)
    question = Question("obstacle_identified", (Dimension.EPCI,))
    indicator = observatory.observe(question).indicator
    counts = pl.DataFrame(
        {
            "epci_code": ["A", "B", "C", "D"],
            "yes": [20, 0, 5, 0],
            "no": [20, 40, 4, 0],
            "unknown": [0, 0, 0, 30],
            "excluded": [0] * 4,
            "immature": [0] * 4,
        }
    )
    found = observatory.observe(question)
    object.__setattr__(found, "table", release(counts, indicator))
    centres = pl.DataFrame(
        {
            "code": ["A", "B", "C", "D", "E", "X"],
            "name": list("abcdex"),
            "longitude": [0.0] * 6,
            "latitude": [0.0] * 6,
        }
    )
    populations = pl.DataFrame(
        {"epci_code": list("ABCDEX"), "department_code": ["46"] * 5 + ["45"]}
    )
    values = obstacle_map_values(found, centres, populations, {"46"})
    assert dict(values.table.select("code", "look").iter_rows()) == {
        "A": Look.VALUE.value,
        "B": Look.ZERO.value,
        "C": Look.WITHHELD.value,
        "D": Look.MISSING.value,
        "E": Look.MISSING.value,
    }
    assert values.bounds == (50.0, 51.0)
    assert values.count(Look.VALUE, 0) == 1


@pytest.mark.parametrize("mode", Mode)
def test_words_on_a_shade_reach_the_contrast_asked_for(mode: Mode) -> None:
    for shade in PALETTES[mode].sequence:
        channels = [int(shade[start : start + 2], 16) / 255 for start in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        light = sum(weight * part for weight, part in zip(CHANNELS, linear, strict=True))
        contrast = 1.05 / (light + 0.05) if legible(shade) == "#ffffff" else (light + 0.05) / 0.05
        assert contrast >= 4.5
