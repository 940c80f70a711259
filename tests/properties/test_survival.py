"""Survival and spells against a second implementation, and what must hold of any spells."""

import math
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.recount_spells import (
    Job,
    Late,
    Spell,
    from_the_start,
    incidence,
    mean_and_variance,
    spells_by_days,
    survival,
    two_group_statistic,
)

from pipelines.analysis.survival import (
    aalen_johansen,
    kaplan_meier,
    logrank,
    merge_spells,
    restricted_mean,
)

FEW = settings(max_examples=40)
FIRST_DAY, DATA_END = date(2024, 1, 1), date(2024, 3, 1)
SPELLS = st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=25)
LATE = st.lists(
    st.tuples(st.integers(0, 4), st.integers(1, 6), st.booleans()).map(
        lambda drawn: (drawn[0], drawn[0] + drawn[1], drawn[2])
    ),
    min_size=1,
    max_size=25,
)
ENDED = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3)), min_size=1, max_size=25)
DAYS = st.integers(0, 70).map(lambda days: FIRST_DAY + timedelta(days=days))


@st.composite
def contracts(draw: st.DrawFn) -> Job:
    start = draw(DAYS)
    length = draw(st.one_of(st.none(), st.integers(-2, 30)))
    end = None if length is None else start + timedelta(days=length)
    return draw(st.sampled_from("pq")), draw(st.sampled_from(["A", "B", None])), start, end


JOBS = st.lists(contracts(), max_size=8)


def frame_of(spells: list[Spell]) -> pl.DataFrame:
    return pl.DataFrame(spells, schema=["duration", "event"], orient="row")


def late_frame(spells: list[Late]) -> pl.DataFrame:
    return pl.DataFrame(spells, schema=["entry", "duration", "event"], orient="row")


def jobs_frame(jobs: list[Job]) -> pl.DataFrame:
    schema = {
        "participant_id": pl.String,
        "employer_id": pl.String,
        "start_date": pl.Date,
        "end_date": pl.Date,
    }
    return pl.DataFrame(jobs, schema=schema, orient="row")


def merged(
    jobs: list[Job], gap_days: int, same_employer: bool = False, data_end: date = DATA_END
) -> list[tuple[Any, ...]]:
    spells = merge_spells(jobs_frame(jobs), gap_days, same_employer, data_end)
    employer = pl.col("employer_id") if same_employer else pl.lit(None).alias("employer_id")
    rows = spells.select("participant_id", employer, "start_date", "duration", "event").rows()
    return sorted(rows, key=repr)


def close(value: Any) -> Any:
    return None if value is None else pytest.approx(float(value), abs=1e-12)


@FEW
@given(SPELLS, LATE)
def test_curves_equal_exact_fractions(spells: list[Spell], late: list[Late]) -> None:
    for frame, exact in (
        (frame_of(spells), survival(from_the_start(spells))),
        (late_frame(late), survival(late)),
    ):
        curve = kaplan_meier(frame)
        assert curve["time"].to_list() == list(exact)
        for row in curve.to_dicts():
            share, variance = exact[row["time"]]
            assert (row["survival"], row["variance"]) == (close(share), close(variance))
            assert row["ci_low"] <= row["survival"] + 1e-12
            assert row["survival"] <= row["ci_high"] + 1e-12


@FEW
@given(SPELLS, st.integers(1, 12))
def test_restricted_means_equal_exact_fractions(spells: list[Spell], horizon: int) -> None:
    mean, variance = mean_and_variance(from_the_start(spells), horizon)
    found = restricted_mean(frame_of(spells), (), horizon).row(0)
    assert found == (close(mean), close(None if variance is None else math.sqrt(variance)))


@FEW
@given(ENDED)
def test_incidences_equal_exact_fractions_and_sum_to_one_with_survival(
    spells: list[tuple[int, int]],
) -> None:
    frame = pl.DataFrame(spells, schema=["duration", "cause"], orient="row")
    found = aalen_johansen(frame)
    rows = {(row["time"], row["cause"]): row["incidence"] for row in found.to_dicts()}
    assert rows == {key: close(value) for key, value in incidence(spells).items()}
    total = pl.col("incidence").sum() + pl.col("survival").first()
    sums = found.group_by("time").agg(total.alias("sum"))["sum"]
    assert sums.to_list() == [close(1)] * len(sums)


