"""Dates: a column is read in one way, and only when its own cells leave no doubt."""

from datetime import date
from pathlib import Path

import pytest
from intake.flat_files import edited, mapping, people, taken_rows

OPEN = {
    "date_sortie": "",
    "motif_sortie": "",
    "date_debut_emploi": "",
    "type_contrat": "",
    "heures_hebdo": "",
}
WRONG = {"ambiguous": "DATE_AMBIGUOUS", "invalid": "DATE_INVALID", "serial": "DATE_SERIAL"}

COLUMNS = {
    "ISO": {"2024-03-04": "2024-03-04", "2024-3-5": "2024-03-05"},
    "ISO with a time": {
        "2024-03-04 00:00:00": "2024-03-04",
        "2024-03-05T10:15": "2024-03-05",
    },
    "year first with slashes": {"2024/03/04": "2024-03-04"},
    "French alone, even where nothing proves it": {
        "03/04/2024": "2024-04-03",
        "05/06/2024": "2024-06-05",
    },
    "French with a time or other signs": {
        "03/04/2024 00:00:00": "2024-04-03",
        "25-06-2024": "2024-06-25",
        "1.2.2024": "2024-02-01",
    },
    "French among ISO, proved": {
        "2024-03-04": "2024-03-04",
        "03/04/2024": "2024-04-03",
        "25/04/2024": "2024-04-25",
    },
    "French among ISO, not proved": {"2024-03-04": "2024-03-04", "03/04/2024": "ambiguous"},
    "American": {"03/04/2024": "ambiguous", "04/25/2024": "invalid"},
    "both": {"03/04/2024": "ambiguous", "25/04/2024": "2024-04-25", "04/25/2024": "invalid"},
    "short years": {"03/04/24": "ambiguous", "25/04/24": "ambiguous"},
    "not a date": {
        "45292": "serial",
        "45292,5": "serial",
        "20240304": "invalid",
        "mars 2024": "invalid",
        "31/02/2024": "invalid",
    },
}


@pytest.mark.parametrize("column", COLUMNS.values(), ids=COLUMNS)
def test_a_column_of_dates(column: dict[str, str], tmp_path: Path) -> None:
    edits = {line: {**OPEN, "date_entree": cell} for line, cell in enumerate(column, start=2)}
    intake = taken_rows(tmp_path, edited(edits, people(len(column))))
    said = {found.line: found.rule for found in intake.findings if found.column == "date_entree"}
    read = dict(enumerate(column.values(), start=2))
    assert said == {line: WRONG[day] for line, day in read.items() if day in WRONG}
    days = [date.fromisoformat(day) for day in read.values() if day not in WRONG]
    assert intake.tables["pathway"]["entry_date"].to_list() == days


def test_one_slip_in_twenty_proofs_does_not_put_a_column_in_doubt(tmp_path: Path) -> None:
    cells = [*(f"{day}/03/2024" for day in range(13, 33)), "03/04/2024", "04/25/2024"]
    edits = {line: {**OPEN, "date_entree": cell} for line, cell in enumerate(cells, start=2)}
    intake = taken_rows(tmp_path, edited(edits, people(len(cells))))
    said = {(found.rule, found.line) for found in intake.findings}
    # 32/03/2024 is no day; nineteen proofs are left, one slip is too many.
    assert said == {("DATE_INVALID", 21), ("DATE_AMBIGUOUS", 22), ("DATE_INVALID", 23)}
    cells[19] = "13/05/2024"
    edits = {line: {**OPEN, "date_entree": cell} for line, cell in enumerate(cells, start=2)}
    intake = taken_rows(tmp_path, edited(edits, people(len(cells))))
    assert {(found.rule, found.line) for found in intake.findings} == {("DATE_INVALID", 23)}
    assert date(2024, 4, 3) in intake.tables["pathway"]["entry_date"]


@pytest.mark.parametrize(
    ("declared", "cell", "day"),
    [
        ("mm/jj/aaaa", "04/03/2024", date(2024, 4, 3)),
        ("jj/mm/aa", "03/04/24", date(2024, 4, 3)),
        ("aaaammjj", "20240403", date(2024, 4, 3)),
        ("jj/mm/aaaa", "03/04/2024", date(2024, 4, 3)),
        ("mm/jj/aaaa", "2024-04-03", date(2024, 4, 3)),
    ],
)
def test_a_declared_format_settles_the_matter(
    declared: str, cell: str, day: date, tmp_path: Path
) -> None:
    rows = edited({2: {**OPEN, "date_entree": cell}, 3: OPEN}, people(2))
    intake = taken_rows(tmp_path, rows, mappings=(mapping(date_format=declared),))
    assert [item.rule for item in intake.findings if item.rule != "HDR_ABSENT"] == []
    assert intake.tables["pathway"]["entry_date"].to_list() == [day, date(2023, 1, 22)]
