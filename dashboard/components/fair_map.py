"""The map of a fair comparison: the shrunk rate as a colour, and only as a colour."""

from dataclasses import replace
from html import escape
from typing import Any

import polars as pl
import streamlit as st

from dashboard.components import epci_map, markup
from dashboard.components.obstacles_map import class_words
from dashboard.components.obstacles_map_values import obstacle_map_values
from dashboard.components.palette import Palette
from dashboard.components.visit import Visit
from dashboard.disclosure import CellStatus, ReleasedComparison, thresholds
from dashboard.formats import fraction, number, percent
from dashboard.reading.map_values import Look, MapValues

NOTE = (
    "La couleur rapproche de la moyenne les taux fondés sur peu de parcours (modèle bêta-binomial) "
    "pour que le hasard ne dessine pas la carte. L'infobulle et le tableau gardent le taux observé."
)
TITLE = "Taux observé par intercommunalité, lissé selon l'effectif"


def values(
    comparison: ReleasedComparison,
    centres: pl.DataFrame,
    populations: pl.DataFrame,
    departments: set[str],
) -> MapValues:
    """Return one row per EPCI of the départements; those not compared have no colour."""
    shown = pl.when("is_compared").then(pl.lit(CellStatus.SHOWN.value))
    table = comparison.table.with_columns(
        numerator="compared_yes",
        base="compared",
        rate="shrunk_rate",
        status=shown.otherwise(pl.lit(CellStatus.SMALL_BASE.value)),
    )
    return obstacle_map_values(replace(comparison, table=table), centres, populations, departments)


def draw(visit: Visit, found: MapValues, remark: str | None) -> None:
    """Draw the map and its legend; `remark` says when its colours show no difference."""
    markup.block(f"<h2>{TITLE}</h2>")
    st.html(f"<style>{tooltip_rules(found)}</style>")
    shapes = f"/territoires/{visit.observatory.snapshot.id}"
    deck = epci_map.deck(found, visit.palette, shapes)
    drawing, beside = st.columns([7, 4], vertical_alignment="center")
    with drawing:
        st.pydeck_chart(deck, height=epci_map.HEIGHT, key="carte-lissee", alt=f"Carte : {TITLE}")
    with beside:
        note = markup.paragraph(f"{NOTE} {remark or ''}".strip(), "note")
        markup.block(legend(found, visit.palette) + note)


def legend(found: MapValues, palette: Palette) -> str:
    """Return the legend: each class of colours and each absence, with how many EPCI it holds."""
    last = max(len(found.bounds) - 2, 1)
    steps = len(palette.sequence) - 1
    classes = [
        _key(
            palette.sequence[round(rank * steps / last)],
            class_words(found, rank),
            found.count(Look.VALUE, rank),
        )
        for rank in range(max(len(found.bounds) - 1, 0))
    ]
    looks = (
        (Look.ZERO, palette.zero, "aucun résultat"),
        (Look.WITHHELD, palette.withheld, _too_few()),
        (Look.MISSING, palette.missing, "aucun parcours comparé"),
    )
    others = [
        _key(colour, told, found.count(look), epci_map.LOOK_SIGNS[look])
        for look, colour, told in looks
        if found.count(look)
    ]
    return f'<ul class="oi-key">{"".join(classes + others)}</ul>'


def tooltip_rules(found: MapValues) -> str:
    """Return one rule per EPCI of the perimeter, holding what its tooltip says."""
    outside = '.oi-tip::after{content:"hors du périmètre"}'
    rules = (
        f'.oi-tip-{row["rank"]}.oi-tip::after{{content:"{_tip(row)}"}}'
        for row in found.table.to_dicts()
    )
    return outside + "".join(rules)


def _tip(row: dict[str, Any]) -> str:
    people = row["base"]
    if not people:
        return "aucun parcours comparé"
    counted = fraction(row["numerator"], people)
    if row["look"] == Look.WITHHELD.value:
        return f"{counted} ; {_too_few()}"
    return f"{percent(row['numerator'] / people, people)} ({counted})"


def _too_few() -> str:
    return f"moins de {thresholds().minimum_base_for_comparison} parcours comparés"


def _key(colour: str, told: str, count: int, sign: str = "") -> str:
    name = "oi-swatch dashed" if sign else "oi-swatch"
    swatch = f'<span class="{name}" style="background-color:{colour}">{sign}</span>'
    return f"<li>{swatch}{escape(told)} ({number(count)} EPCI)</li>"
