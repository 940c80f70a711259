"""What reading a file gives: a table of text, where it came from, what was set aside."""

from dataclasses import dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Literal

import polars as pl

from pipelines.rejects import Finding

LINE = "line"
SET_ASIDE = pl.Schema({LINE: pl.UInt32, "column": pl.String, "rule": pl.String})

_ENCODINGS = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8 avec BOM", "cp1252": "Windows-1252"}
_SEPARATORS = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre verticale"}
_NEWLINES = {"LF": "fins de ligne Unix", "CRLF": "fins de ligne Windows", "CR": "fins de ligne Mac"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file was understood, to be shown to whoever sent it.

    `encoding`, `separator` and `newline` are None outside delimited text; `sheet` is None outside
    a workbook; `header_line` is None in a Parquet file.
    """

    kind: Literal["csv", "xlsx", "parquet"]
    header_line: int | None = None
    encoding: Literal["utf-8", "utf-8-sig", "cp1252"] | None = None
    separator: str | None = None
    newline: Literal["LF", "CRLF", "CR"] | None = None
    sheet: str | None = None

    def describe(self) -> str:
        """Return the dialect in French, on one line."""
        if self.kind == "parquet":
            return "fichier Parquet"
        header = f"en-tête ligne {self.header_line}"
        if self.kind == "xlsx":
            return f"classeur XLSX, feuille « {self.sheet} », {header}"
        separator = _SEPARATORS.get(self.separator or "", f"« {self.separator} »")
        encoding = _ENCODINGS[self.encoding or "utf-8"]
        newline = _NEWLINES[self.newline or "LF"]
        return f"texte {encoding}, séparateur {separator}, {newline}, {header}"


@dataclass(frozen=True, slots=True)
class TextTable:
    """A file as text, cell by cell, nothing interpreted.

    `header` gives the kept columns as written; `frame` has a UInt32 column `line`, then one String
    column per header, in the same order (an empty cell is null). A frame column bears the header's
    own text, save a header that reads `line`. `line` is the physical line where a record starts,
    or the row of the sheet, or in a Parquet file the rank of the row plus one. `set_aside` follows
    `SET_ASIDE`. `rows_read` is counted without the reader and equals the height of the frame plus
    the distinct lines set aside. The representation shows no cell.
    """

    name: str
    header: tuple[str, ...]
    frame: pl.DataFrame = field(repr=False)
    rows_read: int
    set_aside: pl.DataFrame
    findings: tuple[Finding, ...]
    dialect: Dialect
    digest: str


class UnreadableFile(Exception):  # noqa: N818
    """A file is refused whole. `findings` say why and what to do, never what a cell holds."""

    def __init__(
        self, findings: tuple[Finding, ...], rows_read: int | None = None, digest: str = ""
    ) -> None:
        super().__init__("\n".join(finding.message for finding in findings))
        self.findings = findings
        self.rows_read = rows_read
        self.digest = digest


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def never(header: str) -> bool:
    """Drop no column."""
    del header
    return False
