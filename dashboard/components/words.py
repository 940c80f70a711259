"""Answers in plain French, with their n/N."""

from typing import Any

import polars as pl

from dashboard.components.bars import RANKED
from dashboard.disclosure import CellStatus, Released, share, thresholds
from dashboard.formats import NO_BREAK_SPACE, fraction, interval, number, percent, plural
from dashboard.reading.counted_units import (
    PATHWAY,
    Noun,
    counted_as,
    is_several_per_pathway,
    unit_of,
)
from dashboard.reading.timeline import time_dimension
from pipelines.indicators import Grain, Unit
from pipelines.vocabulary import Dimension


def counted(released: Released) -> str:
    """Return a count with what it counts, such as `2 parcours terminés`."""
    numerator: int = released.total.row(0, named=True)["numerator"]
    return counted_as(released.indicator).counted(numerator)


def in_sentence(label: str) -> str:
    """Return a label as it is written inside a sentence; acronyms keep their capitals."""
    return label if label[:2].isupper() else label[0].lower() + label[1:]


def answer(label: str, released: Released) -> str:
    """Return what the whole perimeter says about an indicator."""
    row = released.total.row(0, named=True)
    if released.indicator.unit is not Unit.PROPORTION:
        return f"{label} : {counted(released)}."
    unit = unit_of(released.indicator)
    shown = f"{fraction(row['numerator'], row['base'])}{NO_BREAK_SPACE}{unit.after(row['base'])}"
    told = [_rate(row, shown), _unknown(released, row), _outside(unit, row)]
    return f"{label} : {' '.join(filter(None, told))}"


def measured_in(released: Released) -> str:
    """Return the unit of a chart: `en % des sorties`, or `effectifs`."""
    if released.indicator.unit is not Unit.PROPORTION:
        return "effectifs"
    return f"en % des {unit_of(released.indicator).several}"


def nothing_counted(released: Released, is_filtered: bool) -> str:
    """Return that there is nothing to count, in the indicator's own words."""
    is_piece = is_several_per_pathway(released.indicator)
    unit = unit_of(released.indicator) if is_piece else PATHWAY
    where = "ne correspond à ces filtres" if is_filtered else "dans votre périmètre"
    return f"Aucun{'e' if unit.is_feminine else ''} {unit.one} {where}."


def nothing_to_judge(released: Released) -> str:
    """Return why no rate can be given although units were counted, or an empty text."""
    row = released.total.row(0, named=True)
    if row["base"] or released.indicator.unit is not Unit.PROPORTION:
        return ""
    unit = unit_of(released.indicator)
    if row["immature"]:
        return (
            f"Il est trop tôt pour juger : {unit.counted(row['immature'])}, sans le recul "
            "nécessaire à la date de référence."
        )
    if row["unknown"]:
        return f"Rien n'est renseigné : {unit.counted(row['unknown'])} sans réponse connue."
    every = "toutes" if unit.is_feminine else "tous"
    return f"{unit.counted(row['excluded'])}, {every} hors du constat."


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
    indicator = released.indicator
    if is_several_per_pathway(indicator):
        several = unit_of(indicator).several
        told.append(
            f"Chaque ligne compte des {several}, pas des personnes : un parcours peut en avoir "
            "plusieurs."
        )
    if indicator.grain is Grain.PARTICIPANT:
        told.append(
            "Les lignes ne s'additionnent pas : une même personne peut compter dans plusieurs "
            "lignes."
        )
    elif Dimension.OBSTACLE in by and (indicator.grain is not Grain.OBSTACLE or indicator.rollup):
        told.append(
            "Les lignes ne s'additionnent pas : un parcours compte pour chacun de ses freins."
        )
    if by:
        told.append(
            "L'écart entre deux lignes ne dit pas d'où il vient : les publics accueillis diffèrent."
        )
    return told


def _rate(row: dict[str, Any], shown: str) -> str:
    if row["status"] == CellStatus.EMPTY_BASE.value:
        return "base nulle, aucun taux n'est donné."
    if row["status"] != CellStatus.SHOWN.value:
        minimum = thresholds().minimum_base_for_rate
        return f"{shown}. La base est inférieure à {minimum} : aucun taux n'est donné."
    return (
        f"{percent(row['rate'], row['base'])} ({shown}), "
        f"intervalle à 95 % de {interval(row['ci_low'], row['ci_high'], row['base'])}."
    )


def _unknown(released: Released, row: dict[str, Any]) -> str:
    if not row["unknown"]:
        return "Aucune situation inconnue."
    if released.indicator.unknown_in_base:
        rate = share(row["unknown"], row["base"])
        told = f" ({percent(rate, row['base'])})" if rate is not None else ""
        return f"Situations inconnues, comptées dans la base : {number(row['unknown'])}{told}."
    return f"{plural(row['unknown'], 'situation inconnue', 'situations inconnues')}, hors base."


def _outside(unit: Noun, row: dict[str, Any]) -> str:
    """Return what is neither counted nor unknown: neutralised, or too young to be judged."""
    feminine = "e" if unit.is_feminine else ""
    excluded, immature = row["excluded"], row["immature"]
    found = []
    if excluded:
        found.append(plural(excluded, f"exclu{feminine}"))
    if immature:
        found.append(plural(immature, f"trop récent{feminine}"))
    return f"Hors base aussi : {' et '.join(found)}." if found else ""


def _place(row: dict[str, Any], name: str) -> str:
    rate = percent(row["rate"], row["base"])
    return f"{rate} ({row[name]}, {fraction(row['numerator'], row['base'])})"
