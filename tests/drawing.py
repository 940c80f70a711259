"""Tables drawn as text, typed by their contracts."""

from collections.abc import Callable
from datetime import date
from typing import Any

import dataframely as dy
import polars as pl

from dashboard.scope import Role, Scope
from pipelines.contracts import TABLES
from pipelines.snapshot import Snapshot

REFERENCE_DATE = date(2025, 9, 30)
DEFAULTS = {
    "pathway": {
        "structure_id": "S1",
        "scheme": "aci",
        "commune_code": "45234",
        "entry_date": "2024-01-15",
    },
    "obstacle": {"state": "identified"},
    "activity": {"kind": "interview", "start_date": "2025-01-06"},
    "employment": {"evidence": "declared"},
    "followup": {"side": "employee", "due_month": "6"},
    "structure": {"structure_name": "Une structure"},
    "rsa_step": {"kind": "rights_opened", "step_date": "2024-01-15"},
    "identity_link": {"source_system": "autre"},
}
EVERYONE = Scope("test", Role.COUNCIL, frozenset({"45", "46"}), "Deux départements")

Build = Callable[..., Snapshot]
Observe = Callable[..., Any]


def drawn(name: str, text: str) -> pl.DataFrame:
    """Read a table drawn with bars, typed by its contract; columns left out take defaults."""
    return typed(name, cells(text))


def cells(text: str) -> pl.DataFrame:
    """Read a table drawn with bars as text, an empty cell as missing."""
    head, _, *rows = [
        [cell.strip() or None for cell in line.split("|")] for line in text.strip().splitlines()
    ]
    return pl.DataFrame(rows, schema={str(column): pl.String for column in head}, orient="row")


def typed(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """Complete a frame of text with the defaults of its table and cast it to its contract."""
    contract = TABLES[name]
    defaults = DEFAULTS.get(name, {})
    columns = [
        (pl.col(column) if column in frame.columns else pl.lit(defaults.get(column), pl.String))
        .pipe(as_type, definition)
        .alias(column)
        for column, definition in contract.columns().items()
    ]
    return contract.validate(frame.select(columns))


def as_type(text: pl.Expr, column: dy.Column) -> pl.Expr:
    """Turn text into the type a contract column declares."""
    if isinstance(column, dy.Date):
        return text.str.to_date("%Y-%m-%d")
    if isinstance(column, dy.Bool):
        return text == "true"
    return text.cast(column.dtype)


def people_of(pathways: pl.DataFrame) -> pl.DataFrame:
    """Invent the participants a drawn pathway table names."""
    ids = pathways.select(pl.col("participant_id").unique().sort())
    return typed("participant", ids.with_columns(sex=pl.lit("F"), birth_year=pl.lit("1985")))


TERRITORY = pl.DataFrame(
    {
        "commune_code": ["45234", "46042", "46102"],
        "commune_name": ["Orléans", "Cahors", "Figeac"],
        "department_code": ["45", "46", "46"],
        "epci_code": ["E45", "E46A", "E46B"],
        "local_territory_code": ["T1", None, None],
        "clpe_code": [None, None, None],
        "population": [116000, 20000, 10000],
    },
    schema_overrides={"clpe_code": pl.String},
)
TERRITORY_NAMES = pl.DataFrame(
    {
        "kind": ["department", "department", "epci", "epci", "epci", "local_territory"],
        "code": ["45", "46", "E45", "E46A", "E46B", "T1"],
        "name": ["Loiret", "Lot", "Orléans Métropole", "Grand Cahors", "Grand Figeac", "Orléans"],
    }
)
POLYGONS = pl.DataFrame(
    schema={
        "kind": pl.String,
        "code": pl.String,
        "geojson": pl.String,
        "longitude": pl.Float64,
        "latitude": pl.Float64,
    }
)


def counts(
    yes: int = 0, no: int = 0, unknown: int = 0, excluded: int = 0, immature: int = 0
) -> dict[str, int]:
    """Write five counts in short."""
    return {"yes": yes, "no": no, "unknown": unknown, "excluded": excluded, "immature": immature}
