"""Every figure of a composed document stands in its workbook and in its CSV file."""

from collections.abc import Callable, Iterator

import pytest
from exports.export_readers import Cells, read_csv, read_xlsx

from dashboard.document import Document, Figure, Request, Variant, compose
from dashboard.exports.document_csv import document_csv
from dashboard.exports.document_workbook import document_xlsx
from dashboard.observatory import Observatory

Ask = Callable[..., Request]
STATUSES = {
    "shown": "Affiché",
    "small_base": "Base inférieure à 10",
    "empty_base": "Base vide",
    "count_only": "Effectif",
}


def figures(document: Document) -> Iterator[Figure]:
    """Return every figure of a document, walking its content and nothing of the exports."""
    for item in document.key_figures:
        yield from (figure for figure in (item.now, item.before) if figure)
    yield from (bar.figure for bar in document.chart.bars)
    tables = [*document.tables, *([document.map.table] if document.map.table else [])]
    for table in tables:
        for row in (*table.rows, *([table.whole] if table.whole else [])):
            yield from (cell for cell in row if isinstance(cell, Figure))


def as_cells(figure: Figure) -> list[object]:
    counts = (figure.unknown, figure.excluded, figure.immature)
    rates = (figure.rate, figure.low, figure.high)
    told = [None if rate is None else f"{rate:.12f}" for rate in rates]
    return [figure.numerator, figure.base, *told, *counts, STATUSES[figure.status]]


def as_lines(figure: Figure) -> list[str]:
    counts = [str(figure.unknown), str(figure.excluded), str(figure.immature)]
    rates = (figure.rate, figure.low, figure.high)
    told = ["" if rate is None else f"{100 * rate:.4f}".replace(".", ",") for rate in rates]
    base = "" if figure.base is None else str(figure.base)
    return [str(figure.numerator), base, *told, *counts, STATUSES[figure.status]]


def runs(rows: Cells) -> list[list[object]]:
    """Return every run of nine cells of a sheet, rates rounded, as a figure is written."""
    return [
        [
            None if cell is None else f"{cell:.12f}" if 2 <= place <= 4 else cell
            for place, cell in enumerate(row[start : start + 9])
        ]
        for row in rows
        for start in range(len(row) - 8)
        if all(cell is None or isinstance(cell, float) for cell in row[start : start + 8])
    ]


@pytest.mark.parametrize("variant", Variant)
def test_every_figure_stands_in_both_files(
    variant: Variant, observatory: Observatory, requested: Ask
) -> None:
    document = compose(observatory, requested(variant))
    expected = list(figures(document))
    assert len(expected) > 8
    sheets = read_xlsx(document_xlsx(document, "0a1b2c3d4e5f"))
    in_sheets = [run for name, rows in sheets.items() if name != "Lisez-moi" for run in runs(rows)]
    _, table = read_csv(document_csv(document, "0a1b2c3d4e5f"))
    in_lines = [line[3:12] for line in table[1:]]
    for figure in expected:
        assert as_cells(figure) in in_sheets
        assert as_lines(figure) in in_lines


@pytest.mark.parametrize("variant", Variant)
def test_every_table_has_its_sheet_and_its_section(
    variant: Variant, observatory: Observatory, requested: Ask
) -> None:
    document = compose(observatory, requested(variant))
    sheets = read_xlsx(document_xlsx(document, "0a1b2c3d4e5f"))
    head, table = read_csv(document_csv(document, "0a1b2c3d4e5f"))
    told = {item.title for item in document.tables if item.rows or item.whole}
    assert told <= {line[0] for line in table}
    rows = [len(item.rows) + (item.whole is not None) for item in document.tables]
    written = sorted(len(cells) - 1 for cells in sheets.values())
    assert all(height in written for height in rows if height)
    assert all(len(name) <= 31 for name in sheets)
    assert ["Export", "0a1b2c3d4e5f"] == head[0] == sheets["Lisez-moi"][0]
