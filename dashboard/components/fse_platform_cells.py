"""The cells of the platform's list: its titles and codes become ours through the mapping."""

from collections.abc import Mapping as Dictionary

import dataframely as dy
import polars as pl

from pipelines.sources.accepted import exact_values, is_coded, variants
from pipelines.sources.layouts import Field
from pipelines.sources.mapping import DATE_FORMATS, Mapping
from pipelines.sources.numbers import birth_year
from pipelines.sources.spellings import emptied, plain_name, plain_text

READ = (
    *("participant_id", "operation_id", "entry_date", "exit_date", "sex", "birth_year"),
    *("employment_status", "months_unemployed", "education", "is_in_training", "has_rqth"),
    *("is_third_country_national", "has_foreign_background", "is_homeless", "degurba"),
    *("exit_situation", "exit_situation_date", "entry_recorded_on", "exit_recorded_on"),
    *("eligibility_proof", "eligibility_proof_date"),
)
"""Canonical columns read from a list; no other cell of it is."""

ISO = "%Y-%m-%d"
WHOLE_NUMBER = r"^\d{1,4}(?:[.,]0+)?$"


def field_of(header: str, mapping: Mapping) -> Field | None:
    """Return the field that a header of the list feeds: as the mapping says, else by its name."""
    known = [field for field in mapping.fields if field.name in READ]
    rule = mapping.rule(header)
    if rule is not None:
        return next((field for field in known if rule.to in {field.name, field.header}), None)
    plain = plain_name(header)
    return next((field for field in known if plain_name(field.header) == plain), None)


def fields_of(headers: list[str], mapping: Mapping) -> dict[str, Field]:
    """Return the field of each header that feeds one; the first header of a field holds."""
    found: dict[str, Field] = {}
    for header in headers:
        field = field_of(header, mapping)
        if field is not None and field.name not in {kept.name for kept in found.values()}:
            found[header] = field
    return found


def typed(
    text: pl.DataFrame, fields: Dictionary[str, Field], mapping: Mapping
) -> tuple[pl.DataFrame, dict[str, int]]:
    """Return the cells under their canonical names, and how many of each were not understood.

    Codes are ours, answers are booleans; identifiers stay text. Rows without any cell are left out.
    """
    clean = text.select(
        emptied(pl.col(header), [*mapping.values_of(field)]).replace("", None).alias(field.name)
        for header, field in fields.items()
    ).filter(pl.any_horizontal(pl.all().is_not_null()))
    read = clean.select(_read(field, mapping).alias(field.name) for field in fields.values())
    lost = {field.name: _lost(clean, read, field, mapping) for field in fields.values()}
    return read, {name: count for name, count in lost.items() if count}


def tells(rows: pl.DataFrame, name: str, code: str, mapping: Mapping) -> bool:
    """Tell whether a list keeps a code apart: its mapping declares it, or one of its cells is it.

    `rows` are typed; a list that has no such column tells nothing.
    """
    if name not in rows.columns:
        return False
    field = mapping.field(name)
    declared = mapping.values_of(field).values() if field else ()
    return code in declared or bool((rows[name] == code).any())


def _lost(clean: pl.DataFrame, read: pl.DataFrame, field: Field, mapping: Mapping) -> int:
    blanks = [value for value, code in mapping.values_of(field).items() if not code]
    given = clean[field.name].is_not_null() & ~clean[field.name].is_in(blanks)
    return int((given & read[field.name].is_null()).sum())


def _read(field: Field, mapping: Mapping) -> pl.Expr:
    cell = pl.col(field.name)
    if isinstance(field.column, dy.Date):
        pattern = DATE_FORMATS[mapping.date_format or "aaaa-mm-jj"]
        return pl.coalesce(
            cell.str.to_date(pattern, strict=False), cell.str.to_date(ISO, strict=False)
        )
    if is_coded(field.column):
        return _code(cell, field, mapping)
    if field.name == "birth_year":
        return birth_year(cell).cast(pl.Int64, strict=False)
    if field.column.dtype.is_integer():
        number = pl.when(cell.str.contains(WHOLE_NUMBER)).then(cell)
        return number.str.extract(r"^(\d+)").cast(pl.Int64, strict=False)
    return cell


def _code(cell: pl.Expr, field: Field, mapping: Mapping) -> pl.Expr:
    """Read a coded cell: what the mapping declares first, then our codes, then their labels."""
    exact = exact_values(field.column)
    declared = {value: exact.get(code) for value, code in mapping.values_of(field).items()}
    variant = plain_text(cell).replace_strict(
        variants(field.column), default=None, return_dtype=pl.String
    )
    told = pl.coalesce(
        cell.replace_strict(exact | declared, default=None, return_dtype=pl.String),
        pl.when(~cell.is_in([*declared])).then(variant),
    )
    return told == "true" if isinstance(field.column, dy.Bool) else told
