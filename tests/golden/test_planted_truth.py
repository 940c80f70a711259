"""From the sample files to the figures: what the generator planted is what the door answers."""

import json
from typing import Any

import pytest

from dashboard.observatory import Observatory, Question
from dashboard.scope import Role, Scope
from pipelines.build.run import BuildReport, BuildRequest, build
from pipelines.resources import resource
from pipelines.vocabulary import Dimension

KEY = b"une cle de test, longue de trente-deux octets"


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(resource("data_samples", "truth.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="module")
def report(truth: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    """Build the samples of the repository, as `observatoire build` does."""
    from datetime import date

    filled = BuildReport()
    request = BuildRequest(
        inputs=(resource("data_samples", "complete"),),
        store=tmp_path_factory.mktemp("store"),
        reference_date=date.fromisoformat(truth["reference_date"]),
        key=KEY,
    )
    build(request, filled)
    return filled


@pytest.fixture(scope="module")
def observatory(report: BuildReport) -> Observatory:
    assert report.snapshot is not None
    codes = frozenset(report.snapshot.manifest["perimeter"])
    return Observatory(report.snapshot, Scope("test", Role.COUNCIL, codes, "Tout"))


def asked(observatory: Observatory, code: str, *by: Dimension) -> dict[Any, dict[str, int]]:
    table = observatory.observe(Question(code, by)).table
    keys = [dimension.value for dimension in by]
    return {
        tuple(row[key] for key in keys) if len(keys) > 1 else row[keys[0]]: row
        for row in table.iter_rows(named=True)
    }


PLANTED = {
    "entries": ("entries", "yes"),
    "exits": ("exits", "yes"),
    "caseload": ("caseload", "yes"),
    "positive_exits": ("positive_exit", "yes"),
    "withdrawn_exits": ("positive_exit", "excluded"),
    "durable_exits": ("durable_employment", "yes"),
    "undocumented_exits": ("undocumented_exit", "yes"),
    "employed_at_exit_or_by_reason": ("in_employment_at_exit", "yes"),
    "not_employed_at_exit_or_by_reason": ("in_employment_at_exit", "no"),
    "unknown_at_exit_or_by_reason": ("in_employment_at_exit", "unknown"),
    "employed_at_6_months": ("employment_at_6_months", "yes"),
    "not_employed_at_6_months": ("employment_at_6_months", "no"),
    "unknown_at_6_months": ("employment_at_6_months", "unknown"),
    "immature_at_6_months": ("employment_at_6_months", "immature"),
}


def test_every_row_of_the_samples_is_accounted_for(
    report: BuildReport, truth: dict[str, Any]
) -> None:
    read = {f"complete/{item['name']}": item["read"] for item in report.files}
    expected = {name: rows for name, rows in truth["rows"].items() if name.startswith("complete/")}
    assert read == expected
    assert all(item["loaded"] == item["read"] for item in report.files)


@pytest.mark.parametrize("planted", PLANTED)
def test_the_whole_is_what_was_planted(
    observatory: Observatory, truth: dict[str, Any], planted: str
) -> None:
    code, status = PLANTED[planted]
    total = observatory.observe(Question(code)).total.to_dicts()[0]
    assert total[status] == truth["total"][planted]


@pytest.mark.parametrize("planted", PLANTED)
def test_each_scheme_and_each_department_is_what_was_planted(
    observatory: Observatory, truth: dict[str, Any], planted: str
) -> None:
    code, status = PLANTED[planted]
    for dimension, name in (
        (Dimension.SCHEME, "by_scheme"),
        (Dimension.DEPARTMENT, "by_department"),
    ):
        found = asked(observatory, code, dimension)
        expected = {key: counts[planted] for key, counts in truth[name].items()}
        assert {key: row[status] for key, row in found.items() if row[status]} == {
            key: count for key, count in expected.items() if count
        }


def test_obstacles_and_their_resolution_are_what_was_planted(
    observatory: Observatory, truth: dict[str, Any]
) -> None:
    found = asked(observatory, "obstacle_resolved", Dimension.SCHEME, Dimension.OBSTACLE)
    expected = {
        (scheme, obstacle): (counts["lifted"], counts["identified"])
        for scheme, obstacles in truth["obstacles"].items()
        for obstacle, counts in obstacles.items()
        if counts["identified"]
    }
    assert {key: (row["yes"], row["yes"] + row["no"]) for key, row in found.items()} == expected


def test_small_cells_stay_visible_in_the_restricted_edition(
    observatory: Observatory, truth: dict[str, Any]
) -> None:
    dimensions = {"sex": Dimension.SEX, "epci": Dimension.EPCI}
    found = {
        name: asked(observatory, "entries", Dimension.SCHEME, dimension)
        for name, dimension in dimensions.items()
    }
    cells = [
        (name, scheme, value, people)
        for scheme, by_dimension in truth["small_cells"].items()
        for name, values in by_dimension.items()
        for value, people in values.items()
    ]
    assert len(cells) > 20
    for name, scheme, value, people in cells:
        row = found[name][scheme, value]
        assert people <= row["yes"] < 10
        assert row["rate"] is None
