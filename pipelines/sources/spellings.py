"""How people and spreadsheets write nothing, an error, or a space that cannot be seen."""

from collections.abc import Collection

import polars as pl

from pipelines.vocabulary import plain
from pipelines.vocabulary.base import LINK_WORDS

_WIDTHLESS = r"[\u{200b}-\u{200d}\u{2060}\u{feff}\u{ad}]"
_SPACES = r"[\u{a0}\u{2007}\u{202f}\t\r\n]"
_EDGES = " \t\r\n\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff\u00ad"

NOTHING = (
    r"^(?i:|null|none|nan|n/?a|n\.?c\.?|n\.?d\.?|n[ée]ant|\(?vides?\)?|non renseign[ée]e?|[-–—]+)$"
)
"""What stands for an empty cell, where a cell may be empty."""
SPREADSHEET_ERROR = (
    r"^(?i:#(?:ref!|valeur!|value!|nom\?|name\?|div/0!|n/a|nul!|null!|nombre!|num!|spill!|calc!"
    r"|#+))$"
)
SCIENTIFIC = r"^[+-]?\d(?:[.,]\d+[eE][+-]?|[eE][+-])\d{1,3}$"
"""A long number as a spreadsheet shortens it."""
HIDDEN = rf"{_WIDTHLESS}|{_SPACES}"
"""Characters that do not show, anywhere in a cell."""


def trimmed(text: pl.Expr) -> pl.Expr:
    """Strip every kind of space, and what shows no width, from both ends."""
    return text.str.strip_chars(_EDGES)


def cleaned(text: pl.Expr) -> pl.Expr:
    """Return the text without hidden characters; odd spaces inside become plain ones."""
    plain = text.str.replace_all(_WIDTHLESS, "").str.replace_all(_SPACES, " ")
    return trimmed(plain)


def emptied(text: pl.Expr, kept: Collection[str] = ()) -> pl.Expr:
    """Return the clean text, empty where it stands for nothing, unless it is one of `kept`."""
    clean = cleaned(text)
    is_nothing = clean.str.contains(NOTHING) & ~clean.is_in(list(kept))
    return pl.when(is_nothing).then(pl.lit("")).otherwise(clean)


def plain_name(name: str) -> str:
    """Return the plain form of a header or a file name, whatever its apostrophes."""
    return plain(name.replace("’", "'"))


def plain_text(text: pl.Expr) -> pl.Expr:
    """Return the plain form of each text, as `plain_name` does of one."""
    ascii_text = (
        text.str.replace_all("[œŒ]", "oe")
        .str.normalize("NFKD")
        .str.replace_all("['’`]", " ")
        .str.replace_all(r"[^\x00-\x7f]", "")
        .str.to_lowercase()
    )
    words = ascii_text.str.extract_all("[a-z0-9+]+")
    return words.list.filter(~pl.element().is_in(sorted(LINK_WORDS))).list.join(" ")
