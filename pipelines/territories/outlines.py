"""Outlines for the maps: communes, EPCI dissolved from them, départements and neighbours."""

from collections.abc import Collection

import polars as pl
import shapely

from pipelines.territories.model import POLYGON_COLUMNS, empty, stack
from pipelines.territories.shapes import Shapes, dissolve, parse_shapes

# Between the town halls of two neighbours the widest gap measured is 0.12 degrees; this is half of
# the gap allowed.
MARGIN = 0.1
ASTRAY = 0.02
"""Degrees a town hall may lie outside the bounds of its commune before its point is an error."""


def with_centres(communes: pl.DataFrame, outlines: pl.DataFrame) -> pl.DataFrame:
    """Give the communes without a centre, or whose centre is elsewhere, a point inside them."""
    communes = _without_strays(communes, outlines)
    without = communes.filter(pl.col("longitude").is_null() | pl.col("latitude").is_null())
    centres = _shapes_of("commune", outlines, without["commune_code"]).centres()
    return communes.join(
        centres.rename({"code": "commune_code"}),
        on="commune_code",
        how="left",
        suffix="_inside",
        maintain_order="left",
    ).select(
        pl.coalesce(name, f"{name}_inside") if name in centres.columns else name
        for name in communes.columns
    )


def _without_strays(communes: pl.DataFrame, outlines: pl.DataFrame) -> pl.DataFrame:
    """Forget the centres that lie outside the bounds of their commune: a sign lost, a mistype."""
    drawn = outlines.filter(kind="commune")
    boxes = shapely.bounds(shapely.from_wkb(drawn["geometry"].str.decode("hex").to_numpy()))
    edges = ("west", "south", "east", "north")
    bounds = (
        pl.DataFrame(boxes.reshape(-1, 4), schema=dict.fromkeys(edges, pl.Float64))
        .with_columns(drawn["code"].alias("commune_code"))
        .group_by("commune_code")
        .agg(pl.min("west", "south"), pl.max("east", "north"))
    )
    placed = communes.join(bounds, on="commune_code", how="left", maintain_order="left")
    is_inside = pl.col("longitude").is_between(
        pl.col("west") - ASTRAY, pl.col("east") + ASTRAY
    ) & pl.col("latitude").is_between(pl.col("south") - ASTRAY, pl.col("north") + ASTRAY)
    kept = pl.when(is_inside.fill_null(value=True))
    return placed.with_columns(
        kept.then("longitude").alias("longitude"), kept.then("latitude").alias("latitude")
    ).drop(edges)


def build_polygons(
    communes: pl.DataFrame, outlines: pl.DataFrame, departments: Collection[str]
) -> pl.DataFrame:
    """Draw the maps of these départements, with the columns of `Territories.polygons`.

    Their communes; the EPCI of these communes, whole; the départements and those that share a
    border with them. An outline given for an EPCI or a département holds over the dissolved one.
    """
    if not departments:
        return empty(POLYGON_COLUMNS)
    asked = communes.filter(pl.col("department_code").is_in(list(departments)))
    epci_codes = asked["epci_code"].drop_nulls().unique()
    nearby = _nearby(communes, departments)
    needed = communes.filter(
        pl.col("department_code").is_in(nearby.implode())
        | pl.col("epci_code").is_in(epci_codes.implode())
    )
    shapes = _shapes_of("commune", outlines, needed["commune_code"])
    epci = _dissolved("epci", epci_codes, needed, shapes, outlines)
    around = _dissolved("department", nearby, needed, shapes, outlines).rounded()
    return stack(
        [
            _rows("commune", shapes.of(asked["commune_code"]).rounded()),
            _rows("epci", epci.rounded()),
            _rows("department", around.of(_with_neighbours(around, departments))),
        ],
        POLYGON_COLUMNS,
    )


def _nearby(communes: pl.DataFrame, departments: Collection[str]) -> pl.Series:
    """List the départements whose communes come near: the only ones that may share a border."""
    boxes = communes.group_by("department_code").agg(
        west=pl.col("longitude").min() - MARGIN,
        east=pl.col("longitude").max() + MARGIN,
        south=pl.col("latitude").min() - MARGIN,
        north=pl.col("latitude").max() + MARGIN,
    )
    pairs = boxes.filter(pl.col("department_code").is_in(list(departments))).join(
        boxes, how="cross", suffix="_other"
    )
    meet = pairs.filter(
        pl.col("west") <= pl.col("east_other"),
        pl.col("west_other") <= pl.col("east"),
        pl.col("south") <= pl.col("north_other"),
        pl.col("south_other") <= pl.col("north"),
    )
    return pl.concat([meet["department_code_other"], pl.Series(list(departments))]).unique().sort()


def _shapes_of(kind: str, outlines: pl.DataFrame, codes: pl.Series) -> Shapes:
    return parse_shapes(
        outlines.filter(pl.col("kind") == kind, pl.col("code").is_in(codes.implode()))
    )


def _dissolved(
    kind: str, codes: pl.Series, communes: pl.DataFrame, shapes: Shapes, outlines: pl.DataFrame
) -> Shapes:
    """Join commune shapes into these EPCI or départements, except those outlined as such."""
    given = _shapes_of(kind, outlines, codes)
    wanted = codes.filter(~codes.is_in(given.codes.implode()))
    groups = (
        pl.DataFrame({"commune_code": shapes.codes})
        .join(communes, on="commune_code", how="left", maintain_order="left")
        .select(pl.col(f"{kind}_code").replace_strict(wanted, wanted, default=None))
        .to_series()
    )
    return dissolve(groups, shapes.geometries).replaced_by(given)


def _with_neighbours(shapes: Shapes, departments: Collection[str]) -> pl.Series:
    """List the départements and those with which they share a line, not a mere corner.

    The shapes are rounded, so that vertices both sources meant to be the same are.
    """
    asked = shapes.of(departments)
    mine, others = shapely.STRtree(shapes.geometries).query(asked.geometries)
    shared = shapely.intersection(
        shapely.boundary(asked.geometries)[mine], shapely.boundary(shapes.geometries)[others]
    )
    return shapes.codes.gather(others[shapely.length(shared) > 0]).unique()


def _rows(kind: str, shapes: Shapes) -> pl.DataFrame:
    """Write shapes as compact GeoJSON, with a point inside and the bounds."""
    bounds = shapely.bounds(shapes.geometries).reshape(-1, 4)
    edges = ("min_longitude", "min_latitude", "max_longitude", "max_latitude")
    return shapes.centres().with_columns(
        pl.Series("geojson", shapely.to_geojson(shapes.geometries), dtype=pl.String),
        *(pl.Series(edge, bounds[:, index], dtype=pl.Float64) for index, edge in enumerate(edges)),
        kind=pl.lit(kind),
    )
