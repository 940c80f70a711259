"""A comparison in plain French: two rates, their difference, and whether it can be told."""

from typing import Any

from dashboard.disclosure import CellStatus, thresholds
from dashboard.formats import NO_BREAK_SPACE, fraction, percent, points, signed
from dashboard.reading.counted_units import Noun

NO_EFFECT = "Une différence n'est pas un effet du dispositif."
METHOD = (
    "Écart : taux de l'unité choisie moins celui de la ligne ; intervalle à 95 % de Newcombe, bâti "
    "sur les intervalles de Wilson des deux taux. Une même personne peut compter des deux côtés."
)


def side_words(name: str, row: dict[str, Any], unit: Noun) -> str:
    """Return a side of the comparison with its rate: `le reste : 54,2 % (103/190 sorties)`."""
    counted = f"{fraction(row['numerator'], row['base'])}{NO_BREAK_SPACE}{unit.after(row['base'])}"
    if row["status"] != CellStatus.SHOWN.value:
        return f"{name} : {counted}"
    return f"{name} : {percent(row['rate'], row['base'])} ({counted})"


def verdict(name: str, own: dict[str, Any], other: dict[str, Any], unit: Noun) -> str:
    """Return how the chosen unit stands against a side, or why nothing is said."""
    minimum = thresholds().minimum_base_for_comparison
    there = side_words(name, other, unit)
    if other["difference"] is None:
        small = "de l'unité choisie" if own["base"] < minimum else "de ce côté"
        return f"{there}. La base {small} est inférieure à {minimum} : aucune comparaison."
    away = f"écart de {points(other['difference'])}, intervalle à 95 % de {spread(other)}"
    if other["low"] > 0 or other["high"] < 0:
        return f"{there} ; {away} : il dépasse la marge d'incertitude."
    return f"{there} ; {away} : il ne dépasse pas la marge d'incertitude."


def spread(row: dict[str, Any]) -> str:
    """Return the interval of a difference: `−9,6 à +10,0 points`."""
    return f"{signed(row['low'])} à {points(row['high'])}"
