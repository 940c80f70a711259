"""The chart and the map of a document: what they show, or why there is nothing to show."""

import json
from typing import Any

import polars as pl

from dashboard.disclosure import CellStatus, Released, thresholds
from dashboard.document.asking import Asking
from dashboard.document.cells import Cell, Column, Figure, Kind, Table
from dashboard.document.drawn import Area, Bar, Chart, Map, MapClass
from dashboard.document.variants import Plan
from dashboard.formats import fraction, number, percent, plural, short_name
from dashboard.observatory import outlines
from dashboard.reading.counted_units import unit_of
from dashboard.reading.map_values import Look, MapValues, map_values
from pipelines.vocabulary import Dimension

MOST_BARS = 12
NO_LABEL = "Non renseigné"
LOOK_WORDS = {
    Look.ZERO: "aucune entrée",
    Look.WITHHELD: "population non diffusée",
    Look.MISSING: "population absente",
}
NO_RATE = {Look.WITHHELD, Look.MISSING}
"""Looks of territories whose population is not known whole: none is printed."""


def chart(asking: Asking, plan: Plan) -> Chart:
    """Return the chart of a plan: the largest groups, highest rate first, small bases last."""
    released, by = _told_apart(asking, plan)
    label = asking.selection.label(plan.chart)
    groups = released.table.filter(pl.col("base") > 0).sort(
        "base", by.value, descending=[True, False], nulls_last=True
    )
    shown = groups.head(MOST_BARS).sort("rate", "base", descending=True, nulls_last=True)
    bars = tuple(_bar(by, row) for row in shown.to_dicts())
    refusal = "" if any(bar.figure.rate is not None for bar in bars) else _no_bar(released)
    note = f"En % des {unit_of(released.indicator).several} ; traits : intervalles à 95 %."
    if len(groups) > MOST_BARS:
        note += f" Les {MOST_BARS} groupes les plus nombreux sur {number(len(groups))} ; "
        note += "les autres sont dans le classeur."
    return Chart(
        title=f"{label}, par {by.label.lower()}",
        note=note,
        bars=() if refusal else bars,
        alt=refusal or _alt(label, bars),
        refusal=refusal,
        left=tuple(_bar(by, row) for row in groups[MOST_BARS:].to_dicts()),
    )


def _told_apart(asking: Asking, plan: Plan) -> tuple[Released, Dimension]:
    """Return the groups of a plan, or the ages where there is a single one: it compares nothing."""
    released = asking.now(plan.chart, plan.chart_by)
    if released.table.filter(pl.col("base") > 0).height != 1:
        return released, plan.chart_by
    return asking.now(plan.chart, Dimension.AGE_BAND), Dimension.AGE_BAND


def _bar(by: Dimension, row: dict[str, Any]) -> Bar:
    label = row[f"{by.value}_label"] if row[by.value] is not None else NO_LABEL
    return Bar(label, Figure.of(row))


def _no_bar(released: Released) -> str:
    total = Figure.of(released.total.row(0, named=True))
    if total.immature and not total.base:
        return "Il est trop tôt : aucune sortie de la période n'a le recul nécessaire."
    if not total.base:
        return "Rien à comparer : personne ne compte dans la base sur cette période."
    return f"Chaque base est inférieure à {thresholds().minimum_base_for_rate} : aucun taux."


def _alt(label: str, bars: tuple[Bar, ...]) -> str:
    told = "; ".join(f"{bar.label} : {_told(bar.figure)}" for bar in bars)
    return f"Barres horizontales, {label}. {told}."


def _told(figure: Figure) -> str:
    counted = fraction(figure.numerator, figure.base or 0)
    if figure.status is not CellStatus.SHOWN:
        return f"{counted}, base trop petite"
    return f"{percent(figure.rate, figure.base)} ({counted})"


def entries_map(asking: Asking) -> Map:
    """Return the map of entries by EPCI, in the départements of the perimeter."""
    observatory = asking.observatory
    entries = asking.now("entries", Dimension.EPCI)
    departments = _departments(asking)
    shapes = outlines(observatory.snapshot, "epci")
    populations = observatory.background.epci_populations()
    kept = dict(asking.selection.where)
    if Dimension.EPCI in kept:
        populations = populations.filter(pl.col("epci_code").is_in(kept[Dimension.EPCI]))
    values = map_values(entries, shapes.drop("geojson"), populations, set(departments))
    title = f"Entrées {values.measure.unit}, par intercommunalité"
    if values.table.is_empty():
        return Map(title, "", (), (), "", _no_map(shapes, departments), None)
    panels = _panels(populations, departments)
    areas = tuple(_areas(values, shapes, panels))
    table = _map_table(values, title)
    alt = f"Carte : {title}. Les mêmes nombres sont dans le tableau du classeur."
    whole = entries.total.row(0, named=True)["numerator"]
    return Map(title, _map_note(values, whole), _legend(values), areas, alt, "", table)


