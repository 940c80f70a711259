"""« Comment lire » for a fair comparison: what is held equal, who is left out, the formulas."""

from collections.abc import Mapping
from math import exp
from typing import Any

import polars as pl
import streamlit as st

from dashboard.components import markup, method
from dashboard.components.markup import Cell, Column
from dashboard.disclosure import CaseMixModel, ReleasedComparison, thresholds
from dashboard.formats import decimal, number
from pipelines.analysis.case_mix import OTHER, UNKNOWN
from pipelines.analysis.intervals import Z
from pipelines.vocabulary import AgeBand, Answer, Dimension, EducationLevel, Sex, labels

UNEMPLOYMENT = {
    "under_12": "Moins de 12 mois",
    "12_23": "12 à 23 mois",
    "24_plus": "24 mois et plus",
}
OBSTACLES = {
    "0": "Aucun",
    **{str(count): str(count) for count in range(1, 6)},
    "6_plus": "6 et plus",
}
TRAITS: dict[str, tuple[str, Mapping[str, str]]] = {
    "entry_obstacles": ("Freins identifiés à l'entrée", OBSTACLES),
    "unemployment": ("Durée de chômage à l'entrée", UNEMPLOYMENT),
    "age_band": (Dimension.AGE_BAND.label, labels(AgeBand)),
    "education_level": (Dimension.EDUCATION.label, labels(EducationLevel)),
    "sex": (Dimension.SEX.label, labels(Sex)),
    "rsa": (Dimension.RSA.label, labels(Answer)),
    "rqth": (Dimension.RQTH.label, labels(Answer)),
    "qpv": (Dimension.QPV.label, labels(Answer)),
    "lone_parent": ("Parent isolé", labels(Answer)),
}
"""The traits held equal, in the order shown; the scheme is in the model but is not a trait."""

GATHERED = {OTHER: "Autres situations, regroupées", UNKNOWN: "Non renseigné"}
SOURCES = (
    "Entonnoir : Spiegelhalter, Statistics in Medicine, 2005. Correction des comparaisons "
    "multiples : Benjamini et Hochberg, J. R. Stat. Soc. B, 1995. Intervalle d'un taux : Wilson, "
    "J. Am. Stat. Assoc., 1927."
)
COLUMNS = (
    Column("Situation à l'entrée"),
    Column("Parcours", is_number=True, is_secondary=True),
    Column("Rapport de cotes", is_number=True),
    Column("Intervalle à 95 %", is_number=True, is_secondary=True),
)


def how_to_read(comparison: ReleasedComparison) -> None:
    """Draw the folded explanation: the indicator, the model, the formulas and their sources."""
    with st.expander("Comment lire"):
        facts = [*method.explanation(comparison.indicator), *explanation(comparison)]
        table = traits_table(comparison.model)
        notes = (method.rules(), SOURCES)
        told = "".join(markup.paragraph(note, "note") for note in notes)
        markup.block(markup.facts(facts) + table + told)


def explanation(comparison: ReleasedComparison) -> list[tuple[str, str]]:
    """Return how groups are compared, as terms and sentences."""
    minimum = thresholds().minimum_base_for_comparison
    return [
        ("Modèle", _model(comparison.model)),
        ("Non comparés", _left_out(comparison.model)),
        (
            "Attendus",
            "Ce que les mêmes personnes auraient obtenu si tous les dispositifs faisaient aussi "
            "bien que l'ensemble : somme des taux attendus de chaque parcours comparé, ramenée au "
            f"total observé des groupes comparés (× {decimal(comparison.fair.calibration, 3)}).",
        ),
        (
            "Observé / attendu",
            "Au-dessus de 1, le groupe obtient plus que son public ne le laissait attendre. "
            "Intervalle à 95 % : (O ± 1,96 √Σp(1−p)) / E.",
        ),
        ("Taux à public égal", "Rapport observé / attendu × taux de l'ensemble des comparés."),
        (
            "Limites",
            "Bornes exactes de la loi binomiale autour du taux de l'ensemble, à 95 % et 99,8 %. À "
            "public égal : écart de plus de 1,96 √Σp(1−p) entre observés et attendus.",
        ),
        ("q", "Part de fausses alertes acceptée si l'on retient tous les groupes de q inférieur."),
        ("Seuil", f"Aucune comparaison sous {minimum} parcours comparés : « base < {minimum} »."),
    ]


def traits_table(model: CaseMixModel) -> str:
    """Return the traits held equal with their odds ratios; empty when there is no model."""
    if model.refusal is not None:
        return ""
    parts = model.levels.partition_by("covariate", as_dict=True)
    rows = [
        row
        for trait, (title, names) in TRAITS.items()
        if (trait,) in parts
        for row in _levels(parts[(trait,)], title, names)
    ]
    return markup.table("Caractéristiques tenues égales", COLUMNS, rows)


def _levels(levels: pl.DataFrame, title: str, names: Mapping[str, str]) -> list[Any]:
    """Return one row per level, in the order of its code list."""
    order = {code: place for place, code in enumerate(names)}
    ordered = sorted(levels.to_dicts(), key=lambda row: order.get(row["level"], len(order)))
    return [
        (
            f"{title} : {_name(row['level'], names)}",
            Cell(number(row["people"]), row["people"]),
            *_odds(row, names),
        )
        for row in ordered
    ]


def _name(level: str, names: Mapping[str, str]) -> str:
    return names.get(level) or GATHERED.get(level, level)


def _odds(row: dict[str, Any], names: Mapping[str, str]) -> tuple[str | Cell, str]:
    if row["log_odds"] is None:
        with_others = row["counted_as"] != row["level"]
        counted = _name(row["counted_as"], names)
        return (f"compté avec « {counted} »" if with_others else "référence"), "—"
    odds, error = exp(row["log_odds"]), row["standard_error"]
    low, high = (exp(row["log_odds"] + sign * Z * error) for sign in (-1, 1))
    return Cell(decimal(odds, 2), odds), f"{decimal(low, 2)} à {decimal(high, 2)}"


def _model(model: CaseMixModel) -> str:
    if model.refusal is not None:
        return model.refusal.label
    return (
        f"Régression logistique sur {number(model.people)} parcours, caractéristiques connues à "
        "l'entrée, estimées à dispositif égal puis appliquées avec un même niveau pour tous."
    )


def _left_out(model: CaseMixModel) -> str:
    assessed = (
        "Les personnes dont les freins n'ont pas été évalués à l'entrée : on ne peut pas tenir "
        "égal ce qu'on ignore. "
        if model.is_for_assessed
        else "Freins à l'entrée trop peu évalués : le modèle s'en passe et garde tout le monde. "
    )
    return f"{assessed}Les dispositifs qui ne visent pas un emploi."
