"""Where an obstacle is found: the map of its share by EPCI, and the table under it."""

from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard.components import address, epci_map, figures, markup
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.obstacles import restricted
from dashboard.components.obstacles_bars import rank
from dashboard.components.obstacles_map_values import SHARE, obstacle_map_values
from dashboard.components.obstacles_shares import (
    NOTHING,
    Share,
    both_cell,
    counted_cell,
    interval_cell,
    rate_cell,
    share_of,
)
from dashboard.components.palette import Palette
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable, Released
from dashboard.formats import number, percent, plural, short_name
from dashboard.reading.map_values import Look, MapValues
from dashboard.reading.selection import Selection
from pipelines.vocabulary import Dimension, Obstacle, labels

ANY = "tous"
ANY_LABEL = "Au moins un frein"
LOOKS = {
    Look.ZERO: "évalué, jamais identifié",
    Look.WITHHELD: "base inférieure à 10",
    Look.MISSING: "aucun parcours évalué",
}
COLUMNS = (
    Column("Intercommunalité"),
    Column("Identifié / évalué", is_number=True),
    Column("Part", is_number=True),
    Column("Intervalle à 95 %", is_number=True, is_secondary=True),
    Column("Non évalué", is_number=True, is_secondary=True),
)
NOTE = (
    "Parcours rattachés à la commune de résidence. Sur peu de parcours, deux intercommunalités "
    "voisines peuvent différer par hasard : l'intervalle est au tableau, où les bases inférieures "
    "à 30 viennent après les autres, sans être classées avec elles. Double-clic pour agrandir."
)
UNPLACED = "Commune non renseignée"
NEVER = "Ce frein n'a été évalué dans aucun parcours de ce périmètre : il n'y a pas de carte."
NOWHERE = "Aucune intercommunalité connue dans ce périmètre : le tableau n'a pas de carte."


def section(visit: Visit, selection: Selection) -> dict[str, Deliverable]:
    """Offer the obstacle, draw its map and its table; return its figures, by title."""
    offered = dict(labels(Obstacle)) | {ANY: ANY_LABEL}
    code = address.choose_one(
        "Frein", Dimension.OBSTACLE.url_key, offered, Obstacle.MOBILITY.value, 420
    )
    observatory = visit.observatory
    obstacle = "" if code == ANY else code
    question = restricted(selection, "obstacle_identified", obstacle, Dimension.EPCI)
    found = figures.observe(observatory, question)
    everyone = figures.observe(
        observatory, restricted(selection, "obstacle_identified", "", Dimension.EPCI)
    )
    base = "des parcours où le frein est évalué" if obstacle else "des parcours évalués"
    title = f"{offered[code]}, par intercommunalité (en % {base})"
    _show(visit, selection, title, found, everyone)
    return {title: found}


def legend(values: MapValues, palette: Palette) -> str:
    """Return the legend: each class of shares and each look, with how many EPCI it holds."""
    last = max(len(values.bounds) - 2, 1)
    steps = len(palette.sequence) - 1
    classes = [
        _key(
            palette.sequence[round(rank * steps / last)],
            class_words(values, rank),
            values.count(Look.VALUE, rank),
        )
        for rank in range(max(len(values.bounds) - 1, 0))
    ]
    colours = {
        Look.ZERO: palette.zero,
        Look.WITHHELD: palette.withheld,
        Look.MISSING: palette.missing,
    }
    others = [
        _key(colours[look], told, values.count(look), epci_map.LOOK_SIGNS[look])
        for look, told in LOOKS.items()
    ]
    return f'<ul class="oi-key">{"".join(classes + others)}</ul>'


def class_words(values: MapValues, rank: int) -> str:
    """Return a class as people read it: `12 à moins de 18 %`."""
    low, high = values.bounds[rank], values.bounds[rank + 1]
    is_last = rank == len(values.bounds) - 2
    return f"{number(low)} à {'' if is_last else 'moins de '}{percent(high / 100, 0)}"


