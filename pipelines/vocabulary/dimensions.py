"""By what a figure may be broken down or filtered; the first source code is the key in the URL."""

from pipelines.vocabulary.base import Vocabulary
from pipelines.vocabulary.obstacles import Obstacle
from pipelines.vocabulary.people import AgeBand, Answer, EducationLevel, Sex
from pipelines.vocabulary.schemes import PrescriberKind, Scheme


class Dimension(Vocabulary):
    """Dimension : la colonne de l'observation par laquelle on ventile ou on filtre."""

    DEPARTMENT = "department_code", "Département", "dep"
    EPCI = "epci_code", "Intercommunalité (EPCI)", "epci"
    LOCAL_TERRITORY = "local_territory_code", "Territoire local", "terr"
    CLPE = "clpe_code", "Comité local pour l'emploi (CLPE)", "clpe"
    SCHEME = "scheme", "Dispositif", "disp"
    STRUCTURE = "structure_id", "Structure", "struct"
    OPERATION = "operation_id", "Opération FSE+", "op"
    ENTRY_QUARTER = "entry_quarter", "Trimestre d'entrée", "entree"
    EXIT_QUARTER = "exit_quarter", "Trimestre de sortie", "sortie"
    STOCK_QUARTER = "quarter_code", "Fin de trimestre", "fin"
    SEX = "sex", "Sexe", "sexe"
    AGE_BAND = "age_band", "Âge à l'entrée", "age"
    EDUCATION = "education_level", "Niveau de formation", "diplome"
    RSA = "rsa", "Bénéficiaire du RSA", "rsa"
    RQTH = "rqth", "RQTH", "rqth"
    QPV = "qpv", "Quartier prioritaire (QPV)", "qpv"
    PRESCRIBER = "prescriber_kind", "Prescripteur", "presc"
    OBSTACLE = "obstacle", "Frein", "frein"
    OBSTACLE_COUNT = "obstacle_count", "Nombre de freins", "nfreins"

    @property
    def url_key(self) -> str:
        """Return the short key used in page addresses and command options."""
        return self.codes[0]

    @property
    def vocabulary(self) -> type[Vocabulary] | None:
        """Return the code list of the dimension, or None when its codes come from the data."""
        return VOCABULARIES.get(self)


class ObstacleCount(Vocabulary):
    """Nombre de freins identifiés dans le parcours."""

    NONE = "0", "Aucun frein"
    ONE = "1", "1 frein"
    TWO = "2", "2 freins"
    THREE = "3", "3 freins"
    FOUR_PLUS = "4_plus", "4 freins et plus"
    UNKNOWN = "unknown", "Freins non évalués"


VOCABULARIES: dict[Dimension, type[Vocabulary]] = {
    Dimension.SCHEME: Scheme,
    Dimension.SEX: Sex,
    Dimension.AGE_BAND: AgeBand,
    Dimension.EDUCATION: EducationLevel,
    Dimension.PRESCRIBER: PrescriberKind,
    Dimension.RSA: Answer,
    Dimension.RQTH: Answer,
    Dimension.QPV: Answer,
    Dimension.OBSTACLE: Obstacle,
    Dimension.OBSTACLE_COUNT: ObstacleCount,
}
