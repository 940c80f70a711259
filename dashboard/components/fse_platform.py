"""The platform's list of participants beside ours: who is missing, which fields differ."""

from dataclasses import dataclass
from datetime import date

import polars as pl
import polars.selectors as cs

from dashboard.components.fse_platform_cells import fields_of, tells, typed
from pipelines.pseudonym import SAFE_PREFIX, pseudonymise
from pipelines.sources.mapping import Mapping
from pipelines.vocabulary import EDUCATION_LEVELS

KEY = ["operation_id", "pseudonym"]
SAFE = rf"^{SAFE_PREFIX}([0-9a-f]{{32}})$"
UNEMPLOYED, EMPLOYED, INACTIVE = "unemployed", "employed", "inactive"
LONG_TERM, IN_TRAINING = "long_term_unemployed", "in_training"
STATUSES = {
    UNEMPLOYED: UNEMPLOYED,
    LONG_TERM: UNEMPLOYED,
    EMPLOYED: EMPLOYED,
    "self_employed": EMPLOYED,
    INACTIVE: INACTIVE,
    IN_TRAINING: INACTIVE,
}
CLASSES = {code.value: level.value for code, level in EDUCATION_LEVELS.items()}
CLASS_OF_LEVEL = {code.isced: level.value for code, level in EDUCATION_LEVELS.items()}
RURAL = 3
SAME = {
    "participant_id": "pseudonym",
    "operation_id": "operation_id",
    "entry_date": "entry_date",
    "exit_date": "exit_date",
    "sex": "sex",
    "birth_year": "birth_year",
    "months_unemployed": "unemployed_months",
    "has_rqth": "disability",
    "is_third_country_national": "third_country",
    "has_foreign_background": "foreign_background",
    "is_homeless": "homeless",
    "exit_situation_date": "exit_observed_on",
    "entry_recorded_on": "entry_recorded_on",
    "exit_recorded_on": "exit_recorded_on",
    "eligibility_proof": "eligibility_proof",
    "eligibility_proof_date": "eligibility_proof_date",
}
"""Canonical columns compared as they are, with what a participation calls them."""

FEEDS = SAME | {
    "employment_status": "status_entry",
    "education": "education",
    "is_in_training": "in_training_entry",
    "degurba": "rural",
    "exit_situation": "status_exit",
}
"""Canonical columns, with the field compared that each is first read for."""

COMPARED = (
    *("entry_date", "exit_date", "sex", "birth_year", "status_entry", "long_term"),
    *("unemployed_months", "education", "in_training_entry", "disability", "third_country"),
    *("foreign_background", "homeless", "rural", "status_exit", "in_training_exit"),
    *("exit_observed_on", "entry_recorded_on", "exit_recorded_on"),
    *("eligibility_proof", "eligibility_proof_date"),
)
OF_EXIT = ("exit_date", "status_exit", "in_training_exit", "exit_observed_on", "exit_recorded_on")


class PlatformError(ValueError):
    """The list cannot be compared; the message is a French sentence without any cell."""


