"""What the scores of a département rest on, read once: people, posts, times, and the edge."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

import polars as pl

from dashboard.observatory.coverage_edge import ISLANDS, edge_of
from dashboard.observatory.coverage_question import MOST_MINUTES
from dashboard.observatory.rows import read_rows
from pipelines.analysis.accessibility import nearest_minutes, neighbourhood, travel_times
from pipelines.snapshot import Snapshot
from pipelines.vocabulary import CountStatus, PopulationUnit, TargetPublic
from pipelines.vocabulary.coverage import SupplyFamily

KEPT = 12
"""Bases that stay in memory: a few readers, each on a département, a public and a year."""
SITE_SEPARATOR = "|"

# Scores of a département rest on structures an hour away, on whoever reaches these, and on the
# structures they choose from: three times 45 km.
PLACES = """
WITH box AS (
    SELECT min(longitude) - 2 AS west, max(longitude) + 2 AS east,
        min(latitude) - 1.25 AS south, max(latitude) + 1.25 AS north
    FROM ref.territory WHERE department_code = $department
)
SELECT commune_code, commune_name, department_code, epci_code, local_territory_code,
    density_code, population, longitude, latitude
FROM ref.territory CROSS JOIN box
WHERE department_code = $department OR longitude IS NULL
    OR (longitude BETWEEN west AND east AND latitude BETWEEN south AND north)
ORDER BY commune_code
"""
SUPPLY = """
SELECT supply.structure_id, coalesce(named.structure_name, supply.structure_id) AS name,
    supply.kind, supply.commune_code, supply.year, supply.agreed_fte,
    coalesce(supply.actual_fte, supply.actual_hours / supply.annual_hours_base) AS actual_fte,
    supply.sector
FROM core.iae_supply AS supply LEFT JOIN mart.structure AS named USING (structure_id)
WHERE supply.year = $year AND list_contains($kinds, supply.kind)
ORDER BY supply.structure_id, supply.kind, supply.commune_code
"""
# Each département is counted on its own date, the nearest to the end of the year of the posts.
DEMAND = """
SELECT demand.commune_code, place.department_code, demand.count AS demand, demand.status,
    demand.counted_on, demand.source
FROM core.target_population AS demand INNER JOIN ref.territory AS place USING (commune_code)
WHERE demand.public = $public AND demand.unit = $unit
QUALIFY dense_rank() OVER (
    PARTITION BY place.department_code
    ORDER BY abs(demand.counted_on - make_date($year, 12, 31)), demand.counted_on DESC
) = 1
"""


@dataclass(frozen=True)
class Basis:
    """Everything the scores of a département need, whatever the rule and the family.

    `places`: communes around, with names and coordinates; `own` those of the département, by
    code, with `minutes`, `minutes_site`, `minutes_placement` and `edge_minutes` (to the nearest
    commune whose posts or people are not loaded). `demand`: `commune_code, demand, status`, every
    commune of a loaded département. `supply`: one row per `site_id`; `near` the times the
    scores of the département rest on, `times` all the times; `unplaced` counts the structures
    whose commune is unknown, `unmatched` the supplied times that lead from or to nothing known,
    `unread` those to a structure of several communes, which do not say to which.
    """

    department: str
    places: pl.DataFrame
    own: pl.DataFrame
    demand: pl.DataFrame
    supply: pl.DataFrame
    times: pl.DataFrame
    near: pl.DataFrame
    counted_on: date
    sources: tuple[str, ...]
    unplaced: int
    unmatched: int
    unread: int

    @cached_property
    def near_demand(self) -> pl.DataFrame:
        """Return the people of the département and of the communes its scores rest on."""
        around = pl.concat([self.own["commune_code"], self.near["commune_code"]])
        return self.demand.filter(pl.col("commune_code").is_in(around.implode()))

    @cached_property
    def timed_sites(self) -> pl.Series:
        """Return the sites some commune is timed to."""
        return self.times.drop_nulls("minutes")["structure_id"].unique()

    def supply_of(self, family: SupplyFamily, *, is_actual: bool) -> pl.DataFrame:
        """Return `structure_id` (the site) and `fte` of a family; FTE not told count for 0."""
        fte = pl.col("actual_fte" if is_actual else "agreed_fte")
        kept = self.supply.filter(pl.col("kind").is_in(list(family.kinds)))
        return kept.select(structure_id="site_id", fte=fte.fill_null(0.0))


@lru_cache(maxsize=KEPT)
def basis(
    snapshot: Snapshot, department: str, public: TargetPublic, unit: PopulationUnit, year: int
) -> Basis:
    """Read and time everything once; what a slider moves is computed on it."""
    places = read_rows(snapshot, PLACES, {"department": department})
    given = {"public": public.value, "unit": unit.value, "year": year}
    counted = read_rows(snapshot, DEMAND, given)
    kinds = [kind.value for kind in SupplyFamily.ALL.kinds]
    posts = read_rows(snapshot, SUPPLY, {"year": year, "kinds": kinds})
    supplied = read_rows(snapshot, "SELECT * FROM core.travel_time")
    supply = _placed(posts, places)
    loaded = set(supply["department_code"]) & set(counted["department_code"])
    own = places.filter(department_code=department)
    edge = edge_of(own, places, loaded, counted["commune_code"])
    times = _times(supplied, places, supply)
    near = neighbourhood(times, own["commune_code"].to_list(), MOST_MINUTES)
    ours = counted.filter(department_code=department)
    return Basis(
        department=department,
        places=places,
        own=_timed(own, near, supply).join(edge, on="commune_code"),
        demand=_demand(places, counted),
        supply=supply,
        times=times,
        near=near,
        counted_on=ours["counted_on"][0],
        sources=tuple(ours["source"].unique().sort()),
        **_unmatched(snapshot, posts, supplied),
    )


def _placed(posts: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Return the posts around, each with its `site_id` and the coordinates of its commune."""
    site = pl.concat_str("structure_id", "kind", "commune_code", separator=SITE_SEPARATOR)
    located = posts.join(places.drop("population"), on="commune_code")
    return located.with_columns(site_id=site).sort("site_id")


