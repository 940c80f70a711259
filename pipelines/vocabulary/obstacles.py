"""The eleven obstacles, their states, and the crosswalk from the source systems."""

import csv
from functools import cache
from pathlib import Path

from pipelines.vocabulary.base import Vocabulary

CROSSWALK_VERSION = "2026-1"


class Obstacle(Vocabulary):
    """Frein : ce qui bloque l'accès à l'emploi."""

    MOBILITY = "mobility", "Mobilité", "MOBILITE"
    HEALTH = "health", "Santé", "SANTE"
    HOUSING = "housing", "Logement", "LOGEMENT"
    CHILDCARE = "childcare", "Famille et garde d'enfants", "GARDE_ENFANT", "FAMILLE"
    FINANCES = "finances", "Difficultés financières", "FINANCES", "BUDGET"
    RIGHTS = "rights", "Démarches et accès aux droits", "ADMIN_DROITS", "DROITS"
    LANGUAGE = "language", "Langue et savoirs de base", "LANGUE", "SAVOIRS"
    DIGITAL = "digital", "Numérique", "NUMERIQUE"
    JUSTICE = "justice", "Justice", "JUSTICE"
    CONFIDENCE = "confidence", "Remobilisation et confiance", "CONFIANCE", "REMOBILISATION"
    QUALIFICATION = "qualification", "Formation et qualification", "QUALIFICATION", "FORMATION"


SENSITIVE_OBSTACLES = frozenset({Obstacle.HEALTH, Obstacle.JUSTICE})
"""Never shown below the département in the protected edition."""


class ObstacleState(Vocabulary):
    """État du frein : « non évalué » n'est pas « absent »."""

    IDENTIFIED = "identified", "Frein identifié", "OUI"
    NOT_IDENTIFIED = "not_identified", "Pas de frein", "NON"
    NOT_ASSESSED = "not_assessed", "Non évalué", "NON_ABORDEE"


class Intensity(Vocabulary):
    """Intensité du frein."""

    LOW = "low", "Faible", "FAIBLE"
    MEDIUM = "medium", "Moyenne", "MOYEN"
    HIGH = "high", "Forte", "FORT"


class DetectedBy(Vocabulary):
    """Moment où le frein a été repéré."""

    ENTRY_ASSESSMENT = "entry_assessment", "Diagnostic d'entrée"
    DURING_PATHWAY = "during_pathway", "En cours de parcours"


@cache
def crosswalk() -> tuple[dict[str, str], ...]:
    """Return the published crosswalk: version, system, source_code, obstacle, scope, one row each.

    A code absent from a system means that the system cannot say, never that nobody is concerned.
    """
    path = Path(__file__).with_name("obstacle_crosswalk.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=";"))
