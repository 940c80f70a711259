"""Wilson's interval against published values (statsmodels, and the UKHSA test sheet)."""

import polars as pl
import pytest

from pipelines.analysis.intervals import wilson

PUBLISHED = [
    (0, 10, 0.0, 0.2775327999),
    (1, 10, 0.0178762131, 0.4041500268),
    (5, 10, 0.2365930905, 0.7634069095),
    (10, 10, 0.7224672001, 1.0),
    (81, 263, 0.2552885199, 0.366209577),
    (65, 100, 0.552544, 0.736358),
    (1045, 5000, 0.197955, 0.220491),
]


@pytest.mark.parametrize(("numerator", "base", "low", "high"), PUBLISHED)
def test_published_bounds_are_found(numerator: int, base: int, low: float, high: float) -> None:
    frame = pl.DataFrame({"rate": [numerator / base], "base": [base]})
    bounds = frame.select(**wilson(pl.col("rate"), pl.col("base"))).row(0)
    assert bounds == pytest.approx((low, high), abs=1e-6)


def test_no_rate_gives_no_bound() -> None:
    frame = pl.DataFrame({"rate": [None], "base": [4]}, schema_overrides={"rate": pl.Float64})
    assert frame.select(**wilson(pl.col("rate"), pl.col("base"))).row(0) == (None, None)
