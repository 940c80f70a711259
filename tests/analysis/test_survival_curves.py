"""Kaplan–Meier, median and restricted mean: cases worked by hand, values known to the digit."""

import math

import polars as pl
import pytest
from analysis.drawn_spells import spells_of

from pipelines.analysis.survival import kaplan_meier, median_survival, restricted_mean

TIED = spells_of([1, 2, 2, 3, 3, 3, 4, 5, 5, 6], [1, 1, 0, 1, 1, 0, 0, 1, 0, 0])
COLUMNS = [
    "time",
    "at_risk",
    "events",
    "censored",
    "survival",
    "variance",
    "ci_low",
    "ci_high",
]


def at(curve: pl.DataFrame, time: float, *columns: str) -> tuple[float, ...]:
    row: tuple[float, ...] = curve.filter(pl.col("time") == time).select(columns).row(0)
    return row


def test_who_is_censored_at_the_time_of_an_event_is_still_at_risk() -> None:
    curve = kaplan_meier(TIED)
    assert curve.columns == COLUMNS
    assert curve["time"].to_list() == [1, 2, 3, 4, 5, 6]
    assert curve["at_risk"].to_list() == [10, 9, 7, 4, 3, 1]
    assert curve["events"].to_list() == [1, 1, 2, 0, 1, 0]
    assert curve["censored"].to_list() == [0, 1, 1, 1, 1, 1]
    expected = [9 / 10, 4 / 5, 4 / 7, 4 / 7, 8 / 21, 8 / 21]
    assert curve["survival"].to_list() == pytest.approx(expected, abs=1e-12)


def test_the_interval_is_on_the_log_log_scale() -> None:
    curve = kaplan_meier(TIED)
    known = {
        1: (0.473009271362, 0.985281393367),
        3: (0.217192702382, 0.814572137921),
        5: (0.070106452289, 0.704377412893),
    }
    for time, bounds in known.items():
        assert at(curve, time, "ci_low", "ci_high") == pytest.approx(bounds, abs=1e-9)


def test_the_variance_is_that_of_greenwood() -> None:
    # At 3: S² × (1/(10·9) + 1/(9·8) + 2/(7·5)), with S = 4/7.
    expected = (4 / 7) ** 2 * (1 / 90 + 1 / 72 + 2 / 35)
    assert at(kaplan_meier(TIED), 3, "variance")[0] == pytest.approx(expected, abs=1e-12)


def test_a_higher_confidence_widens_the_interval() -> None:
    # At 1: S = 0,9 and Σ = 1/90; z = 2,5758293035489 at 99 %.
    spread = 2.5758293035489 * math.sqrt(1 / 90) / -math.log(0.9)
    expected = (0.9 ** math.exp(spread), 0.9 ** math.exp(-spread))
    curve = kaplan_meier(TIED, confidence=0.99)
    assert at(curve, 1, "ci_low", "ci_high") == pytest.approx(expected, abs=1e-12)


def test_everybody_censored_is_a_survival_of_one() -> None:
    spells = spells_of([1, 2, 3], [0, 0, 0])
    curve = kaplan_meier(spells)
    assert curve.select("survival", "variance", "ci_low", "ci_high").unique().rows() == [
        (1.0, 0.0, 1.0, 1.0)
    ]
    assert median_survival(spells).rows() == [(None,)]
    assert restricted_mean(spells, (), 3).rows() == [(3.0, 0.0)]


def test_everybody_ended_is_a_survival_of_zero() -> None:
    spells = spells_of([1, 1, 1])
    assert kaplan_meier(spells).rows() == [(1, 3, 3, 0, 0.0, 0.0, 0.0, 0.0)]
    assert median_survival(spells).rows() == [(1,)]
    assert restricted_mean(spells, (), 30).rows() == [(1.0, 0.0)]


