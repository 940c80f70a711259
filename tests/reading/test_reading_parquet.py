"""Parquet files: types written back as text, or refused when they spoil a code."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from reading.reading_files import cells, refusal_of, told

from pipelines.sources.reading import read_text_table


def parquet(folder: Path, frame: pl.DataFrame) -> Path:
    path = folder / "parcours.parquet"
    frame.write_parquet(path)
    return path


def test_typed_values_become_text(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "id": ["P1", "P2"],
            "siret": [12345678901234, None],
            "rsa": [True, None],
            "heures": [17.5, 35.0],
            "entree": [date(2024, 1, 8), None],
            "saisie": [datetime(2024, 1, 8), datetime(2024, 2, 9, 14, 30)],
            "montant": [Decimal("12.50"), None],
            "line": ["x", ""],
            "sexe": pl.Series(["F", "H"], dtype=pl.Categorical),
        }
    )
    table = read_text_table(parquet(tmp_path, frame))
    assert table.header == tuple(frame.columns)
    assert cells(table) == [
        (2, "P1", "12345678901234", "true", "17.5", "2024-01-08", "2024-01-08", "12.50", "x", "F"),
        (3, "P2", None, None, "35", None, "2024-02-09 14:30:00", None, None, "H"),
    ]
    assert (table.rows_read, table.findings) == (2, ())
    assert table.dialect.describe() == "fichier Parquet"


@pytest.mark.parametrize("values", [[46042.0, 1033.0], [46042.0, None]])
def test_a_code_kept_as_a_float_is_refused(tmp_path: Path, values: list[float | None]) -> None:
    frame = pl.DataFrame({"id": ["P1", "P2"], "code_commune": values, "heures": [35.0, 20.0]})
    refused = refusal_of(parquet(tmp_path, frame))
    assert told(refused) == [("TYPE_MISMATCH", None, "code_commune")]
    assert refused.rows_read == 2


def test_a_nested_column_is_refused(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": ["P1"], "freins": [["A", "B"]]})
    assert told(refusal_of(parquet(tmp_path, frame))) == [("TYPE_MISMATCH", None, "freins")]


def test_a_dropped_column_is_not_judged(tmp_path: Path) -> None:
    path = parquet(tmp_path, pl.DataFrame({"id": ["P1"], "code": [46042.0]}))
    table = read_text_table(path, dropped=lambda header: header == "code")
    assert (table.header, cells(table)) == (("id",), [(2, "P1")])


def test_a_control_character_sets_its_row_aside(tmp_path: Path) -> None:
    table = read_text_table(parquet(tmp_path, pl.DataFrame({"id": ["P1", "P\x002", "P3"]})))
    assert (told(table), cells(table)) == ([("CTRL_CHAR", 3, "id")], [(2, "P1"), (4, "P3")])
    assert table.rows_read == 3


def test_a_table_without_rows_is_a_warning(tmp_path: Path) -> None:
    path = parquet(tmp_path, pl.DataFrame({"id": []}, schema={"id": pl.String}))
    assert told(read_text_table(path)) == [("FILE_NO_ROWS", None, None)]


@pytest.mark.parametrize("kept", [0.2, 0.66, 0.99])
def test_a_truncated_file_is_refused(tmp_path: Path, kept: float) -> None:
    path = parquet(tmp_path, pl.DataFrame({"id": [f"P{rank}" for rank in range(2_000)]}))
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    assert told(refusal_of(path)) == [("PARQUET_CORRUPT", None, None)]
