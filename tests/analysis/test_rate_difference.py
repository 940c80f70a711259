"""The difference of two rates: the published examples of the method, and its edges."""

import polars as pl
import pytest

from pipelines.analysis.rate_difference import difference


def told(*counts: int) -> tuple[float | None, float | None, float | None]:
    frame = pl.DataFrame([counts], schema=["a", "m", "b", "n"], orient="row")
    columns = (pl.col(name) for name in "ambn")
    return frame.select(**difference(*columns)).row(0)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((56, 70, 48, 80), (0.2, 0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.6, 0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.5714, 0.0582, 0.8062)),
        ((5, 56, 0, 29), (0.0893, -0.0381, 0.1926)),
        ((10, 10, 0, 20), (1.0, 0.6791, 1.0)),
    ],
)
def test_the_published_examples_are_found(
    counts: tuple[int, ...], expected: tuple[float, ...]
) -> None:
    assert told(*counts) == pytest.approx(expected, abs=5e-5)


def test_exchanging_the_groups_changes_the_sign() -> None:
    gap, low, high = told(30, 90, 45, 80)
    back, back_low, back_high = told(45, 80, 30, 90)
    assert gap is not None
    assert low is not None
    assert high is not None
    assert (back, back_low, back_high) == pytest.approx((-gap, -high, -low))


def test_an_empty_group_gives_no_difference() -> None:
    assert told(0, 0, 5, 40) == (None, None, None)