def _departments(asking: Asking) -> dict[str, str]:
    """Return the départements where pathways of the perimeter began, with their names."""
    column = Dimension.DEPARTMENT.value
    table = asking.now("entries", Dimension.DEPARTMENT).table.filter(pl.col("numerator") > 0)
    return dict(table.drop_nulls(column).select(column, f"{column}_label").iter_rows())


def _no_map(shapes: pl.DataFrame, departments: dict[str, str]) -> str:
    if not departments:
        return "Aucune entrée sur la période : la carte n'est pas dessinée."
    if shapes.is_empty():
        return "Aucun contour d'intercommunalité n'est installé : la carte n'est pas dessinée."
    return "Aucune intercommunalité du périmètre n'est connue : la carte n'est pas dessinée."


def _panels(populations: pl.DataFrame, departments: dict[str, str]) -> dict[str, str]:
    """Return the département that holds most people of each EPCI, when there are several."""
    if len(departments) < 2:
        return {}
    inside = populations.filter(pl.col("department_code").is_in(list(departments)))
    largest = inside.sort("inhabitants", nulls_last=False).group_by("epci_code").last()
    codes = largest.select("epci_code", "department_code").iter_rows()
    return {epci: departments[department] for epci, department in codes}


def _areas(values: MapValues, shapes: pl.DataFrame, panels: dict[str, str]) -> list[Area]:
    rows = _ranked(values.table.join(shapes.select("code", "geojson"), on="code"))
    ranks = {rank: place for place, rank in enumerate(_classes(values))}
    return [
        Area(
            code=row["code"],
            name=short_name(row["name"]),
            look=row["look"],
            rank=ranks.get(row["rate_class"]),
            count=row["entries"],
            denominator=row["denominator"],
            rate=row["rate"],
            rings=_rings(json.loads(row["geojson"])),
            panel=panels.get(row["code"], ""),
        )
        for row in rows.to_dicts()
    ]


def _rings(shape: dict[str, Any]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Return the outlines of a polygon or of several, holes left out."""
    many = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    return tuple(tuple((float(x), float(y)) for x, y in polygon[0]) for polygon in many)


def _legend(values: MapValues) -> tuple[MapClass, ...]:
    classes = [
        MapClass(values.class_words(rank), Look.VALUE.value, place, values.count(Look.VALUE, rank))
        for place, rank in enumerate(_classes(values))
    ]
    others = [
        MapClass(words, look.value, None, count)
        for look, words in LOOK_WORDS.items()
        if (count := values.count(look))
    ]
    return (*classes, *others)


def _classes(values: MapValues) -> list[int]:
    """Return the classes of values that hold a territory, lowest first."""
    return sorted(values.table.filter(look=Look.VALUE.value)["rate_class"].unique())


def _map_note(values: MapValues, entries: int) -> str:
    counted = plural(len(values.table), "intercommunalité", "intercommunalités")
    left = entries - int(values.table["entries"].sum())
    told = (
        f"Parcours commencés sur la période par les habitants du périmètre, {values.measure.unit} "
        f"du même périmètre ; {counted}."
    )
    if not left:
        return told
    return f"{told} {plural(left, 'entrée')} hors de la carte : commune inconnue ou d'ailleurs."


def _ranked(table: pl.DataFrame) -> pl.DataFrame:
    """Sort territories as they are read, and lettered: the highest rate first."""
    return table.sort("rate", "entries", "code", descending=[True, True, False], nulls_last=True)


def _map_table(values: MapValues, title: str) -> Table:
    rows = _ranked(values.table).to_dicts()
    has_remarks = any(Look(row["look"]) in LOOK_WORDS for row in rows)
    columns = (
        Column("Intercommunalité", Kind.TEXT),
        Column("Entrées", Kind.COUNT),
        Column(values.measure.base_title, Kind.COUNT),
        Column(f"Pour {number(values.measure.per)}", Kind.DECIMAL),
        Column("Remarque", Kind.TEXT),
    )
    return Table(
        key="map",
        title=title,
        note="",
        columns=columns if has_remarks else columns[:-1],
        rows=tuple(_map_row(row)[: 5 if has_remarks else 4] for row in rows),
        whole=None,
    )


def _map_row(row: dict[str, Any]) -> tuple[Cell, ...]:
    look = Look(row["look"])
    people = None if look in NO_RATE else row["denominator"]
    return short_name(row["name"]), row["entries"], people, row["rate"], LOOK_WORDS.get(look, "")
