"""The trace kept with a freeze: which units each figure counted, and the rows of the scope."""

import hashlib
import io
from collections.abc import Mapping

import polars as pl

from dashboard.observatory import Observatory, Question
from pipelines.indicators import STATUS_CODES

SCHEMA = pl.Schema(
    {
        "figure": pl.String,
        "owner": pl.UInt64,
        "unit": pl.UInt64,
        "status": pl.UInt8,
        "fingerprint": pl.UInt64,
        "context": pl.UInt64,
    }
)
"""Rows without a figure are the pathways and people of the scope; the others, units of a figure."""


def salt_check(salt: str) -> str:
    """Return 16 hexadecimal digits that change with the salt, to tell two salts apart later."""
    return hashlib.sha256(f"salt check {salt}".encode()).hexdigest()[:16]


def traced(observatory: Observatory, questions: Mapping[str, Question], salt: str) -> pl.DataFrame:
    """Return the trace of the figures of a document, in the columns of SCHEMA."""
    parts = [observatory.fingerprints(salt)]
    parts += [
        observatory.trace(question, salt).with_columns(figure=pl.lit(key))
        for key, question in questions.items()
    ]
    empty = pl.DataFrame(schema=SCHEMA)
    return pl.concat([empty, *parts], how="diagonal").cast(SCHEMA)


def parquet(trace: pl.DataFrame) -> bytes:
    """Return a trace as a file."""
    buffer = io.BytesIO()
    trace.write_parquet(buffer, compression="zstd")
    return buffer.getvalue()


def owners_of(trace: pl.DataFrame) -> pl.DataFrame:
    """Return the pathways and people of the scope: owner, fingerprint, context."""
    return trace.filter(pl.col("figure").is_null()).select("owner", "fingerprint", "context")


def units_of(trace: pl.DataFrame, key: str) -> pl.DataFrame:
    """Return the units of a figure: owner, unit, status, as `Observatory.trace` gave them."""
    return trace.filter(figure=key).select("owner", "unit", "status")


def counts_of(units: pl.DataFrame, statuses: tuple[str, ...]) -> int:
    """Count the units whose status is one of those."""
    return units.filter(pl.col("status").is_in([STATUS_CODES[name] for name in statuses])).height
