"""Coded cells: closed lists, and questions answered by yes or no."""

from collections.abc import Mapping as Dictionary

import dataframely as dy
import polars as pl

from pipelines.rejects import sentence
from pipelines.sources.accepted import exact_values, expected, variants
from pipelines.sources.columns import Reading, Source
from pipelines.sources.spellings import plain_text


class Codes:
    """The kind of closed lists and of booleans."""

    def fast(self, source: Source, text: pl.Series, reading: Reading) -> pl.Expr:
        """Read the exact codes, and those that the mapping declares."""
        del reading
        codes = _exact(source)
        rank = pl.col(text.name).cast(pl.Enum(list(codes)), strict=False).to_physical()
        return pl.lit(_typed(codes, source)).gather(rank)

    def repair(
        self, cells: pl.DataFrame, source: Source, reading: Reading, understood: int
    ) -> pl.DataFrame:
        """Read labels and variants, with a remark; refuse what no code explains."""
        del reading, understood
        column = source.field.column
        exact = _exact(source)
        found = cells.with_columns(
            exact=pl.col("clean").replace_strict(exact, default=None, return_dtype=pl.String),
            variant=plain_text(pl.col("clean")).replace_strict(
                variants(column), default=None, return_dtype=pl.String
            ),
        )
        is_exact = pl.col("clean").is_in(list(exact))
        is_variant = ~is_exact & pl.col("variant").is_not_null()
        unknown = sentence("DOM_UNKNOWN", expected=expected(column))
        code = pl.when(is_exact).then("exact").otherwise("variant")
        return found.select(
            "raw",
            value=code == "true" if isinstance(column, dy.Bool) else code.cast(column.dtype),
            rule=pl.when(~is_exact & ~is_variant).then(pl.lit("DOM_UNKNOWN")),
            message=pl.lit(unknown),
            notice=pl.when(is_variant).then(pl.lit("DOM_ALIAS")),
        )


def _exact(source: Source) -> Dictionary[str, str | None]:
    """Map the spellings accepted as they are; an empty code in the mapping empties the cell."""
    codes = exact_values(source.field.column)
    declared = {value: codes[code] if code else None for value, code in source.values.items()}
    return codes | declared


def _typed(codes: Dictionary[str, str | None], source: Source) -> pl.Series:
    values = pl.Series(list(codes.values()), dtype=pl.String)
    if isinstance(source.field.column, dy.Bool):
        return values == "true"
    return values.cast(source.field.column.dtype)
