"""Insee's official geographic code (COG): communes, their changes, départements, régions."""

import polars as pl

from pipelines.territories.model import (
    COMMUNE_COLUMNS,
    NAME_COLUMNS,
    SUCCESSION_COLUMNS,
    Layer,
    Strength,
    conform,
)

COMMUNES_HEADER = {"TYPECOM", "COM", "REG", "DEP", "LIBELLE", "COMPARENT"}
CHANGES_HEADER = {"MOD", "DATE_EFF", "TYPECOM_AV", "COM_AV", "TYPECOM_AP", "COM_AP"}
DEPARTMENTS_START = ("DEP", "REG", "CHEFLIEU")
REGIONS_START = ("REG", "CHEFLIEU", "TNCC")

KINDS = {"COMD": "delegated", "COMA": "delegated", "ARM": "arrondissement"}
# Change of name, creation, re-establishments: the commune before still exists afterwards.
CHANGES_WITHOUT_SUCCESSION = ("10", "20", "21", "71")


def is_cog(header: tuple[str, ...]) -> bool:
    """Tell whether a header, in either case, is one of the four tables read here."""
    columns = tuple(column.upper() for column in header)
    return (
        set(columns) >= COMMUNES_HEADER
        or set(columns) >= CHANGES_HEADER
        or columns[:3] in (DEPARTMENTS_START, REGIONS_START)
    )


def read_cog(table: pl.DataFrame, label: str, vintage: str) -> Layer:
    """Read one table of text cells whose header satisfies `is_cog`."""
    table = table.rename(str.upper)
    if set(table.columns) >= COMMUNES_HEADER:
        return _communes(table, label, vintage)
    if set(table.columns) >= CHANGES_HEADER:
        return Layer(label, Strength.COG, successions=_changes(table))
    kind, code = ("department", "DEP") if table.columns[0] == "DEP" else ("region", "REG")
    names = table.select(kind=pl.lit(kind), code=code, name="LIBELLE")
    return Layer(label, Strength.COG, names=conform(names, NAME_COLUMNS))


def _communes(table: pl.DataFrame, label: str, vintage: str) -> Layer:
    communes = table.filter(pl.col("TYPECOM") == "COM").select(
        commune_code="COM",
        commune_name="LIBELLE",
        department_code="DEP",
        region_code="REG",
        vintage=pl.lit(vintage),
    )
    parts = table.filter(pl.col("TYPECOM").is_in(list(KINDS))).select(
        old_code="COM", new_code="COMPARENT", kind=pl.col("TYPECOM").replace_strict(KINDS)
    )
    return Layer(
        label,
        Strength.COG,
        communes=conform(communes, COMMUNE_COLUMNS),
        successions=conform(parts, SUCCESSION_COLUMNS),
    )


def _changes(table: pl.DataFrame) -> pl.DataFrame:
    """Keep the events by which a commune, or a part of one, became another commune."""
    events = table.filter(
        pl.col("TYPECOM_AP") == "COM",
        pl.col("COM_AV") != pl.col("COM_AP"),
        ~pl.col("MOD").is_in(CHANGES_WITHOUT_SUCCESSION),
    ).select(
        old_code="COM_AV",
        new_code="COM_AP",
        kind=pl.lit("merged"),
        effective_on=pl.col("DATE_EFF").str.to_date("%Y-%m-%d", strict=False),
    )
    return conform(events, SUCCESSION_COLUMNS)
