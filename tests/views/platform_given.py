"""A faithful list of the platform, the person it tells, and both compared."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from dashboard.components.fse_platform import Comparison, PlatformList, compare, ours
from dashboard.components.fse_platform_list import load
from dashboard.components.fse_platform_words import sentence
from pipelines.resources import resource

SAMPLE = resource("data_samples", "mappings", "fse") / "exemple_plateforme.toml"
A, B, C = ("a" * 32, "b" * 32, "c" * 32)
AS_OF = date(2024, 12, 31)
PERSON: dict[str, Any] = {
    "operation_id": "OP1",
    "pseudonym": A,
    "entry_date": date(2024, 3, 1),
    "exit_date": date(2024, 9, 30),
    "sex": "F",
    "age_at_entry": 40,
    "status_entry": "unemployed",
    "unemployed_months": 14,
    "long_term": True,
    "isced_entry": 2,
    "in_training_entry": False,
    "disability": True,
    "third_country": False,
    "foreign_background": None,
    "homeless": False,
    "degurba": 3,
    "status_exit": "employed",
    "in_training_exit": False,
    "exit_observed_on": date(2024, 10, 10),
    "entry_recorded_on": date(2024, 3, 4),
    "exit_recorded_on": date(2024, 10, 12),
    "eligibility_proof": "certified",
    "eligibility_proof_date": date(2024, 2, 1),
}
LINE = {
    "Identifiant participant": f"ps1_{A}",
    "N° opération": "OP1",
    "Date d'entrée dans l'opération": "01/03/2024",
    "Date de sortie de l'opération": "30/09/2024",
    "Genre": "Femme",
    "Date de naissance": "17/05/1984",
    "Situation à l'entrée": "Demandeur d'emploi de longue durée",
    "Durée de chômage (mois)": "14",
    "Niveau de diplôme": "CITE 0 à 2",
    "Suit une formation à l'entrée": "non",
    "Reconnu handicapé": "Reconnu",
    "Ressortissant d'un pays tiers": "NON",
    "Origine étrangère": "Ne souhaite pas répondre",
    "Sans domicile fixe ou exclusion du logement": "0",
    "Réside en zone rurale": "Oui",
    "Situation à la sortie": "Indépendant",
    "Situation de sortie constatée le": "10/10/2024",
    "Questionnaire d'entrée saisi le": "04/03/2024",
    "Questionnaire de sortie saisi le": "2024-10-12",
    "Justificatif d'éligibilité": "Attestation d'une administration",
    "Date du justificatif": "01/02/2024",
    "Nom": "CANARI",
    "Prénom": "CANARI",
    "Adresse": "1 rue du CANARI",
}


@dataclass
class Given:
    """A file as the page receives it."""

    name: str
    text: str

    def getvalue(self) -> bytes:
        return self.text.encode()


MAPPING = Given("plateforme.toml", SAMPLE.read_text("utf-8"))


def written(*lines: dict[str, str]) -> Given:
    """Write lines under the headers of the first one."""
    rows = [list(lines[0]), *([line[name] for name in lines[0]] for line in lines)]
    return Given("liste.csv", "\n".join(";".join(row) for row in rows) + "\n")


def read(
    *lines: dict[str, str], as_of: date = AS_OF, operations: tuple[str, ...] = ("OP1",)
) -> PlatformList:
    return load(written(*lines), MAPPING, operations, as_of, None)


def people(*changes: dict[str, Any]) -> pl.DataFrame:
    """Return our participations, one per change of the person all tests start from."""
    schema = pl.DataFrame([PERSON], schema_overrides={"foreign_background": pl.Boolean}).schema
    return ours(pl.DataFrame([PERSON | change for change in changes], schema=schema))


def differing(line: dict[str, str], **change: Any) -> dict[str, tuple[str | None, str | None]]:
    found = compare(people(change), read(LINE | line).rows).differences
    return {field: (here, there) for _, _, field, here, there in found.rows()}


def said(found: Comparison, there: PlatformList) -> str:
    return sentence(found, there).replace("\u00a0", " ")
