"""Lines under a table that are no rows: totals, blank rows, a note below a titled table."""

import re

import polars as pl

from pipelines.sources.reading.faults import FAULTS
from pipelines.sources.reading.text_table import LINE

_MOST_FOOTERS = 20
_NOTE_CELLS = 2
_TOTAL = re.compile(
    r"\W*((sous|grand)?[-\s]*tot(al|aux)(\s+g[ée]n[ée]ral)?|somme|ensemble)\W*", re.IGNORECASE
)


def footers(frame: pl.DataFrame, has_title: bool) -> pl.DataFrame:
    """Return, as `FAULTS`, the last lines of a table that do not look like its rows."""
    if frame.width == 1:
        return FAULTS.to_frame()
    height = _height_without_blank(frame)
    for _ in range(_MOST_FOOTERS):
        if not height or not _is_footer(frame.row(height - 1)[1:], has_title):
            break
        height = _height_without_blank(frame.head(height - 1))
    lines = frame[LINE][height:]
    return pl.DataFrame(
        {"record": lines, LINE: lines, "column": None, "rule": "ROW_FOOTER", "found": None},
        schema=FAULTS,
    )


def _height_without_blank(frame: pl.DataFrame) -> int:
    """Return the height of a table without its last blank rows."""
    if not frame.height or any(cell is not None for cell in frame.row(frame.height - 1)[1:]):
        return frame.height
    filled = frame.select(pl.any_horizontal(pl.exclude(LINE).is_not_null())).to_series()
    filled_rows = filled.arg_true()
    return int(filled_rows[-1]) + 1 if len(filled_rows) else 0


def _is_footer(cells: tuple[str | None, ...], has_title: bool) -> bool:
    filled = [cell for cell in cells if cell is not None]
    is_note = has_title and len(filled) <= _NOTE_CELLS and 2 * len(filled) < len(cells)
    return is_note or _TOTAL.fullmatch(filled[0]) is not None
