"""The columns a source may bring: the flat layout, and one table of the complete layout."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import dataframely as dy

from pipelines.contracts import FILE_ALIASES, FILE_NAMES, TABLES
from pipelines.sources.spellings import plain_name
from pipelines.vocabulary import plain

FLAT = "flat"
OBSTACLES = "obstacle"
LIST_SEPARATOR = "[,;|]"
FREE_TEXT = "commentaire"
"""The free text of a flat file: dropped while reading, unless the mapping keeps it."""
PEOPLE = frozenset({"participant_id", "source_participant_id"})
"""Columns that name a person: one direct identifier there refuses the file."""
PSEUDONYMISED = PEOPLE | {"employer_id"}
"""Columns that always pass through the key."""

_FLAT_COLUMNS = (
    ("pathway", "participant_id"),
    ("pathway", "structure_id"),
    ("pathway", "operation_id"),
    ("pathway", "scheme"),
    ("pathway", "commune_code"),
    ("participant", "birth_year"),
    ("participant", "sex"),
    ("pathway", "entry_date"),
    ("pathway", "exit_date"),
    ("pathway", "exit_reason"),
    ("obstacle", "obstacle"),
    ("employment", "start_date"),
    ("employment", "contract_kind"),
    ("employment", "weekly_hours"),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A canonical column as a source may bring it.

    `table` is the table it feeds, `column` its contract. `header` is its French header; `aliases`
    are other headers understood. A `required` field must be in the header of the file. `withheld`
    are the marks of a cell that its publisher withholds: it is read as empty.
    """

    table: str
    name: str
    column: dy.Column
    header: str
    aliases: tuple[str, ...]
    required: bool
    withheld: tuple[str, ...] = ()


@cache
def fields_of(layout: str) -> tuple[Field, ...]:
    """Return the fields of a layout: `flat`, or the name of a table of the complete layout."""
    if layout != FLAT:
        return tuple(_field(layout, name) for name in TABLES[layout].column_names())
    fields = (_field(table, name) for table, name in _FLAT_COLUMNS)
    return tuple(_as_list(field) if field.table == "obstacle" else _flat(field) for field in fields)


def official_header(layout: str, name: str) -> str:
    """Return the French header of a canonical column that a layout may feed."""
    tables = dict.fromkeys(field.table for field in fields_of(layout))
    columns = (TABLES[table].columns().get(name) for table in tables)
    described = (column.metadata or {} for column in columns if column is not None)
    return str(next(described)["header"])


def layout_names(stem: str) -> Iterator[str]:
    """Yield the tables that a file or sheet name may announce: `Freins 2024 T1` is `obstacle`."""
    words = [word for word in plain_name(stem).split() if not re.fullmatch(r"[tsv]?\d+", word)]
    for table, name in FILE_NAMES.items():
        if words in [
            plain(known).split() for known in (name, table, FILE_ALIASES.get(table, name))
        ]:
            yield table


def _field(table: str, name: str) -> Field:
    column = TABLES[table].columns()[name]
    described = column.metadata or {}
    withheld = described.get("withheld", ())
    is_required = not column.nullable or described["is_told"]
    names = described["header"], described["aliases"]
    return Field(table, name, column, *names, is_required, withheld)


def _flat(field: Field) -> Field:
    """Only what makes a pathway is required of a flat file: a job may be absent."""
    is_required = field.required and field.table != "employment"
    return Field(field.table, field.name, field.column, field.header, field.aliases, is_required)


def _as_list(field: Field) -> Field:
    return Field(
        field.table, OBSTACLES, field.column, "freins", ("frein", "obstacles"), required=False
    )