def test_a_spell_may_last_no_time() -> None:
    spells = spells_of([0, 0, 5, 5], [1, 0, 1, 0])
    curve = kaplan_meier(spells)
    assert at(curve, 0, "survival", "ci_low", "ci_high") == pytest.approx(
        (0.75, 0.127946917595, 0.960548642285), abs=1e-9
    )
    assert at(curve, 5, "survival", "ci_low", "ci_high") == pytest.approx(
        (0.375, 0.010971121575, 0.808001072481), abs=1e-9
    )
    assert restricted_mean(spells, (), 5)["rmst"].item() == pytest.approx(3.75, abs=1e-12)


def test_a_group_without_a_spell_has_no_row() -> None:
    kinds = pl.Enum(["a", "b"])
    spells = spells_of([1, 2], group=["a", "a"]).with_columns(pl.col("group").cast(kinds))
    assert kaplan_meier(spells, ["group"])["group"].to_list() == ["a", "a"]
    assert median_survival(spells, ["group"]).rows() == [("a", 1)]


def test_a_null_is_a_group_and_groups_come_in_order() -> None:
    spells = spells_of([4, 3, 2, 1], group=[None, "b", "a", None], more=[1, 1, 1, 2])
    curve = kaplan_meier(spells, ["group", "more"])
    assert curve.select("group", "more", "time", "at_risk").rows() == [
        ("a", 1, 2, 1),
        ("b", 1, 3, 1),
        (None, 1, 4, 1),
        (None, 2, 1, 1),
    ]


@pytest.mark.parametrize(
    ("entry", "duration", "survival"),
    [
        ([1.9, 0, 0, 0, 0], [2, 10, 5, 4, 3], [0.8, 0.6, 0.4, 0.2, 0]),
        ([1, 2, 4, 0, 0], [2, 10, 5, 4, 3], [2 / 3, 4 / 9, 2 / 9, 1 / 9, 0]),
    ],
)
def test_late_entries_are_at_risk_strictly_after_they_enter(
    entry: list[float], duration: list[float], survival: list[float]
) -> None:
    curve = kaplan_meier(spells_of(duration, entry=entry))
    assert curve["time"].to_list() == [2, 3, 4, 5, 10]
    assert curve["survival"].to_list() == pytest.approx(survival, abs=1e-12)


def test_a_risk_set_that_empties_early_freezes_the_curve_at_zero() -> None:
    curve = kaplan_meier(spells_of([2, 8], [1, 1], entry=[0, 5]))
    assert curve.select("time", "at_risk", "survival").rows() == [(2, 1, 0.0), (8, 1, 0.0)]


def test_the_median_is_the_first_time_when_half_is_reached_exactly() -> None:
    # 9/10 × 7/9 × 6/7 × 5/6 is one half, and 0,5000000000000001 in binary numbers.
    spells = spells_of([1, 2, 2, 3, 4, 5, 5, 5, 5, 5])
    assert median_survival(spells).rows() == [(4,)]
    assert median_survival(TIED).rows() == [(5,)]


def test_the_mean_up_to_a_horizon_and_its_sampling_error() -> None:
    mean, error = restricted_mean(TIED, (), 6).row(0)
    assert mean == pytest.approx(4.223809523810, abs=1e-9)
    assert error == pytest.approx(0.589365222882, abs=1e-9)
    # Up to 2,5: 1 + 0,9 × 1 + 0,8 × 0,5; A is 1,3 at 1 and 0,4 at 2.
    mean, error = restricted_mean(TIED, (), 2.5).row(0)
    assert mean == pytest.approx(2.3, abs=1e-12)
    assert error == pytest.approx(math.sqrt(1.3**2 / 90 + 0.4**2 / 72), abs=1e-12)


def test_a_horizon_before_the_first_time_is_lived_by_all() -> None:
    assert restricted_mean(TIED, (), 0.5).rows() == [(0.5, 0.0)]


def test_a_curve_that_stops_before_the_horizon_says_nothing() -> None:
    spells = spells_of([3, 3, 8], [1, 0, 1], group=["short", "short", "over"])
    assert restricted_mean(spells, ["group"], 10).rows() == [
        ("over", 8.0, 0.0),
        ("short", None, None),
    ]
