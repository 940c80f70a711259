"""`observatoire compare`: the same door and gate as the page."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner
from views.test_comparison_page import STONES, store_of

from dashboard.cli.main import app

ASKED = ("compare", "in_employment_at_exit", "--by", "scheme")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    root: Path = tmp_path_factory.mktemp("comparaison")
    return str(store_of(root, *STONES, ("mesp_ccas", "S3", True, 12, 3)))


def said(*arguments: str) -> str:
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.exception
    return done.stdout


def test_json_tells_counts_expectations_and_what_changes_order(store: str) -> None:
    answer = json.loads(said(*ASKED, "--store", store))
    rows = {row["scheme"]: row for row in answer["rows"]}
    assert (rows["aci"]["compared_yes"], rows["aci"]["compared"]) == (1092, 1400)
    assert rows["aci"]["ratio"] > 1 > rows["iae"]["ratio"]
    assert answer["reversals"] == [{"crude_first": "iae", "adjusted_first": "aci"}]
    assert answer["note"] == "Une différence n'est pas un effet du dispositif."
    assert answer["model"]["refusal"] is None


def test_a_small_group_has_counts_and_no_comparison(store: str) -> None:
    rows = {row["scheme"]: row for row in json.loads(said(*ASKED, "--store", store))["rows"]}
    assert (rows["mesp_ccas"]["compared"], rows["mesp_ccas"]["ratio"]) == (12, None)


def test_csv_holds_the_same_numbers(store: str) -> None:
    lines = list(csv.DictReader(io.StringIO(said(*ASKED, "--store", store, "--format", "csv"))))
    answer = json.loads(said(*ASKED, "--store", store))
    assert [line["compared"] for line in lines] == [str(row["compared"]) for row in answer["rows"]]
    assert {"scheme", "scheme_label", "ratio", "q_value", "change"} <= set(lines[0])
    assert "shrunk_rate" not in lines[0]


def test_conditions_and_period_narrow_the_comparison(store: str) -> None:
    kept = json.loads(said(*ASKED, "--where", "rsa=yes", "--store", store))
    assert kept["total"]["compared"] == 1052 + 320 + 12
    none = json.loads(said(*ASKED, "--from", "2025-Q1", "--store", store))
    assert none["rows"] == []


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (("compare", "entries", "--by", "scheme"), "Aucun résultat attendu"),
        (("compare", "positive_exit", "--by", "sex"), "une seule dimension"),
    ],
)
def test_what_cannot_be_compared_is_explained(
    store: str, asked: tuple[str, ...], sentence: str
) -> None:
    done = CliRunner().invoke(app, [*asked, "--store", store])
    assert sentence in str(done.exception)
