"""Schemes, structures and the ways in: what people are offered, by whom they are sent."""

from pipelines.vocabulary.base import Vocabulary


class Scheme(Vocabulary):
    """Dispositif : le cadre dans lequel le parcours est financé et conduit."""

    RSA_SUPPORT = "rsa_support", "Accompagnement RSA vers l'emploi", "RSA"
    MISPE_ESAT = "mispe_esat", "Mise en situation en ESAT (MISPE)", "MISPE", "MISPE_ESAT"
    MESP_CCAS = "mesp_ccas", "Mise en situation en contrat court (CCAS)", "MESP", "MESP_CCAS"
    ACI = "aci", "Atelier et chantier d'insertion", "ACI", "ACI_DC"
    SUPPORTED_EMPLOYMENT = "supported_employment", "Emploi accompagné", "EMPLOI_ACCOMPAGNE", "EA"
    INTENSIVE_COACHING = "intensive_coaching", "3 mois pour un job", "3MPJ", "COACHING"
    IAE = (
        "iae",
        "Insertion par l'activité économique (hors ACI)",
        "IAE",
        "EI_DC",
        "AI_DC",
        "ETTI_DC",
    )
    ACTIVE_MEDIATION = "active_mediation", "Médiation active", "MEDIATION_ACTIVE", "MEDIATION"

    @property
    def is_iae(self) -> bool:
        """Tell whether the words of the IAE (« sorties dynamiques ») apply."""
        return self in {Scheme.ACI, Scheme.IAE}

    @property
    def follows_both_sides(self) -> bool:
        """Tell whether the scheme follows the employee and the employer once in work."""
        return self in {Scheme.ACTIVE_MEDIATION, Scheme.SUPPORTED_EMPLOYMENT}


class StructureKind(Vocabulary):
    """Type de structure : qui accueille ou accompagne."""

    ACI = "ACI", "Atelier et chantier d'insertion", "04", "836", "ACI_DC"
    EI = "EI", "Entreprise d'insertion", "01", "838", "EI_DC"
    AI = "AI", "Association intermédiaire", "03", "837", "AI_DC"
    ETTI = "ETTI", "Entreprise de travail temporaire d'insertion", "02", "839", "ETTI_DC"
    EITI = "EITI", "Entreprise d'insertion par le travail indépendant", "840", "EITI_DC"
    ESAT = "ESAT", "Établissement et service d'accompagnement par le travail", "05"
    EA = "EA", "Entreprise adaptée", "06"
    GEIQ = "GEIQ", "Groupement d'employeurs pour l'insertion et la qualification"
    CCAS = "CCAS", "Centre communal d'action sociale", "CIAS"
    ASSOCIATION = "ASSOCIATION", "Association d'accompagnement"
    DEPARTMENT = "DEPT", "Service du département"
    OTHER = "OTHER", "Autre structure", "07"


class PrescriberKind(Vocabulary):
    """Prescripteur : l'organisme qui oriente vers le dispositif."""

    AFPA = "AFPA", "Afpa", "15"
    ASE = "ASE", "Aide sociale à l'enfance", "19"
    ORIENTEUR = "Orienteur", "Orienteur non habilité", "08"
    CAARUD = "CAARUD", "Caarud"
    CADA = "CADA", "Cada", "18"
    CAF = "CAF", "Caisse d'allocations familiales", "17"
    CAP_EMPLOI = "CAP_EMPLOI", "Cap emploi", "02"
    CAVA = "CAVA", "Cava", "20"
    CCAS = "CCAS", "Centre communal d'action sociale", "11"
    CHRS = "CHRS", "CHRS", "12"
    CHU = "CHU", "Centre d'hébergement d'urgence", "22"
    CIDFF = "CIDFF", "CIDFF", "13"
    CPH = "CPH", "Centre provisoire d'hébergement", "21"
    CSAPA = "CSAPA", "Csapa"
    E2C = "E2C", "École de la deuxième chance"
    EPIDE = "EPIDE", "Epide"
    FT = "FT", "France Travail", "03", "PE", "POLE_EMPLOI"
    HUDA = "HUDA", "Huda"
    ML = "ML", "Mission locale", "01"
    MSA = "MSA", "Mutualité sociale agricole"
    OACAS = "OACAS", "Oacas", "23"
    OIL = "OIL", "Opérateur d'intermédiation locative"
    ODC = "ODC", "Organisme délégataire du département (BRSA)"
    OHPD = "OHPD", "Organisme habilité par le préfet"
    OCASF = "OCASF", "Organisme de conseil en économie sociale et familiale"
    PENSION = "PENSION", "Pension de famille"
    PIJ_BIJ = "PIJ_BIJ", "Point ou bureau information jeunesse", "16"
    PJJ = "PJJ", "Protection judiciaire de la jeunesse", "10"
    PLIE = "PLIE", "Plan local pour l'insertion et l'emploi", "04"
    RS_FJT = "RS_FJT", "Résidence sociale ou foyer de jeunes travailleurs"
    PREVENTION = "PREVENTION", "Club de prévention", "14"
    DEPT = "DEPT", "Service social du département", "05"
    SPIP = "SPIP", "Service pénitentiaire d'insertion et de probation", "09"
    MDPH = "MDPH", "Maison départementale des personnes handicapées"
    SPONTANEOUS = "SPONTANEOUS", "Candidature spontanée", "07"
    OTHER = "AUTRE", "Autre", "06", "Autre"
    NOT_KNOWN = "NON_CONNU", "Non connu", "99"


SENSITIVE_PRESCRIBERS = frozenset(
    {
        PrescriberKind.ASE,
        PrescriberKind.CAARUD,
        PrescriberKind.CIDFF,
        PrescriberKind.CSAPA,
        PrescriberKind.PENSION,
        PrescriberKind.PJJ,
        PrescriberKind.PREVENTION,
        PrescriberKind.SPIP,
    }
)
"""Kinds that reveal a person's situation: the intake stores `AUTRE` in their place."""


class Orientation(Vocabulary):
    """Orientation RSA : les trois codes nationaux, quel que soit le libellé du département."""

    PRO = "pro", "Orientation professionnelle"
    SOCIO_PRO = "socio_pro", "Orientation socio-professionnelle", "sociopro"
    SOCIAL = "social", "Orientation sociale"


class ClosingRecommendation(Vocabulary):
    """Recommandation du bilan de fin."""

    INTEGRATE = "integrate", "Intégrer l'emploi ou la structure"
    STAY = "stay", "Poursuivre l'accompagnement"
    REORIENT = "reorient", "Réorienter"
