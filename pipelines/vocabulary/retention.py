"""Code lists of job retention: which continuity, by what trait of the job, how it ends."""

from pipelines.vocabulary.base import Vocabulary


class Continuity(Vocabulary):
    """Continuité : ce qui prolonge un emploi."""

    ANY_EMPLOYER = "any_employer", "Tout employeur"
    SAME_EMPLOYER = "same_employer", "Même employeur"


class JobTrait(Vocabulary):
    """Trait du premier emploi, par lequel on compare le maintien."""

    CONTRACT_KIND = "contract_kind", "Contrat du premier emploi", "contrat"
    EVIDENCE = "evidence", "Preuve du premier emploi", "preuve"


class FollowupState(Vocabulary):
    """État d'un suivi à échoir, un côté à la fois."""

    DONE = "done", "Fait à temps"
    DONE_LATE = "done_late", "Fait en retard"
    UNREACHABLE = "unreachable", "Injoignable"
    DUE = "due", "À faire ce mois-ci"
    OVERDUE = "overdue", "En retard, non fait"
    TO_COME = "to_come", "À venir"


class JobEnding(Vocabulary):
    """Fin d'un premier emploi commencé sans contrat durable."""

    DURABLE = "1", "Passage en contrat durable"
    LOSS = "2", "Perte de l'emploi"
    NEUTRAL = "3", "Retraite, départ ou décès"
