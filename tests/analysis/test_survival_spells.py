"""Merging contracts into spells: six people whose durations were counted by hand."""

from datetime import date, timedelta

import polars as pl
import pytest
from analysis.drawn_spells import jobs_of

from pipelines.analysis.survival import merge_spells, spells_query

JOBS = jobs_of(
    """
    p1 A 2024-01-01 2024-03-31
    p1 A 2024-04-15 2024-08-31
    p1 B 2024-09-20 2024-12-31
    p2 A 2024-01-10 2024-02-10
    p2 A 2024-01-20 2024-05-01
    p2 C 2024-05-02
    p3 A 2024-03-01 2024-03-01
    p4 X 2024-01-01 2024-01-31
    p4 Y 2024-03-03 2024-06-30
    p5 A 2023-11-01 2025-02-01
    p6 A 2024-06-01
    p6 B 2024-06-15 2024-07-01
    """
)
DATA_END = date(2024, 12, 31)


def merged(
    jobs: pl.DataFrame, gap_days: int, censored_on: date, same_employer: bool = False
) -> pl.DataFrame:
    """Merge so that everyone is censored on a given day."""
    data_end = censored_on + timedelta(days=gap_days + 1)
    spells = merge_spells(jobs, gap_days, same_employer, data_end)
    return spells.sort("participant_id", "start_date", "employer_id" if same_employer else "event")


def told(spells: pl.DataFrame) -> dict[str, list[str]]:
    """Return the durations of each person, those that are over marked with a star."""
    marked = pl.format("{}{}", "duration", pl.when("event").then(pl.lit("*")).otherwise(pl.lit("")))
    people = spells.group_by("participant_id", maintain_order=True).agg(marked)
    return dict(people.rows())


@pytest.mark.parametrize(
    ("gap_days", "first", "fourth"),
    [
        (0, ["91*", "139*", "103"], ["31*", "120*"]),
        (15, ["244*", "103"], ["31*", "120*"]),
        (30, ["366"], ["31*", "120*"]),
        (31, ["366"], ["182*"]),
    ],
)
def test_a_gap_is_bridged_when_it_is_short_enough(
    gap_days: int, first: list[str], fourth: list[str]
) -> None:
    assert told(merged(JOBS, gap_days, DATA_END)) == {
        "p1": first,
        "p2": ["357"],
        "p3": ["1*"],
        "p4": fourth,
        "p5": ["427"],
        "p6": ["214"],
    }


def test_each_employer_has_its_own_spells() -> None:
    spells = merged(JOBS, 15, DATA_END, same_employer=True)
    assert spells.columns == [
        "participant_id",
        "employer_id",
        "start_date",
        "end_date",
        "duration",
        "event",
    ]
    told = {
        (person, employer): duration
        for person, employer, duration in spells.select(
            "participant_id", "employer_id", "duration"
        ).rows()
    }
    assert told == {
        ("p1", "A"): 244,
        ("p1", "B"): 103,
        ("p2", "A"): 113,
        ("p2", "C"): 244,
        ("p3", "A"): 1,
        ("p4", "X"): 31,
        ("p4", "Y"): 120,
        ("p5", "A"): 427,
        ("p6", "A"): 214,
        ("p6", "B"): 17,
    }


def test_an_earlier_censor_date_shortens_what_lasts_and_forgets_what_follows() -> None:
    assert told(merged(JOBS, 30, date(2024, 6, 30))) == {
        "p1": ["182"],
        "p2": ["173"],
        "p3": ["1*"],
        "p4": ["31*", "120"],
        "p5": ["243"],
        "p6": ["30"],
    }


def test_an_end_is_given_only_when_it_is_sure() -> None:
    spells = merged(JOBS, 30, DATA_END).filter(pl.col("participant_id").is_in(["p1", "p3", "p5"]))
    assert spells.columns == ["participant_id", "start_date", "end_date", "duration", "event"]
    assert spells["end_date"].to_list() == [None, date(2024, 3, 1), None]


