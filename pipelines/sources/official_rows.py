"""Supply and demand drawn from official files, in the tables that the observatory reads."""

from collections.abc import Mapping

import polars as pl

from pipelines.contracts import TABLES
from pipelines.sources.official_reasons import kinds_of
from pipelines.sources.spellings import plain_name, plain_text
from pipelines.vocabulary import CountStatus, PopulationUnit, TargetPublic

HOURS_BASE = "Nombre d'heures annuelles théoriques pour un salarié à taux plein"
"""The label of the reference amount that gives the yearly hours of a full-time equivalent."""
CNAF = "Cnaf, RSA par commune ; régime agricole (MSA) non compris"
ASP_PREFIX = "ASP-"
_NAME_LENGTH = 120
_UNITS = {"households": PopulationUnit.HOUSEHOLD, "people": PopulationUnit.COVERED}

Tables = Mapping[str, pl.DataFrame]


def with_official_rows(tables: Tables) -> dict[str, pl.DataFrame]:
    """Return `structure`, `iae_supply` and `target_population` completed by the official files.

    A row that a source gives itself keeps its cells; the official files fill the empty ones. An
    annex gives its FTE to each year for as many twelfths as it has months there, the first and the
    last included; a FTE unknown in one annex leaves the year unknown. Hours of an annex without a
    reference amount stay unknown. Structures of data·inclusion come without FTE, in the year of
    the latest update of the table.
    """
    supply = pl.concat([_annual_supply(tables), _listed_supply(tables)])
    completed = {
        "structure": pl.concat([_asp_structures(tables), _listed_structures(tables)]),
        "iae_supply": supply,
        "target_population": _rsa_population(tables),
    }
    whole = {name: _completed(tables[name], rows, name) for name, rows in completed.items()}
    return whole | {"iae_supply": with_actual_fte(whole["iae_supply"])}


def with_actual_fte(supply: pl.DataFrame) -> pl.DataFrame:
    """Fill the actual FTE that is not given: hours of the year over the yearly hours of its annex.

    A FTE given wins; without hours or without a base it stays unknown.
    """
    derived = pl.col("actual_hours") / pl.col("annual_hours_base")
    return supply.with_columns(actual_fte=pl.coalesce("actual_fte", derived))


def _completed(own: pl.DataFrame, official: pl.DataFrame, table: str) -> pl.DataFrame:
    """Complete the rows of a table, cell by cell; a count and its status go together."""
    if official.is_empty():
        return own
    key = TABLES[table].primary_key()
    rows = pl.concat([own, _typed(official, table)])
    if table == "target_population":
        return rows.unique(key, keep="first", maintain_order=True)
    first = pl.all().exclude(key).drop_nulls().first()
    return rows.group_by(key, maintain_order=True).agg(first).select(own.columns)


def _typed(rows: pl.DataFrame, table: str) -> pl.DataFrame:
    types = TABLES[table].create_empty().schema
    absent = [pl.lit(None).alias(name) for name in types if name not in rows.columns]
    return rows.with_columns(absent).select(types.names()).cast(types)


def _asp_structures(tables: Tables) -> pl.DataFrame:
    """Return the ASP structures that have an annex, with their kind when they have only one."""
    kinds = tables["financial_annex"].group_by("siae_id").agg(kind=_kind().unique())
    return (
        tables["siae"]
        .join(kinds, on="siae_id", maintain_order="left")
        .select(
            structure_id=ASP_PREFIX + pl.col("siae_id"),
            structure_name=pl.col("structure_name").str.slice(0, _NAME_LENGTH),
            kind=pl.when(pl.col("kind").list.len() == 1).then(pl.col("kind").list.first()),
            commune_code="commune_code",
        )
    )


def _kind() -> pl.Expr:
    return pl.col("measure").str.strip_suffix("_DC")


def _annual_supply(tables: Tables) -> pl.DataFrame:
    """Return one row per ASP structure, kind and year that its annexes cover."""
    parts = _years_of_annexes(tables).select(
        "kind",
        "commune_code",
        "year",
        structure_id=ASP_PREFIX + pl.col("siae_id"),
        base="value",
        fte=pl.col("agreed_posts") * _months_in_year() / 12,
    )
    is_whole = pl.col("fte").null_count() == 0
    is_one_base = (pl.col("base").n_unique() == 1) & (pl.col("base").null_count() == 0)
    return parts.group_by("structure_id", "kind", "commune_code", "year", maintain_order=True).agg(
        agreed_fte=pl.when(is_whole).then(pl.col("fte").sum()),
        annual_hours_base=pl.when(is_one_base).then(pl.col("base").first()),
    )


def _years_of_annexes(tables: Tables) -> pl.DataFrame:
    """Return the annexes once per year, with their commune and their yearly hours (`value`)."""
    is_base = plain_text(pl.col("label")) == plain_name(HOURS_BASE)
    base = tables["asp_amount"].filter(is_base).select("value", hours_base_id="amount_id")
    places = tables["siae"].select("siae_id", "commune_code")
    first, last = pl.col("start_date").dt.year(), pl.col("end_date").dt.year()
    return (
        tables["financial_annex"]
        .join(base, on="hours_base_id", how="left", maintain_order="left")
        .join(places, on="siae_id", maintain_order="left")
        .with_columns(kind=_kind(), year=pl.int_ranges(first, last + 1))
        .explode("year")
    )


def _months_in_year() -> pl.Expr:
    """Return the months of an annex in `year`, the first and the last included."""
    year, start, end = pl.col("year"), pl.col("start_date").dt, pl.col("end_date").dt
    first = pl.when(start.year() < year).then(1).otherwise(start.month())
    last = pl.when(end.year() > year).then(12).otherwise(end.month())
    return last - first + 1


def _listed_structures(tables: Tables) -> pl.DataFrame:
    kinds = kinds_of(pl.col("networks"))
    return tables["inclusion_structure"].select(
        structure_id="inclusion_id",
        structure_name=pl.col("structure_name").str.slice(0, _NAME_LENGTH),
        kind=pl.when(kinds.list.len() == 1).then(kinds.list.first()),
        commune_code="commune_code",
    )


def _listed_supply(tables: Tables) -> pl.DataFrame:
    """Return one row per structure of data·inclusion and kind, its FTE unknown."""
    listed = tables["inclusion_structure"].with_columns(
        kind=kinds_of(pl.col("networks")), year=pl.col("updated_on").max().dt.year().cast(pl.Int64)
    )
    unknown = pl.lit(None, pl.Float64)
    return listed.explode("kind").select(
        pl.col("inclusion_id").alias("structure_id"),
        "kind",
        "commune_code",
        "year",
        agreed_fte=unknown,
        annual_hours_base=unknown,
    )


def _rsa_population(tables: Tables) -> pl.DataFrame:
    """Return households and covered people as two counts: an empty cell is withheld, never zero."""
    month = (pl.col("month") + "-01").str.to_date("%Y-%m-%d", strict=False)
    counts = tables["rsa_count"].with_columns(counted_on=month.dt.month_end())
    return pl.concat(
        counts.select(
            "commune_code",
            "counted_on",
            public=pl.lit(TargetPublic.RSA.value),
            unit=pl.lit(unit.value),
            count=name,
            status=pl.when(pl.col(name).is_null())
            .then(pl.lit(CountStatus.WITHHELD.value))
            .otherwise(pl.lit(CountStatus.KNOWN.value)),
            source=pl.lit(CNAF),
        )
        for name, unit in _UNITS.items()
    )
