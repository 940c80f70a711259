"""Answers in plain French, with their n/N."""

from typing import Any

import polars as pl

from dashboard.components.bars import RANKED
from dashboard.components.timeline import time_dimension
from dashboard.disclosure import CellStatus, Released, thresholds
from dashboard.formats import fraction, interval, number, percent, plural
from pipelines.indicators import Unit
from pipelines.vocabulary import Dimension

NOUNS = {
    "caseload": ("personne présente", "personnes présentes"),
    "entries": ("parcours commencé", "parcours commencés"),
    "exits": ("parcours terminé", "parcours terminés"),
}


def counted(released: Released) -> str:
    """Return a count with what it counts, such as `2 parcours terminés`."""
    singular, several = NOUNS[released.indicator.code]
    return plural(released.total.row(0, named=True)["numerator"], singular, several)


def in_sentence(label: str) -> str:
    """Return a label as it is written inside a sentence; acronyms keep their capitals."""
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def answer(label: str, released: Released) -> str:
    """Return what the whole perimeter says about an indicator."""
    row = released.total.row(0, named=True)
    if released.indicator.unit is not Unit.PROPORTION:
        return f"{label} : {counted(released)}."
    if row["status"] != CellStatus.SHOWN.value:
        minimum = thresholds().minimum_base_for_rate
        shown = fraction(row["numerator"], row["base"])
        return f"{label} : {shown}. La base est inférieure à {minimum} : aucun taux n'est donné."
    return (
        f"{label} : {percent(row['rate'], row['base'])} "
        f"({fraction(row['numerator'], row['base'])}), "
        f"intervalle à 95 % de {interval(row['ci_low'], row['ci_high'], row['base'])}. "
        f"{_unknown(released, row)}"
    )


def comparison(released: Released, rows: pl.DataFrame) -> str:
    """Return how far apart the extremes are, when at least two rows may be compared."""
    is_rate = released.indicator.unit is Unit.PROPORTION
    if len(released.by) != 1 or not is_rate or time_dimension(released):
        return ""
    ranked = rows.filter(pl.col("rank_group") == RANKED)
    if len(ranked) < 2:
        return ""
    name = f"{released.by[0].value}_label"
    best, last = ranked.row(0, named=True), ranked.row(-1, named=True)
    apart = best["ci_low"] > last["ci_high"]
    verdict = (
        "l'écart dépasse la marge d'incertitude."
        if apart
        else "les intervalles se recouvrent, l'écart n'est pas établi."
    )
    return f"De {_place(last, name)} à {_place(best, name)} : {verdict}"


def cautions(released: Released) -> list[str]:
    """Return what a reader must know before adding or comparing the rows."""
    told = []
    by = set(released.by)
    if not released.indicator.adds_up:
        told.append(
            "Les lignes ne s'additionnent pas : une même personne ou un même parcours peut "
            "compter dans plusieurs lignes."
        )
    elif Dimension.OBSTACLE in by:
        told.append(
            "Les lignes ne s'additionnent pas : un parcours compte pour chacun de ses freins."
        )
    if by:
        told.append(
            "L'écart entre deux lignes ne dit pas d'où il vient : les publics accueillis diffèrent."
        )
    return told


def _unknown(released: Released, row: dict[str, Any]) -> str:
    if not row["unknown"]:
        return "Aucune situation inconnue."
    if released.indicator.unknown_in_base:
        share = percent(row["unknown"] / row["base"], row["base"])
        return f"Situations inconnues, comptées dans la base : {number(row['unknown'])} ({share})."
    return f"{plural(row['unknown'], 'situation inconnue', 'situations inconnues')}, hors base."


def _place(row: dict[str, Any], name: str) -> str:
    rate = percent(row["rate"], row["base"])
    return f"{rate} ({row[name]}, {fraction(row['numerator'], row['base'])})"
