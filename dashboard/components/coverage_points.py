"""The structures and the names written over the coverage map."""

from math import hypot
from typing import Any

import polars as pl
import pydeck as pdk

from dashboard.components.coverage_looks import FAMILIES, LETTERS
from dashboard.components.palette import Palette, rgb
from dashboard.formats import decimal, plural
from pipelines.vocabulary.coverage import SupplyFamily

ASIDE = 9
"""How many pixels aside a family is drawn: two families often share a commune."""
FONT = "'Source Sans, sans-serif'"
NAMED = 5
APART = 0.14
"""Degrees between two names written on the map."""
UNKNOWN_FTE = "ETP non renseignés"
POINTS: dict[str, pl.DataType | type[pl.DataType]] = {
    "at": pl.List(pl.Float64),
    "family": pl.String,
    "name": pl.String,
    "words": pl.String,
    "text": pl.String,
    "rank": pl.String,
    "is_outside": pl.Boolean,
}


def grouped(structures: pl.DataFrame) -> pl.DataFrame:
    """Return one point per commune and family: structures there share one place.

    Columns: `at` (longitude, latitude), `family`, `name`, `words` (of the tooltip), `text`
    (letter, and how many when several), `rank` (its mark in the tooltip), `is_outside`.
    """
    placed = structures.drop_nulls(["longitude", "latitude"])
    points = placed.group_by("commune_code", "family").agg(
        pl.col("longitude", "latitude").first(),
        pl.len().alias("count"),
        pl.col("fte").sum(),
        pl.col("fte").null_count().alias("untold"),
        pl.col("kind").sort().unique(maintain_order=True).str.join(", ").alias("kinds"),
        pl.col("is_outside").first(),
    )
    rows = points.sort("commune_code", "family").to_dicts()
    return pl.DataFrame([_point(rank, row) for rank, row in enumerate(rows)], schema=POINTS)


def points_layer(points: pl.DataFrame, palette: Palette) -> pdk.Layer:
    """Return the structures: a letter on a dark ground, or on a pale one, by family."""
    dark, pale = rgb(palette.text), rgb(palette.background)
    site = f"family == '{SupplyFamily.SITE.value}'"
    return pdk.Layer(
        "TextLayer",
        data=points.select("at", "family", "name", "text", "rank").to_dicts(),
        id="structures",
        pickable=True,
        get_position="at",
        get_text="text",
        get_size=11,
        font_family=FONT,
        font_weight="'bold'",
        get_pixel_offset=f"{site} ? [-{ASIDE},0] : [{ASIDE},0]",
        get_color=f"{site} ? {pale} : {dark}",
        background=True,
        get_background_color=f"{site} ? {dark} : {pale}",
        get_border_color=dark,
        get_border_width=1,
        background_padding=[3, 2],
    )


def dots_layer(points: pl.DataFrame, palette: Palette) -> pdk.Layer:
    """Return the structures as small dots: letters would hide the territories of a wide map."""
    return pdk.Layer(
        "ScatterplotLayer",
        data=points.select("at").to_dicts(),
        id="structures",
        get_position="at",
        get_radius=0,
        radius_min_pixels=1.3,
        get_fill_color=[*rgb(palette.text), 210],
    )


def neighbours_layer(points: pl.DataFrame, palette: Palette) -> pdk.Layer:
    """Return the structures of other départements, which count but are not looked at."""
    return pdk.Layer(
        "ScatterplotLayer",
        data=points.select("at", "family", "name", "text", "rank").to_dicts(),
        id="structures-voisines",
        pickable=True,
        get_position="at",
        get_radius=0,
        radius_min_pixels=3.5,
        stroked=True,
        get_fill_color=rgb(palette.text),
        get_line_color=rgb(palette.background),
        line_width_min_pixels=1,
    )


def names_layer(table: pl.DataFrame, palette: Palette) -> pdk.Layer:
    """Return the names of the most peopled territories, far enough from one another."""
    return pdk.Layer(
        "TextLayer",
        data=[
            {"at": [round(row["longitude"], 3), round(row["latitude"], 3)], "name": row["name"]}
            for row in _named(table)
        ],
        id="noms",
        get_position="at",
        get_text="name",
        get_size=13,
        font_family=FONT,
        get_pixel_offset=[0, 19],
        get_color=rgb(palette.text),
        background=True,
        get_background_color=[*rgb(palette.background), 190],
        background_padding=[3, 1],
        character_set="'auto'",
    )


def _point(rank: int, row: dict[str, Any]) -> dict[str, Any]:
    count = row["count"]
    return {
        "at": [round(row["longitude"], 3), round(row["latitude"], 3)],
        "family": row["family"],
        "name": plural(count, "structure"),
        "words": _words(row),
        "text": LETTERS[row["family"]] + (str(count) if count > 1 else ""),
        "rank": f"p{rank}",
        "is_outside": row["is_outside"],
    }


def _named(table: pl.DataFrame) -> list[dict[str, Any]]:
    ordered = table.drop_nulls(["longitude", "latitude"]).sort(
        "population", "code", descending=[True, False], nulls_last=True
    )
    kept: list[dict[str, Any]] = []
    for row in ordered.head(4 * NAMED).to_dicts():
        if all(_apart(row, other) > APART for other in kept):
            kept.append(row)
    return kept[:NAMED]


def _apart(first: dict[str, Any], second: dict[str, Any]) -> float:
    """Return the degrees between two names, which are wider than tall."""
    east, north = (first[name] - second[name] for name in ("longitude", "latitude"))
    return hypot(east / 2, 1.45 * north)


def _words(row: dict[str, Any]) -> str:
    untold = row["untold"]
    told = UNKNOWN_FTE if untold == row["count"] else f"{decimal(row['fte'])} ETP"
    if untold and untold != row["count"]:
        told += f", {UNKNOWN_FTE} pour {plural(untold, 'structure')}"
    place = "\nhors du département" if row["is_outside"] else ""
    return f"{row['kinds']} : {FAMILIES[row['family']]}\n{told}{place}"
