"""From a commune code as people write it to a current commune."""

from enum import StrEnum
from typing import Self

import polars as pl

from pipelines.territories.model import Territories


class Remark(StrEnum):
    """Why a code was changed or could not be used."""

    label: str

    def __new__(cls, code: str, label: str) -> Self:
        """Attach the French label to the code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    LEADING_ZERO = "leading_zero", "Zéro initial perdu, rétabli"
    CASE_FIXED = "case_fixed", "Code écrit en minuscules, corrigé"
    MERGED = "merged", "Ancienne commune, rattachée à la commune actuelle"
    ARRONDISSEMENT = "arrondissement", "Arrondissement municipal, rattaché à sa commune"
    POSTAL_CODE = "postal_code", "Code postal : plusieurs communes possibles, code Insee attendu"
    UNKNOWN = "unknown", "Code qui ne correspond à aucune commune"


REMARKS = {
    "merged": Remark.MERGED,
    "delegated": Remark.MERGED,
    "arrondissement": Remark.ARRONDISSEMENT,
    "postal_code": Remark.POSTAL_CODE,
}


def resolve_communes(codes: pl.Series, territories: Territories) -> pl.DataFrame:
    """Find the current commune behind each distinct code.

    `codes` holds trimmed text; nulls are left out. One row per distinct code, in order of first
    appearance: `raw`, `commune_code` (null when unknown) and `remark`, null or a `Remark`. When
    several apply, the remark tells the change of commune rather than the repaired spelling.
    """
    written = codes.cast(pl.String).drop_nulls().unique(maintain_order=True).alias("raw")
    lost_zero = pl.col("raw").str.contains(r"^\d{4}$")
    repaired = (
        pl.when(lost_zero)
        .then(pl.lit("0") + pl.col("raw"))
        .otherwise(pl.col("raw").str.to_uppercase())
    )
    found = (
        written.to_frame()
        .with_columns(code=repaired)
        .join(_known_codes(territories), on="code", how="left", maintain_order="left")
    )
    spelling = (
        pl.when(lost_zero)
        .then(pl.lit(Remark.LEADING_ZERO.value))
        .when(pl.col("code") != pl.col("raw"))
        .then(pl.lit(Remark.CASE_FIXED.value))
    )
    return found.select("raw", "commune_code", remark=_remark(spelling))


def _remark(spelling: pl.Expr) -> pl.Expr:
    """Say what became of a code, given what was repaired in its spelling."""
    return (
        pl.when(pl.col("kind").is_null())
        .then(pl.lit(Remark.UNKNOWN.value))
        .when(pl.col("kind") == "current")
        .then(spelling)
        .otherwise(pl.col("kind").replace(REMARKS))
    )


def _known_codes(territories: Territories) -> pl.DataFrame:
    """List every code we can place; of one code, the first meaning holds."""
    current = territories.communes.select(
        "commune_code", code="commune_code", kind=pl.lit("current")
    )
    former = territories.successions.select("kind", code="old_code", commune_code="new_code")
    postal = territories.postal_codes.select(
        code="postal_code",
        kind=pl.lit("postal_code"),
        commune_code=pl.lit(None, dtype=pl.String),
    )
    return pl.concat([current, former, postal], how="diagonal").unique(
        "code", keep="first", maintain_order=True
    )
