"""Text that no spreadsheet takes for a formula."""

import polars as pl

FORMULA_START = r"^([\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠])"
"""A sign that starts a formula, even behind blanks and invisible characters, or a tab or line
break that some programs cut off before reading."""


def neutral(text: pl.Expr) -> pl.Expr:
    """Put an apostrophe before text that a spreadsheet would evaluate; the rest is unchanged."""
    return text.str.replace(FORMULA_START, "'${1}")
