"""The map by EPCI: shapes come from a cached file, only colours and words from here."""

import json
from html import escape
from math import log2
from typing import Any

import polars as pl
import pydeck as pdk
import streamlit as st

from dashboard.components import markup
from dashboard.components.map_deck import CompactDeck, deck_of, outlines_layer, tooltip_of
from dashboard.components.markup import Cell, Column
from dashboard.components.palette import Palette, rgb
from dashboard.formats import decimal, number, plural, short_name
from dashboard.reading.map_values import Look, MapValues

HEIGHT = 480
DRAWN_WIDTH = 345
"""The width the perimeter must fit in; the frame adapts, this does not."""
LOOK_WORDS = {
    Look.ZERO: "aucune entrée",
    Look.WITHHELD: "population non diffusée (secret)",
    Look.MISSING: "population absente",
}
LOOK_SIGNS = {Look.ZERO: "0", Look.WITHHELD: "s", Look.MISSING: "?"}
"""Written on the map and in its legend: looks are told apart without colour."""
NO_RATE = {Look.WITHHELD.value: "non diffusé", Look.MISSING.value: "donnée absente"}


def draw(values: MapValues, palette: Palette, shapes: str, alt: str) -> None:
    """Draw the map, and the words of its tooltip as a style sheet; `shapes` is their address.

    The file of shapes is shared by every reader and every filter. A tooltip can only quote that
    file, so what it says of the figures is put beside by rules named after each shape's rank.
    """
    st.html(f"<style>{tooltip_rules(values)}</style>")
    st.pydeck_chart(deck(values, palette, shapes), height=HEIGHT, key="carte", alt=alt)


def deck(values: MapValues, palette: Palette, shapes: str) -> CompactDeck:
    """Return the map: land, coloured EPCI, outlines of départements, signs of the looks."""
    tooltip = tooltip_of(palette, "oi-tip oi-tip-{rank}", 240)
    return deck_of(_layers(values, palette, shapes), _view(values.table), tooltip)


def legend(values: MapValues, palette: Palette) -> str:
    """Return the legend: each class and each look, with how many EPCI it holds."""
    classes = [
        _key(
            _shade(palette, values, rank), values.class_words(rank), values.count(Look.VALUE, rank)
        )
        for rank in range(max(len(values.bounds) - 1, 0))
    ]
    others = [
        _key(_look_colour(palette, look), words, values.count(look), LOOK_SIGNS[look])
        for look, words in LOOK_WORDS.items()
    ]
    return f'<ul class="oi-key">{"".join(classes + others)}</ul>'


def map_table(values: MapValues, caption: str) -> str:
    """Return the numbers of the map, highest rate first."""
    columns = (
        Column("Intercommunalité"),
        Column("Entrées", is_number=True),
        Column(values.measure.base_title, is_number=True, is_secondary=True),
        Column(f"Pour {number(values.measure.per)}", is_number=True),
    )
    ordered = values.table.sort("rate", "entries", descending=True, nulls_last=True)
    rows = [
        (
            short_name(row["name"]),
            Cell(number(row["entries"]), row["entries"]),
            Cell(
                NO_RATE[row["look"]] if row["look"] in NO_RATE else number(row["denominator"]),
                row["denominator"] or -1,
            ),
            Cell(_rate(values, row), row["rate"] or 0),
        )
        for row in ordered.to_dicts()
    ]
    return markup.table(caption, columns, rows)


def tooltip_rules(values: MapValues) -> str:
    """Return one rule per EPCI of the perimeter, holding what its tooltip says."""
    outside = '.oi-tip::after{content:"hors du périmètre"}'
    rules = (
        f'.oi-tip-{row["rank"]}.oi-tip::after{{content:"{_tip(values, row)}"}}'
        for row in values.table.to_dicts()
    )
    return outside + "".join(rules)


def _tip(values: MapValues, row: dict[str, Any]) -> str:
    entries = plural(row["entries"], "entrée")
    if row["look"] in NO_RATE:
        return f"{entries} ; population : {NO_RATE[row['look']]}"
    return f"{entries} ; {_rate(values, row)} {values.measure.unit}"