@dataclass(frozen=True, slots=True)
class PlatformList:
    """A list understood: one row per participation, and the cells and rows left out, counted.

    `not_understood` counts cells by field. `elsewhere` are the rows of operations not asked for,
    `after` those entered after the cut-off, `duplicates` the participations met again, `unread`
    the rows the file does not hold whole.
    """

    rows: pl.DataFrame
    not_understood: dict[str, int]
    elsewhere: int
    after: int
    duplicates: int
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two lists side by side.

    `only_here` and `only_there` hold the participations of one list alone; `differences` one row
    per participation and field that differ, with both values as text; `fields` those compared,
    `absent` those the list does not tell.
    """

    both: int
    only_here: pl.DataFrame
    only_there: pl.DataFrame
    differences: pl.DataFrame
    fields: tuple[str, ...]
    absent: tuple[str, ...]


def understood(
    text: pl.DataFrame,
    mapping: Mapping,
    operations: tuple[str, ...],
    as_of: date,
    key: bytes | None = None,
) -> PlatformList:
    """Read a list of text cells through a mapping of its columns and codes, as known at a cut-off.

    Without the key of the store, identifiers must be pseudonyms already (`ps1_…`). A list that
    does not tell the operation is understood when there is only one. Raises PlatformError.
    """
    fields = fields_of(text.columns, mapping)
    if not {"participant_id", "entry_date"} <= {field.name for field in fields.values()}:
        raise PlatformError(
            "La liste doit porter l'identifiant du participant et la date d'entrée : complétez la "
            "correspondance des colonnes."
        )
    read, lost = typed(text, fields, mapping)
    named = read.with_columns(_pseudonyms(read["participant_id"], key))
    placed = _placed(named, operations)
    here = placed.filter(pl.col("operation_id").is_in(operations))
    begun = here.filter((pl.col("entry_date") <= as_of).fill_null(True))
    kept = begun.unique(["operation_id", "participant_id"], keep="first", maintain_order=True)
    rows = _at(_told(kept, mapping), as_of)
    return PlatformList(
        rows=rows,
        not_understood={FEEDS[name]: count for name, count in lost.items()},
        elsewhere=len(placed) - len(here),
        after=len(here) - len(begun),
        duplicates=len(begun) - len(kept),
    )


def ours(participations: pl.DataFrame) -> pl.DataFrame:
    """Return our participations in the terms of the comparison, as `ReleasedFseRows` has them."""
    months, status = pl.col("unemployed_months"), pl.col("status_entry")
    is_told = status.is_not_null() & ((status != UNEMPLOYED) | months.is_not_null())
    return participations.with_columns(
        birth_year=(pl.col("entry_date").dt.year() - pl.col("age_at_entry")).cast(pl.Int64),
        long_term=pl.when(is_told).then((status == UNEMPLOYED) & pl.col("long_term")),
        education=pl.col("isced_entry").replace_strict(CLASS_OF_LEVEL, return_dtype=pl.String),
        rural=pl.col("degurba") == RURAL,
        in_training_exit=pl.col("in_training_exit").fill_null(False),
    ).select(*KEY, *COMPARED)


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
    differences = pl.concat([pl.DataFrame(schema=schema), *differing])
    return Comparison(
        both=len(joined),
        only_here=here.join(there, on=KEY, how="anti").select(*KEY, "entry_date").sort(KEY),
        only_there=there.join(here, on=KEY, how="anti").select(*KEY, "entry_date").sort(KEY),
        differences=differences.sort(KEY, maintain_order=True),
        fields=fields,
        absent=tuple(name for name in COMPARED if name not in fields),
    )


def _told(rows: pl.DataFrame, mapping: Mapping) -> pl.DataFrame:
    """Return what a list tells; a status it keeps apart also tells another field."""
    status, situation = pl.col("employment_status"), pl.col("exit_situation")
    keeps_long_term = tells(rows, "employment_status", LONG_TERM, mapping)
    keeps_training = tells(rows, "employment_status", IN_TRAINING, mapping)
    answered = [pl.col("is_in_training")] if "is_in_training" in rows.columns else []
    in_training = [*answered, *([status == IN_TRAINING] if keeps_training else [])]
    told = {SAME[name]: pl.col(name) for name in rows.columns if name in SAME}
    if "employment_status" in rows.columns:
        told["status_entry"] = status.replace_strict(STATUSES, return_dtype=pl.String)
    if keeps_long_term:
        told["long_term"] = status == LONG_TERM
    if in_training:
        told["in_training_entry"] = pl.coalesce(*in_training, False)
    if "education" in rows.columns:
        told["education"] = pl.col("education").replace_strict(CLASSES, return_dtype=pl.String)
    if "degurba" in rows.columns:
        told["rural"] = pl.col("degurba") == str(RURAL)
    if "exit_situation" in rows.columns:
        told["status_exit"] = situation.replace_strict(STATUSES, return_dtype=pl.String)
    if tells(rows, "exit_situation", IN_TRAINING, mapping):
        told["in_training_exit"] = (situation == IN_TRAINING).fill_null(False)
    return rows.select(**told)


def _at(rows: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Hide what is known of the exits after the cut-off, as our figures do."""
    if "exit_date" not in rows.columns:
        return rows
    is_out = (pl.col("exit_date") <= as_of).fill_null(True)
    known = [name for name in OF_EXIT if name in rows.columns]
    hidden = rows.with_columns(pl.when(is_out).then(pl.col(name)).alias(name) for name in known)
    return hidden.with_columns(cs.by_name("in_training_exit", require_all=False).fill_null(False))


def _pseudonyms(given: pl.Series, key: bytes | None) -> pl.Series:
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


def _placed(rows: pl.DataFrame, operations: tuple[str, ...]) -> pl.DataFrame:
    if "operation_id" in rows.columns:
        return rows
    if len(operations) != 1:
        raise PlatformError(
            "La liste ne dit pas l'opération de chaque participant : ajoutez la colonne, ou ne "
            "gardez qu'une opération."
        )
    return rows.with_columns(operation_id=pl.lit(operations[0]))
