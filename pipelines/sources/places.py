"""Cells that hold the code of a commune."""

from collections.abc import Collection

import polars as pl

from pipelines.rejects import Level, sentence
from pipelines.sources.columns import Reading, Source
from pipelines.sources.report import Report

_NOTICES = {
    "leading_zero": "GEO_LEADING_ZERO",
    "case_fixed": "CASE_FIXED",
    "merged": "GEO_MERGED",
    "arrondissement": "GEO_ARRONDISSEMENT",
}
_UNKNOWN = {
    "postal_code": "code postal à la place d'un code Insee",
    "unknown": "code qui ne correspond à aucune commune",
}


def say_out_of_perimeter(
    pathways: pl.DataFrame, perimeter: Collection[str], header: str, report: Report
) -> None:
    """Warn of the pathways whose commune is outside the départements expected."""
    code = pl.col("commune_code")
    is_overseas = code.str.contains("^9[78]")
    department = pl.when(is_overseas).then(code.str.slice(0, 3)).otherwise(code.str.slice(0, 2))
    places = pathways.select(code.unique().drop_nulls())
    outside = places.filter(~department.is_in(list(perimeter)))["commune_code"]
    if len(outside):
        lines = pathways.filter(code.is_in(outside.implode()))["line"]
        told = ", ".join(sorted(perimeter))
        report.add("GEO_OUT_OF_PERIMETER", Level.WARNING, header, lines, perimeter=told)


class Communes:
    """The kind of commune codes: a current code needs no remark."""

    def fast(self, source: Source, text: pl.Series, reading: Reading) -> pl.Expr:
        """Read the codes that are in force."""
        del source
        current = reading.communes(text.unique().drop_nulls()).filter(pl.col("remark").is_null())
        known = dict(zip(current["raw"], current["commune_code"], strict=True))
        return pl.col(text.name).replace_strict(known, default=None, return_dtype=pl.String)

    def repair(
        self, cells: pl.DataFrame, source: Source, reading: Reading, understood: int
    ) -> pl.DataFrame:
        """Read old, shortened or lower-case codes with a remark; refuse the unknown ones."""
        del source, understood
        found = reading.communes(cells["clean"]).rename({"raw": "clean"})
        remark = pl.col("remark")
        messages = {name: sentence("GEO_UNKNOWN", what=what) for name, what in _UNKNOWN.items()}
        return cells.join(found, on="clean", how="left", maintain_order="left").select(
            "raw",
            value="commune_code",
            rule=pl.when(remark.is_in(list(_UNKNOWN))).then(pl.lit("GEO_UNKNOWN")),
            message=remark.replace_strict(messages, default=None, return_dtype=pl.String),
            notice=remark.replace_strict(_NOTICES, default=None, return_dtype=pl.String),
        )
