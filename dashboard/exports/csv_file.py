"""The released table as a CSV file that a French spreadsheet opens with a double click."""

import polars as pl
import polars.selectors as cs

from dashboard.disclosure import Deliverable
from dashboard.exports.layout import exported_table, share_titles
from dashboard.exports.provenance import export_name, new_export_id, provenance

BYTE_ORDER_MARK = "\ufeff"
PERCENT = " (%, 4 décimales)"
DECIMALS = 2
"""Of what is no share: days, minutes, ETP."""


def csv_bytes(released: Deliverable, page: str, export_id: str | None = None) -> tuple[str, bytes]:
    """Return the name and content of the CSV export.

    UTF-8 with its mark, `;`, decimal comma, CRLF. Rows of provenance, the identifier first; an
    empty line; the table, its shares in per cent, its other decimals in the unit of their title.
    `export_id` is drawn when not given.
    """
    export_id = export_id or new_export_id()
    table = exported_table(released)
    shares = share_titles(released, table)
    measures = cs.float() - cs.by_name(shares)
    table = table.with_columns(
        cs.by_name(shares) * 100, measures.cast(pl.Decimal(scale=DECIMALS))
    ).rename({name: name + PERCENT for name in shares})
    content = BYTE_ORDER_MARK + "\r\n".join(
        (csv_lines(provenance(released, page, export_id), has_header=False), csv_lines(table))
    )
    return export_name(released, export_id, "csv"), content.encode("utf-8")


def csv_lines(table: pl.DataFrame, *, has_header: bool = True) -> str:
    """Return a table as lines that a French spreadsheet reads: `;`, decimal comma, CRLF."""
    return table.write_csv(
        include_header=has_header,
        separator=";",
        line_terminator="\r\n",
        decimal_comma=True,
        float_precision=4,
    )
