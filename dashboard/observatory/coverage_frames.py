"""The tables of coverage as they are shown: codes named, times and accounts beside them."""

import polars as pl

from dashboard.observatory.coverage_board import KINDS, Board, Data, territory_names
from pipelines.analysis.accessibility import CatchmentRule
from pipelines.vocabulary import CountStatus, labels
from pipelines.vocabulary.coverage import AccessStatus, CoverageClass, ServiceStatus, SupplyFamily

COMMUNES = (
    "commune_code",
    "commune_name",
    "epci_code",
    "epci_name",
    "local_territory_name",
    "population",
    "longitude",
    "latitude",
    "demand",
    "demand_status",
    "score",
    "is_ceiling",
    "status",
    "coverage_class",
    "coverage_label",
    "minutes",
    "minutes_site",
    "minutes_placement",
    "deficit",
    "sectors",
    "stability",
    "rank",
)
TERRITORIES = (
    "kind",
    "code",
    "name",
    "is_cut",
    "communes",
    "demand",
    "assessed",
    "withheld",
    "missing",
    "edge",
    "score",
    "outside",
    "outside_share",
    "minutes",
    "deficit_gross",
    "deficit_net",
    "coverage_class",
    "coverage_label",
    "stability",
    "rank",
)
STRUCTURES = (
    "site_id",
    "structure_id",
    "name",
    "kind",
    "family",
    "commune_code",
    "longitude",
    "latitude",
    "fte",
    "sector",
    "year",
    "status",
    "is_outside",
)
TOTALS = (
    "demand",
    "assessed",
    "outside",
    "deficit_gross",
    "deficit_net",
    "communes",
    "edge",
    "withheld",
    "missing",
)


def told_communes(data: Data, found: Board, rule: CatchmentRule) -> pl.DataFrame:
    """Return the communes of a `ReleasedCoverage`."""
    named = territory_names(data.snapshot, data.department)
    around = data.basis
    rows = found.judged_communes().drop("minutes")
    rows = rows.join(around.own, on="commune_code", maintain_order="left")
    for kind in ("epci", "local_territory"):
        names = named.filter(kind=kind)
        names = names.select(
            pl.col("code").alias(KINDS[kind]), pl.col("name").alias(f"{kind}_name")
        )
        rows = rows.join(names, on=KINDS[kind], how="left", maintain_order="left")
    sectors = sectors_reached(data, rule)
    rows = rows.join(sectors, on="commune_code", how="left", maintain_order="left")
    return rows.with_columns(pl.col("sectors").fill_null(0), _label()).select(COMMUNES)


def sectors_reached(data: Data, rule: CatchmentRule) -> pl.DataFrame:
    """Count the distinct sectors of the structures within reach: `commune_code, sectors`."""
    sites = data.basis.supply.filter(pl.col("kind").is_in(list(data.family.kinds)))
    reached = data.basis.near.filter(pl.col("minutes") <= rule.max_minutes)
    return (
        reached.join(sites, left_on="structure_id", right_on="site_id")
        .group_by("commune_code")
        .agg(sectors=pl.col("sector").drop_nulls().n_unique().cast(pl.Int64))
    )


def told_territories(data: Data, found: Board) -> pl.DataFrame:
    """Return the territories of a `ReleasedCoverage`: the département, EPCI, local territories."""
    named = territory_names(data.snapshot, data.department)
    rows = found.judged_territories().join(
        named, on=["kind", "code"], how="left", maintain_order="left"
    )
    order = pl.col("kind").replace_strict({kind: rank for rank, kind in enumerate(KINDS)})
    named_rows = rows.with_columns(
        pl.col("name").fill_null(pl.col("code")),
        pl.col("is_cut").fill_null(value=False),
        _label(),
    )
    return named_rows.sort(order, "rank", "code", nulls_last=True).select(TERRITORIES)


def told_structures(data: Data, found: Board) -> pl.DataFrame:
    """Return the structures of a `ReleasedCoverage`."""
    around = data.basis
    own = around.near.join(around.own, on="commune_code", how="semi")
    is_home = pl.col("department_code") == data.department
    told = pl.col("actual_fte" if data.is_actual else "agreed_fte")
    is_placement = pl.col("kind").is_in(list(SupplyFamily.PLACEMENT.kinds))
    family = (
        pl.when(is_placement)
        .then(pl.lit(SupplyFamily.PLACEMENT.value))
        .otherwise(pl.lit(SupplyFamily.SITE.value))
    )
    status = found.chosen.structures.select("structure_id", "status")
    return (
        around.supply.filter(pl.col("kind").is_in(list(data.family.kinds)))
        .with_columns(is_reached=pl.col("site_id").is_in(own["structure_id"].implode()))
        .filter(is_home | pl.col("is_reached"))
        .join(status, left_on="site_id", right_on="structure_id", how="left", maintain_order="left")
        .with_columns(family.alias("family"), told.alias("fte"), is_outside=~is_home)
        .select(STRUCTURES)
    )


def accounts(data: Data, communes: pl.DataFrame, structures: pl.DataFrame) -> pl.DataFrame:
    """Return what was left aside or does not match: `label`, `count`, `is_shared`."""
    around = data.basis
    counts = {**_communes_aside(communes), **_structures_aside(data, structures)}
    shared = {
        "Structures dont la commune est inconnue": around.unplaced,
        "Temps de trajet fournis sans commune ou sans structure connue": around.unmatched,
        "Temps de trajet fournis vers une structure de plusieurs communes": around.unread,
    }
    rows = [
        *((label, count, False) for label, count in counts.items()),
        *((label, count, True) for label, count in shared.items()),
    ]
    return pl.DataFrame(rows, ["label", "count", "is_shared"], orient="row")


def _communes_aside(communes: pl.DataFrame) -> dict[str, int]:
    return {
        "Communes dont l'effectif n'est pas diffusé": _count(
            communes, pl.col("demand_status") == CountStatus.WITHHELD
        ),
        "Communes dont l'effectif est absent": _count(
            communes, pl.col("demand_status") == CountStatus.MISSING
        ),
        "Communes dont le voisinage sort des données": _count(
            communes, pl.col("coverage_class") == CoverageClass.NOT_ASSESSED_EDGE
        ),
        "Communes sans temps de trajet connu": _count(
            communes, pl.col("status") == AccessStatus.TIME_UNKNOWN
        ),
    }


def _structures_aside(data: Data, structures: pl.DataFrame) -> dict[str, int]:
    timed = data.basis.timed_sites.implode()
    home = structures.filter(~pl.col("is_outside"))
    return {
        "Structures sans ETP renseigné, comptées pour 0": home["fte"].null_count(),
        "Structures sans temps de trajet connu": _count(home, ~pl.col("site_id").is_in(timed)),
        "Structures sans public connu à portée": _count(
            home, pl.col("status").ne_missing(ServiceStatus.SERVING.value)
        ),
    }


def totals(territories: pl.DataFrame, structures: pl.DataFrame) -> dict[str, float]:
    """Return the figures of the département, and the posts told within it."""
    whole = territories.filter(kind="department").to_dicts()[0]
    posts = structures.filter(~pl.col("is_outside"))["fte"].sum()
    return {name: whole[name] or 0 for name in TOTALS} | {"fte": float(posts)}


def _label() -> pl.Expr:
    code = pl.col("coverage_class")
    return code.replace_strict(dict(labels(CoverageClass))).alias("coverage_label")


def _count(rows: pl.DataFrame, condition: pl.Expr) -> int:
    return rows.filter(condition).height
