"""Cells that hold a date: ISO or French, and everything spreadsheets make of them."""

import polars as pl

from pipelines.rejects import sentence
from pipelines.sources.columns import Reading, Source
from pipelines.sources.mapping import DATE_FORMATS

ISO = "%Y-%m-%d"
_TIME = r"(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?Z?)?$"
_YEAR_FIRST = rf"^(\d{{4}}[-/]\d{{1,2}}[-/]\d{{1,2}}){_TIME}"
_YEAR_LAST = rf"^(\d{{1,2}})[/.-](\d{{1,2}})[/.-](\d{{4}}){_TIME}"
_SHORT_YEAR = r"^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$"
_SERIAL = r"^\d{5}(?:[.,]\d+)?$"


class Dates:
    """The kind of dates."""

    def fast(self, source: Source, text: pl.Series, reading: Reading) -> pl.Expr:
        """Read ISO dates, and those of the format that the mapping declares."""
        del source
        written = pl.col(text.name)
        iso = written.str.to_date(ISO, strict=False)
        declared = reading.mapping.date_format
        if declared is None:
            return iso
        return pl.coalesce(written.str.to_date(DATE_FORMATS[declared], strict=False), iso)

    def repair(
        self, cells: pl.DataFrame, source: Source, reading: Reading, understood: int
    ) -> pl.DataFrame:
        """Read French dates where the column leaves no doubt between day and month."""
        del source, reading
        clean = pl.col("clean")
        day, month = (clean.str.extract(_YEAR_LAST, part).cast(pl.Int32) for part in (1, 2))
        year_last = pl.concat_str(day, month, clean.str.extract(_YEAR_LAST, 3), separator="/")
        year_first = clean.str.extract(_YEAR_FIRST).str.replace_all("/", "-", literal=True)
        read = cells.select(
            "raw",
            "clean",
            iso=year_first.str.to_date(ISO, strict=False),
            french=year_last.str.to_date("%d/%m/%Y", strict=False),
            is_day_first=day.is_between(13, 31) & month.is_between(1, 12),
            is_month_first=month.is_between(13, 31) & day.is_between(1, 12),
        )
        return read.select("raw", *_judged(_is_french(read, understood)))


def _is_french(read: pl.DataFrame, iso_dates: int) -> bool:
    """Tell whether 03/04/2024 means 3 April in this column.

    It does when other dates prove it (25/04/2024), or when no date of the column is written
    otherwise. One month-first date (04/25/2024) in twenty proofs is taken for a slip.
    """
    proofs = read["is_day_first"].sum()
    contrary = read["is_month_first"].sum()
    if contrary:
        return bool(contrary * 20 <= proofs)
    is_alone = iso_dates == 0 and read["iso"].null_count() == read.height
    return bool(proofs) or is_alone


def _judged(is_french: bool) -> list[pl.Expr]:
    """Return value, rule, message and notice of the dates read in every possible way."""
    french = pl.col("french")
    is_certain = pl.col("is_day_first") | pl.lit(is_french)
    value = pl.coalesce("iso", pl.when(is_certain).then(french))
    clean = pl.col("clean")
    rule = (
        pl.when(value.is_not_null())
        .then(None)
        .when(french.is_not_null() | clean.str.contains(_SHORT_YEAR))
        .then(pl.lit("DATE_AMBIGUOUS"))
        .when(clean.str.contains(_SERIAL))
        .then(pl.lit("DATE_SERIAL"))
        .otherwise(pl.lit("DATE_INVALID"))
    )
    rules = ("DATE_AMBIGUOUS", "DATE_SERIAL", "DATE_INVALID")
    messages = {name: sentence(name) for name in rules}
    return [
        value.alias("value"),
        rule.alias("rule"),
        rule.replace_strict(messages, default=None, return_dtype=pl.String).alias("message"),
        pl.lit(None, dtype=pl.String).alias("notice"),
    ]
