"""Cells that hold a number: decimal commas, thousands, and what a spreadsheet has shortened."""

import polars as pl

from pipelines.rejects import sentence
from pipelines.sources.accepted import limits
from pipelines.sources.columns import Reading, Source
from pipelines.sources.spellings import SCIENTIFIC

# Neither `1e5` nor `inf`, that a parser takes; nor the digits of a telephone or a NIR.
_NUMBER = r"^[+-]?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]+)?$"
_DIGITS = r"^[+-]?[0-9]+(?:\.[0-9]+)?$"
_DATED = r"^(?:\d{1,2}[/.-]\d{1,2}[/.-](\d{4})|(\d{4})-\d{2}-\d{2}|(\d{4}))(?:[ T][\d:.]+)?$"


def birth_year(text: pl.Expr) -> pl.Expr:
    """Return the year of a birth date (or the year alone), as text; null where there is none."""
    return pl.coalesce(*(text.str.extract(_DATED, part) for part in (1, 2, 3)))


class Numbers:
    """The kind of whole and decimal numbers."""

    def fast(self, source: Source, text: pl.Series, reading: Reading) -> pl.Expr:
        """Read the numbers written with digits and a point."""
        del reading
        written = pl.col(text.name)
        number = written.cast(source.field.column.dtype, strict=False)
        return pl.when(written.str.contains(_NUMBER)).then(number)

    def repair(
        self, cells: pl.DataFrame, source: Source, reading: Reading, understood: int
    ) -> pl.DataFrame:
        """Read commas and spaces; a birth date gives its year where the mapping says so."""
        del understood
        clean = pl.col("clean")
        digits = clean.str.replace_all(" ", "")
        if reading.mapping.decimal == ",":
            digits = digits.str.replace_all(".", "", literal=True)
        digits = digits.str.replace(",", ".", literal=True)
        if source.is_birth_date:
            digits = birth_year(clean)
        number = pl.when(digits.str.contains(_NUMBER)).then(digits).cast(pl.Float64, strict=False)
        is_long = digits.str.contains(_DIGITS) & number.is_null()
        read = cells.with_columns(number=number, is_long=is_long)
        return read.select("raw", *_judged(source))


def _judged(source: Source) -> list[pl.Expr]:
    """Return value, rule, message and notice of the cells whose `number` is known or null.

    `is_long` tells the numbers with a leading zero, or with more digits than anything we count.
    """
    dtype = source.field.column.dtype
    number = pl.col("number")
    value = number.cast(dtype, strict=False)
    is_whole = number == number.round() if dtype.is_integer() else pl.lit(value=True)
    rule = (
        pl.when(pl.col("clean").str.contains(SCIENTIFIC))
        .then(pl.lit("NUM_SCIENTIFIC"))
        .when(pl.col("is_long") | (number.is_not_null() & is_whole & value.is_null()))
        .then(pl.lit("NUM_RANGE"))
        .when(number.is_null() | ~is_whole)
        .then(pl.lit("NUM_INVALID"))
    )
    messages = {
        "NUM_SCIENTIFIC": sentence("NUM_SCIENTIFIC"),
        "NUM_INVALID": sentence("NUM_INVALID"),
        "NUM_RANGE": sentence("NUM_RANGE", limits=limits(source.field.column)),
    }
    return [
        pl.when(rule.is_null()).then(value).alias("value"),
        rule.alias("rule"),
        rule.replace_strict(messages, default=None, return_dtype=pl.String).alias("message"),
        pl.lit(None, dtype=pl.String).alias("notice"),
    ]
