"""Minutes between communes and structures: supplied where they are, estimated elsewhere."""

import math
from collections.abc import Collection

import numpy as np
import polars as pl
import scipy
from numpy.typing import NDArray

from pipelines.analysis.catchment_inputs import check_keys, check_quantity
from pipelines.analysis.travel_settings import TravelSettings
from pipelines.vocabulary.coverage import TimeMethod

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""

PAIR = ["commune_code", "structure_id"]


def travel_times(
    origins: pl.DataFrame,
    destinations: pl.DataFrame,
    supplied: pl.DataFrame | None = None,
    *,
    islands: Collection[str] = (),
    settings: TravelSettings | None = None,
    max_minutes: float = 60.0,
) -> pl.DataFrame:
    """Return the minutes one way of every commune and structure at most `max_minutes` apart.

    `origins`: `commune_code, longitude, latitude` in degrees, and if known `density_code` (a
    `Degurba`) and `area_km2`. `destinations`: `structure_id, longitude, latitude`, and if known
    `commune_code`. `supplied`: `commune_code, structure_id, minutes`; a pair it holds is never
    estimated, even when its time is too long; a pair without origin or destination is not read.
    The others: great circle × detour ÷ speed + fixed minutes, the line being 0.5·√(area/π)
    within a commune whose area is known. `islands` are communes which no straight line may leave
    nor enter: there, only supplied times and structures of the same commune count.

    Columns `commune_code, structure_id, minutes, method` (code of a `TimeMethod`), sorted. A
    commune of which nothing can be timed (on an island or without coordinates, nothing supplied,
    no structure of its own) has one row, `structure_id` and `minutes` null, method unknown: that
    is not being out of reach. Raises `ValueError` on a commune, a structure or a supplied pair
    null or given twice, coordinates out of range, minutes or an area negative or not finite.
    """
    places = checked_origins(origins, islands)
    sites = checked_destinations(destinations, places)
    rule = settings or TravelSettings()
    known = checked_times(supplied, places, sites)
    near = straight_lines(places, sites, rule.reach_km(max_minutes))
    lines = pl.concat([own_lines(places, sites), near])
    speeds = rule.speeds_kmh(places["density_code"]).gather(lines["place"])
    estimated = lines.select(
        "place", "site", minutes=rule.minutes(pl.col("km"), speeds), is_supplied=pl.lit(value=False)
    )
    timed = pl.concat([known, estimated.join(known, on=["place", "site"], how="anti")])
    near = timed.filter(pl.col("minutes") <= max_minutes)
    return named(pl.concat([near, untimed(places, timed)]), places, sites)


def named(timed: pl.DataFrame, places: pl.DataFrame, sites: pl.DataFrame) -> pl.DataFrame:
    """Put codes in the place of row numbers, and rows in the order of codes."""
    ordered = timed.sort("place", "site")
    return ordered.select(
        commune_code=places["commune_code"].gather(ordered["place"]),
        structure_id=sites["structure_id"].gather(ordered["site"]),
        minutes="minutes",
        method=pl.when("is_supplied")
        .then(pl.lit(TimeMethod.SUPPLIED.value))
        .when(pl.col("minutes").is_not_null())
        .then(pl.lit(TimeMethod.ESTIMATED.value))
        .otherwise(pl.lit(TimeMethod.UNKNOWN.value)),
    )


def untimed(places: pl.DataFrame, timed: pl.DataFrame) -> pl.DataFrame:
    """Return one row without site nor minutes per place of which nothing can be timed."""
    stuck = places.filter(pl.col("longitude").is_null() | pl.col("is_island"))
    return stuck.join(timed, on="place", how="anti").select(
        "place",
        site=pl.lit(None, pl.UInt32),
        minutes=pl.lit(None, pl.Float64),
        is_supplied=pl.lit(value=False),
    )


def own_lines(places: pl.DataFrame, sites: pl.DataFrame) -> pl.DataFrame:
    """Return the pairs within one commune of known area, `km` half the radius of its disc."""
    return (
        places.filter(pl.col("area_km2").is_not_null())
        .join(sites, left_on="place", right_on="home")
        .select("place", "site", km=0.5 * (pl.col("area_km2") / math.pi).sqrt())
    )


def straight_lines(places: pl.DataFrame, sites: pl.DataFrame, reach_km: float) -> pl.DataFrame:
    """Return the other pairs at most `reach_km` apart, `km` along the great circle."""
    leaving, aimed = places.drop_nulls("longitude"), sites.drop_nulls("longitude")
    found = pairs_within(unit_vectors(leaving), unit_vectors(aimed), reach_km)
    place = leaving["place"].gather(found["i"])
    site = aimed["site"].gather(found["j"])
    is_home = place.eq_missing(sites["home"].gather(site))
    on_an_island = places["is_island"].gather(place) | sites["is_island"].gather(site)
    has_area = places["area_km2"].is_not_null().gather(place)
    kept = (is_home & ~has_area) | ~(is_home | on_an_island)
    chord = np.minimum(found["v"] / 2, 1.0)
    lines = pl.DataFrame(
        {"place": place, "site": site, "km": 2 * EARTH_RADIUS_KM * np.arcsin(chord)}
    )
    return lines.filter(kept)