def _rate(values: MapValues, row: dict[str, Any]) -> str:
    return NO_RATE.get(row["look"]) or decimal(row["rate"], values.digits)


def _fills(values: MapValues, palette: Palette) -> list[list[int]]:
    """Return a colour per rank of the file; EPCI outside the perimeter are transparent."""
    table = values.table
    last = int(table["rank"].max() or 0) if len(table) else -1  # type: ignore[arg-type]
    fills = [[0, 0, 0, 0] for _ in range(last + 1)]
    for rank, look, rate_class in table.select("rank", "look", "rate_class").iter_rows():
        colour = (
            _shade(palette, values, rate_class)
            if look == Look.VALUE.value
            else _look_colour(palette, Look(look))
        )
        fills[rank] = [*rgb(colour), 255]
    return fills


def _by_rank(colours: list[list[int]]) -> str:
    listed = json.dumps(colours, separators=(",", ":"))
    return f"({listed})[properties.rank] || [0,0,0,0]"


def _layers(values: MapValues, palette: Palette, shapes: str) -> list[pdk.Layer]:
    departments = f"{shapes}/department.json"
    land = {"get_fill_color": rgb(palette.land), "get_line_color": rgb(palette.border)}
    coloured = {
        "get_fill_color": _by_rank(_fills(values, palette)),
        "get_line_color": rgb(palette.background),
        "pickable": True,
        "auto_highlight": True,
        "highlight_color": [*rgb(palette.text), 80],
    }
    outlined = {
        "filled": False,
        "get_line_color": [*rgb(palette.muted), 120],
        "line_width_min_pixels": 1.1,
    }
    return [
        outlines_layer("terre", departments, **land),
        outlines_layer("epci", f"{shapes}/epci.json", **coloured),
        outlines_layer("contours", departments, **outlined),
        _signs(values, palette),
    ]


def _signs(values: MapValues, palette: Palette) -> pdk.Layer:
    signs = {look.value: sign for look, sign in LOOK_SIGNS.items()}
    placed = values.table.filter(pl.col("look").is_in(list(signs))).drop_nulls("longitude")
    points = [
        {"at": [row["longitude"], row["latitude"]], "sign": signs[row["look"]]}
        for row in placed.select("longitude", "latitude", "look").to_dicts()
    ]
    return pdk.Layer(
        "TextLayer",
        data=points,
        id="signes",
        get_position="at",
        get_text="sign",
        get_size=13,
        get_color=rgb(palette.muted),
    )


def _shade(palette: Palette, values: MapValues, rate_class: int) -> str:
    classes = len(values.bounds) - 1
    steps = len(palette.sequence) - 1
    return palette.sequence[round(rate_class * steps / max(classes - 1, 1))]


def _look_colour(palette: Palette, look: Look) -> str:
    return {
        Look.ZERO: palette.zero,
        Look.WITHHELD: palette.withheld,
        Look.MISSING: palette.missing,
    }[look]


def _key(colour: str, words: str, count: int, sign: str = "") -> str:
    name = "oi-swatch dashed" if sign else "oi-swatch"
    swatch = f'<span class="{name}" style="background-color:{colour}">{sign}</span>'
    return f"<li>{swatch}{escape(words)} ({number(count)} EPCI)</li>"


def _view(table: pl.DataFrame) -> pdk.ViewState:
    placed = table.drop_nulls(["longitude", "latitude"])
    if placed.is_empty():
        return pdk.ViewState(latitude=46.6, longitude=2.4, zoom=5)
    west, east = float(placed["longitude"].min()), float(placed["longitude"].max())  # type: ignore[arg-type]
    south, north = float(placed["latitude"].min()), float(placed["latitude"].max())  # type: ignore[arg-type]
    wide, tall = east - west + 0.7, 1.45 * (north - south) + 0.8
    zoom = min(log2(360 * DRAWN_WIDTH / (512 * wide)), log2(360 * HEIGHT / (512 * tall)))
    return pdk.ViewState(
        latitude=(south + north) / 2, longitude=(west + east) / 2, zoom=round(zoom, 2)
    )
