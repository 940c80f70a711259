"""The coverage map: shapes come from a cached file, only classes and words from here."""

import json
from math import log2
from typing import Any

import polars as pl
import pydeck as pdk
import streamlit as st

from dashboard.components import coverage_selection
from dashboard.components.coverage_looks import SIGNS, colour
from dashboard.components.coverage_points import (
    dots_layer,
    names_layer,
    neighbours_layer,
    points_layer,
)
from dashboard.components.coverage_tips import tooltip_rules
from dashboard.components.coverage_values import Places
from dashboard.components.map_deck import CompactDeck, deck_of, outlines_layer, tooltip_of
from dashboard.components.palette import Palette, rgb
from pipelines.vocabulary.coverage import CoverageClass

HEIGHT = 540
DRAWN_WIDTH = 400
"""The width the perimeter must fit in; the frame adapts, this does not."""
MARGIN = 0.16
CLOSEST = 10.6
CLASSES = tuple(item.value for item in CoverageClass)
NONE = "-"
"""What an area outside the perimeter has in place of the digit of its class."""


def draw(
    places: Places,
    points: pl.DataFrame,
    palette: Palette,
    shapes: str,
    alt: str,
    chosen: str = "",
) -> None:
    """Draw the map and its tooltips; `shapes` is the address of outlines, `chosen` a code.

    `points` are the structures by place: see `coverage_points.grouped`.
    """
    st.html(f"<style>{tooltip_rules(places, points)}</style>")
    st.pydeck_chart(
        deck(places, points, palette, shapes, chosen),
        height=HEIGHT,
        key=coverage_selection.MAP_KEY,
        alt=alt,
        on_select=coverage_selection.follow_map,
        selection_mode="single-object",
    )


def deck(
    places: Places, points: pl.DataFrame, palette: Palette, shapes: str, chosen: str = ""
) -> CompactDeck:
    """Return the map: land, coloured territories, outlines, signs, structures."""
    layers = [
        *(
            _drawn(places, palette, shapes, chosen)
            if places.has_shapes
            else [_dots(places, palette)]
        ),
        *_over(places, points, palette),
    ]
    tooltip = tooltip_of(palette, "oi-tip is t{rank}", 280)
    return deck_of(layers, view(places, chosen), tooltip)


def view(places: Places, chosen: str = "") -> pdk.ViewState:
    """Return where the map looks: the chosen territory, or all of them."""
    placed = places.covering(chosen).drop_nulls(["longitude", "latitude"])
    if placed.is_empty():
        placed = places.table.drop_nulls(["longitude", "latitude"])
    if placed.is_empty():
        return pdk.ViewState(latitude=46.6, longitude=2.4, zoom=5)
    west, east, south, north = placed.select(
        pl.min("longitude"),
        pl.max("longitude").alias("east"),
        pl.min("latitude"),
        pl.max("latitude").alias("north"),
    ).row(0)
    wide, tall = east - west + MARGIN, 1.45 * (north - south + MARGIN)
    zoom = min(log2(360 * DRAWN_WIDTH / (512 * wide)), log2(360 * HEIGHT / (512 * tall)), CLOSEST)
    return pdk.ViewState(
        latitude=(south + north) / 2, longitude=(west + east) / 2, zoom=round(zoom, 2)
    )


def _drawn(places: Places, palette: Palette, shapes: str, chosen: str) -> list[pdk.Layer]:
    land = outlines_layer(
        "terre", f"{shapes}/department.json", stroked=False, get_fill_color=rgb(palette.land)
    )
    areas = _areas(places, palette, shapes)
    return [land, areas, *_edges(places, palette, shapes, chosen), _signs(places, palette)]


def _over(places: Places, points: pl.DataFrame, palette: Palette) -> list[pdk.Layer]:
    if places.is_wide:
        return [dots_layer(points, palette)]
    return [
        neighbours_layer(points.filter("is_outside"), palette),
        points_layer(points.filter(~pl.col("is_outside")), palette),
        names_layer(places.table, palette),
    ]


