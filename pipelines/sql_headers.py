"""The comment that opens a SQL file: its fields in order, and the fingerprint of the whole."""

import hashlib
from collections.abc import Sequence

MARK = "-- "


def read_header(
    name: str, text: str, expected: Sequence[str], optional: Sequence[str] = ()
) -> dict[str, str]:
    """Return the fields of the leading comment, one `field: words` per line.

    Raises ValueError naming the file when an expected field is missing or misplaced, or when a
    field is neither expected nor optional.
    """
    lines = [line.removeprefix(MARK) for line in text.splitlines() if line.startswith(MARK)]
    told = (line.partition(": ") for line in lines)
    fields = {field: words for field, _, words in told}
    if tuple(fields)[: len(expected)] != tuple(expected) or set(fields) - {*expected, *optional}:
        message = f"{name}.sql: the header must hold {', '.join(expected)}; it holds {list(fields)}"
        raise ValueError(message)
    return fields


def query_of(text: str) -> str:
    """Return a SQL file without its comment lines."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith(MARK))


def fingerprint(text: str) -> str:
    """Return a short mark of a definition, header and query together."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]
