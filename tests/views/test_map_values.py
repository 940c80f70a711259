"""The map of entries: what is divided by what, and four looks never taken for one another."""

from pathlib import Path

import polars as pl
import pytest
from demonstration import LOCAL, LOT

from dashboard.disclosure import Released
from dashboard.observatory import Observatory, Question, outlines
from dashboard.reading.map_values import DUTIES, INHABITANTS, Look, MapValues, map_values
from pipelines.snapshot import Store
from pipelines.vocabulary import Dimension

OUTLINES = pl.DataFrame(
    {
        "code": ["A", "B", "C", "D", "X"],
        "name": ["Aa", "Bb", "Cc", "Dd", "Xx"],
        "geojson": ["{}"] * 5,
        "longitude": [0.0] * 5,
        "latitude": [0.0] * 5,
    }
)


def populations(
    duties: list[int | None],
    withheld: list[int],
    inhabitants: list[int | None],
    covered: tuple[int, ...] = (0, 0, 0, 0),
) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "epci_code": ["A", "B", "C", "D"],
            "department_code": ["46"] * 4,
            "inhabitants": inhabitants,
            "subject_to_duties": duties,
            "withheld_communes": withheld,
            "covered_inhabitants": covered,
        },
        schema_overrides={"subject_to_duties": pl.Int64, "inhabitants": pl.Int64},
    )


@pytest.fixture
def entries(demonstration_store: Path) -> Released:
    """Return figures whose table is replaced: 30 entries in A, 10 in B, none elsewhere."""
    observatory = Observatory(Store(demonstration_store).current()[0], LOCAL)
    released = observatory.observe(Question("entries", (Dimension.EPCI,)))
    table = pl.DataFrame({"epci_code": ["A", "B", None], "numerator": [30, 10, 5]})
    return Released(
        indicator=released.indicator,
        by=released.by,
        table=table,
        total=released.total,
        conditions=(),
        scope=LOT,
        snapshot_id=released.snapshot_id,
        reference_date=released.reference_date,
        is_synthetic=True,
    )


def looks(values: MapValues) -> dict[str, str]:
    return dict(values.table.select("code", "look").iter_rows())


def test_entries_are_divided_by_inhabitants_when_nothing_better_is_known(
    entries: Released,
) -> None:
    known = populations([None] * 4, [0] * 4, [10_000, 20_000, 5_000, None])
    values = map_values(entries, OUTLINES, known, {"46"})
    assert values.measure is INHABITANTS
    rates = dict(values.table.select("code", "rate").iter_rows())
    assert (rates["A"], rates["B"]) == (3.0, 0.5)
    assert looks(values) == {
        "A": Look.VALUE.value,
        "B": Look.VALUE.value,
        "C": Look.ZERO.value,
        "D": Look.MISSING.value,
    }


def test_entries_are_divided_by_people_subject_to_duties_when_most_are_known(
    entries: Released,
) -> None:
    covered = (10_000, 9_000, 8_999, 0)
    known = populations([300, 500, 100, None], [0, 1, 1, 0], [10_000] * 4, covered)
    values = map_values(entries, OUTLINES, known, {"46"})
    assert values.measure is DUTIES
    assert looks(values)["C"] == Look.WITHHELD.value
    assert looks(values)["D"] == Look.MISSING.value
    rates = dict(values.table.select("code", "rate").iter_rows())
    assert (rates["A"], rates["B"]) == (10.0, 2.0)


def test_mostly_withheld_populations_are_not_used(entries: Released) -> None:
    covered = (10_000, 0, 0, 0)
    known = populations([300, None, None, None], [0, 1, 1, 1], [10_000] * 4, covered)
    assert map_values(entries, OUTLINES, known, {"46"}).measure is INHABITANTS


def test_an_epci_outside_the_perimeter_is_left_out(entries: Released) -> None:
    known = populations([None] * 4, [0] * 4, [10_000] * 4).with_columns(
        department_code=pl.Series(["46", "46", "45", "45"])
    )
    assert set(looks(map_values(entries, OUTLINES, known, {"46"}))) == {"A", "B"}


def test_the_rank_of_a_row_is_its_place_in_the_file_of_shapes(
    entries: Released, demonstration_store: Path
) -> None:
    snapshot, _ = Store(demonstration_store).current()
    shapes = outlines(snapshot, "epci")
    known = Observatory(snapshot, LOT).background.epci_populations()
    values = map_values(entries, shapes.drop("geojson"), known, {"46"})
    assert len(values.table)
    for rank, code in values.table.select("rank", "code").iter_rows():
        assert shapes["code"][rank] == code


def test_every_value_falls_in_one_class_and_classes_are_told_in_words(entries: Released) -> None:
    known = populations([None] * 4, [0] * 4, [10_000, 20_000, 5_000, None])
    values = map_values(entries, OUTLINES, known, {"46"})
    counted = [values.count(Look.VALUE, rank) for rank in range(len(values.bounds) - 1)]
    assert sum(counted) == values.count(Look.VALUE) == 2
    last = len(values.bounds) - 2
    assert "moins de" not in values.class_words(last)
    assert values.class_words(last).endswith("3,0")
    assert values.class_words(0).startswith("0,5")
