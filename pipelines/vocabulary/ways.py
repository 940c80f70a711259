"""The ways of people across schemes: how they end, and when things take place in them."""

from pipelines.vocabulary.base import Vocabulary


class WayIssue(Vocabulary):
    """Issue d'un chemin : ce que dit la sortie du dernier dispositif."""

    EMPLOYMENT = "employment", "Emploi"
    TRAINING = "training", "Formation ou autre SIAE"
    OTHER_SCHEME = "other_scheme", "Autre dispositif ou orientation confirmée"
    DROPOUT = "dropout", "Abandon"
    OTHER = "other", "Autre ou non documentée"
    NEUTRALISED = "neutralised", "Retirée du constat"
    ONGOING = "ongoing", "En cours"


class StepMoment(Vocabulary):
    """Moment d'une étape, compté depuis l'entrée dans le parcours."""

    BEFORE = "before", "Avant l'entrée"
    UNDER_1 = "under_1", "Moins de 1 mois"
    FROM_1_TO_3 = "1_3", "De 1 à 3 mois"
    FROM_3_TO_6 = "3_6", "De 3 à 6 mois"
    FROM_6_TO_12 = "6_12", "De 6 à 12 mois"
    FROM_12 = "12_plus", "12 mois et plus"


class DurationBand(Vocabulary):
    """Durée d'un parcours, jusqu'à sa fin ou jusqu'à la date de référence."""

    UNDER_3 = "under_3", "Moins de 3 mois"
    FROM_3_TO_6 = "3_6", "De 3 à 6 mois"
    FROM_6_TO_12 = "6_12", "De 6 à 12 mois"
    FROM_12_TO_24 = "12_24", "De 12 à 24 mois"
    FROM_24 = "24_plus", "24 mois et plus"
