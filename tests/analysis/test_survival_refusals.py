"""What the survival functions refuse, in words a developer understands."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import polars as pl
import pytest
from analysis.drawn_spells import spells_of

from pipelines.analysis.survival import (
    aalen_johansen,
    kaplan_meier,
    logrank,
    median_survival,
    restricted_mean,
)

SPELLS = spells_of([1, 2, 3], [1, 0, 1], group=["a", "b", "b"], cause=[1, 0, 2])
Estimate = Callable[..., pl.DataFrame]
ON_EVENTS = (kaplan_meier, median_survival, logrank, partial(restricted_mean, horizon=2))
EACH = pytest.mark.parametrize("estimate", (*ON_EVENTS, aalen_johansen), ids=repr)
EACH_ON_EVENTS = pytest.mark.parametrize("estimate", ON_EVENTS, ids=repr)


@EACH
def test_no_spell_at_all(estimate: Estimate) -> None:
    with pytest.raises(ValueError, match="spells: no row, nothing to estimate"):
        estimate(SPELLS.clear(), by=["group"])


@EACH
def test_a_missing_column(estimate: Estimate) -> None:
    with pytest.raises(ValueError, match="columns missing: scheme, duration"):
        estimate(SPELLS.drop("duration"), by=["group", "scheme"])


@EACH
@pytest.mark.parametrize("by", [["group", "group"], ["event"], ["cause"]])
def test_groups_that_could_not_be_told_from_the_rest(estimate: Estimate, by: list[str]) -> None:
    with pytest.raises(ValueError, match="by: distinct columns are expected, none of at_risk"):
        estimate(SPELLS, by=by)


@EACH
def test_a_negative_duration(estimate: Estimate) -> None:
    with pytest.raises(ValueError, match="duration and entry must not be negative"):
        estimate(SPELLS.with_columns(duration=pl.Series([1, -1, 3])), by=["group"])


@EACH
@pytest.mark.parametrize(
    "duration",
    [
        [1, None, 3],
        [1.0, float("nan"), 3.0],
        [1.0, float("inf"), 3.0],
    ],
)
def test_a_duration_that_is_not_known(estimate: Estimate, duration: list[object]) -> None:
    with pytest.raises(ValueError, match="duration and entry: known, finite numbers"):
        estimate(SPELLS.with_columns(pl.Series("duration", duration)), by=["group"])


@EACH
@pytest.mark.parametrize("duration", [[timedelta(1), timedelta(2), timedelta(3)], ["1", "2", "3"]])
def test_a_duration_that_is_no_number(estimate: Estimate, duration: list[object]) -> None:
    with pytest.raises(ValueError, match="duration: a column of numbers is expected"):
        estimate(SPELLS.with_columns(pl.Series("duration", duration)), by=["group"])


@EACH_ON_EVENTS
def test_an_unknown_event(estimate: Estimate) -> None:
    with pytest.raises(ValueError, match="event: a spell is over or censored, never unknown"):
        estimate(SPELLS.with_columns(event=pl.Series([True, None, False])), by=["group"])


@EACH_ON_EVENTS
def test_an_event_told_by_a_number(estimate: Estimate) -> None:
    with pytest.raises(ValueError, match="event: a boolean column is expected"):
        estimate(SPELLS.with_columns(pl.col("event").cast(pl.Int8)), by=["group"])


@EACH_ON_EVENTS
@pytest.mark.parametrize("entry", [[0, 2, 0], [0, None, 0]])
def test_an_entry_that_does_not_precede_the_end(
    estimate: Estimate, entry: list[int | None]
) -> None:
    with pytest.raises(ValueError, match="entry"):
        estimate(SPELLS.with_columns(entry=pl.Series(entry)), by=["group"])


@EACH_ON_EVENTS
def test_an_entry_before_the_start(estimate: Estimate) -> None:
    with pytest.raises(ValueError, match="duration and entry must not be negative"):
        estimate(SPELLS.with_columns(entry=pl.Series([0, -1, 0])), by=["group"])


@pytest.mark.parametrize("confidence", [0, 1, 95])
def test_a_confidence_that_is_no_probability(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence must lie between 0 and 1"):
        kaplan_meier(SPELLS, confidence=confidence)


@pytest.mark.parametrize("horizon", [0, -1, float("inf"), float("nan")])
def test_a_horizon_that_is_not_ahead(horizon: float) -> None:
    with pytest.raises(ValueError, match="horizon must be positive and finite"):
        restricted_mean(SPELLS, (), horizon)


def test_weights_that_no_test_has() -> None:
    with pytest.raises(ValueError, match="weights must be one of logrank, wilcoxon, got peto"):
        logrank(SPELLS, ["group"], "peto")
