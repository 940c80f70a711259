"""From the sample files to the figures: what the generator planted is what the door answers."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dashboard.observatory import Observatory, Question
from dashboard.scope import Role, Scope
from pipelines.analysis.survival import kaplan_meier
from pipelines.build.run import BuildReport, BuildRequest, build
from pipelines.indicators import indicators
from pipelines.resources import resource
from pipelines.samples import write_samples
from pipelines.snapshot import open_reader
from pipelines.territories import load_territories
from pipelines.vocabulary import Dimension

KEY = b"une cle de test, longue de trente-deux octets"


@pytest.fixture(scope="module", params=["shipped", "drawn"])
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the sample of the repository, then a larger one where no status stays empty."""
    if request.param == "shipped":
        return resource("data_samples")
    folder = tmp_path_factory.mktemp("sample")
    write_samples(folder, 3000, 2, load_territories().communes)
    return folder


@pytest.fixture(scope="module")
def truth(sample: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((sample / "truth.json").read_text("utf-8"))
    return content


@pytest.fixture(scope="module")
def report(
    sample: Path, truth: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> BuildReport:
    """Build a sample, as `observatoire build` does."""
    filled = BuildReport()
    request = BuildRequest(
        inputs=(sample / "complete",),
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


STATUSES = ("yes", "no", "unknown", "excluded", "immature")


def test_every_row_of_the_samples_is_accounted_for(
    report: BuildReport, truth: dict[str, Any]
) -> None:
    read = {f"complete/{item['name']}": item["read"] for item in report.files}
    expected = {name: rows for name, rows in truth["rows"].items() if name.startswith("complete/")}
    assert read == expected
    assert all(item["loaded"] == item["read"] for item in report.files)


def statuses(row: dict[str, Any]) -> dict[str, int]:
    return {status: row[status] or 0 for status in STATUSES}


def test_every_indicator_has_a_truth(truth: dict[str, Any]) -> None:
    assert {*truth["indicators"], "caseload"} == set(indicators())


@pytest.mark.parametrize("code", [code for code in indicators() if code != "caseload"])
def test_each_status_of_each_scheme_is_what_was_planted(
    observatory: Observatory, truth: dict[str, Any], code: str
) -> None:
    found = {
        scheme: statuses(row) for scheme, row in asked(observatory, code, Dimension.SCHEME).items()
    }
    assert {scheme: row for scheme, row in found.items() if any(row.values())} == truth[
        "indicators"
    ][code]
    total = Counter[str]()
    for row in truth["indicators"][code].values():
        total.update(row)
    assert statuses(observatory.observe(Question(code)).total.to_dicts()[0]) == total


@pytest.mark.parametrize(("code", "planted"), [("entries", "entries"), ("caseload", "caseload")])
def test_each_scheme_and_each_department_is_what_was_planted(
    observatory: Observatory, truth: dict[str, Any], code: str, planted: str
) -> None:
    assert observatory.observe(Question(code)).total["yes"].to_list() == [truth["total"][planted]]
    for dimension, name in (
        (Dimension.SCHEME, "by_scheme"),
        (Dimension.DEPARTMENT, "by_department"),
    ):
        found = asked(observatory, code, dimension)
        expected = {key: counts[planted] for key, counts in truth[name].items()}
        assert {key: row["yes"] for key, row in found.items() if row["yes"]} == {
            key: count for key, count in expected.items() if count
        }


def test_continuous_employment_lasts_as_planted(report: BuildReport, truth: dict[str, Any]) -> None:
    assert report.snapshot is not None
    with open_reader(report.snapshot.warehouse) as db:
        jobs = db.sql(
            "SELECT pathway.scheme, retention.duration, retention.event "
            "FROM mart.retention AS retention "
            "INNER JOIN core.pathway AS pathway ON retention.pathway_id = pathway.row_key"
        ).pl()
    curves = kaplan_meier(jobs, ["scheme"])
    for scheme, law in truth["planted"]["retention"].items():
        curve = curves.filter(pl.col("scheme").cast(pl.String) == scheme)
        margin = 4 * (0.25 / max(curve["at_risk"].to_list())) ** 0.5
        for days in (90, 180, 365):
            survival = curve.filter(pl.col("time") <= days)["survival"].to_list()[-1:] or [1.0]
            assert survival[0] == pytest.approx(law["survival"][str(days)], abs=margin), scheme


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
