"""Whether a target may stand beside the actual figure, and how far from it the figure is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, floor
from typing import Any

from dashboard.formats import day, decimal, quarter_label
from pipelines.indicators import Grain, Indicator, Time, Unit

SCALES = {"part": 1.0, "%": 100.0, "pourcentage": 100.0}
"""The units of a share, with the value that means everyone."""
COUNT_UNITS = {
    Grain.PARTICIPANT: ("nombre", "personne", "personnes"),
    Grain.PATHWAY: ("nombre", "parcours", "entrée", "entrées", "sortie", "sorties"),
}
COUNTED = {Time.STOCK: "personnes", Time.ENTRY_COHORT: "entrées", Time.EXIT_COHORT: "sorties"}
LOWER_IS_BETTER = {
    "dropout",
    "obstacle_not_assessed",
    "secondment_over_2_years",
    "undocumented_exit",
}
"""Indicators whose target is a ceiling."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target fit to be compared: `value` is a share of 1 for a proportion, else a number.

    `quarters` are the first and last quarters of its period.
    """

    indicator: str
    value: float
    quarters: tuple[str, str]
    is_ceiling: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the actual is from a target.

    `people` is how many more units the numerator needs to reach it (how many too many, for a
    ceiling); zero or less when it is reached. `points` is actual minus target, None for a count.
    """

    people: int
    points: float | None

    @property
    def is_reached(self) -> bool:
        """Tell whether nothing is missing."""
        return self.people <= 0


def judge(
    row: Mapping[str, Any],
    known: Mapping[str, Indicator],
    quarters: Mapping[str, bool],
    reference_date: date,
) -> Aim | str:
    """Return the target of a row of Target, or the sentence that says why it is refused.

    `known` are the indicators by code, `quarters` those of the data. The sentence names the source
    document and what to correct.
    """
    indicator = known.get(row["indicator"])
    why = _misnamed(row, indicator) or _misplaced(row, quarters, reference_date)
    why = why or (_mismeasured(row, indicator) if indicator else "")
    if why or indicator is None:
        return f"Objectif {row['target_id']} ({row['source_document']}) refusé : {why}"
    scale = SCALES[_unit(row)] if indicator.unit is Unit.PROPORTION else 1.0
    return Aim(
        indicator.code,
        row["value"] / scale,
        (quarter_of(row["period_start"]), quarter_of(row["period_end"])),
        indicator.code in LOWER_IS_BETTER,
    )


def gap(aim: Aim, numerator: int, base: int | None) -> Gap:
    """Return how far `numerator` (over `base`, for a share) is from a target.

    The base stays as it is: one more success is one more in the numerator alone.
    """
    wanted = round(aim.value * base, 6) if base is not None else aim.value
    people = numerator - floor(wanted) if aim.is_ceiling else ceil(wanted) - numerator
    return Gap(people, 100 * (numerator / base - aim.value) if base else None)


def _misnamed(row: Mapping[str, Any], indicator: Indicator | None) -> str:
    if indicator is not None:
        return ""
    return f"l'indicateur « {row['indicator']} » est inconnu ; prendre un code de Méthodologie."


def _misplaced(row: Mapping[str, Any], quarters: Mapping[str, bool], reference_date: date) -> str:
    first, last = row["period_start"], row["period_end"]
    if not quarters or first > reference_date or quarter_of(last) < min(quarters):
        return (
            f"sa période ({day(first)} à {day(last)}) est hors des données ; corriger les dates ou "
            "charger cette période."
        )
    if quarter_of(first) < min(quarters):
        return (
            f"sa période commence le {day(first)}, avant les données "
            f"({quarter_label(min(quarters))}) ; charger les trimestres qui manquent."
        )
    if not _starts_a_quarter(first) or not _starts_a_quarter(last + timedelta(days=1)):
        return (
            f"sa période ({day(first)} à {day(last)}) coupe un trimestre ; la faire commencer et "
            "finir avec un trimestre."
        )
    return "" if first <= last else "sa période finit avant de commencer ; corriger les dates."


def _mismeasured(row: Mapping[str, Any], indicator: Indicator) -> str:
    unit, value = _unit(row), row["value"]
    if indicator.unit is Unit.PROPORTION:
        if unit not in SCALES:
            return (
                f"il est en « {row['unit']} » et l'indicateur est une part ; "
                "écrire l'unité « part » (0,45) ou « % » (45)."
            )
        most = SCALES[unit]
        if 0 <= value <= most:
            return ""
        return f"{decimal(value, 2)} n'est pas une part ; écrire une valeur entre 0 et {most:.0f}."
    accepted = COUNT_UNITS.get(indicator.grain, ("nombre",))
    if unit not in accepted:
        return (
            f"il est en « {row['unit']} » et l'indicateur compte des {COUNTED[indicator.time]} ; "
            f"écrire un nombre, en « {accepted[1] if len(accepted) > 1 else 'nombre'} »."
        )
    if value < 0 or value != int(value):
        return f"{decimal(value, 2)} n'est pas un effectif ; écrire un nombre entier."
    return ""


def _unit(row: Mapping[str, Any]) -> str:
    return str(row["unit"]).strip().casefold()


def quarter_of(moment: date) -> str:
    """Return the quarter a day is in: `2025-Q3`."""
    return f"{moment.year}-Q{(moment.month + 2) // 3}"


def _starts_a_quarter(moment: date) -> bool:
    return moment.day == 1 and moment.month % 3 == 1
