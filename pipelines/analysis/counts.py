"""Counts fit to be compared: successes out of a total, checked once, summed by group."""

from collections.abc import Sequence

import polars as pl


def check_counts(cells: pl.DataFrame, successes: str, total: str) -> None:
    """Raise `ValueError` unless every row holds 0 <= successes <= total, finite and not null."""
    for name in (successes, total):
        if name not in cells.columns or not cells.schema[name].is_numeric():
            message = f"{name}: a numeric column is expected"
            raise ValueError(message)
    sound = (
        pl.col(successes).is_between(0, pl.col(total)) & pl.col(total).cast(pl.Float64).is_finite()
    )
    if not cells.select(sound.fill_null(value=False).all()).item():
        message = f"each row needs 0 <= {successes} <= {total}, finite and not null"
        raise ValueError(message)


def summed(
    cells: pl.DataFrame, keys: Sequence[str], successes: str, total: str, *more: pl.Expr
) -> pl.DataFrame:
    """Sum the counts of the rows that share `keys`; a null key is a group of its own.

    The result holds the keys, `observed`, `total` and the further sums in `more`, sorted by
    key. Raises `ValueError` when the counts are inconsistent.
    """
    check_counts(cells, successes, total)
    return (
        cells.group_by(keys)
        .agg(pl.col(successes).sum().alias("observed"), pl.col(total).sum().alias("total"), *more)
        .sort(keys)
    )


def crude_rate() -> pl.Expr:
    """Return observed / total, null for an empty total."""
    return pl.when(pl.col("total") > 0).then(pl.col("observed") / pl.col("total"))