def pairs_within(
    here: NDArray[np.float64], there: NDArray[np.float64], reach_km: float
) -> NDArray[np.void]:
    """Return the pairs `i, j` of points of the unit sphere so near, `v` the chord between them."""
    none = np.empty(0, dtype=[("i", np.intp), ("j", np.intp), ("v", np.float64)])
    if not (len(here) and len(there)):
        return none
    angle = min(reach_km / EARTH_RADIUS_KM, math.pi)
    tree = scipy.spatial.cKDTree(here)
    # A chord is rounded: a hair more keeps the pairs at exactly that distance.
    chord = 2 * math.sin(angle / 2) * (1 + 1e-9) + 1e-12
    pairs: NDArray[np.void] = tree.sparse_distance_matrix(
        scipy.spatial.cKDTree(there), chord, output_type="ndarray"
    )
    return pairs


def unit_vectors(places: pl.DataFrame) -> NDArray[np.float64]:
    """Return the points of the unit sphere of `longitude` and `latitude`, three columns."""
    longitude, latitude = (
        np.radians(places[name].to_numpy()) for name in ("longitude", "latitude")
    )
    across = np.cos(latitude)
    return np.column_stack(
        [across * np.cos(longitude), across * np.sin(longitude), np.sin(latitude)]
    )


def checked_origins(origins: pl.DataFrame, islands: Collection[str]) -> pl.DataFrame:
    """Return the origins by code, numbered by `place`, with all that may be known of them."""
    check_keys(origins, "commune_code")
    optional = {"density_code": pl.String(), "area_km2": pl.Float64()}
    absent = [name for name in optional if name not in origins.columns]
    full = origins.with_columns(pl.lit(None, optional[name]).alias(name) for name in absent)
    check_quantity(full["area_km2"].cast(pl.Float64), "area_km2")
    return (
        located(full)
        .select(
            "commune_code",
            "longitude",
            "latitude",
            "density_code",
            "area_km2",
            is_island=pl.col("commune_code").is_in(list(islands)),
        )
        .sort("commune_code")
        .with_row_index("place")
    )


def checked_destinations(destinations: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """Return the structures by code, numbered by `site`, `home` the place of their commune."""
    check_keys(destinations, "structure_id")
    given = "commune_code" in destinations.columns
    commune = pl.col("commune_code") if given else pl.lit(None, pl.String)
    home = places.select("commune_code", "is_island", home="place")
    return (
        located(destinations)
        .select("structure_id", "longitude", "latitude", commune_code=commune)
        .join(home, on="commune_code", how="left")
        .with_columns(pl.col("is_island").fill_null(value=False))
        .sort("structure_id")
        .with_row_index("site")
    )


def located(places: pl.DataFrame) -> pl.DataFrame:
    """Return the places, both coordinates null when one is; `ValueError` when out of range."""
    longitude, latitude = (pl.col(name).cast(pl.Float64) for name in ("longitude", "latitude"))
    sound = longitude.is_between(-180, 180) & latitude.is_between(-90, 90)
    wrong = places.select((~sound).fill_null(value=False).sum()).item()
    if wrong:
        message = f"{wrong} places have coordinates out of range, in degrees"
        raise ValueError(message)
    both = longitude.is_not_null() & latitude.is_not_null()
    return places.with_columns(
        longitude=pl.when(both).then(longitude), latitude=pl.when(both).then(latitude)
    )


def checked_times(
    supplied: pl.DataFrame | None, places: pl.DataFrame, sites: pl.DataFrame
) -> pl.DataFrame:
    """Return the supplied times of the pairs asked for, labelled; `ValueError` when unsound."""
    if supplied is None:
        names = {"commune_code": pl.String, "structure_id": pl.String, "minutes": pl.Float64}
        supplied = pl.DataFrame(schema=names)
    times = supplied.select(*PAIR, pl.col("minutes").cast(pl.Float64))
    holes = times.height - times.drop_nulls().height
    repeated = times.height - times.select(PAIR).n_unique()
    if holes or repeated:
        message = f"supplied times: {holes} rows are incomplete, {repeated} repeat another"
        raise ValueError(message)
    check_quantity(times["minutes"], "minutes")
    return (
        times.join(places, on="commune_code")
        .join(sites, on="structure_id")
        .select("place", "site", "minutes", is_supplied=pl.lit(value=True))
    )