@pytest.mark.parametrize(
    ("contracts", "expected"),
    [
        (["2024-06-01 2024-12-05"], ["183"]),
        (["2024-06-01 2024-11-30"], ["183"]),
        (["2024-06-01 2024-11-29"], ["182*"]),
        (["2024-12-02"], []),
        (["2024-06-01 2024-11-20", "2024-12-15"], ["183"]),
    ],
)
def test_an_end_too_close_to_the_last_data_is_no_end(
    contracts: list[str], expected: list[str]
) -> None:
    jobs = jobs_of("\n".join(f"p A {contract}" for contract in contracts))
    spells = merge_spells(jobs, 30, False, DATA_END)
    assert told(spells).get("p", []) == expected


@pytest.mark.parametrize(
    ("contracts", "expected"),
    [
        # A long contract covers what starts within it, whatever ends last.
        (["2024-01-01 2024-06-30", "2024-02-01 2024-02-10", "2024-07-01 2024-07-31"], ["213*"]),
        # The same contract twice.
        (["2024-01-01 2024-01-31", "2024-01-01 2024-01-31"], ["31*"]),
        # A planned end in the future, after an end that another contract follows.
        (["2024-01-01 2024-01-31", "2024-02-01 2027-01-31"], ["366"]),
        # A start after the last data, which would bridge nothing.
        (["2024-01-01 2024-01-31", "2025-01-02 2025-06-30"], ["31*"]),
        # An end before the start.
        (["2024-03-01 2024-02-01", "2024-01-01 2024-01-31"], ["31*"]),
    ],
)
def test_contracts_that_overlap_repeat_or_contradict_each_other(
    contracts: list[str], expected: list[str]
) -> None:
    jobs = jobs_of("\n".join(f"p A {contract}" for contract in contracts))
    assert told(merge_spells(jobs, 0, False, date(2025, 1, 1))) == {"p": expected}


def test_what_has_no_person_or_no_start_is_left_out() -> None:
    jobs = jobs_of("p A 2024-01-01 2024-01-31\nq A 2024-02-01 2024-02-10")
    nobody = jobs.with_columns(pl.lit(None, pl.String).alias("participant_id"))
    never = jobs.with_columns(pl.lit(None, pl.Date).alias("start_date"))
    spells = merge_spells(pl.concat([jobs, nobody, never]), 0, False, DATA_END)
    assert told(spells.sort("participant_id")) == {"p": ["31*"], "q": ["10*"]}


def test_an_unknown_employer_is_an_employer_of_its_own() -> None:
    jobs = jobs_of(
        """
        p - 2024-01-01 2024-01-31
        p - 2024-02-01 2024-02-29
        p - 2024-02-01 2024-02-29
        p A 2024-03-01 2024-03-31
        """
    )
    apart = merged(jobs, 15, DATA_END, same_employer=True)
    assert apart.select("employer_id", "duration").rows() == [(None, 31), (None, 29), ("A", 31)]
    assert told(merged(jobs, 15, DATA_END)) == {"p": ["91*"]}


def test_no_job_gives_no_spell() -> None:
    assert merge_spells(JOBS.clear(), 30, False, DATA_END).is_empty()


def test_a_gap_is_never_negative() -> None:
    with pytest.raises(ValueError, match="gap_days must not be negative, got -1"):
        merge_spells(JOBS, -1, False, DATA_END)
    with pytest.raises(ValueError, match="gap_days must not be negative"):
        spells_query("core.employment", -1, False, DATA_END)


def test_missing_columns_are_named() -> None:
    with pytest.raises(ValueError, match="columns missing: start_date, end_date"):
        merge_spells(JOBS.drop("start_date", "end_date"), 0, False, DATA_END)
    with pytest.raises(ValueError, match="columns missing: employer_id"):
        merge_spells(JOBS.drop("employer_id"), 0, True, DATA_END)
    assert merge_spells(JOBS.drop("employer_id"), 0, False, DATA_END).height == 9


@pytest.mark.parametrize("column", ["start_date", "end_date"])
def test_an_hour_is_no_date(column: str) -> None:
    with pytest.raises(ValueError, match=f"{column}: a column of dates is expected"):
        merge_spells(JOBS.with_columns(pl.col(column).cast(pl.Datetime)), 0, False, DATA_END)
