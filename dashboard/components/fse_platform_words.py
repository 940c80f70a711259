"""What the comparison of two lists of participants is told in."""

from collections.abc import Iterable

from dashboard.components.fse_platform import Comparison, PlatformList
from dashboard.formats import number, plural
from pipelines.vocabulary import EducationLevel, EligibilityProof, labels

FIELDS = {
    "entry_date": "Date d'entrée",
    "exit_date": "Date de sortie",
    "sex": "Sexe",
    "birth_year": "Année de naissance",
    "status_entry": "Situation à l'entrée",
    "long_term": "Chômage de longue durée",
    "unemployed_months": "Mois de chômage",
    "education": "Niveau de formation",
    "in_training_entry": "En formation à l'entrée",
    "disability": "Handicap",
    "third_country": "Pays tiers",
    "foreign_background": "Origine étrangère",
    "homeless": "Sans domicile ou exclusion liée au logement",
    "rural": "Zone rurale",
    "status_exit": "Situation à la sortie",
    "in_training_exit": "En formation à la sortie",
    "exit_observed_on": "Situation à la sortie observée le",
    "entry_recorded_on": "Entrée saisie le",
    "exit_recorded_on": "Sortie saisie le",
    "eligibility_proof": "Preuve d'éligibilité",
    "eligibility_proof_date": "Date de la preuve",
}
WORDS = {
    "unemployed": "au chômage",
    "employed": "en emploi",
    "inactive": "inactive",
    "true": "oui",
    "false": "non",
    **labels(EducationLevel),
    **labels(EligibilityProof),
}
EMPTY = "vide"


def sentence(found: Comparison, there: PlatformList) -> str:
    """Return how the two lists compare, and what could not be understood."""
    differing = found.differences.select("operation_id", "pseudonym").n_unique()
    told = (
        f"{number(found.both)} participations des deux côtés, dont {number(differing)} avec une "
        f"différence au moins ; {number(len(found.only_here))} ici seulement, "
        f"{number(len(found.only_there))} sur la plateforme seulement. Données comparées : "
        f"{_named(found.fields)}."
    )
    if found.absent:
        told += f" Absentes de la liste, non comparées : {_named(found.absent)}."
    lost = [f"{FIELDS[name].lower()} ({count})" for name, count in there.not_understood.items()]
    if lost:
        told += f" Cellules non comprises, tenues pour vides : {', '.join(lost)}."
    return told + "".join(f" {plural(count, *words)}." for count, words in _left_out(there))


def value_in_words(field: str, value: str | None) -> str:
    """Return a value compared as it is read, `vide` when there is none."""
    if value is None:
        return EMPTY
    if field.endswith(("_date", "_on")):
        return "/".join(reversed(value.split("-")))
    return WORDS.get(value, value)


def _named(fields: Iterable[str]) -> str:
    return ", ".join(FIELDS[name].lower() for name in fields)


def _left_out(there: PlatformList) -> list[tuple[int, tuple[str, str]]]:
    """Return the rows of the list left out of the comparison, with the reason."""
    reasons = (
        (there.unread, ("ligne illisible, écartée", "lignes illisibles, écartées")),
        (
            there.elsewhere,
            ("ligne d'une autre opération, écartée", "lignes d'autres opérations, écartées"),
        ),
        (
            there.after,
            ("entrée après l'arrêté, écartée", "entrées après l'arrêté, écartées"),
        ),
        (
            there.duplicates,
            ("ligne répétée : la première compte", "lignes répétées : la première compte"),
        ),
    )
    return [(count, words) for count, words in reasons if count]
