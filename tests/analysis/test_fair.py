"""Groups judged before and after: sides, changes, calibration, and what is left out."""

import polars as pl
import pytest

from pipelines.analysis.fair import compare_groups

GROUPS = pl.DataFrame(
    {
        "group": ["a", "b", "c", None],
        "compared": [400, 400, 20, 100],
        "compared_yes": [240, 160, 10, 50],
        "expected": [238.0, 162.0, 9.0, 50.0],
        "variance": [90.0, 90.0, 5.0, 25.0],
    }
)


def judged(frame: pl.DataFrame) -> dict[str, dict[str, object]]:
    return {row["group"]: row for row in compare_groups(frame, "group", 30).table.to_dicts()}


def test_rows_keep_their_order_and_only_named_large_groups_are_compared() -> None:
    table = compare_groups(GROUPS, "group", 30).table
    assert table["group"].to_list() == ["a", "b", "c", None]
    assert table["is_compared"].to_list() == [True, True, False, False]


def test_a_gap_the_public_explains_is_told_apart_from_one_that_remains() -> None:
    # 60 % and 40 % around 50 % on 400: beyond the limits; 240 for 238 and 160 for 162: not.
    assert {judged(GROUPS)[name]["change"] for name in ("a", "b")} == {"explained"}
    same_public = GROUPS.with_columns(expected=pl.col("compared") / 2)
    assert {judged(same_public)[name]["change"] for name in ("a", "b")} == {"remains"}


def test_a_gap_may_appear_or_turn_round() -> None:
    level = GROUPS.with_columns(compared_yes=pl.Series([200, 200, 10, 50]))
    revealed = judged(level.with_columns(expected=pl.Series([160.0, 240.0, 9.0, 50.0])))
    assert {revealed[name]["change"] for name in ("a", "b")} == {"revealed"}
    turned = judged(GROUPS.with_columns(expected=pl.Series([290.0, 110.0, 9.0, 50.0])))
    assert {turned[name]["change"] for name in ("a", "b")} == {"reversed"}
    assert (turned["a"]["crude_side"], turned["a"]["adjusted_side"]) == (1, -1)


def test_expectations_are_brought_to_the_total_observed() -> None:
    # 400 observed for 320 expected: × 1,25; Σcp(1−cp) = 1,25·160 − 1,5625·(160 − 90).
    half = GROUPS.with_columns(expected=pl.Series([160.0, 160.0, 9.0, 50.0]))
    fair = compare_groups(half, "group", 30)
    assert fair.calibration == pytest.approx(1.25)
    row = fair.table.row(0, named=True)
    assert row["expected"] == pytest.approx(200)
    spread = (1.25 * 160 - 1.5625 * 70) ** 0.5
    assert row["ratio_high"] == pytest.approx((240 + 1.959964 * spread) / 200, abs=1e-6)
    assert row["adjusted_rate"] == pytest.approx(240 / 200 * 0.5)


def test_a_group_alone_is_judged_as_it_was_expected() -> None:
    fair = compare_groups(GROUPS.head(1), "group", 30)
    assert fair.calibration == 1
    row = fair.table.row(0, named=True)
    assert row["ratio"] == pytest.approx(240 / 238)
    assert [row[name] for name in ("adjusted_rate", "change", "crude_side")] == [None] * 3


def test_nobody_large_enough_gives_no_figure() -> None:
    fair = compare_groups(GROUPS.slice(2), "group", 30)
    assert fair.whole is None
    assert fair.table["ratio"].is_null().all()
    assert fair.reversals.is_empty()


def test_too_little_expected_is_refused_but_the_observed_rate_stays() -> None:
    rare = GROUPS.head(2).with_columns(
        compared_yes=pl.Series([3, 197]), expected=pl.Series([3.0, 197.0])
    )
    row = compare_groups(rare, "group", 30).table.row(0, named=True)
    assert row["refusal"] == "few_expected"
    assert row["ratio"] is None
    assert row["change"] is None
    assert row["compared_rate"] == pytest.approx(3 / 400)