@FEW
@given(SPELLS, SPELLS, st.sampled_from(["logrank", "wilcoxon"]))
def test_two_groups_are_compared_as_the_textbook_does(
    first: list[Spell], second: list[Spell], weights: str
) -> None:
    groups = {"a": frame_of(first), "b": frame_of(second)}
    frame = pl.concat(part.with_columns(group=pl.lit(name)) for name, part in groups.items())
    exact = two_group_statistic(
        from_the_start(first),
        from_the_start(second),
        (lambda _: 1) if weights == "logrank" else (lambda n: n),
    )
    found = logrank(frame, ["group"], weights)
    statistic, freedom = found.select("statistic", "degrees_of_freedom").row(0)
    assert freedom == (0 if exact is None else 1)
    assert statistic == (None if exact is None else pytest.approx(float(exact), abs=1e-9, rel=1e-9))


@FEW
@given(SPELLS, st.randoms(use_true_random=False), st.integers(2, 5))
def test_order_is_nothing_and_copies_only_narrow_the_error(
    spells: list[Spell], random: Any, copies: int
) -> None:
    curve = kaplan_meier(frame_of(spells))
    shuffled = random.sample(spells, len(spells))
    assert kaplan_meier(frame_of(shuffled)).equals(curve)
    copied = kaplan_meier(frame_of(spells * copies))
    assert copied["time"].equals(curve["time"])
    assert copied["at_risk"].to_list() == [copies * n for n in curve["at_risk"]]
    assert copied["survival"].to_list() == [close(share) for share in curve["survival"]]
    narrowed = [close(variance / copies) for variance in curve["variance"]]
    assert copied["variance"].to_list() == narrowed


@FEW
@given(SPELLS)
def test_a_spell_cut_in_two_tells_the_same_story(spells: list[Spell]) -> None:
    """A spell followed until a time, then from that time on, is the spell."""
    longer = [(duration + 2, event) for duration, event in spells]
    cut = [(0, 1, False) for _ in longer] + [(1, duration, event) for duration, event in longer]
    whole = kaplan_meier(frame_of(longer))
    halves = kaplan_meier(late_frame(cut)).filter(pl.col("time") > 1)
    assert halves.equals(whole)


@FEW
@given(JOBS, st.integers(0, 12), st.booleans())
def test_spells_are_those_counted_by_days(
    jobs: list[Job], gap_days: int, same_employer: bool
) -> None:
    expected = spells_by_days(jobs, gap_days, same_employer, DATA_END)
    assert merged(jobs, gap_days, same_employer) == expected


@FEW
@given(JOBS, st.integers(0, 12), st.randoms(use_true_random=False))
def test_spells_do_not_depend_on_how_contracts_are_written(
    jobs: list[Job], gap_days: int, random: Any
) -> None:
    """Rows in another order, a contract told twice, or cut into two that follow each other."""
    rewritten: list[Job] = []
    for person, employer, start, end in jobs:
        middle = start + timedelta(days=3)
        if end is None or end > middle:
            rewritten += [
                (person, employer, start, middle),
                (person, employer, middle + timedelta(days=1), end),
            ]
        else:
            rewritten += [(person, employer, start, end)] * 2
    # A cut after the last data would start too late to be read.
    data_end = DATA_END + timedelta(days=30)
    expected = merged(jobs, gap_days, data_end=data_end)
    assert merged(random.sample(rewritten, len(rewritten)), gap_days, data_end=data_end) == expected


@FEW
@given(JOBS, st.integers(0, 12), st.integers(1, 12))
def test_a_longer_gap_makes_fewer_and_longer_spells(
    jobs: list[Job], gap_days: int, more: int
) -> None:
    censored_on = DATA_END + timedelta(days=60)

    def at(gap: int) -> list[tuple[Any, ...]]:
        return merged(jobs, gap, data_end=censored_on + timedelta(days=gap + 1))

    short, long = at(gap_days), at(gap_days + more)
    assert len(long) <= len(short)
    assert sum(row[3] for row in long) >= sum(row[3] for row in short)
    assert {row[:3] for row in long} <= {row[:3] for row in short}
