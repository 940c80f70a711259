"""The header of a file: what each column feeds, which are dropped while reading, what lacks."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import polars as pl

from pipelines.contracts.official import LEFT_BEHIND, RECOGNISED
from pipelines.rejects import Level
from pipelines.sources.columns import Source
from pipelines.sources.identifiers import names_a_person
from pipelines.sources.layouts import (
    FLAT,
    FREE_TEXT,
    PSEUDONYMISED,
    Field,
    fields_of,
    official_header,
)
from pipelines.sources.mapping import Action, ColumnRule, Mapping
from pipelines.sources.reading import TextTable
from pipelines.sources.reading.issues import shown
from pipelines.sources.report import Report
from pipelines.sources.spellings import plain_name


def drop_line(header: str) -> str:
    """Return the line of a mapping that drops a column."""
    return f'{json.dumps(shown(header), ensure_ascii=False)} = {{ action = "drop" }}'


class Sieve:
    """Tells the reader which columns to drop, and remembers what it dropped undeclared.

    A column is kept when the mapping keeps it, or when one of the layouts that the file may follow
    knows it. `personal` are the headers that announce a direct identifier, `unknown` the others.
    """

    def __init__(self, layouts: Sequence[str], mapping: Mapping) -> None:
        self._layouts, self._mapping = (*layouts, *RECOGNISED), mapping
        self._left = {name for layout in layouts for name in LEFT_BEHIND.get(layout, ())}
        self.unknown: list[str] = []
        self.personal: list[str] = []

    def __call__(self, header: str) -> bool:
        """Tell whether to drop a column."""
        rule = self._mapping.rule(header)
        if rule is not None:
            return rule.action is Action.DROP
        if any(_field_named(header, layout)[0] for layout in self._layouts):
            return False
        if plain_name(header) in self._left:
            return True
        (self.personal if names_a_person(header) else self.unknown).append(header)
        return True


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with the columns read.

    `sources` feed fields; `kept` (header, name in the frame) are only searched for personal data;
    `ignored` are headers of another layout; `missing` are the required fields that nothing feeds.
    """

    layout: str
    sources: tuple[Source, ...]
    kept: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    missing: tuple[Field, ...]

    def source(self, field: str) -> Source | None:
        """Return the column that feeds a field, by canonical name; None when nothing does."""
        return next((source for source in self.sources if source.field.name == field), None)

    def header(self, field: str) -> str:
        """Return the header under which a field is known in the file, else the official one."""
        source = self.source(field)
        return source.header if source else official_header(self.layout, field)


def plan_of(table: TextTable, layouts: Sequence[str], mapping: Mapping) -> Plan:
    """Return the plan of the layout that the header fits best.

    The best lacks the fewest required columns, then recognises the most; the first wins a tie. The
    whole header of an official file announces it, whatever the name of the file.
    """
    plans = [_plan(table, layout, mapping) for layout in layouts]
    official = (_plan(table, layout, mapping) for layout in RECOGNISED if layout not in layouts)
    plans += [plan for plan in official if not plan.missing]
    return min(plans, key=lambda plan: (len(plan.missing), -len(plan.sources)))


def _plan(table: TextTable, layout: str, mapping: Mapping) -> Plan:
    sources: list[Source] = []
    kept: list[tuple[str, str]] = []
    ignored: list[str] = []
    # The reader renames a header that would hide the line numbers.
    for name, written in zip(table.frame.columns[1:], table.header, strict=True):
        header, rule = written.strip(), mapping.rule(written)
        field, is_alias = _target(written, rule, layout)
        if field is not None:
            sources.append(_source((header, name), field, rule, mapping, is_alias=is_alias))
        elif rule is not None and rule.to is None:
            kept.append((header, name))
        else:
            ignored.append(header)
    fed = {source.field.name for source in sources}
    missing = (field for field in fields_of(layout) if field.required and field.name not in fed)
    return Plan(layout, tuple(sources), tuple(kept), tuple(ignored), tuple(missing))


def _target(header: str, rule: ColumnRule | None, layout: str) -> tuple[Field | None, bool]:
    """Return the field that a column feeds in a layout, and whether by an alias of its name."""
    if rule is None:
        return _field_named(header, layout)
    if rule.to is None and rule.action is Action.KEEP:
        return _field_named(header, layout)[0], False
    wanted = rule.to or "birth_year"
    fields = (field for field in fields_of(layout) if wanted in {field.name, field.header})
    return next(fields, None), False


def _source(
    place: tuple[str, str],
    field: Field,
    rule: ColumnRule | None,
    mapping: Mapping,
    *,
    is_alias: bool,
) -> Source:
    action = rule.action if rule is not None else Action.KEEP
    header, name = place
    return Source(
        header,
        name,
        field,
        {**dict.fromkeys(field.withheld, ""), **mapping.values_of(field)},
        is_alias=is_alias,
        is_birth_date=action is Action.BIRTH_YEAR,
        is_pseudonymised=action is Action.PSEUDONYM or field.name in PSEUDONYMISED,
    )


def _field_named(header: str, layout: str) -> tuple[Field | None, bool]:
    exact, loose = _names(layout)
    field = exact.get(header)
    return (field, False) if field else (loose.get(plain_name(header)), True)


@cache
def _names(layout: str) -> tuple[dict[str, Field], dict[str, Field]]:
    """Return the fields by official header or canonical name, and by plain form of all names."""
    fields = fields_of(layout)
    exact = {name: field for field in fields for name in (field.name, field.header)}
    loose: dict[str, Field] = {}
    for field in fields:
        for name in (field.header, field.name, *field.aliases):
            loose.setdefault(plain_name(name), field)
    return exact, loose


def say_header(plan: Plan, sieve: Sieve, line: int, report: Report) -> None:
    """Say what the header brings: aliases, and columns ignored, missing, twice or personal."""
    lines = pl.Series("line", [line], pl.UInt32)
    for header in sieve.personal:
        report.refuse("PII_COLUMN", header.strip(), lines, line=drop_line(header.strip()))
    if not plan.sources:
        # Where the first line holds data, its cells must not be told as names of columns.
        report.refuse("HDR_MISSING.all", None, lines)
        return
    for source in plan.sources:
        if source.is_alias:
            names = {"written": shown(source.header), "header": source.field.header}
            report.add("HDR_ALIAS", Level.NOTICE, source.field.header, lines, **names)
    for header in (*sieve.unknown, *plan.ignored):
        # The flat layout's free text is left out by design: that deserves no remark.
        if plan.layout != FLAT or plain_name(header) != FREE_TEXT:
            report.add("HDR_UNKNOWN", Level.NOTICE, header.strip(), lines)
    _say_missing(plan, lines, report)
    _say_twice(plan, lines, report)


def _say_missing(plan: Plan, lines: pl.Series, report: Report) -> None:
    for field in plan.missing:
        report.refuse("HDR_MISSING", field.header, lines)
    fed = {source.field.name for source in plan.sources}
    absent = [
        field.header
        for field in fields_of(plan.layout)
        if not field.required and field.name not in fed
    ]
    if absent:
        report.add("HDR_ABSENT", Level.NOTICE, headers=", ".join(absent))


def _say_twice(plan: Plan, lines: pl.Series, report: Report) -> None:
    first: dict[str, Source] = {}
    for source in plan.sources:
        other = first.setdefault(source.field.name, source)
        if other is not source:
            names = {"written": shown(other.header), "other": shown(source.header)}
            report.refuse("HDR_DUPLICATE", source.field.header, lines, **names)
