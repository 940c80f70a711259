"""Traits of people: sex, age, education, status, and the official criteria."""

from pipelines.vocabulary.base import Vocabulary


class Sex(Vocabulary):
    """Sexe déclaré."""

    FEMALE = "F", "Femmes", "Femme", "MME", "2"
    MALE = "M", "Hommes", "H", "Homme", "M.", "1"
    OTHER = "X", "Autre ou non binaire", "NB"


class AgeBand(Vocabulary):
    """Tranche d'âge à l'entrée (année d'entrée moins année de naissance)."""

    UNDER_26 = "under_26", "Moins de 26 ans"
    FROM_26_TO_49 = "26_49", "26 à 49 ans"
    FROM_50 = "50_plus", "50 ans et plus"
    UNKNOWN = "unknown", "Âge non renseigné"


class Answer(Vocabulary):
    """Réponse à une question de situation : « non renseigné » n'est pas « non »."""

    YES = "yes", "Oui"
    NO = "no", "Non"
    UNKNOWN = "unknown", "Non renseigné"


class EmploymentStatus(Vocabulary):
    """Situation au regard de l'emploi."""

    UNEMPLOYED = "unemployed", "En recherche d'emploi", "DE"
    LONG_TERM_UNEMPLOYED = (
        "long_term_unemployed",
        "En recherche d'emploi depuis 12 mois et plus",
        "DELD",
    )
    INACTIVE = "inactive", "Inactif ou inactive", "INACTIF"
    EMPLOYED = "employed", "En emploi salarié", "EMPLOI"
    SELF_EMPLOYED = "self_employed", "En emploi indépendant", "INDEPENDANT"
    IN_TRAINING = "in_training", "En formation", "FORMATION"


IN_EMPLOYMENT = frozenset({EmploymentStatus.EMPLOYED, EmploymentStatus.SELF_EMPLOYED})


class Education(Vocabulary):
    """Niveau de formation : Cite 2011, avec les codes ASP et France Travail équivalents.

    Chez France Travail NV5 est un niveau bas et NV1 un niveau haut.
    """

    ISCED_0_1 = "isced_0_1", "Cite 0-1 : primaire ou non scolarisé", "01", "AFS", "CP4"
    ISCED_2 = "isced_2", "Cite 2 : collège, brevet", "70", "60", "00", "CFG", "C3A", "C12"
    ISCED_3 = "isced_3", "Cite 3 : CAP, BEP ou baccalauréat", "50", "51", "40", "41", "NV5", "NV4"
    ISCED_4 = "isced_4", "Cite 4 : après le secondaire, hors supérieur"
    ISCED_5 = "isced_5", "Cite 5 : bac + 2", "30", "NV3"
    ISCED_6 = "isced_6", "Cite 6 : licence", "20", "NV2"
    ISCED_7_8 = "isced_7_8", "Cite 7-8 : master et plus", "10", "NV1"

    @property
    def isced(self) -> int:
        """Return the lowest ISCED level the code covers, 0 to 8."""
        return int(self.value.split("_")[1])


class EducationLevel(Vocabulary):
    """Niveau de formation, regroupé comme dans le FSE+."""

    LOWER = "lower", "Collège ou moins (Cite 0 à 2)"
    UPPER = "upper", "CAP, BEP ou baccalauréat (Cite 3 et 4)"
    TERTIARY = "tertiary", "Supérieur (Cite 5 à 8)"
    UNKNOWN = "unknown", "Niveau non renseigné"


EDUCATION_LEVELS: dict[Education, EducationLevel] = {
    Education.ISCED_0_1: EducationLevel.LOWER,
    Education.ISCED_2: EducationLevel.LOWER,
    Education.ISCED_3: EducationLevel.UPPER,
    Education.ISCED_4: EducationLevel.UPPER,
    Education.ISCED_5: EducationLevel.TERTIARY,
    Education.ISCED_6: EducationLevel.TERTIARY,
    Education.ISCED_7_8: EducationLevel.TERTIARY,
}


class Degurba(Vocabulary):
    """Degré d'urbanisation de la commune (grille européenne)."""

    CITIES = "1", "Zones densément peuplées"
    TOWNS = "2", "Zones de densité intermédiaire"
    RURAL = "3", "Zones rurales"


class PublicCriterion(Vocabulary):
    """Critère administratif d'éligibilité à l'IAE ; deux niveaux."""

    RSA = "RSA", "Bénéficiaire du RSA"
    ASS = "ASS", "Allocataire de l'ASS"
    AAH = "AAH", "Allocataire de l'AAH"
    DETLD = "DETLD", "Demandeur d'emploi de plus de 24 mois"
    CAP_BEP = "CAP_BEP", "Niveau CAP ou BEP au plus"
    SENIOR = "SENIOR", "Plus de 50 ans"
    YOUTH = "JEUNE", "Moins de 26 ans"
    ASE = "ASE", "Sortant de l'aide sociale à l'enfance"
    DELD = "DELD", "Demandeur d'emploi de 12 à 24 mois"
    TH = "TH", "Travailleur handicapé"
    PI = "PI", "Parent isolé"
    PSH_PR = "PSH_PR", "Sans hébergement ou parcours de rue"
    REF_DA = "REF_DA", "Réfugié ou demandeur d'asile"
    ZRR = "ZRR", "Résident en zone de revitalisation rurale", "ZFRR"
    QPV = "QPV", "Résident en quartier prioritaire"
    DETENTION_MJ = "DETENTION_MJ", "Sortant de détention ou sous main de justice"
    FLE = "FLE", "Maîtrise du français inférieure à A1"
    PM = "PM", "Problème de mobilité"


LEVEL_ONE_CRITERIA = frozenset(
    {PublicCriterion.RSA, PublicCriterion.ASS, PublicCriterion.AAH, PublicCriterion.DETLD}
)


class EligibilityProof(Vocabulary):
    """Nature de la preuve d'éligibilité."""

    CERTIFIED = "certified", "Certifiée par une administration"
    DOCUMENT = "document", "Pièce justificative"
    DECLARED = "declared", "Déclarée"
