"""« Comment lire » of Maintien en emploi: what makes one employment, and when it ends."""

import streamlit as st

from dashboard.components import markup, method
from dashboard.components.retention_choice import FOLLOWUPS, INDICATORS, Asked
from dashboard.components.retention_indicators import CODES
from dashboard.disclosure import thresholds
from dashboard.formats import day
from dashboard.observatory import ReleasedRetention
from pipelines.indicators import indicators
from pipelines.tallies import tallies

SPELLS = (
    (
        "Qui",
        "Chaque personne compte une fois, pour le premier emploi commencé depuis son entrée. "
        "Les contrats d'insertion (CDDI, CDI inclusion) n'en sont pas.",
    ),
    (
        "Un emploi",
        "Des contrats séparés de 30 jours au plus n'en font qu'un, chez le même employeur ou "
        "un autre selon le choix ; 31 jours ou plus l'interrompent.",
    ),
    (
        "Une fin",
        "La fin constatée ; à défaut, la fin prévue quand elle est passée ; sinon l'emploi est "
        "en cours.",
    ),
)


def how_to_read(asked: Asked, released: ReleasedRetention) -> None:
    """Draw the folded explanation: the rules of retention, and the indicators when shown."""
    with st.expander("Comment lire"):
        if asked.chapter == FOLLOWUPS:
            tally = tallies()["followup_state"]
            pairs = [
                ("Suivis", tally.definition),
                ("Compte", tally.counts),
                ("Source", tally.source),
            ]
            markup.block(f"<h2>{tally.label}</h2>{markup.facts(pairs)}")
            return
        markup.block("<h2>Maintien en emploi</h2>" + markup.facts(_rules(released)))
        for code in CODES if asked.chapter == INDICATORS else ():
            indicator = indicators()[code]
            markup.block(
                f"<h2>{indicator.label}</h2>" + markup.facts(method.explanation(indicator))
            )
        if asked.chapter == INDICATORS:
            markup.block(markup.paragraph(method.rules(), "note"))


def _rules(released: ReleasedRetention) -> list[tuple[str, str]]:
    limits = thresholds()
    return [
        *SPELLS,
        (
            "Jusqu'où",
            "Une fin n'est sûre que si un autre contrat n'a pas pu suivre : toutes les durées "
            f"sont arrêtées au {day(released.censor_date)}.",
        ),
        (
            "Courbes",
            "Kaplan-Meier, intervalle log-log à 95 % ; elles s'arrêtent sous "
            f"{limits.minimum_at_risk_for_curve} personnes à risque. Les emplois encore en cours "
            "comptent jusqu'à leur dernier jour connu.",
        ),
        (
            "Comparer",
            "Test du log-rank et différence de durée moyenne restreinte, entre groupes sans "
            f"personne en commun d'au moins {limits.minimum_base_for_comparison} personnes. Les "
            "freins se recouvrent\u00a0: avec et sans un seul frein, parmi les personnes évaluées.",
        ),
        ("Source", "Contrats saisis par les structures, confirmations d'employeurs, DSN."),
    ]
