"""Parquet files: typed values written back as text, types that would spoil a code refused."""

from collections.abc import Callable
from pathlib import Path

import polars as pl

from pipelines.sources.reading.extract import Extract
from pipelines.sources.reading.faults import FAULTS
from pipelines.sources.reading.header import Header, read_header
from pipelines.sources.reading.issues import Issue, RefusedFileError
from pipelines.sources.reading.text_table import LINE, Dialect

MAX_CELLS = 200_000_000
_SMALLEST_CODE = 1_000
_FIRST_LINE = 2
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"
_MIDNIGHT = r" 00:00:00$"


def read_parquet(path: Path, dropped: Callable[[str], bool]) -> Extract:
    """Read a Parquet file as text. Raises `RefusedFileError` when damaged or wrongly typed."""
    rows, names = _declared(path)
    header = read_header(names, None, dropped)
    if rows * len(header.kept) > MAX_CELLS:
        raise RefusedFileError(Issue("ZIP_RATIO.parquet"), rows_read=rows)
    frame = _values(path, header)
    mistyped = [
        Issue("TYPE_MISMATCH", None, name, {"found": _kind(frame[name].dtype)})
        for name in frame.columns
        if _spoils(frame[name])
    ]
    if mistyped:
        raise RefusedFileError(*mistyped, rows_read=rows)
    text = frame.select(_text(name, dtype) for name, dtype in frame.schema.items())
    text.columns = header.frame_names
    height = text.height if header.kept else rows
    line = pl.int_range(_FIRST_LINE, _FIRST_LINE + height, dtype=pl.UInt32, eager=True)
    text = pl.DataFrame([line.alias(LINE), *text.get_columns()])
    faults = _control_faults(text, header)
    sound = text.join(faults, on=LINE, how="anti", maintain_order="left")
    return Extract(header, sound, rows, faults, (), Dialect("parquet"))


def _declared(path: Path) -> tuple[int, list[str]]:
    """Return the number of rows and the names of the columns, by the end of the file."""
    # Slow to import, and of no use to those who send CSV.
    from pyarrow import ArrowException
    from pyarrow.parquet import read_metadata

    try:
        with path.open("rb") as file:
            metadata = read_metadata(file)
        return metadata.num_rows, metadata.schema.to_arrow_schema().names
    except (ArrowException, OSError, ValueError):
        raise _corrupt() from None


def _values(path: Path, header: Header) -> pl.DataFrame:
    try:
        with path.open("rb") as file:
            return pl.read_parquet(file, columns=list(header.kept), hive_partitioning=False)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException):
        raise _corrupt() from None


def _corrupt() -> RefusedFileError:
    return RefusedFileError(Issue("PARQUET_CORRUPT"))


def _spoils(values: pl.Series) -> bool:
    """Tell whether a type may have spoiled what it holds: a code as a float, a nested value."""
    if values.dtype.is_float():
        known = values.drop_nulls().drop_nans()
        return len(known) > 0 and bool(((known % 1 == 0) & (known >= _SMALLEST_CODE)).all())
    is_flat = values.dtype.is_integer() or values.dtype.is_decimal() or values.dtype.is_temporal()
    is_text = values.dtype in (pl.String, pl.Categorical, pl.Enum, pl.Boolean, pl.Null)
    return not (is_flat or is_text) or values.dtype == pl.Duration


def _kind(dtype: pl.DataType) -> str:
    return "nombre décimal" if dtype.is_float() else "non textuel"


def _text(name: str, dtype: pl.DataType) -> pl.Expr:
    """Return a column as text: ISO dates, whole numbers without decimals, empty as null."""
    values = pl.col(name)
    if dtype.is_float():
        whole = (values % 1 == 0) & (values.abs() < 2**53)
        integers = pl.when(whole).then(values).cast(pl.Int64, strict=False).cast(pl.String)
        return integers.fill_null(values.cast(pl.String)).alias(name)
    if dtype == pl.Datetime:
        return values.dt.strftime("%Y-%m-%d %H:%M:%S").str.replace(_MIDNIGHT, "")
    text = values.cast(pl.String)
    return pl.when(text != "").then(text).alias(name)


def _control_faults(text: pl.DataFrame, header: Header) -> pl.DataFrame:
    """Return, as `FAULTS`, the cells that hold a control character."""
    found = [
        text.filter(pl.col(name).str.contains(_CONTROL)).select(
            pl.col(LINE).alias("record"),
            LINE,
            pl.lit(label).alias("column"),
            pl.lit("CTRL_CHAR").alias("rule"),
            pl.lit(None, pl.UInt32).alias("found"),
        )
        for name, label in zip(header.frame_names, header.names, strict=True)
    ]
    return pl.concat([FAULTS.to_frame(), *found])
