"""Flat files written, cut, named or packed in every way, and what must be said of them."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field

import polars as pl
from intake.flat_files import HEADERS, edited, people, text_of

Found = tuple[str, int | None, str | None]
NOTE = {"commentaire": "Œuvre d’Orléans – 12 €"}


def lines() -> list[str]:
    return text_of(people()).splitlines()


def joined(text: list[str]) -> str:
    return "\r\n".join([*text, ""])


def ragged() -> str:
    text = lines()
    text[11] = ";".join(text[11].split(";")[:-4])
    text[19] += ";surplus"
    return joined(text)


def widened() -> str:
    text = lines()
    return joined(text[:21] + [f"{line};v2" for line in text[21:]])


def with_bad_byte() -> bytes:
    text = [line.encode() for line in lines()]
    text[16] += b"re\xe7u"
    return b"\r\n".join([*text, b""])


def with_unclosed_quote() -> str:
    text = lines()
    text[25] += '"en attente'
    return joined(text)


def shifted() -> str:
    """Lose the fourth column from the fifth row on, the rest sliding to the left."""
    rows = []
    for rank, row in enumerate(people()):
        cells = list(row.values())
        if rank >= 4:
            cells = [*cells[:3], *cells[4:], ""]
        rows.append(dict(zip(HEADERS, cells, strict=True)))
    return text_of(rows)


def titled() -> list[str]:
    titles = list(HEADERS)
    titles[HEADERS.index("date_entree")] = " Date d’entrée "
    titles[HEADERS.index("code_commune")] = "CODE COMMUNE"
    return titles


def twice() -> list[str]:
    titles = list(HEADERS)
    titles[HEADERS.index("motif_sortie")] = "date_sortie"
    return titles


def french_dates() -> str:
    columns = ("date_entree", "date_sortie", "date_debut_emploi")
    turned = [
        {column: "/".join(reversed(row[column].split("-"))) for column in columns}
        for row in people()
    ]
    return text_of([{**row, **dates} for row, dates in zip(people(), turned, strict=True)])


def zipped() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("suivi.csv", text_of(people()))
    return archive.getvalue()


def cut() -> str:
    text = text_of(people())
    return text[: text.rstrip().rfind("\r\n") + 45]


def parquet(table: pl.DataFrame) -> bytes:
    content = io.BytesIO()
    table.write_parquet(content)
    return content.getvalue()


@dataclass(frozen=True)
class Case:
    """A file; what must be said of it, errors exactly unless it is refused, and its account."""

    name: str
    content: Callable[[], str | bytes]
    found: set[Found] = field(default_factory=set)
    read: int = 40
    aside: int = 0
    status: str = "accepted"
    file: str = "suivi.csv"


CASES = [
    Case("byte-order mark", lambda: b"\xef\xbb\xbf" + text_of(people()).encode()),
    Case(
        "Windows-1252",
        lambda: text_of(edited({3: NOTE}, people())).encode("cp1252"),
        {("ENC_LEGACY", None, None)},
    ),
    Case("one bad byte", with_bad_byte, {("ENC_INVALID", 17, "commentaire")}, aside=1),
    Case(
        "accents read twice",
        lambda: text_of(edited({5: {"commentaire": "MÃ©tallerie Ã  cÃ´tÃ©"}}, people())),
        {("ENC_MOJIBAKE", 5, "commentaire")},
    ),
    Case(
        "commas, quotes and line ends in a cell",
        lambda: text_of(
            edited({2: {"commentaire": 'dit "ok"; puis\nrelance, 2 fois'}}, people()),
            separator=",",
            newline="\n",
        ),
    ),
    Case("tabs", lambda: text_of(people(), separator="\t")),
    Case("the line that tells Excel the separator", lambda: "sep=;\r\n" + text_of(people())),
    Case(
        "a title above and a total below",
        lambda: (
            f"Association X;;;\r\nExport;;;\r\n;;;\r\n{text_of(people())}TOTAL;;;;40{';' * 10}\r\n"
        ),
        {("HDR_OFFSET", 4, None), ("ROW_FOOTER", 45, None)},
        read=41,
        aside=1,
    ),
    Case(
        "a NUL byte",
        lambda: text_of(edited({9: {"id_structure": "S0\x0001"}}, people())),
        {("CTRL_CHAR", 9, "id_structure")},
        aside=1,
    ),
    Case(
        "a cell of two million characters",
        lambda: text_of(edited({11: {"commentaire": "x" * 2_000_000}}, people())),
        {("LINE_TOO_LONG", 11, "commentaire")},
        aside=1,
    ),
    Case("ragged rows", ragged, {("ROW_FIELDS", 12, None), ("ROW_FIELDS", 20, None)}, aside=2),
    Case(
        "another template midway",
        widened,
        {("ROW_FIELDS", 22, None), ("TOO_MANY_ERRORS", None, None)},
        aside=40,
        status="refused",
    ),
    Case(
        "a quote never closed",
        with_unclosed_quote,
        {("QUOTE_UNCLOSED", 26, "commentaire")},
        read=0,
        status="refused",
    ),
    Case(
        "a header twice",
        lambda: text_of(people(), titles=twice()),
        {("HDR_DUPLICATE", 1, "date_sortie")},
        read=0,
        status="refused",
    ),
    Case(
        "headers written otherwise",
        lambda: text_of(people(), titles=titled()),
        {("HDR_ALIAS", 1, "date_entree"), ("HDR_ALIAS", 1, "code_commune")},
    ),
    Case(
        "a mandatory column missing",
        lambda: text_of(people(), [name for name in HEADERS if name != "date_entree"]),
        {("HDR_MISSING", 1, "date_entree")},
        aside=40,
        status="refused",
    ),
    Case(
        "an unknown column",
        lambda: text_of([{**row, "note": "secret"} for row in people()], [*HEADERS, "note"]),
        {("HDR_UNKNOWN", 1, "note")},
    ),
    Case("nothing at all", lambda: b"", {("FILE_EMPTY", None, None)}, 0, 0, "refused"),
    Case("a header alone", lambda: text_of([]), {("FILE_NO_ROWS", None, None)}, 0, 0, "refused"),
    Case(
        "line ends of an old Mac",
        lambda: text_of(people(), newline="\r"),
        {("EOL_LEGACY", None, None)},
    ),
    Case("French dates throughout", french_dates),
    Case("shifted columns", shifted, {("TOO_MANY_ERRORS", None, None)}, 40, 40, "refused"),
    Case("a hostile name", lambda: text_of(people()), file="par'cours; --$(touch x) été.csv"),
    Case("cut while it was sent", cut, {("ROW_FIELDS", 41, None)}, aside=1),
    Case(
        "a web page named .xlsx",
        lambda: "<html><table><tr><td>id</td></tr></table></html>",
        {("FORMAT_MISMATCH", None, None)},
        read=0,
        status="refused",
        file="suivi.xlsx",
    ),
    Case("an archive named .csv", zipped, {("FORMAT_MISMATCH", None, None)}, 0, 0, "refused"),
    Case(
        "Parquet cut short",
        lambda: parquet(pl.DataFrame(people(2000)))[:-2000],
        {("PARQUET_CORRUPT", None, None)},
        read=0,
        status="refused",
        file="suivi.parquet",
    ),
    Case("Parquet", lambda: parquet(pl.DataFrame(people())), file="suivi.parquet"),
    Case(
        "Parquet with decimal communes",
        lambda: parquet(pl.DataFrame(people()).with_columns(pl.col("code_commune").cast(float))),
        {("TYPE_MISMATCH", None, "code_commune")},
        aside=40,
        status="refused",
        file="suivi.parquet",
    ),
]
