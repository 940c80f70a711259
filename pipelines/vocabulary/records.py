"""Activities, follow-ups, funding and steering: the smaller code lists."""

from pipelines.vocabulary.base import Vocabulary


class ActivityKind(Vocabulary):
    """Étape du parcours."""

    INTERVIEW = "interview", "Entretien"
    GROUP_MEETING = "group_meeting", "Rencontre collective"
    WORKSHOP = "workshop", "Atelier"
    TRAINING = "training", "Formation"
    PMSMP = "pmsmp", "Immersion (PMSMP)"
    WORK_TRIAL = "work_trial", "Mise en situation de travail"
    SECONDMENT = "secondment", "Mise à disposition"
    HEALTH_CHECK = "health_check", "Bilan de santé"
    EMPLOYER_CONTACT = "employer_contact", "Contact avec un employeur"
    JOB_REQUEST = "job_request", "Emploi demandé"
    EVALUATION_SENT = "evaluation_sent", "Évaluation transmise"
    AID = "aid", "Aide"


class ActivityOutcome(Vocabulary):
    """Suite donnée à l'étape."""

    DONE = "done", "Réalisée"
    MISSED = "missed", "Non honorée"
    ORIENTATION_CONFIRMED = "orientation_confirmed", "Orientation confirmée"
    ORIENTATION_NOT_CONFIRMED = "orientation_not_confirmed", "Orientation non confirmée"
    HIRED = "hired", "Embauche"
    TRAINING = "training", "Entrée en formation"
    QUALIFIED = "qualified", "Qualification obtenue"
    NONE = "none", "Sans suite"


class FollowupSide(Vocabulary):
    """Côté du suivi dans l'emploi."""

    EMPLOYEE = "employee", "Salarié"
    EMPLOYER = "employer", "Employeur"


class RsaStepKind(Vocabulary):
    """Étape administrative du RSA."""

    RIGHTS_OPENED = "rights_opened", "Ouverture des droits"
    ORIENTATION_DECIDED = "orientation_decided", "Décision d'orientation"
    NOTIFIED = "notified", "Notification"
    CONTRACT_SIGNED = "engagement_contract_signed", "Contrat d'engagement signé"
    REORIENTATION = "reorientation", "Réorientation"
    SUSPENSION = "suspension", "Suspension"
    LIFTED = "lifted", "Suspension levée"
    SUPPRESSION = "suppression", "Suppression"


class FundingKind(Vocabulary):
    """Nature du financement."""

    SUBSIDY = "subsidy", "Subvention"
    JOB_AID = "job_aid", "Aide au poste"
    CO_FUNDING = "co_funding", "Cofinancement"
    FSE_PLUS = "fse_plus", "FSE+"


class PopulationUnit(Vocabulary):
    """Unité de la population cible : quatre unités qui ne se confondent pas."""

    HOUSEHOLD = "household", "Foyers"
    RECIPIENT = "recipient", "Allocataires"
    SUBJECT_TO_DUTIES = "subject_to_duties", "Personnes soumises aux droits et devoirs"
    COVERED = "covered", "Personnes couvertes"
    INHABITANT = "inhabitant", "Habitants"

    @property
    def noun(self) -> str:
        """Return what is counted, in the singular."""
        return "foyer" if self is PopulationUnit.HOUSEHOLD else "personne"


class TargetPublic(Vocabulary):
    """Public cible d'un dispositif ou d'une population."""

    RSA = "rsa", "Bénéficiaires du RSA", "BRSA"
    LONG_TERM_UNEMPLOYED = "long_term_unemployed", "Demandeurs d'emploi de longue durée", "DELD"
    DISABLED = "disabled", "Personnes avec RQTH", "RQTH"
    YOUTH = "youth", "Moins de 26 ans"
    ALL = "all", "Tous publics"


class CountStatus(Vocabulary):
    """Statut d'un effectif publié : zéro, secret et absence sont trois choses."""

    KNOWN = "known", "Connu"
    WITHHELD = "withheld", "Non diffusé"
    MISSING = "missing", "Donnée absente"


class ControlDecision(Vocabulary):
    """Décision de contrôle sur un dossier tiré."""

    ACCEPTED = "accepted", "Accepté"
    REJECTED = "rejected", "Rejeté"
    CORRECTED = "corrected", "Corrigé"


class ControlReason(Vocabulary):
    """Motif d'une décision de contrôle ; une liste, car un texte libre nommerait des personnes."""

    NOT_ELIGIBLE = "not_eligible", "Personne hors du public visé"
    NO_PROOF = "no_proof", "Pièce d'éligibilité absente ou illisible"
    LATE_PROOF = "late_proof", "Pièce postérieure à l'entrée"
    ENTRY_NOT_PROVEN = "entry_not_proven", "Entrée ou questionnaire non justifiés"
    EXIT_NOT_PROVEN = "exit_not_proven", "Situation à la sortie non justifiée"
    OUT_OF_PERIOD = "out_of_period", "Hors de la période de l'opération"
    DUPLICATE = "duplicate", "Personne comptée deux fois"
    ANOTHER = "another", "Autre motif, au rapport de contrôle"


class Controller(Vocabulary):
    """Qualité de qui décide."""

    MANAGING_AUTHORITY = "managing_authority", "Autorité de gestion"
    INTERMEDIATE_BODY = "intermediate_body", "Organisme intermédiaire"
    AUDIT_AUTHORITY = "audit_authority", "Autorité d'audit"
    OWN_CHECK = "own_check", "Contrôle interne de la structure"


class TerritoryKind(Vocabulary):
    """Maille territoriale."""

    COMMUNE = "commune", "Commune"
    EPCI = "epci", "Intercommunalité (EPCI)"
    CLPE = "clpe", "Comité local pour l'emploi (CLPE)"
    EMPLOYMENT_ZONE = "employment_zone", "Zone d'emploi"
    LOCAL_TERRITORY = "local_territory", "Territoire local"
    DEPARTMENT = "department", "Département"
    REGION = "region", "Région"
    STRUCTURE = "structure", "Structure"
    OPERATION = "operation", "Opération"