def _areas(places: Places, palette: Palette, shapes: str) -> pdk.Layer:
    return outlines_layer(
        coverage_selection.LAYER,
        f"{shapes}/{places.file}.json",
        get_fill_color=by_rank(places, palette, "properties.rank"),
        get_line_color=[*rgb(palette.background), 150],
        line_width_min_pixels=0.4,
        pickable=True,
        auto_highlight=True,
        highlight_color=[*rgb(palette.text), 70],
    )


def _dots(places: Places, palette: Palette) -> pdk.Layer:
    """Return one dot per territory: what is drawn when no outline is installed."""
    rows = places.numbered.select(
        "code",
        "name",
        "rank",
        at=pl.concat_list(pl.col("longitude", "latitude").round(3)),
    )
    return pdk.Layer(
        "ScatterplotLayer",
        data=rows.to_dicts(),
        id=coverage_selection.LAYER,
        get_position="at",
        get_fill_color=by_rank(places, palette, "rank"),
        get_line_color=rgb(palette.muted),
        stroked=True,
        line_width_min_pixels=0.5,
        get_radius=1_400,
        radius_min_pixels=3.5,
        pickable=True,
        auto_highlight=True,
    )


def by_rank(places: Places, palette: Palette, rank: str) -> str:
    """Return the fill of each area as an expression: one digit per rank, one colour per digit.

    Without outline, ranks are those of the codes. Areas outside the perimeter are transparent.
    """
    colours = [[*rgb(colour(palette, code)), 255] for code in CLASSES]
    listed = json.dumps(colours, separators=(",", ":"))
    return f'({listed})[("{_digits(places)}")[{rank}]] || [0,0,0,0]'


def _digits(places: Places) -> str:
    """Return the class of each rank as one digit; expressions know no function to look it up."""
    known = places.numbered.select("rank", "coverage_class").rows()
    digits = [NONE] * (max((rank for rank, _ in known), default=-1) + 1)
    for rank, code in known:
        digits[rank] = str(CLASSES.index(code))
    return "".join(digits)


def _edges(places: Places, palette: Palette, shapes: str, chosen: str) -> list[pdk.Layer]:
    """Return the outlines over the colours: EPCI, départements, the territory chosen."""
    pale, grey = [*rgb(palette.background), 255], [*rgb(palette.muted), 190]
    return [
        _line("intercommunalites", f"{shapes}/epci.json", pale, 1.4),
        _line("departements", f"{shapes}/department.json", grey, 1.3),
        *_marked(places, palette, shapes, chosen),
    ]


def _marked(places: Places, palette: Palette, shapes: str, chosen: str) -> list[pdk.Layer]:
    """Return the outline of the territory chosen, when it is drawn."""
    ranks = set(places.covering(chosen)["rank"].drop_nulls()) if chosen else set()
    if not ranks:
        return []
    digits = "".join("1" if rank in ranks else "0" for rank in range(max(ranks) + 1))
    widths = f'([0,3.5])[("{digits}")[properties.rank]] || 0'
    url, ink = f"{shapes}/{places.file}.json", rgb(palette.text)
    return [_line("choisi", url, ink, 0, get_line_width=widths)]


def _line(name: str, url: str, ink: list[int], width: float, **looks: Any) -> pdk.Layer:
    thin = {"filled": False, "get_line_color": ink, "line_width_min_pixels": width}
    return outlines_layer(name, url, **thin, **looks)


def _signs(places: Places, palette: Palette) -> pdk.Layer:
    signs = {item.value: sign for item, sign in SIGNS.items()}
    placed = places.table.filter(pl.col("coverage_class").is_in(list(signs)))
    rows = placed.drop_nulls(["longitude", "latitude"]).select(
        at=pl.concat_list(pl.col("longitude", "latitude").round(3)),
        sign=pl.col("coverage_class").replace_strict(signs, return_dtype=pl.String),
    )
    return pdk.Layer(
        "TextLayer",
        data=rows.to_dicts(),
        id="signes",
        get_position="at",
        get_text="sign",
        get_size=11,
        get_color=f"sign == '0' ? {rgb(palette.background)} : {rgb(palette.muted)}",
    )
