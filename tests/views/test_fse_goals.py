"""Milestones and targets of operations beside what was achieved."""

from typing import Any

import polars as pl
from drawing import cells, typed

from dashboard.reading.fse_goals import Goal, goal

GIVEN = cells(
    """
    target_id | indicator | perimeter_kind | perimeter_code | period_end | value | unit | agreed_on
    --
    T1 | EECO01 | operation | OP1 | 2024-12-31 | 100 | personnes | 2024-01-01
    T2 | EECO01 | operation | OP1 | 2029-12-31 | 400 | personnes | 2024-01-01
    T3 | EECO01 | operation | OP1 | 2029-12-31 | 300 | personnes | 2025-01-01
    T4 | EECO01 | operation | OP2 | 2029-12-31 | 50 | personnes | 2024-01-01
    T5 | EECR04 | operation | OP1 | 2029-12-31 | 0.4 | part | 2024-01-01
    T7 | EECR06 | operation | OP1 | 2029-12-31 | 12 | personnes | 2024-01-01
    T6 | EECO01 | structure | OP1 | 2024-12-31 | 999 | personnes | 2024-01-01
    """
)
TARGETS = typed(
    "target", GIVEN.with_columns(period_start=pl.lit("2024-01-01"), source_document=pl.lit("Acte"))
)


def found(code: str, *operations: str, milestone: bool = False) -> Goal:
    return goal(TARGETS, code, operations, milestone)


def test_the_last_target_agreed_holds_and_operations_add_up() -> None:
    assert found("EECO01", "OP1") == Goal(300.0, 1, 1)
    assert found("EECO01", "OP1", "OP2") == Goal(350.0, 2, 2)
    assert found("EECO01", "OP1", milestone=True) == Goal(100.0, 1, 1)


def test_a_share_or_another_perimeter_is_no_target_in_numbers() -> None:
    assert found("EECR04", "OP1") == Goal(None, 0, 1)
    assert found("EECO01", "OP2", milestone=True) == Goal(None, 0, 1)


def test_a_target_names_a_result_by_its_official_code() -> None:
    """EECR06 est compté ici parmi les seules personnes de l'échantillon : EECR06s."""
    assert found("EECR06s", "OP1") == Goal(12.0, 1, 1)
    assert found("EECR05s", "OP1") == Goal(None, 0, 1)


def told(goal_: Goal, achieved: Any) -> str:
    return goal_.beside(achieved).replace("\u00a0", " ")


def test_a_goal_is_told_beside_what_was_achieved() -> None:
    assert told(found("EECO01", "OP1"), 280) == "300 (manque 20)"
    assert told(found("EECO01", "OP1"), 300) == "300 (atteint)"
    assert told(found("EECO01", "OP1"), None) == "300"
    assert told(found("EECR04", "OP1"), 5) == "non paramétré"
    partial = found("EECO01", "OP1", "OP2", milestone=True)
    assert told(partial, 500) == "100 pour 1 sur 2 opérations"


def test_no_target_at_all_is_no_error() -> None:
    assert goal(TARGETS.clear(), "EECO01", ("OP1",), True) == Goal(None, 0, 1)