def spread(values: MapValues) -> str:
    """Return between which shares the EPCI large enough to be compared lie, when two are."""
    rows = [row for row in values.table.to_dicts() if share_of(row).is_comparable]
    if len(rows) < 2:
        return "Moins de deux intercommunalités ont une base de 30 : elles ne se comparent pas."
    ordered = sorted(rows, key=lambda row: row["rate"])
    low, high = (
        f"{share_of(row).rate_words} ({short_name(row['name'])}, {share_of(row).counted})"
        for row in (ordered[0], ordered[-1])
    )
    bases = plural(len(rows), "intercommunalité")
    return f"De {low} à {high}, parmi les {bases} dont la base atteint 30."


def tooltip_rules(values: MapValues) -> str:
    """Return one rule per EPCI of the perimeter, holding what its tooltip says."""
    outside = '.oi-tip::after{content:"hors du périmètre"}'
    rules = (
        f'.oi-tip-{row["rank"]}.oi-tip::after{{content:"{_tip(row)}"}}'
        for row in values.table.to_dicts()
    )
    return outside + "".join(rules)


def _show(
    visit: Visit, selection: Selection, title: str, found: Released, everyone: Released
) -> None:
    kept = dict(selection.where)
    departments = kept.get(Dimension.DEPARTMENT) or visit.choices.options[Dimension.DEPARTMENT]
    centres, populations = figures.territories(visit.observatory)
    if Dimension.EPCI in kept:
        populations = populations.filter(pl.col("epci_code").is_in(kept[Dimension.EPCI]))
    values = obstacle_map_values(found, centres, populations, set(departments))
    markup.block(f"<h2>{title}</h2>")
    if not found.total["base"].item():
        markup.block(markup.paragraph(NEVER, "note"))
    elif values.table.is_empty():
        markup.block(markup.paragraph(NOWHERE, "note"))
    else:
        _draw_map(visit, values, title)
    markup.block(_table(values, found, everyone, title))


def _draw_map(visit: Visit, values: MapValues, title: str) -> None:
    st.html(f"<style>{tooltip_rules(values)}</style>")
    shapes = f"/territoires/{visit.observatory.snapshot.id}"
    deck = epci_map.deck(values, visit.palette, shapes)
    drawing, beside = st.columns([7, 4], vertical_alignment="center")
    with drawing:
        st.pydeck_chart(deck, height=epci_map.HEIGHT, key="freins-carte", alt=f"Carte : {title}")
    with beside:
        markup.block(markup.paragraph(spread(values), "plain"))
        markup.block(legend(values, visit.palette))
        markup.block(markup.paragraph(NOTE, "note"))


def _table(values: MapValues, found: Released, everyone: Released, title: str) -> str:
    pathways = {
        row["epci_code"]: row["yes"] + row["no"] + row["unknown"]
        for row in everyone.table.to_dicts()
    }
    ordered = sorted(values.table.to_dicts(), key=lambda row: rank(share_of(row), row["name"]))
    rows = [
        _row(short_name(row["name"]), share_of(row), pathways.get(row["code"], 0))
        for row in ordered
    ]
    unplaced = found.table.filter(pl.col("epci_code").is_null()).to_dicts()
    rows += [_row(UNPLACED, share_of(row), pathways.get(None, 0)) for row in unplaced]
    total = everyone.total.row(0, named=True)
    whole = total["yes"] + total["no"] + total["unknown"]
    foot = _row("Ensemble", share_of(found.total.row(0, named=True)), whole)
    return markup.table(title, COLUMNS, rows, foot)


def _row(name: str, share: Share, pathways: int) -> Row:
    beside = Share(pathways - share.base, pathways)
    none = Cell("aucun parcours" if not pathways else NOTHING, -1)
    return (
        name,
        counted_cell(share) if share.base else none,
        rate_cell(share),
        interval_cell(share),
        both_cell(beside),
    )


def _tip(row: dict[str, Any]) -> str:
    share = share_of(row)
    if not share.base:
        return LOOKS[Look.MISSING]
    return f"{share.rate_words} {SHARE.unit} ; {share.counted}"


def _key(colour: str, told: str, count: int, sign: str = "") -> str:
    name = "oi-swatch dashed" if sign else "oi-swatch"
    swatch = f'<span class="{name}" style="background-color:{colour}">{sign}</span>'
    return f"<li>{swatch}{escape(told)} ({number(count)} EPCI)</li>"
