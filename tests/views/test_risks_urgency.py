"""The rule of urgency, case by case."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.risks_signals import Aims
from dashboard.components.risks_urgency import (
    CLEAR,
    FIRST,
    NEXT,
    WATCH,
    Level,
    Signals,
    closes,
    level,
    ranked,
)
from dashboard.reading.fse_goals import Goal

CALM = Signals(
    operation_id="OP",
    participations=100,
    incomplete=0,
    exits_missing=0,
    exits_late=0,
    unproven=0,
    six_months_due=0,
    is_behind=False,
    is_closing=False,
    end_date=None,
)
COUNT = st.integers(0, 3)
DRAWN = st.lists(
    st.builds(
        Signals,
        operation_id=st.text("ABCDEFGH", min_size=4, max_size=4),
        participations=st.integers(3, 5),
        incomplete=COUNT,
        exits_missing=COUNT,
        exits_late=COUNT,
        unproven=COUNT,
        six_months_due=COUNT,
        is_behind=st.booleans(),
        is_closing=st.booleans(),
        end_date=st.none(),
    ),
    max_size=6,
    unique_by=lambda item: item.operation_id,
)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, CLEAR),
        ({"is_closing": True}, CLEAR),
        ({"exits_missing": 1, "is_closing": True}, FIRST),
        ({"unproven": 1, "is_closing": True}, FIRST),
        ({"exits_missing": 1}, NEXT),
        ({"unproven": 1}, NEXT),
        ({"incomplete": 1, "is_closing": True}, NEXT),
        ({"six_months_due": 1}, NEXT),
        ({"exits_late": 1, "is_closing": True}, WATCH),
        ({"is_behind": True}, WATCH),
    ],
)
def test_the_level_follows_the_rule(changes: dict[str, object], expected: Level) -> None:
    assert level(replace(CALM, **changes)) is expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (None, True),
        (date(2025, 6, 30), True),
        (date(2025, 12, 30), True),
        (date(2025, 12, 31), False),
    ],
)
def test_an_operation_closes_within_183_days(end: date | None, expected: bool) -> None:
    """From 30 June, the 183rd day is 30 December."""
    assert closes(end, date(2025, 6, 30)) is expected


def test_within_a_level_the_nearest_end_then_the_largest_part_comes_first() -> None:
    far_large = replace(CALM, operation_id="far", incomplete=90)
    near_small = replace(CALM, operation_id="near", incomplete=1, is_closing=True)
    far_small = replace(CALM, operation_id="small", incomplete=5, participations=1_000)
    first = replace(CALM, operation_id="first", exits_missing=1, is_closing=True)
    order = [item.operation_id for item in ranked([far_small, far_large, near_small, first, CALM])]
    assert order == ["first", "near", "far", "small", "OP"]


@given(DRAWN)
def test_the_order_does_not_depend_on_the_order_given(drawn: list[Signals]) -> None:
    shuffled = sorted(drawn, key=lambda item: item.operation_id, reverse=True)
    assert ranked(shuffled) == ranked(drawn)
    ranks = [level(item).rank for item in ranked(drawn)]
    assert ranks == sorted(ranks)


@pytest.mark.parametrize(
    ("milestone", "target", "as_of", "expected"),
    [
        (25.0, None, date(2024, 12, 30), False),
        (25.0, None, date(2024, 12, 31), True),
        (10.0, 40.0, date(2025, 6, 30), False),
        (None, 40.0, date(2029, 12, 31), True),
        (None, None, date(2030, 6, 30), False),
    ],
)
def test_a_goal_is_missed_only_once_due(
    milestone: float | None, target: float | None, as_of: date, expected: bool
) -> None:
    aims = Aims("OP", "EECO01", Goal(milestone, 1, 1), Goal(target, 1, 1), then=10, now=17)
    assert aims.is_missed(as_of) is expected


def test_a_goal_whose_result_is_not_known_is_neither_reached_nor_missed() -> None:
    aims = Aims("OP", "EECR05", Goal(None, 0, 1), Goal(40.0, 1, 1), then=None, now=None)
    assert not aims.is_missed(date(2030, 6, 30))
