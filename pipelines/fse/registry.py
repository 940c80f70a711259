"""The FSE+ registry: every file of sql/indicators/fse and every anomaly, read once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from pipelines.resources import resource
from pipelines.sql_headers import fingerprint, query_of, read_header

HEADER = ("code", "label", "population", "kind", "reference", "table", "mark", "source")
ANOMALY_HEADER = ("code", "label", "what_to_do")
SELECTED = "SELECT participation_id\nFROM participation\n"
ABSENT = "-"
CITED = re.compile(r"\bEEC[OR]\d\d\b")


class FseKind(StrEnum):
    """What a code is, in the order the codes are shown."""

    LADDER = "ladder"
    OUTPUT = "output"
    RESULT = "result"
    ESTIMATE = "estimate"
    RATE = "rate"
    BASE = "base"
    RESERVED = "reserved"


LADDER_ORDER = ("HEAD", "PART", "SHORT", "INC")


@dataclass(frozen=True, slots=True)
class FseIndicator:
    """What an FSE+ code counts, in words and in SQL.

    `reference` is the code it is a part of (a result and its output, a numerator and its base);
    `table` is the table of the Commission that holds it; `mark` says `*` for personal data, `**`
    for a special category. `condition` is what a row of `participation` must fulfil; for an
    estimate, it tells the respondents.
    """

    code: str
    label: str
    population: str
    kind: FseKind
    reference: str | None
    table: str | None
    mark: str | None
    source: str
    condition: str
    sql: str

    @property
    def version(self) -> str:
        """Return a short fingerprint of the definition, header and query together."""
        return fingerprint(self.sql)


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A doubtful or missing piece of a file, with what to do about it.

    The query returns `pathway_id, operation_id, structure_id, days_late`, one row per file.
    """

    code: str
    label: str
    what_to_do: str
    sql: str

    @property
    def version(self) -> str:
        """Return a short fingerprint of the definition, header and query together."""
        return fingerprint(self.sql)


def parse_fse_indicator(name: str, text: str) -> FseIndicator:
    """Read one SQL file: the header in order, then one condition on `participation`.

    Raises ValueError naming the file when the header or the shape of the query is another.
    """
    fields = read_header(name, text, HEADER)
    selected, _, condition = query_of(text).partition("WHERE ")
    if selected != SELECTED:
        message = f"{name}.sql: the query must be {SELECTED!r} and a condition"
        raise ValueError(message)
    return FseIndicator(
        code=fields["code"],
        label=fields["label"],
        population=fields["population"],
        kind=FseKind(fields["kind"]),
        reference=_given(fields["reference"]),
        table=_given(fields["table"]),
        mark=_given(fields["mark"]),
        source=fields["source"],
        condition=" ".join(condition.split()) or "TRUE",
        sql=text,
    )


def parse_anomaly(name: str, text: str) -> Anomaly:
    """Read one SQL file; raises ValueError naming it when its header is another."""
    fields = read_header(name, text, ANOMALY_HEADER)
    return Anomaly(fields["code"], fields["label"], fields["what_to_do"], text)


@cache
def fse_indicators() -> dict[str, FseIndicator]:
    """Return the registry by code, in the order the codes are shown."""
    paths = resource("sql", "indicators", "fse").glob("*.sql")
    items = [parse_fse_indicator(path.stem, path.read_text("utf-8")) for path in paths]
    conditions = {item.code: item.condition for item in items}
    return {item.code: _spelled_out(item, conditions) for item in sorted(items, key=_rank)}


@cache
def fse_anomalies() -> dict[str, Anomaly]:
    """Return the anomalies by code."""
    paths = sorted(resource("sql", "queries", "fse", "anomalies").glob("*.sql"))
    items = [parse_anomaly(path.stem, path.read_text("utf-8")) for path in paths]
    return {item.code: item for item in items}


def _rank(item: FseIndicator) -> tuple[int, int, str]:
    kinds = list(FseKind)
    step = LADDER_ORDER.index(item.code) if item.kind is FseKind.LADDER else 0
    return kinds.index(item.kind), step, item.code


def _spelled_out(item: FseIndicator, conditions: Mapping[str, str]) -> FseIndicator:
    """Replace a code cited in a condition by its own condition: a definition is written once."""
    condition = CITED.sub(lambda cited: f"({conditions[cited.group()]})", item.condition)
    return replace(item, condition=condition)


def _given(value: str) -> str | None:
    return None if value == ABSENT else value
