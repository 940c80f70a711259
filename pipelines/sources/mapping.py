"""The saved mapping of a source: its headers, its codes, and what becomes of each column."""

import re
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as Dictionary
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Literal, Self

import dataframely as dy
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from pipelines.contracts import TABLES
from pipelines.sources.accepted import exact_values, is_coded
from pipelines.sources.identifiers import names_a_person
from pipelines.sources.layouts import FLAT, Field, fields_of
from pipelines.sources.spellings import plain_name

DATE_FORMATS = {
    "aaaa-mm-jj": "%Y-%m-%d",
    "jj/mm/aaaa": "%d/%m/%Y",
    "mm/jj/aaaa": "%m/%d/%Y",
    "jj/mm/aa": "%d/%m/%y",
    "aaaammjj": "%Y%m%d",
}


class MappingError(Exception):
    """A mapping cannot be used; the message, in French, says where and why."""


class Action(StrEnum):
    """What becomes of a column."""

    KEEP = "keep"
    DROP = "drop"
    PSEUDONYM = "pseudonym"
    BIRTH_YEAR = "birth_year"


class ColumnRule(BaseModel):
    """What becomes of one source column; `to` names a canonical column or its French header.

    A column kept without `to` is searched for personal data and goes no further.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    to: str | None = None
    action: Action = Action.KEEP


class Mapping(BaseModel):
    """The mapping of the files whose name matches one of `files` (`*` and `?` allowed).

    `columns` is keyed by source header. `values` is keyed by canonical column, then by the value
    written in the source; an empty code empties the cell.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    name: str
    files: tuple[str, ...] = ("*",)
    layout: Literal["flat", "complete"] | None = None
    table: str | None = None
    sheet: str | None = None
    date_format: str | None = None
    decimal: Literal[",", "."] | None = None
    columns: dict[str, ColumnRule] = {}
    values: dict[str, dict[str, str]] = {}

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if self.table is not None and self.table not in TABLES:
            raise ValueError(f"table inconnue : « {self.table} »")
        if self.date_format is not None and self.date_format not in DATE_FORMATS:
            raise ValueError(f"date_format inconnu ; au choix : {', '.join(DATE_FORMATS)}")
        for header, rule in self.columns.items():
            self._check_column(header, rule)
        for column, codes in self.values.items():
            self._check_values(column, codes)
        return self

    def _check_values(self, column: str, codes: Dictionary[str, str]) -> None:
        field = self.field(column)
        if field is None:
            raise ValueError(f"[values.{column}] : colonne inconnue")
        if is_coded(field.column):
            unknown = sorted(set(codes.values()) - {"", *exact_values(field.column)})
            if unknown:
                raise ValueError(f"[values.{column}] : codes inconnus ({', '.join(unknown)})")

    def _check_column(self, header: str, rule: ColumnRule) -> None:
        field = self.field(rule.to) if rule.to is not None else None
        if rule.to is not None and field is None:
            raise ValueError(f"« {header} » : colonne canonique inconnue « {rule.to} »")
        if rule.action is Action.PSEUDONYM and not (field and isinstance(field.column, dy.String)):
            raise ValueError(f"« {header} » : pseudonym demande « to », une colonne d'identifiants")
        if rule.action is Action.BIRTH_YEAR and field and field.name != "birth_year":
            raise ValueError(f"« {header} » : birth_year ne remplit que annee_naissance")
        if rule.action is Action.KEEP and rule.to is None and names_a_person(header):
            raise ValueError(f"« {header} » : un identifiant direct ne se garde pas")

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields that the mapped files may feed."""
        layouts = {
            FLAT: [FLAT],
            "complete": [self.table] if self.table else list(TABLES),
        }.get(self.layout or "", [self.table] if self.table else [FLAT, *TABLES])
        return tuple(field for layout in layouts for field in fields_of(layout))

    @cached_property
    def rules(self) -> Dictionary[str, ColumnRule]:
        """The rules by plain form of the source header."""
        return {plain_name(header): rule for header, rule in self.columns.items()}

    def field(self, column: str) -> Field | None:
        """Return the field that a canonical name or a French header designates."""
        found = (field for field in self.fields if column in {field.name, field.header})
        return next(found, None)

    def rule(self, header: str) -> ColumnRule | None:
        """Return what is declared of a source header, exactly or in its plain form."""
        return self.columns.get(header) or self.rules.get(plain_name(header))

    def values_of(self, field: Field) -> Dictionary[str, str]:
        """Return the codes declared for a field, by source value."""
        return self.values.get(field.name, {}) | self.values.get(field.header, {})


NO_MAPPING = Mapping(name="")
"""What holds for a file that no mapping covers."""


def load_mapping(path: Path) -> Mapping:
    """Read a mapping from TOML; without a `name`, the file lends its own."""
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        return Mapping.model_validate({"name": path.stem, **content})
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        where = f", ligne {place[1]}, caractère {place[2]}" if place else ""
        raise MappingError(f"{path.name} : TOML illisible{where}.") from None
    except (UnicodeDecodeError, OSError):
        raise MappingError(f"{path.name} : fichier illisible en UTF-8.") from None
    except ValidationError as error:
        problems = "; ".join(_in_french(problem) for problem in error.errors())
        raise MappingError(f"{path.name} : {problems}.") from None


def mapping_for(file: str, mappings: Iterable[Mapping]) -> Mapping:
    """Return the only mapping that covers a file name, `NO_MAPPING` when there is none."""
    covering = [
        mapping
        for mapping in mappings
        if any(fnmatchcase(file.casefold(), pattern.casefold()) for pattern in mapping.files)
    ]
    if len(covering) > 1:
        names = ", ".join(f"« {mapping.name} »" for mapping in covering)
        raise MappingError(f"{file} : plusieurs correspondances s'appliquent ({names}).")
    return covering[0] if covering else NO_MAPPING


_PROBLEMS = {
    "extra_forbidden": "clé inconnue",
    "missing": "clé absente",
    "enum": "action inconnue ; au choix : keep, drop, pseudonym, birth_year",
    "literal_error": "valeur non admise",
    "string_type": "texte attendu entre guillemets",
}


def _in_french(problem: Dictionary[str, object]) -> str:
    place = problem["loc"]
    where = ".".join(str(part) for part in place) if isinstance(place, tuple) else ""
    kind = str(problem["type"])
    if kind == "value_error":
        return str(problem["msg"]).removeprefix("Value error, ")
    return f"{where} : {_PROBLEMS.get(kind, 'forme inattendue')}"
