"""People, known only by their pseudonym."""

import dataframely as dy

from pipelines.contracts.base import PSEUDONYM, Contract, header
from pipelines.vocabulary import Sex


class Participant(Contract):
    """Personne accompagnée, connue par son seul pseudonyme."""

    participant_id = dy.String(
        primary_key=True,
        regex=PSEUDONYM,
        description="Pseudonyme de la personne",
        metadata=header("id_participant", "participant", "id_personne", "identifiant"),
    )
    sex = dy.Enum(
        Sex,
        nullable=True,
        description="Sexe déclaré",
        metadata=header("sexe", "genre", is_told=True),
    )
    birth_year = dy.Int16(
        nullable=True,
        min=1900,
        description="Année de naissance",
        metadata=header("annee_naissance", "annee_de_naissance"),
    )