def _unmatched(snapshot: Snapshot, posts: pl.DataFrame, supplied: pl.DataFrame) -> dict[str, int]:
    """Count the posts whose commune is unknown, and the supplied times that are not read."""
    communes = read_rows(snapshot, "SELECT commune_code FROM ref.territory")
    matched = supplied.join(communes, on="commune_code", how="semi")
    matched = matched.join(posts, on="structure_id", how="semi")
    spread = posts.filter(pl.col("commune_code").n_unique().over("structure_id") > 1)
    return {
        "unplaced": posts.join(communes, on="commune_code", how="anti").height,
        "unmatched": supplied.height - matched.height,
        "unread": matched.join(spread, on="structure_id", how="semi").height,
    }


def _demand(places: pl.DataFrame, counted: pl.DataFrame) -> pl.DataFrame:
    """Return the people of every commune of the départements counted; without row, missing."""
    departments = counted["department_code"].unique().implode()
    return (
        places.filter(pl.col("department_code").is_in(departments))
        .select("commune_code")
        .join(counted, on="commune_code", how="left", maintain_order="left")
        .select(
            "commune_code",
            demand=pl.col("demand").cast(pl.Float64),
            status=pl.col("status").fill_null(CountStatus.MISSING.value),
        )
    )


def _times(supplied: pl.DataFrame, places: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """Return the minutes of communes and sites: supplied when they are, else estimated.

    A supplied time leads to a structure: it holds for its sites when they are in one commune.
    """
    single = placed.filter(pl.col("commune_code").n_unique().over("structure_id") == 1)
    supplied = supplied.join(single.select("structure_id", "site_id"), on="structure_id")
    return travel_times(
        places,
        placed.select("longitude", "latitude", "commune_code", structure_id="site_id"),
        supplied.select("commune_code", "minutes", structure_id="site_id"),
        islands=ISLANDS,
        max_minutes=MOST_MINUTES,
    )


def _timed(own: pl.DataFrame, near: pl.DataFrame, placed: pl.DataFrame) -> pl.DataFrame:
    """Add the minutes to the nearest structure: of all, and of each family."""
    own = own.join(nearest_minutes(near), on="commune_code", how="left", maintain_order="left")
    for family in (SupplyFamily.SITE, SupplyFamily.PLACEMENT):
        sites = placed.filter(pl.col("kind").is_in(list(family.kinds))).select("site_id")
        ours = near.join(sites, left_on="structure_id", right_on="site_id", how="semi")
        nearest = nearest_minutes(ours).rename({"minutes": f"minutes_{family.value}"})
        own = own.join(nearest, on="commune_code", how="left", maintain_order="left")
    return own
