"""The Mantel-Haenszel ratio: Simpson's stones, another library, and groups that share nothing."""

import numpy as np
import polars as pl
import pytest
from analysis.kidney_stones import KIDNEY_STONES
from polars.testing import assert_frame_equal
from statsmodels.stats.contingency_tables import StratifiedTable

from pipelines.analysis.comparison import Refusal, mantel_haenszel


def test_stones_of_the_same_size_favour_the_other_treatment() -> None:
    result = mantel_haenszel(KIDNEY_STONES, "treatment", "B", ["size"], "cured", "treated")
    row = result.row(0, named=True)
    assert row["treatment"] == "A"
    assert row["crude_odds_ratio"] == pytest.approx(0.748348537276)
    assert row["odds_ratio"] == pytest.approx(1.446846624943)
    assert row["ci_low"] == pytest.approx(0.915793413504)
    assert row["ci_high"] == pytest.approx(2.285848669842)
    assert (row["chi2"], row["p_value"]) == pytest.approx((2.433855515576, 0.118740529710))
    assert row["breslow_day"] == pytest.approx(0.968446440841)


def random_cells(seed: int) -> pl.DataFrame:
    """Draw three groups in six strata, some cells nearly empty."""
    draw = np.random.default_rng(seed)
    total = draw.integers(2, 60, 18)
    return pl.DataFrame(
        {
            "group": np.repeat(["A", "B", "C"], 6),
            "stratum": np.tile([None, "1", "2", "3", "4", "5"], 3).tolist(),
            "yes": draw.binomial(total, draw.uniform(0.2, 0.8, 18)),
            "total": total,
        }
    )


@pytest.mark.parametrize("seed", range(8))
def test_each_group_agrees_with_another_library(seed: int) -> None:
    cells = random_cells(seed)
    result = mantel_haenszel(cells, "group", "A", ["stratum"], "yes", "total")
    counts = cells.with_columns(no=pl.col("total") - pl.col("yes")).select("yes", "no").to_numpy()
    for position, row in enumerate(result.iter_rows(named=True), start=1):
        other = counts[6 * position : 6 * position + 6]
        oracle = StratifiedTable([np.array(pair) for pair in zip(other, counts[:6], strict=True)])
        test, homogeneity = oracle.test_null_odds(), oracle.test_equal_odds()
        assert row["odds_ratio"] == pytest.approx(oracle.oddsratio_pooled)
        assert (row["ci_low"], row["ci_high"]) == pytest.approx(oracle.oddsratio_pooled_confint())
        assert (row["chi2"], row["p_value"]) == pytest.approx((test.statistic, test.pvalue))
        assert row["breslow_day"] == pytest.approx(homogeneity.statistic)
        assert row["breslow_day_p_value"] == pytest.approx(homogeneity.pvalue)


def test_the_order_and_splitting_of_rows_do_not_count() -> None:
    cells = random_cells(3)
    split = pl.concat(
        [
            cells.with_columns(total=pl.col("yes")),
            cells.with_columns(yes=0, total=pl.col("total") - pl.col("yes")),
        ],
        how="vertical_relaxed",
    ).sample(fraction=1, shuffle=True, seed=1)
    named = ("group", "A", ["stratum"], "yes", "total")
    assert_frame_equal(mantel_haenszel(cells, *named), mantel_haenszel(split, *named))


@pytest.mark.parametrize(
    "other",
    [
        {"stratum": "y", "yes": 4, "total": 9},
        {"stratum": "x", "yes": 9, "total": 9},
        {"stratum": "x", "yes": 0, "total": 9},
        {"stratum": None, "yes": 4, "total": 9},
    ],
)
def test_groups_that_share_nothing_are_not_compared(other: dict[str, object]) -> None:
    reference = {"group": "A", "stratum": "x", "yes": 5, "total": 9}
    cells = pl.DataFrame([reference, {"group": "B", **other}])
    row = mantel_haenszel(cells, "group", "A", ["stratum"], "yes", "total").row(0, named=True)
    assert row["refusal"] == Refusal.NOTHING_SHARED
    hidden = ("odds_ratio", "ci_low", "ci_high", "chi2", "p_value", "breslow_day")
    assert [row[name] for name in hidden] == [None] * 6


def test_one_stratum_alone_gives_the_plain_ratio_and_no_test_between_strata() -> None:
    cells = pl.DataFrame(
        {"group": ["A", "B"], "stratum": ["x", "x"], "yes": [5, 8], "total": [9, 12]}
    )
    row = mantel_haenszel(cells, "group", "A", ["stratum"], "yes", "total").row(0, named=True)
    assert (row["odds_ratio"], row["crude_odds_ratio"]) == pytest.approx((8 * 4 / (4 * 5),) * 2)
    assert (row["strata"], row["breslow_day"], row["breslow_day_p_value"]) == (1, None, None)


def test_one_group_alone_has_nobody_to_be_compared_with() -> None:
    cells = pl.DataFrame({"group": ["A"], "stratum": ["x"], "yes": [1], "total": [2]})
    named = (["stratum"], "yes", "total")
    assert mantel_haenszel(cells, "group", "A", *named).height == 0
    with pytest.raises(ValueError, match="reference"):
        mantel_haenszel(cells, "group", "B", *named)
