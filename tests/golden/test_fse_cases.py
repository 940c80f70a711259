"""The 29 public FSE+ cases under both long-term rules: what is counted, and nothing else."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from fse_engine import BASE_ROW, counted, prepared

from pipelines.fse import FseKind, FseSettings, LongTermRule, fse_indicators

CASES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "fse" / "cases.toml").read_text("utf-8")
)
SPECIFIED = {
    code for code, item in fse_indicators().items() if item.kind is not FseKind.RESERVED
} - {"EECR05", "S05"}
"""The codes the cases speak of; they say nothing of the estimate and of the size of its sample."""


def rows_of(case: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a case; an empty text stands for a missing value."""
    return [
        {key: None if value == "" else value for key, value in row.items()} for row in case["rows"]
    ]


def test_the_twenty_nine_cases_are_there_and_name_only_known_codes() -> None:
    assert list(CASES) == [f"P{number:02}" for number in range(1, 30)]
    assert {code for case in CASES.values() for code in case["expected"]} < SPECIFIED
    assert {key for case in CASES.values() for row in case["rows"] for key in row} < {
        *BASE_ROW,
        *("exit_date", "status_exit", "exit_observed_on", "job_seeking_exit", "in_training_exit"),
        *("qualification_on", "status_6m", "observed_6m_on", "improved_6m"),
    }


@pytest.mark.parametrize("rule", LongTermRule)
@pytest.mark.parametrize("code", CASES)
def test_a_case_counts_what_it_should_and_nothing_else(code: str, rule: LongTermRule) -> None:
    case = CASES[code]
    expected = dict(case["expected"])
    if rule is LongTermRule.FLAT_12:
        expected["EECO03"] = case["flat12"]
    found = counted(rows_of(case), FseSettings(case["as_of"], rule))
    assert {name: value for name, value in found.items() if name in SPECIFIED} == {
        name: value for name, value in expected.items() if value
    }


def test_three_sexes_are_told_apart() -> None:
    """P10 : une femme, un homme, une personne non binaire."""
    with prepared(rows_of(CASES["P10"]), FseSettings(CASES["P10"]["as_of"])) as db:
        found = db.execute(
            "SELECT sex, count(*) FROM participation WHERE ok GROUP BY sex"
        ).fetchall()
    assert sorted(found) == [("F", 1), ("M", 1), ("X", 1)]
