"""Why a comparison is not drawn, in words a page can show."""

from pipelines.vocabulary import Vocabulary


class Refusal(Vocabulary):
    """Motif pour lequel une comparaison n'est pas calculée."""

    NOBODY = "nobody", "Aucune personne à comparer : rien n'est calculé."
    MISSING_STRATUM = (
        "missing_stratum",
        "Ce groupe n'accueille personne d'un des profils : son taux standardisé serait inventé.",
    )
    SMALL_STRATUM = (
        "small_stratum",
        "Un des profils compte moins de 5 personnes dans ce groupe : taux non calculé.",
    )
    FEW_EXPECTED = (
        "few_expected",
        "Moins de 5 résultats attendus, dans un sens ou dans l'autre : rapport non calculé.",
    )
    NO_EXPECTATION = (
        "no_expectation",
        "Aucun résultat attendu n'a pu être estimé pour ce groupe.",
    )
    NO_VARIATION = (
        "no_variation",
        "Les profils déterminent entièrement le résultat : aucun écart ne peut apparaître.",
    )
    NO_CONTRAST = (
        "no_contrast",
        "Toutes les personnes ont le même résultat : il n'y a rien à comparer.",
    )
    NOTHING_SHARED = (
        "nothing_shared",
        "Ces deux groupes n'ont aucun profil commun où les résultats diffèrent.",
    )
    ONE_LEVEL = (
        "one_level",
        "Aucun critère ne distingue les personnes : l'ajustement est impossible.",
    )
    TOO_FEW = (
        "too_few",
        "Trop peu de résultats pour le nombre de critères : l'ajustement n'est pas calculé.",
    )
    SEPARATION = (
        "separation",
        "Une combinaison de critères détermine le résultat : l'ajustement n'a pas de solution.",
    )
