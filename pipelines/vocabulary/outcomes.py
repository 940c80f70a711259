"""How pathways end and what jobs are: exit reasons, their categories, contract kinds, evidence."""

import csv
from functools import cache
from pathlib import Path

from pipelines.vocabulary.base import Vocabulary


class ExitCategory(Vocabulary):
    """Catégorie de sortie, dans les termes de l'ASP pour l'IAE."""

    DURABLE = "durable", "Emploi durable", "Emploi durable"
    TRANSITIONAL = "transitional", "Emploi de transition", "Emploi de transition"
    EMPLOYMENT = "employment", "Emploi de nature non précisée"
    OTHER_POSITIVE = (
        "other_positive",
        "Autre sortie positive (formation, autre SIAE)",
        "Sorties positives",
    )
    OTHER = "other", "Autre sortie", "Autres sorties"
    WITHDRAWN = "withdrawn", "Sortie retirée du constat", "Retrait des sorties constatées"
    NOT_COUNTED = "not_counted", "Sortie sous le seuil de la règle"
    CONTINUED = "continued", "Contrat prolongé dans la structure"
    UNDOCUMENTED = "undocumented", "Sortie non documentée"


class ExitReason(Vocabulary):
    """Motif de sortie.

    Les lignes du référentiel national des motifs ne sont pas publiques : cette liste est celle de
    l'observatoire, et un référentiel fourni s'y rattache par la correspondance de la source.
    """

    PERMANENT_CONTRACT = "permanent_contract", "CDI"
    FIXED_TERM_LONG = "fixed_term_long", "CDD ou intérim de 6 mois et plus"
    FIXED_TERM_SHORT = "fixed_term_short", "CDD ou intérim de moins de 6 mois"
    SUBSIDISED_CONTRACT = "subsidised_contract", "Contrat aidé hors SIAE"
    PUBLIC_SERVICE = "public_service", "Titularisation ou stage dans la fonction publique"
    BUSINESS_CREATION = "business_creation", "Création ou reprise d'entreprise"
    EMPLOYMENT = "employment", "Emploi, contrat non précisé", "EMPLOI"
    TRAINING = "training", "Formation qualifiante ou préqualifiante", "FORMATION"
    APPRENTICESHIP = "apprenticeship", "Apprentissage ou professionnalisation"
    OTHER_SIAE = "other_siae", "Embauche dans une autre SIAE"
    NEXT_SCHEME = "next_scheme", "Entrée dans un autre dispositif"
    ORIENTATION_CONFIRMED = "orientation_confirmed", "Orientation confirmée"
    ORIENTATION_NOT_CONFIRMED = "orientation_not_confirmed", "Orientation non confirmée"
    JOB_SEEKING = "job_seeking", "En recherche d'emploi"
    INACTIVE = "inactive", "Sans emploi ni recherche"
    DROPOUT = "dropout", "Abandon", "ABANDON"
    END_OF_PATHWAY = "end_of_pathway", "Fin de parcours sans solution", "FIN_PARCOURS"
    MOVED = "moved", "Déménagement"
    RETIREMENT = "retirement", "Retraite"
    HEALTH = "health", "Arrêt pour raison de santé"
    DEATH = "death", "Décès"
    WITHDRAWN = "withdrawn", "Sortie retirée du constat"


EXIT_CATEGORIES: dict[ExitReason, ExitCategory] = {
    ExitReason.PERMANENT_CONTRACT: ExitCategory.DURABLE,
    ExitReason.FIXED_TERM_LONG: ExitCategory.DURABLE,
    ExitReason.PUBLIC_SERVICE: ExitCategory.DURABLE,
    ExitReason.BUSINESS_CREATION: ExitCategory.DURABLE,
    ExitReason.FIXED_TERM_SHORT: ExitCategory.TRANSITIONAL,
    ExitReason.SUBSIDISED_CONTRACT: ExitCategory.TRANSITIONAL,
    ExitReason.EMPLOYMENT: ExitCategory.EMPLOYMENT,
    ExitReason.TRAINING: ExitCategory.OTHER_POSITIVE,
    ExitReason.APPRENTICESHIP: ExitCategory.OTHER_POSITIVE,
    ExitReason.OTHER_SIAE: ExitCategory.OTHER_POSITIVE,
    ExitReason.NEXT_SCHEME: ExitCategory.OTHER,
    ExitReason.ORIENTATION_CONFIRMED: ExitCategory.OTHER,
    ExitReason.ORIENTATION_NOT_CONFIRMED: ExitCategory.OTHER,
    ExitReason.JOB_SEEKING: ExitCategory.OTHER,
    ExitReason.INACTIVE: ExitCategory.OTHER,
    ExitReason.DROPOUT: ExitCategory.OTHER,
    ExitReason.END_OF_PATHWAY: ExitCategory.OTHER,
    ExitReason.MOVED: ExitCategory.OTHER,
    ExitReason.RETIREMENT: ExitCategory.OTHER,
    ExitReason.HEALTH: ExitCategory.OTHER,
    ExitReason.DEATH: ExitCategory.WITHDRAWN,
    ExitReason.WITHDRAWN: ExitCategory.WITHDRAWN,
}


EMPLOYED_AT_EXIT: dict[ExitReason, str] = {
    **{
        reason: "yes"
        for reason, category in EXIT_CATEGORIES.items()
        if category in {ExitCategory.DURABLE, ExitCategory.TRANSITIONAL, ExitCategory.EMPLOYMENT}
    },
    ExitReason.APPRENTICESHIP: "yes",
    ExitReason.OTHER_SIAE: "yes",
    ExitReason.TRAINING: "no",
    ExitReason.JOB_SEEKING: "no",
    ExitReason.INACTIVE: "no",
    ExitReason.END_OF_PATHWAY: "no",
    ExitReason.RETIREMENT: "no",
}
"""What the reason alone says of employment on the day of exit; silent reasons are unknown."""


