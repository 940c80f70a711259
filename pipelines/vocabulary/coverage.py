"""Code lists of coverage: how a score is computed, what a commune or a structure is told."""

from pipelines.vocabulary.base import Vocabulary
from pipelines.vocabulary.schemes import StructureKind


class CatchmentMethod(Vocabulary):
    """Méthode de calcul de l'accessibilité potentielle."""

    TWO_STEP = "2sfca", "2SFCA : toutes les distances comptent autant"
    ENHANCED = "e2sfca", "E2SFCA : l'éloignement compte, comme dans l'APL"
    THREE_STEP = "3sfca", "3SFCA : l'éloignement et le choix entre structures comptent"
    MODIFIED = "m2sfca", "M2SFCA : une offre mal placée n'est pas entièrement accessible"


class AccessStatus(Vocabulary):
    """Statut du score d'une commune : zéro, secret et absence sont trois choses."""

    COVERED = "covered", "Couverte"
    NO_FTE = "no_fte", "Structures à portée, sans aucun ETP"
    OUT_OF_REACH = "out_of_reach", "Aucune structure à portée"
    TIME_UNKNOWN = "time_unknown", "Temps de trajet inconnu"
    NO_DEMAND = "no_demand", "Offre à portée, que personne d'autre ne demande"
    DEMAND_WITHHELD = "demand_withheld", "Demande à portée non diffusée"
    DEMAND_MISSING = "demand_missing", "Demande à portée absente"


class ServiceStatus(Vocabulary):
    """Statut d'une structure : y a-t-il une demande à sa portée."""

    SERVING = "serving", "Demande à portée"
    NO_COMMUNE = "no_commune", "Aucune commune à portée"
    NO_DEMAND = "no_demand", "Offre sans demande"
    DEMAND_WITHHELD = "demand_withheld", "Demande à portée non diffusée"
    DEMAND_MISSING = "demand_missing", "Demande à portée absente"


class TimeMethod(Vocabulary):
    """D'où vient un temps entre une commune et une structure."""

    SUPPLIED = "supplied", "Temps fourni"
    ESTIMATED = "estimated", "Temps estimé"
    UNKNOWN = "unknown", "Temps inconnu"


class PairGap(Vocabulary):
    """Ce qui ne se répond pas entre les temps de trajet, la demande et l'offre."""

    UNKNOWN_COMMUNE = "unknown_commune", "Communes des temps de trajet, sans ligne de demande"
    UNKNOWN_STRUCTURE = "unknown_structure", "Structures des temps de trajet, sans offre"
    COMMUNE_WITHOUT_TIME = "commune_without_time", "Communes sans aucun temps de trajet"
    STRUCTURE_WITHOUT_TIME = "structure_without_time", "Structures sans aucun temps de trajet"


class SupplyFamily(Vocabulary):
    """Famille de structures : travail sur place et mise à disposition se lisent à part."""

    ALL = "all", "Toutes les structures de l'IAE"
    SITE = "site", "ACI, EI et EITI : travail sur place"
    PLACEMENT = "placement", "AI et ETTI : mise à disposition"

    @property
    def kinds(self) -> tuple[StructureKind, ...]:
        """Return the kinds of structures the family holds."""
        if self is SupplyFamily.ALL:
            return SITE_KINDS + PLACEMENT_KINDS
        return SITE_KINDS if self is SupplyFamily.SITE else PLACEMENT_KINDS


SITE_KINDS = (StructureKind.ACI, StructureKind.EI, StructureKind.EITI)
PLACEMENT_KINDS = (StructureKind.AI, StructureKind.ETTI)


class CoverageClass(Vocabulary):
    """Classe de couverture d'un territoire ; ce qui n'est pas évalué n'est jamais sous-doté."""

    UNCOVERED = "uncovered", "Non couvert"
    UNDERSERVED = "underserved", "Sous-doté"
    FRAGILE = "fragile", "Fragile"
    NEAR = "near", "Proche de la référence"
    WELL = "well", "Bien doté"
    NO_DEMAND = "no_demand", "Offre à portée, sans public"
    NOT_ASSESSED_EDGE = "edge", "Bord non évalué"
    DEMAND_WITHHELD = "demand_withheld", "Public non diffusé"
    DEMAND_MISSING = "demand_missing", "Public absent des données"
    TIME_UNKNOWN = "time_unknown", "Temps de trajet inconnu"


UNDERSERVED_BELOW = 0.5
FRAGILE_BELOW = 0.8
WELL_ABOVE = 1.2
"""Bounds of the classes, as shares of the reference; a score equal to 0.8 or 1.2 is near it."""
