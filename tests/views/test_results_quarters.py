"""Quarters: what is drawn, what is set apart, what is never joined by a line."""

from typing import Any

import polars as pl
import pytest
from demonstration import LOCAL
from drawing import counts

from dashboard.components.palette import PALETTES, Mode
from dashboard.components.quarterly import Series, column_trace, lines
from dashboard.components.results_quarters import why_not
from dashboard.disclosure import Released, release
from dashboard.reading.timeline import CURRENT, TOO_RECENT, UNFINISHED, Point, series
from pipelines.indicators import indicators
from pipelines.vocabulary import Dimension

QUARTERS = {"2024-Q1": True, "2024-Q2": True, "2024-Q3": True, "2024-Q4": False}
RECENT = counts(yes=20, no=20, immature=1)


def released(code: str, dimension: Dimension, rows: dict[str, dict[str, int]]) -> Released:
    indicator = indicators()[code]
    listed = [{dimension.value: quarter, **row} for quarter, row in rows.items()]
    table = release(pl.DataFrame(listed), indicator)
    return Released(
        indicator=indicator,
        by=(dimension,),
        table=table.with_columns(pl.col(dimension.value).alias(f"{dimension.value}_label")),
        total=release(table.select(pl.col(list(counts())).sum()), indicator),
        conditions=(),
        scope=LOCAL,
        snapshot_id="test",
        reference_date=None,  # type: ignore[arg-type]
        is_synthetic=True,
    )


def by_exit(rows: dict[str, dict[str, int]]) -> Released:
    return released("employment_at_6_months", Dimension.EXIT_QUARTER, rows)


def values(points: list[Point]) -> dict[str, tuple[float | None, str]]:
    return {point.quarter: (point.value, point.provisional) for point in points}


def test_a_cohort_too_young_is_named_and_not_drawn() -> None:
    found = by_exit(
        {
            "2024-Q1": counts(yes=20, no=20),
            "2024-Q2": RECENT,
            "2024-Q3": counts(immature=40),
            "2024-Q4": counts(yes=10, no=10),
        }
    )
    assert values(series(found, QUARTERS)) == {
        "2024-Q1": (50.0, ""),
        "2024-Q2": (None, TOO_RECENT),
        "2024-Q3": (None, TOO_RECENT),
        "2024-Q4": (50.0, CURRENT),
    }


def test_an_unfinished_cohort_shows_no_quick_success() -> None:
    rows = {quarter: counts(yes=30, no=10) for quarter in ("2024-Q1", "2024-Q2")}
    found = released("positive_exit", Dimension.ENTRY_QUARTER, rows)
    points = series(found, QUARTERS, unfinished={"2024-Q2"})
    assert values(points) == {"2024-Q1": (75.0, ""), "2024-Q2": (None, UNFINISHED)}
    told = why_not(found, {None: frozenset({"2024-Q2"})})
    assert [told(row) for row in found.table.to_dicts()] == ["", "inachevée"]


@pytest.mark.parametrize(("immature", "expected"), [(4, ""), (5, TOO_RECENT)])
def test_one_late_aid_in_ten_does_not_hide_a_quarter(immature: int, expected: str) -> None:
    # 36 judged: a tenth of 40 are too young, then more than a tenth of 41.
    rows = {"2024-Q1": counts(yes=18, no=18, immature=immature)}
    found = released("aid_then_resolved", Dimension.ENTRY_QUARTER, rows)
    assert [point.provisional for point in series(found, QUARTERS)] == [expected]


def test_a_count_still_growing_is_hatched_not_hidden() -> None:
    rows = {quarter: counts(yes=12) for quarter in ("2024-Q1", "2024-Q2")}
    found = released("exits", Dimension.ENTRY_QUARTER, rows)
    points = series(found, QUARTERS, unfinished={"2024-Q2"})
    assert values(points) == {"2024-Q1": (12.0, ""), "2024-Q2": (12.0, UNFINISHED)}
    trace = column_trace(Series("Sorties", "#0b6b6b", points), points)
    assert trace["marker"]["pattern"]["shape"] == ["", "/"]


def test_the_line_joins_finished_quarters_only() -> None:
    found = by_exit(
        {
            "2024-Q1": counts(yes=20, no=20),
            "2024-Q2": counts(yes=30, no=10),
            "2024-Q3": RECENT,
            "2024-Q4": counts(yes=10, no=10),
        }
    )
    points = series(found, QUARTERS)
    spec = lines(PALETTES[Mode.LIGHT], Series("Emploi", "#0b6b6b", points))
    drawn: list[dict[str, Any]] = spec["data"]
    joined = next(trace for trace in drawn if trace["mode"] == "lines+markers")
    assert joined["x"] == [0, 1]
    assert joined["y"] == [50.0, 75.0]
    assert [(shape["x0"], shape["x1"]) for shape in spec["layout"]["shapes"]] == [(1.5, 3.5)]


def test_a_quarter_without_anyone_is_told_in_the_indicator_s_words() -> None:
    found = released(
        "with_pmsmp",
        Dimension.ENTRY_QUARTER,
        {"2024-Q1": counts(yes=20, no=20), "2024-Q3": counts(yes=20, no=20)},
    )
    assert [point.text for point in series(found, QUARTERS)][1] == "aucun parcours"
