"""Arrays turned into the columns of a file."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from pipelines.samples.arrays import ABSENT, Flags, Floats, Ints
from pipelines.vocabulary import Vocabulary


def texts(choices: Sequence[str], codes: Ints) -> pl.Series:
    """Return the choice at each position; ABSENT gives an empty cell."""
    positions = pl.Series(np.where(codes == ABSENT, len(choices), codes), dtype=pl.UInt32)
    return pl.Series([*choices, None], dtype=pl.String).gather(positions)


def codes(vocabulary: type[Vocabulary], positions: Ints) -> pl.Series:
    """Return the code of the member at each position of the vocabulary."""
    return texts([member.value for member in vocabulary], positions)


def booleans(given: Ints) -> pl.Series:
    """Return `oui`, `non` or an empty cell."""
    return texts(("non", "oui"), given)


def dates(days: Ints, present: Flags | None = None) -> pl.Series:
    """Return days since 1970 as dates, empty where `present` is false."""
    column = pl.Series(days, dtype=pl.Int32).cast(pl.Date)
    return column if present is None else masked(column, present)


def numbers(values: Ints | Floats, present: Flags | None = None) -> pl.Series:
    """Return numbers, empty where `present` is false."""
    column = pl.Series(values)
    return column if present is None else masked(column, present)


def identifiers(prefix: str, values: Ints, width: int = 5) -> pl.Series:
    """Return identifiers: the prefix, then the number with leading zeros."""
    return prefix + pl.Series(values).cast(pl.String).str.zfill(width)


def masked(column: pl.Series, present: Flags) -> pl.Series:
    """Empty the cells where `present` is false."""
    return column.zip_with(pl.Series(present), pl.Series([None], dtype=column.dtype))
