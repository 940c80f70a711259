"""The platform's list of participants beside ours: who is missing, which fields differ."""

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass

import polars as pl

from pipelines.pseudonym import SAFE_PREFIX, pseudonymise
from pipelines.sources.mapping import DATE_FORMATS, Mapping
from pipelines.sources.spellings import plain_name

KEY = ["operation_id", "pseudonym"]
SAFE = rf"^{SAFE_PREFIX}([0-9a-f]{{32}})$"
UNEMPLOYED, EMPLOYED, INACTIVE = "unemployed", "employed", "inactive"
STATUSES = {
    "unemployed": UNEMPLOYED,
    "long_term_unemployed": UNEMPLOYED,
    "employed": EMPLOYED,
    "self_employed": EMPLOYED,
    "inactive": INACTIVE,
    "in_training": INACTIVE,
}
SEXES = {"F": "F", "M": "M", "X": "X"}
CODES = {"sex": SEXES, "status_entry": STATUSES, "status_exit": STATUSES}
DATES, NUMBERS = ("entry_date", "exit_date"), ("unemployed_months",)
NAMES = {
    "participant_id": "pseudonym",
    "operation_id": "operation_id",
    "entry_date": "entry_date",
    "exit_date": "exit_date",
    "sex": "sex",
    "employment_status": "status_entry",
    "months_unemployed": "unemployed_months",
    "exit_situation": "status_exit",
}
"""Canonical columns of a list, with what a participation calls them."""

COMPARED = tuple(name for name in NAMES.values() if name not in KEY)


class PlatformError(ValueError):
    """The list cannot be compared; the message is a French sentence without any cell."""


@dataclass(frozen=True, slots=True)
class PlatformList:
    """A list understood: one row per participation, what was not understood, rows met twice."""

    rows: pl.DataFrame
    not_understood: dict[str, int]
    duplicates: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two lists side by side.

    `only_here` and `only_there` hold the participations of one list alone; `differences` one row
    per participation and field that differ, with both values as text; `fields` those compared.
    """

    both: int
    only_here: pl.DataFrame
    only_there: pl.DataFrame
    differences: pl.DataFrame
    fields: tuple[str, ...]


def understood(
    text: pl.DataFrame, mapping: Mapping, operations: tuple[str, ...], key: bytes | None = None
) -> PlatformList:
    """Read a list of text cells through a mapping of its columns and codes.

    Without the key of the store, identifiers must be pseudonyms already (`ps1_…`). A list that
    does not tell the operation is understood when there is only one. Raises PlatformError.
    """
    found = _columns(text.columns, mapping)
    if "pseudonym" not in found or "entry_date" not in found:
        raise PlatformError(
            "La liste doit porter l'identifiant du participant et la date d'entrée : complétez la "
            "correspondance des colonnes."
        )
    named = text.select(pl.col(header).alias(name) for name, header in found.items())
    named = named.filter(pl.any_horizontal(pl.all().is_not_null()))
    typed = named.with_columns(_pseudonyms(named, key), *_typed(named.columns, mapping))
    lost = {
        name: int((named[name].is_not_null() & typed[name].is_null()).sum())
        for name in named.columns
        if name in COMPARED
    }
    placed = _placed(typed, operations)
    kept = placed.unique(KEY, keep="first", maintain_order=True)
    return PlatformList(
        kept, {name: count for name, count in lost.items() if count}, len(placed) - len(kept)
    )


def compare(here: pl.DataFrame, there: pl.DataFrame) -> Comparison:
    """Compare our participations with a list understood, on the fields both have."""
    fields = tuple(name for name in COMPARED if name in here.columns and name in there.columns)
    joined = here.select(*KEY, *fields).join(
        there.select(*KEY, *fields), on=KEY, how="inner", suffix="_there", validate="1:1"
    )
    differing = [
        joined.filter(pl.col(name).ne_missing(pl.col(f"{name}_there"))).select(
            *KEY,
            field=pl.lit(name),
            here=pl.col(name).cast(pl.String),
            there=pl.col(f"{name}_there").cast(pl.String),
        )
        for name in fields
    ]
    schema = dict.fromkeys((*KEY, "field", "here", "there"), pl.String)
    differences = pl.concat([pl.DataFrame(schema=schema), *differing]).sort(*KEY, "field")
    return Comparison(
        both=len(joined),
        only_here=here.join(there, on=KEY, how="anti").select(*KEY, "entry_date").sort(KEY),
        only_there=there.join(here, on=KEY, how="anti").select(*KEY, "entry_date").sort(KEY),
        differences=differences,
        fields=fields,
    )


def _columns(headers: list[str], mapping: Mapping) -> Dictionary[str, str]:
    """Return the header of each known column: what the mapping says, else the canonical header."""
    found: dict[str, str] = {}
    for header in headers:
        rule = mapping.rule(header)
        field = mapping.field(rule.to if rule and rule.to else header)
        if field is None:
            fields = (item for item in mapping.fields if plain_name(item.header) == header)
            field = next(fields, None)
        if field is not None and field.name in NAMES:
            found.setdefault(NAMES[field.name], header)
    return found


def _pseudonyms(named: pl.DataFrame, key: bytes | None) -> pl.Series:
    given = named["pseudonym"].str.strip_chars()
    if given.is_null().any():
        raise PlatformError("Des lignes de la liste n'ont pas d'identifiant : complétez-les.")
    if key is None and not given.str.contains(SAFE).all():
        raise PlatformError(
            "Des identifiants de la liste ne sont pas des pseudonymes, et ce poste n'a pas la clé "
            "qui les rendrait comparables (OBSERVATOIRE_KEY_FILE) : ouvrez la page sur le poste "
            "qui la détient."
        )
    if key is None:
        return given.str.extract(SAFE, 1)
    return pseudonymise(given, key)


def _typed(names: list[str], mapping: Mapping) -> list[pl.Expr]:
    pattern = DATE_FORMATS[mapping.date_format or "aaaa-mm-jj"]
    origins = {name: origin for origin, name in NAMES.items()}
    typed = []
    for name in names:
        if name in KEY:
            continue
        field = mapping.field(origins[name])
        given = mapping.values_of(field) if field else {}
        cell = pl.col(name).str.strip_chars().replace(dict(given))
        if name in DATES:
            typed.append(cell.str.to_date(pattern, strict=False).alias(name))
        elif name in NUMBERS:
            typed.append(cell.cast(pl.Int64, strict=False).alias(name))
        else:
            codes = CODES[name]
            typed.append(cell.replace_strict(codes, default=None, return_dtype=pl.String))
    return typed


def _placed(rows: pl.DataFrame, operations: tuple[str, ...]) -> pl.DataFrame:
    if "operation_id" in rows.columns:
        return rows
    if len(operations) != 1:
        raise PlatformError(
            "La liste ne dit pas l'opération de chaque participant : ajoutez la colonne, ou ne "
            "gardez qu'une opération."
        )
    return rows.with_columns(operation_id=pl.lit(operations[0]))
