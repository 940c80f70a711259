"""The gate: which counts become a rate, and why another has none."""

import polars as pl
import pytest
from drawing import counts

from dashboard.disclosure import release
from pipelines.indicators import indicators

IN_BASE, APART, COUNT = "positive_exit", "obstacle_resolved", "entries"


@pytest.mark.parametrize(
    ("code", "given", "base", "rate", "status"),
    [
        (IN_BASE, counts(yes=4, no=5, unknown=1), 10, 0.4, "shown"),
        (IN_BASE, counts(yes=4, no=5, unknown=0, excluded=9, immature=9), 9, None, "small_base"),
        (APART, counts(yes=4, no=6, unknown=90), 10, 0.4, "shown"),
        (APART, counts(unknown=90), 0, None, "empty_base"),
        (IN_BASE, counts(no=10), 10, 0.0, "shown"),
        (COUNT, counts(yes=3), None, None, "count_only"),
    ],
)
def test_a_zero_a_small_base_and_an_absence_are_three_things(
    code: str, given: dict[str, int], base: int | None, rate: float | None, status: str
) -> None:
    row = release(pl.DataFrame([given]), indicators()[code]).to_dicts()[0]
    assert (row["numerator"], row["base"], row["status"]) == (given["yes"], base, status)
    assert row["rate"] == rate
    assert (row["ci_low"] is None) == (rate is None)
