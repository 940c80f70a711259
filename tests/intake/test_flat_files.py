"""The flat layout: files written, cut, named or packed in every way."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from intake.flat_files import (
    HEADERS,
    KEEP_COMMENTS,
    edited,
    people,
    taken,
    text_of,
    write,
)
from intake.laws import assert_lawful

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


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_file_is_read_or_refused_with_its_reason(case: Case, tmp_path: Path) -> None:
    path = write(tmp_path / case.file, case.content())
    intake = taken(path, mappings=(KEEP_COMMENTS,))
    found = {(item.rule, item.line, item.column) for item in intake.findings}
    assert case.found <= found
    if case.status == "accepted":
        assert found == case.found
    (file,) = intake.files
    account = (file.status, file.read, file.loaded, file.set_aside)
    assert account == (case.status, case.read, case.read - case.aside, case.aside)
    assert [item.name for item in tmp_path.iterdir()] == [case.file]
    assert_lawful(intake)


def test_a_file_written_in_several_ways_brings_the_same_rows(tmp_path: Path) -> None:
    contents: dict[str, str | bytes] = {
        "a.csv": text_of(people()),
        "b.csv": text_of(people(), separator=",", newline="\n"),
        "c.csv": french_dates(),
        "d.parquet": parquet(pl.DataFrame(people())),
        "e.csv": "sep=;\r\n" + text_of(people()),
    }
    intakes = [taken(write(tmp_path / name, content)) for name, content in contents.items()]
    for other in intakes[1:]:
        for name, table in intakes[0].tables.items():
            assert table.equals(other.tables[name]), name


def workbook(path: Path, rows: list[list[object]], **sheets: list[list[object]]) -> Path:
    """Write a workbook with dates as dates and numbers as numbers."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, table in {"Feuil1": rows, **sheets}.items():
            sheet = book.add_worksheet(name)
            for at, cells in enumerate(table):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        moment = datetime(cell.year, cell.month, cell.day)
                        sheet.write_datetime(at, column, moment, day)
                    else:
                        sheet.write(at, column, cell)
    return path


def cells_of(count: int = 40) -> list[list[object]]:
    """Return rows as a spreadsheet holds them: every other entry a date, communes as numbers."""
    table: list[list[object]] = [list(HEADERS)]
    for rank, row in enumerate(people(count)):
        entry = date.fromisoformat(row["date_entree"])
        typed: dict[str, object] = {
            **row,
            "date_entree": entry if rank % 2 else f"{entry:%d/%m/%Y}",
            "code_commune": 1033.0 if rank == 1 else float(row["code_commune"]),
        }
        table.append([typed[header] for header in HEADERS])
    return table


def test_a_workbook_mixes_dates_and_texts_numbers_and_codes(tmp_path: Path) -> None:
    intake = taken(workbook(tmp_path / "suivi.xlsx", cells_of()))
    assert [(item.rule, item.line) for item in intake.findings] == [("GEO_LEADING_ZERO", 3)]
    pathways = intake.tables["pathway"]
    assert pathways["commune_code"][1] == "01033"
    entries = [date.fromisoformat(row["date_entree"]) for row in people()]
    assert pathways["entry_date"].to_list() == entries
    assert_lawful(intake)


def test_the_sheets_of_a_workbook_that_bear_the_name_of_a_table_are_all_read(
    tmp_path: Path,
) -> None:
    path = workbook(
        tmp_path / "tout.xlsx",
        [["Ceci est une notice", "version"], ["à lire", 2]],
        Participants=[["id_participant", "sexe", "annee_naissance"], ["A1", "F", 1980]],
        Parcours=[
            ["id_parcours", "id_participant", "id_structure", "dispositif", "date_entree"],
            ["W1", "A1", "ST1", "ACI", date(2024, 2, 1)],
        ],
    )
    intake = taken(path)
    told = {(file.name, file.layout, file.loaded) for file in intake.files}
    assert told == {
        ("tout.xlsx [Participants]", "complete:participant", 1),
        ("tout.xlsx [Parcours]", "complete:pathway", 1),
    }
    assert intake.tables["pathway"]["pathway_id"].to_list() == ["W1"]
    ignored = [item.message for item in intake.findings if item.rule == "XLSX_SHEETS"]
    assert len(ignored) == 1
    assert "Feuil1" in ignored[0]
    assert_lawful(intake)


def test_two_tables_that_bear_no_known_name_refuse_the_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "suivi.xlsx", cells_of(), **{"2024 bis": cells_of(5)})
    intake = taken(path)
    assert [file.status for file in intake.files] == ["refused"]
    assert "XLSX_SHEETS" in {item.rule for item in intake.findings}
    assert set(intake.set_aside["rule"]) == {"XLSX_SHEETS"}
