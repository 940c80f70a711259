"""The random draw of files: same seed, same files, and a draw anyone can make again."""

from datetime import date
from random import Random

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.fse_sample import delays, draw, drawn_ranks


def files(count: int) -> pl.DataFrame:
    return pl.DataFrame(
        {"operation_id": ["OP1"] * count, "pseudonym": [f"p{rank:02}" for rank in range(count)]}
    )


@given(st.integers(1, 200), st.integers(0, 999_999), st.integers(1, 50))
def test_a_draw_takes_distinct_files_and_is_the_same_again(size: int, seed: int, n: int) -> None:
    ranks = drawn_ranks(size, seed, n)
    assert ranks == drawn_ranks(size, seed, n)
    assert len(ranks) == len(set(ranks)) == min(size, n)
    assert all(0 <= rank < size for rank in ranks)


def test_the_method_told_gives_the_files_drawn() -> None:
    """Read the recipe: numbers of the generator times the length, repeats skipped."""
    numbers = Random(46)
    expected: list[int] = []
    while len(expected) < 4:
        rank = int(numbers.random() * 9)
        if rank not in expected:
            expected.append(rank)
    drawn = draw(files(9), 46, 4)
    assert drawn["pseudonym"].to_list() == [f"p{rank:02}" for rank in expected]
    assert drawn["rank"].to_list() == [rank + 1 for rank in expected]


def test_the_order_of_the_rows_does_not_change_the_draw() -> None:
    shuffled = files(30).sample(fraction=1, shuffle=True, seed=5)
    assert draw(shuffled, 7, 5).equals(draw(files(30), 7, 5))


def test_two_seeds_give_two_draws_and_a_short_list_is_drawn_whole() -> None:
    assert drawn_ranks(1_000, 1, 5) != drawn_ranks(1_000, 2, 5)
    assert sorted(drawn_ranks(3, 1, 10)) == [0, 1, 2]
    assert drawn_ranks(0, 1, 5) == []


def test_delays_run_from_the_fact_to_its_entry() -> None:
    table = pl.DataFrame(
        {
            "entry_date": [date(2025, 1, 31)] * 2,
            "entry_recorded_on": [date(2025, 2, 2), None],
            "exit_date": [date(2025, 9, 30), None],
            "exit_recorded_on": [date(2025, 11, 12), None],
            "eligibility_proof_date": [date(2025, 2, 1), None],
        },
        schema_overrides={"exit_recorded_on": pl.Date},
    )
    found = delays(table).select("entry_delay", "exit_delay", "proof_is_late").rows()
    assert found == [(2, 43, True), (None, None, None)]
