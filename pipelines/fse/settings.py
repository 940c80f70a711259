"""What FSE+ figures depend on beside the data: the cut-off and the choices the texts leave open."""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines.vocabulary import Vocabulary

NO_DATA = "donnée absente : la situation saisie fait foi"


class LongTermRule(Vocabulary):
    """Chômage de longue durée : deux lectures du même mot."""

    AGE_SPLIT = "age_split", "plus de 6 mois avant 25 ans, plus de 12 mois ensuite"
    FLAT_12 = "flat12", "12 mois et plus à tout âge"


@dataclass(frozen=True, slots=True)
class FseSettings:
    """The cut-off and the rules in force; hashable, so that it is a cache key by itself.

    Nothing after `as_of` is read. `exit_window_days` is how long after the exit a situation is
    still an immediate result. The last two say whether work in an ESAT, or in another SIAE, is a
    job upon leaving.
    """

    as_of: date
    ltu_rule: LongTermRule = LongTermRule.AGE_SPLIT
    exit_window_days: int = 28
    esat_is_employment: bool = False
    iae_is_employment: bool = True

    def in_words(self) -> tuple[tuple[str, str], ...]:
        """Return the settings as titles and values, in French."""
        return (
            ("Date d'arrêté", f"{self.as_of:%d/%m/%Y}"),
            ("Chômage de longue durée", self.ltu_rule.label),
            ("Délai des résultats immédiats", f"{self.exit_window_days} jours après la sortie"),
            ("Résultats à long terme", "six mois de date à date après la sortie"),
            ("Travail en ESAT à la sortie", _employment(self.esat_is_employment)),
            ("Emploi dans une autre SIAE à la sortie", _employment(self.iae_is_employment)),
        )


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A point the texts leave open: the question, the rule in force, and whether data settle it."""

    code: str
    question: str
    in_force: str
    is_settled: bool


def ambiguities(settings: FseSettings) -> tuple[Ambiguity, ...]:
    """Return the points left open, each with the rule in force or « donnée absente »."""
    choices = {
        "esat": _employment(settings.esat_is_employment),
        "iae": _employment(settings.iae_is_employment),
    }
    path = Path(__file__).with_name("ambiguities.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Ambiguity(
                code=row["code"],
                question=row["question"],
                in_force=row["in_force"].format(**choices) or NO_DATA,
                is_settled=row["is_settled"] == "yes",
            )
            for row in csv.DictReader(file, delimiter=";")
        )


def _employment(is_employment: bool) -> str:
    return "compté en emploi" if is_employment else "non compté en emploi"
