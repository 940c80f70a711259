"""« Comment lire » : what a figure counts, over which base, from which source."""

from collections.abc import Mapping

import streamlit as st

from dashboard.components import markup
from dashboard.disclosure import thresholds
from dashboard.formats import plural
from pipelines.indicators import Indicator, Time, Unit
from pipelines.tallies import Tally

TIMES = {
    Time.STOCK: "Effectif en fin de trimestre, ou à la date de référence.",
    Time.ENTRY_COHORT: "Le trimestre est celui de l'entrée dans le parcours.",
    Time.EXIT_COHORT: "Le trimestre est celui de la sortie du parcours.",
}
UNITS = {Unit.PROPORTION: "Part (numérateur / base)", Unit.COUNT: "Effectif", Unit.SUM: "Somme"}


def how_to_read(shown: Mapping[str, Indicator | Tally]) -> None:
    """Draw the folded explanation of the figures of the page, by the name they have there."""
    with st.expander("Comment lire"):
        for label, counted in shown.items():
            title = f"<h2>{label}</h2>" if len(shown) > 1 else ""
            pairs = (
                tally_explanation(counted) if isinstance(counted, Tally) else explanation(counted)
            )
            markup.block(title + markup.facts(pairs))
        markup.block(markup.paragraph(rules(), "note"))


def explanation(indicator: Indicator) -> list[tuple[str, str]]:
    """Return the definition of an indicator as terms and sentences."""
    pairs = [
        ("Définition", indicator.definition),
        ("Compte", indicator.yes),
        ("Base", indicator.base),
        ("Inconnus", _unknown(indicator)),
        ("Exclus", "Sorties retirées du constat (décès, saisie annulée) : hors base."),
        ("Temps", TIMES[indicator.time]),
        ("Source", indicator.source),
        ("Version", f"{indicator.code} · {indicator.version}"),
    ]
    if indicator.time is not Time.EXIT_COHORT:
        pairs = [pair for pair in pairs if pair[0] != "Exclus"]
    if indicator.maturity_days:
        days = plural(indicator.maturity_days, "jour")
        sentence = (
            f"Sorties de moins de {days} à la date de référence : hors base, comptées à part."
            if indicator.time is Time.EXIT_COHORT
            else f"Moins de {days} de recul à la date de référence : hors base, comptés à part."
        )
        pairs.insert(5, ("Trop récents", sentence))
    return pairs


def tally_explanation(tally: Tally) -> list[tuple[str, str]]:
    """Return the definition of a table of counts as terms and sentences."""
    return [
        ("Définition", tally.definition),
        ("Compte", f"{tally.counts[0].upper()}{tally.counts[1:]}."),
        ("Temps", TIMES[tally.time]),
        ("Source", tally.source),
        ("Version", f"{tally.code} · {tally.version}"),
    ]


def rules() -> str:
    """Return the thresholds and the interval, in one sentence each."""
    limits = thresholds()
    return (
        f"Aucun taux sous une base de {limits.minimum_base_for_rate} ; aucun classement sous une "
        f"base de {limits.minimum_base_for_comparison}. Intervalle de Wilson à 95 %."
    )


def _unknown(indicator: Indicator) -> str:
    if indicator.unit is not Unit.PROPORTION:
        return "Sans objet : c'est un effectif."
    if indicator.unknown_in_base:
        return "Comptés dans la base : ne pas savoir ne fait pas monter le taux."
    return "Comptés à part, hors de la base."
