"""The truth of a sample is what a second count finds in its files."""

from collections import Counter
from typing import Any

import polars as pl
import pytest
from samples import employments, recount
from samples.sample_files import SampleFiles


@pytest.fixture(params=["drawn", "shipped"])
def counted(
    request: pytest.FixtureRequest, sample: SampleFiles, shipped_sample: SampleFiles
) -> SampleFiles:
    """A sample drawn piece by piece, then the one shipped with the project."""
    return sample if request.param == "drawn" else shipped_sample


def without_zeros(counts: dict[str, Any]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


def test_pathways_and_people_are_counted_twice_alike(counted: SampleFiles) -> None:
    truth = counted.truth
    told = {("total", ""): truth["total"]} | {
        (grouping, name): counts
        for grouping in ("by_scheme", "by_department")
        for name, counts in truth[grouping].items()
    }
    found = recount.counts(counted)
    assert {group: without_zeros(counts) for group, counts in told.items()} == {
        group: without_zeros(counts) for group, counts in found.items()
    }


def test_obstacles_found_lifted_and_aided(counted: SampleFiles) -> None:
    told = {
        scheme: {
            obstacle: Counter(pair) for obstacle, pair in obstacles.items() if any(pair.values())
        }
        for scheme, obstacles in counted.truth["obstacles"].items()
    }
    assert told == recount.obstacles(counted)
    assert counted.truth["aids"] == recount.aids(counted)


def test_jobs_and_secondments(counted: SampleFiles) -> None:
    assert counted.truth["jobs"] == recount.jobs(counted)
    assert counted.truth["secondments_over_two_years"] == recount.secondments_over_two_years(
        counted
    )


def test_continuous_employments(counted: SampleFiles) -> None:
    told = {scheme: Counter(counts) for scheme, counts in counted.truth["employments"].items()}
    assert told == employments.counts(counted)


def test_ways_from_scheme_to_scheme_and_linked_identifiers(counted: SampleFiles) -> None:
    assert counted.truth["ways"] == recount.ways(counted)
    links = counted.table("liens_identite")
    second = {row["id_participant_source"] for row in links} - {
        row["id_participant"] for row in links
    }
    assert len(links) == 2 * len(second) == 2 * counted.truth["people_with_two_identifiers"] > 0
    assert second <= {row["id_participant"] for row in counted.pathways}


def test_small_cells_by_sex(counted: SampleFiles) -> None:
    sex_of = {row["id_participant"]: row["sexe"] for row in counted.table("participants")}
    told = {scheme: cells["sex"] for scheme, cells in counted.truth["small_cells"].items()}
    assert told == recount.small_cells(counted, sex_of)


def test_small_cells_by_epci(sample: SampleFiles, communes: pl.DataFrame) -> None:
    epci_of_commune = dict(communes.select("commune_code", "epci_code").iter_rows())
    epci_of = {
        row["id_participant"]: epci_of_commune.get(row["code_commune"], "")
        for row in sample.pathways
    }
    told = {scheme: cells["epci"] for scheme, cells in sample.truth["small_cells"].items()}
    assert told == recount.small_cells(sample, epci_of)


def test_published_households_miss_the_withheld_and_the_missing(counted: SampleFiles) -> None:
    for department, found in recount.households(counted).items():
        told = counted.truth["populations"][department]
        assert {name: found[name] for name in told if name != "households"} == {
            name: count for name, count in told.items() if name != "households"
        }
    assert counted.truth["populations"]["45"]["households"] == 16_000


def test_rows_of_every_file(counted: SampleFiles) -> None:
    assert {path: len(counted.read(path)) for path in counted.truth["rows"]} == counted.truth[
        "rows"
    ]
