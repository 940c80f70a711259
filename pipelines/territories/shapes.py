"""Geometry of coded outlines: parsing, dissolving, lightening."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

Geometries: TypeAlias = NDArray[np.object_]

DECIMALS = 4
# Above this mean number of vertices outlines are too heavy for a map and get simplified.
HEAVY = 60
TOLERANCE = 0.0005
# Gaps of less than about 40 hectares (in square degrees) come from outlines that do not meet.
SLIVER = 5e-5


@dataclass(frozen=True, slots=True)
class Shapes:
    """Polygons in degrees, each with the code of what it outlines; a code appears once."""

    codes: pl.Series
    geometries: Geometries

    def of(self, codes: Collection[str]) -> "Shapes":
        """Keep the shapes of these codes."""
        kept = self._among(codes)
        return Shapes(self.codes.filter(pl.Series(kept)), self.geometries[kept])

    def replaced_by(self, other: "Shapes") -> "Shapes":
        """Take the shapes of the other where it has them, these elsewhere."""
        kept = ~self._among(other.codes)
        return Shapes(
            pl.concat([self.codes.filter(pl.Series(kept)), other.codes]),
            np.concatenate([self.geometries[kept], other.geometries]),
        )

    def _among(self, codes: Collection[str]) -> NDArray[np.bool_]:
        return self.codes.is_in(pl.Series(codes, dtype=pl.String).implode()).to_numpy()

    def centres(self) -> pl.DataFrame:
        """Return a point inside each shape: `code`, `longitude`, `latitude`."""
        points = shapely.point_on_surface(self.geometries)
        return pl.DataFrame(
            {
                "code": self.codes,
                "longitude": pl.Series(shapely.get_x(points), dtype=pl.Float64).round(DECIMALS),
                "latitude": pl.Series(shapely.get_y(points), dtype=pl.Float64).round(DECIMALS),
            }
        )

    def rounded(self) -> "Shapes":
        """Round to 4 decimals (about 10 metres), neighbours alike; what comes out is valid."""
        valid = self.geometries.copy()
        invalid = ~shapely.is_valid(valid)
        valid[invalid] = shapely.make_valid(
            valid[invalid], method="structure", keep_collapsed=False
        )
        snapped = shapely.set_precision(valid, 10**-DECIMALS)
        kept = ~shapely.is_empty(snapped)
        exact = shapely.transform(snapped[kept], lambda points: np.round(points, DECIMALS))
        return Shapes(self.codes.filter(pl.Series(kept)), exact)


def parse_shapes(outlines: pl.DataFrame) -> Shapes:
    """Read hexadecimal WKB (`code`, `geometry`); several rows of one code are its parts.

    Detailed outlines are simplified together, so that neighbours keep their common border.
    """
    geometries = shapely.from_wkb(outlines["geometry"].str.decode("hex").to_numpy())
    if shapely.get_num_coordinates(geometries).sum() > HEAVY * len(geometries):
        geometries = shapely.coverage_simplify(geometries, TOLERANCE)
    in_parts = outlines["code"].is_duplicated()
    whole = ~in_parts.to_numpy()
    parts = pl.when(in_parts).then(outlines["code"])
    return Shapes(outlines["code"].filter(~in_parts), geometries[whole]).replaced_by(
        dissolve(outlines.select(parts).to_series(), geometries)
    )


def dissolve(groups: pl.Series, geometries: Geometries) -> Shapes:
    """Join the polygons of each group; a polygon whose group is null is left out."""
    members = (
        pl.DataFrame({"code": groups})
        .with_row_index("position")
        .drop_nulls()
        .group_by("code")
        .agg("position")
        .sort("code")
    )
    joined = np.empty(members.height, dtype=object)
    with ThreadPoolExecutor() as threads:
        joined[:] = list(threads.map(_union, [geometries[at] for at in members["position"]]))
    return Shapes(members["code"], joined)


def _union(parts: Geometries) -> Any:
    """Join polygons, quickly when they share their borders exactly."""
    try:
        joined = shapely.coverage_union_all(parts)
    except shapely.errors.GEOSException:
        joined = shapely.union_all(parts)
    return _without_slivers(joined)


def _without_slivers(joined: Any) -> Any:
    """Fill the holes that are too small to be enclaves."""
    polygons = shapely.get_parts(joined)
    if not shapely.get_num_interior_rings(polygons).any():
        return joined
    filled = [
        shapely.Polygon(
            polygon.exterior,
            [ring for ring in polygon.interiors if shapely.Polygon(ring).area >= SLIVER],
        )
        for polygon in polygons
    ]
    return shapely.multipolygons(filled)
