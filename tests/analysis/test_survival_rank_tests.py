"""Log-rank tests where the usual formula has nothing to divide by."""

import polars as pl
import pytest
from analysis.drawn_spells import spells_of

from pipelines.analysis.survival import logrank

NOTHING = (None, 0, None)


@pytest.mark.parametrize("weights", ["logrank", "wilcoxon"])
@pytest.mark.parametrize(
    ("spells", "reason"),
    [
        (spells_of([1, 2, 3], group=["a"] * 3), "one group"),
        (spells_of([1, 2, 3], [0, 0, 0], group=["a", "a", "b"]), "no event"),
        (spells_of([1, 5, 6], [0, 1, 1], group=["a", "b", "b"]), "a left before any event"),
        (spells_of([4, 4], group=["a", "b"]), "all end at once"),
        (spells_of([2, 8], group=["a", "b"], entry=[0, 2]), "never at risk together"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_groups_that_nothing_tells_apart_have_no_statistic(
    spells: pl.DataFrame, reason: str, weights: str
) -> None:
    assert logrank(spells, ["group"], weights).rows() == [NOTHING]


def test_a_group_never_at_risk_drops_out() -> None:
    two = spells_of([3, 5, 6, 4, 7, 8], [1, 1, 0, 1, 1, 1], group=["a"] * 3 + ["b"] * 3)
    early = spells_of([1, 2], [0, 0], group=["c"] * 2)
    known, found = (logrank(spells, ["group"]) for spells in (two, pl.concat([two, early])))
    assert known["degrees_of_freedom"].item() == 1
    assert found.row(0) == pytest.approx(known.row(0), rel=1e-12)


def test_groups_compared_two_by_two_only_count_one_degree_each() -> None:
    # Two pairs that are never at risk at the same time: the sum of two independent tests.
    pair = spells_of([3, 5, 6, 4, 7, 8], [1, 1, 0, 1, 1, 1], group=["a"] * 3 + ["b"] * 3)
    first = pair.with_columns(entry=pl.lit(0))
    later = first.with_columns(pl.col("duration", "entry") + 10, pl.col("group") + "'")
    alone = logrank(pair, ["group"])["statistic"].item()
    found = logrank(pl.concat([first, later]), ["group"])
    assert found["degrees_of_freedom"].item() == 2
    assert found["statistic"].item() == pytest.approx(2 * alone, rel=1e-12)


def test_a_tiny_group_among_large_ones_keeps_its_degree_of_freedom() -> None:
    large = spells_of([1, 2, 3, 4] * 50_000, group=["a", "b"] * 100_000)
    tiny = spells_of([1, 4], group=["c"] * 2)
    assert logrank(pl.concat([large, tiny]), ["group"])["degrees_of_freedom"].item() == 2
