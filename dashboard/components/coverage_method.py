"""« Comment lire » of Couverture IAE: the score, its assumptions, what was left aside."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboard.components import coverage_about, coverage_words, markup
from dashboard.formats import number
from dashboard.observatory.coverage_question import COVERAGE_PRESETS
from dashboard.observatory.coverage_released import ReleasedCoverage
from pipelines.vocabulary.coverage import CatchmentMethod

CLASSES = (
    "Non couvert : aucun ETP à portée. Sous-doté : moins de 50 % de la référence. Fragile : de "
    "50 % à moins de 80 %. Proche : de 80 % à 120 %. Bien doté : plus de 120 %. Bord non évalué : "
    "le voisinage touche un département dont l'offre ou le public n'est pas chargé, ou ne l'est "
    "que pour moins de la moitié des communes à une heure."
)
SCORE = (
    "Les ETP de chaque structure sont partagés entre le public à portée ; l'accessibilité "
    "potentielle d'une commune est la somme des parts qu'elle peut atteindre, pour 100 personnes."
)
TIMES = (
    "Temps estimé : distance à vol d'oiseau, détour de 30 %, vitesse selon la densité, plus une "
    "durée fixe. Un fichier de temps de trajet, s'il est déposé, prend le pas. Rien n'est estimé "
    "au-delà de 60 minutes ni vers une île."
)
GRAIN = (
    "Une classe change avec la maille : la moyenne d'une intercommunalité, pondérée par le "
    "public, peut cacher des communes éloignées."
)


def how_to_read(several: Sequence[ReleasedCoverage], origin: str = "") -> None:
    """Draw the folded explanation of the figures of the page."""
    released = several[0]
    method = CatchmentMethod(released.question.rule.method)
    presets = ", ".join(preset.label for preset in COVERAGE_PRESETS.values())
    pairs = [
        ("Définition", SCORE),
        ("Méthode", f"{released.method_label} : {method.label}."),
        ("Temps", TIMES),
        ("Classes", CLASSES),
        ("Référence", coverage_words.counted_words(several, origin)),
        ("Stabilité", f"Part des méthodes qui donnent la même classe : {presets}."),
        ("Maille", GRAIN),
        (
            "Public",
            f"Compté au {coverage_about.counted_on(several)}. "
            f"Source : {', '.join(coverage_about.sources(several))}.",
        ),
        ("Laissés de côté", _accounts(several)),
    ]
    with st.expander("Comment lire"):
        markup.block(markup.facts(pairs))


def _accounts(several: Sequence[ReleasedCoverage]) -> str:
    accounts = pl.concat(released.accounts for released in several)
    count = pl.when(pl.col("is_shared").first()).then(pl.col("count").max())
    counts = accounts.group_by("label", maintain_order=True).agg(
        count.otherwise(pl.col("count").sum())
    )
    told = [f"{label} : {number(count)}" for label, count in counts.iter_rows() if count]
    return f"{' ; '.join(told)}." if told else "Rien."
