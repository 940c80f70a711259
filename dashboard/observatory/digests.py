"""Salted digests in SQL: who and what is told apart without being readable.

A digest is the first 64 bits of a SHA-256: it compares fast, and two units among a million share
one less than once in ten million times.
"""

from pipelines.contracts import TABLES

WRAP = 18446744073709551616
"""2 to the 64th: sums of digests wrap there."""

SEPARATOR = "chr(31)"


def digest(salt: str, kind: str, *parts: str) -> str:
    """Return the SQL of the digest of a kind of thing, of which `parts` are the expressions."""
    told = ", ".join([salt, f"'{kind}'", *(f"CAST({part} AS VARCHAR)" for part in parts)])
    return f"CAST(concat('0x', left(sha256(concat_ws({SEPARATOR}, {told})), 16)) AS UBIGINT)"


def summed(mark: str) -> str:
    """Return the SQL of the digest of several rows together, whatever their order."""
    return f"CAST(sum({mark}) % {WRAP} AS UBIGINT)"


def row_mark(salt: str, table: str) -> str:
    """Return the SQL of the digest of a row of a core table, read under the table's own name.

    Empty columns are left out, so that a column nobody filled yet changes nothing. The obstacle
    of a row is what the source called it: another crosswalk is not another row.
    """
    told = (f"'{name}=' || {_column(table, name)}" for name in TABLES[table].columns())
    return digest(salt, f"row of {table}", *told)


def _column(table: str, name: str) -> str:
    column = f"{table}.{name}"
    if (table, name) == ("obstacle", "obstacle"):
        return f"CASE WHEN {table}.source_code IS NULL THEN CAST({column} AS VARCHAR) END"
    return f"CAST({column} AS VARCHAR)"