@cache
def scheme_outcomes() -> tuple[tuple[str, str], ...]:
    """Return the (scheme, exit reason) pairs that are what the scheme itself aims at."""
    path = Path(__file__).with_name("scheme_outcomes.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter=";")
        return tuple((row["scheme"], row["exit_reason"]) for row in rows)


class ExitSituation(Vocabulary):
    """Situation observée après la sortie."""

    EMPLOYED = "employed", "En emploi salarié", "EMPLOI"
    SELF_EMPLOYED = "self_employed", "En emploi indépendant", "INDEPENDANT"
    IN_TRAINING = "in_training", "En formation", "FORMATION"
    UNEMPLOYED = "unemployed", "En recherche d'emploi", "RECHERCHE"
    INACTIVE = "inactive", "Sans emploi ni recherche", "INACTIF"
    UNREACHABLE = "unreachable", "Personne injoignable", "INJOIGNABLE"


SITUATION_FACTS: dict[ExitSituation, tuple[str, ExitCategory]] = {
    ExitSituation.EMPLOYED: ("yes", ExitCategory.EMPLOYMENT),
    ExitSituation.SELF_EMPLOYED: ("yes", ExitCategory.DURABLE),
    ExitSituation.IN_TRAINING: ("no", ExitCategory.OTHER_POSITIVE),
    ExitSituation.UNEMPLOYED: ("no", ExitCategory.OTHER),
    ExitSituation.INACTIVE: ("no", ExitCategory.OTHER),
    ExitSituation.UNREACHABLE: ("unknown", ExitCategory.UNDOCUMENTED),
}
"""Whether the person works, and the exit category when no reason was recorded."""


class ContractKind(Vocabulary):
    """Nature du contrat de travail."""

    PERMANENT = "permanent", "CDI", "CDI"
    PERMANENT_INCLUSION = "permanent_inclusion", "CDI inclusion", "CDI_INCLUSION", "PERMANENT_I"
    FIXED_TERM_LONG = "fixed_term_long", "CDD de 6 mois et plus", "CDD6PLUS"
    FIXED_TERM_SHORT = "fixed_term_short", "CDD de moins de 6 mois", "CDD"
    TEMPORARY = "temporary", "Intérim", "INTERIM", "TEMPORARY"
    INCLUSION = "inclusion", "CDDI (contrat d'insertion)", "CDDI", "FIXED_TERM_I"
    APPRENTICESHIP = "apprenticeship", "Apprentissage", "APPRENTICESHIP"
    PROFESSIONAL_TRAINING = "professional_training", "Contrat de professionnalisation"
    BUSINESS_CREATION = "business_creation", "Création d'entreprise", "BUSINESS_CREATION"
    OTHER = "other", "Autre contrat", "AUTRE", "OTHER"


DURABLE_CONTRACTS = frozenset(
    {ContractKind.PERMANENT, ContractKind.FIXED_TERM_LONG, ContractKind.BUSINESS_CREATION}
)
FIXED_TERM_CONTRACTS = frozenset(
    {ContractKind.FIXED_TERM_LONG, ContractKind.FIXED_TERM_SHORT, ContractKind.TEMPORARY}
)
"""Contracts whose length decides whether they are durable, when their dates are known."""
INSERTION_CONTRACTS = frozenset({ContractKind.INCLUSION, ContractKind.PERMANENT_INCLUSION})
"""Contracts within the IAE itself: holding one is being in the pathway, not out of it."""


class EmploymentEnd(Vocabulary):
    """Motif de fin d'un emploi."""

    END_OF_CONTRACT = "end_of_contract", "Fin du contrat à son terme"
    ENDED_BY_EMPLOYER = "ended_by_employer", "Rupture par l'employeur"
    ENDED_BY_PERSON = "ended_by_person", "Départ de la personne"
    PERMANENT_CONTRACT = "permanent_contract", "Embauche en contrat durable"
    RETIREMENT = "retirement", "Départ à la retraite"
    MOVED = "moved", "Déménagement"
    DEATH = "death", "Décès"


NEUTRAL_ENDS = frozenset({EmploymentEnd.RETIREMENT, EmploymentEnd.MOVED, EmploymentEnd.DEATH})
"""Ends that say nothing of the job itself: the support could not have prevented them."""


class Evidence(Vocabulary):
    """Preuve de l'emploi ; les trois ne se mélangent pas."""

    DECLARED = "declared", "Déclaré"
    EMPLOYER_CONFIRMED = "employer_confirmed", "Confirmé par l'employeur"
    DSN = "dsn", "DSN"


class JobDoubt(Vocabulary):
    """Ce qu'un emploi saisi a de douteux, et ce qu'en fait le maintien en emploi."""

    NOT_STARTED = "not_started", "Commence après la date de référence : ignoré"
    TWICE = "twice", "Même personne, même employeur, même début qu'un autre : compté une fois"
    OVERLAP = "overlap", "Chevauche un autre contrat de la personne : compté une fois"
    PLANNED_END_PASSED = (
        "planned_end_passed",
        "Sans fin constatée, fin prévue passée : elle en tient lieu",
    )
    NO_END = "no_end", "Sans fin constatée ni fin prévue passée : encore en cours"
    REASON_WITHOUT_END = "reason_without_end", "Motif de fin sans date de fin constatée"
    UNKNOWN_KIND = "unknown_kind", "Contrat de nature inconnue : compté hors insertion"
