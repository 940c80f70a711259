"""From a file on disk to a table where every cell is text."""

from pipelines.sources.reading.read import read_text_table
from pipelines.sources.reading.text_table import (
    LINE,
    SET_ASIDE,
    Dialect,
    TextTable,
    UnreadableFile,
    sha256_of,
)

__all__ = [
    "LINE",
    "SET_ASIDE",
    "Dialect",
    "TextTable",
    "UnreadableFile",
    "read_text_table",
    "sha256_of",
]
