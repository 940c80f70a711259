"""Released figures written by hand."""

from datetime import date
from typing import Any

import polars as pl

from dashboard.disclosure import CellStatus, Released
from dashboard.scope import Role, Scope
from pipelines.indicators import indicators
from pipelines.vocabulary import Dimension

SCOPE = Scope("poste-local", Role.COUNCIL, frozenset({"46"}), "Département du Lot")
FIGURES = (
    *("yes", "no", "unknown", "excluded", "immature", "numerator", "base"),
    *("status", "rate", "ci_low", "ci_high"),
)
INTEGERS = FIGURES[:7]
ROW = tuple[Any, ...]

SHOWN = (16, 20, 7, 2, 3, 16, 43, CellStatus.SHOWN.value, 0.372093023, 0.24385, 0.52137)
SMALL = (1, 2, 0, 0, 0, 1, 3, CellStatus.SMALL_BASE.value, None, None, None)
EMPTY = (0, 0, 0, 4, 0, 0, 0, CellStatus.EMPTY_BASE.value, None, None, None)
WHOLE = (1017, 22, 7, 6, 3, 1017, 1046, CellStatus.SHOWN.value, 0.9722753, 0.9605, 0.98)
ENTRIES = (1234567, 0, 0, 0, 0, 1234567, None, CellStatus.COUNT_ONLY.value, None, None, None)


def frame(*rows: ROW) -> pl.DataFrame:
    types: dict[str, Any] = dict.fromkeys(FIGURES, pl.Float64) | dict.fromkeys(INTEGERS, pl.Int64)
    return pl.DataFrame(list(rows), schema=types | {"status": pl.String}, orient="row")


def by_scheme(
    *rows: tuple[str | None, str, ROW],
    whole: ROW = WHOLE,
    code: str = "positive_exit",
    conditions: tuple[tuple[str, str], ...] = (),
    scope: Scope = SCOPE,
    is_synthetic: bool = True,
) -> Released:
    """Draw a breakdown by scheme: code, label, figures."""
    names = pl.DataFrame(
        [(scheme, label) for scheme, label, _ in rows],
        schema={"scheme": pl.String, "scheme_label": pl.String},
        orient="row",
    )
    table = pl.concat([names, frame(*(figures for *_, figures in rows))], how="horizontal")
    return Released(
        indicator=indicators()[code],
        by=(Dimension.SCHEME,),
        table=table,
        total=frame(whole),
        conditions=conditions,
        scope=scope,
        snapshot_id="000007-0123456789ab",
        reference_date=date(2026, 9, 30),
        is_synthetic=is_synthetic,
    )


def without_breakdown(whole: ROW = WHOLE, code: str = "positive_exit") -> Released:
    drawn = by_scheme(whole=whole, code=code)
    return Released(
        indicator=drawn.indicator,
        by=(),
        table=drawn.total,
        total=drawn.total,
        conditions=(),
        scope=drawn.scope,
        snapshot_id=drawn.snapshot_id,
        reference_date=drawn.reference_date,
        is_synthetic=drawn.is_synthetic,
    )


def usual() -> Released:
    return by_scheme(
        ("aci", "Atelier et chantier d'insertion", SHOWN),
        ("mesp_ccas", "Mise en situation", SMALL),
        (None, "Non renseigné", EMPTY),
        conditions=(("Département", "Lot"), ("Trimestre de sortie", "de T1 2024 à T4 2025")),
    )
