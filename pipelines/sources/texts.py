"""Cells kept as text: identifiers, names, codes of other systems."""

import polars as pl

from pipelines.rejects import sentence
from pipelines.sources.columns import Reading, Source
from pipelines.sources.identifiers import suspect_pattern
from pipelines.sources.spellings import HIDDEN, NOTHING, SCIENTIFIC, SPREADSHEET_ERROR, trimmed

_UNUSUAL = f"{NOTHING}|{SPREADSHEET_ERROR}|{SCIENTIFIC}|{HIDDEN}"


class Texts:
    """The kind of texts; `is_searched` when they may contain personal data.

    A column that must name a row of another table is not searched: what it may hold, beside what
    the other table already does, is set aside.
    """

    def __init__(self, *, is_searched: bool) -> None:
        suspect = suspect_pattern(free_text=False)
        self._unusual = f"{_UNUSUAL}|{suspect}" if is_searched else _UNUSUAL

    def fast(self, source: Source, text: pl.Series, reading: Reading) -> pl.Expr:
        """Read the texts that have nothing unusual, not even a space at one end."""
        del source, reading
        written = pl.col(text.name)
        is_usual = (trimmed(written) == written) & ~written.str.contains(self._unusual)
        return pl.when(is_usual).then(written)

    def repair(
        self, cells: pl.DataFrame, source: Source, reading: Reading, understood: int
    ) -> pl.DataFrame:
        """Read the others cleaned; refuse the identifiers that a spreadsheet has shortened."""
        del source, reading, understood
        clean = pl.col("clean")
        is_shortened = clean.str.contains(SCIENTIFIC)
        return cells.select(
            "raw",
            value=pl.when(~is_shortened).then(clean),
            rule=pl.when(is_shortened).then(pl.lit("NUM_SCIENTIFIC")),
            message=pl.lit(sentence("NUM_SCIENTIFIC")),
            notice=pl.lit(None, dtype=pl.String),
        )
