"""Activities of a pathway: interviews, training, trials, aids."""

import dataframely as dy
import polars as pl

from pipelines.contracts.base import IDENTIFIER, Contract, header
from pipelines.vocabulary import ActivityKind, ActivityOutcome, Obstacle


class Activity(Contract):
    """Étape d'un parcours."""

    activity_id = dy.String(
        primary_key=True,
        regex=IDENTIFIER,
        description="Identifiant de l'étape",
        metadata=header("id_etape"),
    )
    pathway_id = dy.String(description="Identifiant du parcours", metadata=header("id_parcours"))
    kind = dy.Enum(ActivityKind, description="Type d'étape", metadata=header("type_etape"))
    start_date = dy.Date(description="Début", metadata=header("date_debut"))
    end_date = dy.Date(nullable=True, description="Fin", metadata=header("date_fin"))
    hours = dy.Float64(nullable=True, min=0, description="Heures", metadata=header("heures"))
    amount_eur = dy.Float64(
        nullable=True, min=0, description="Montant en euros", metadata=header("montant")
    )
    obstacle = dy.Enum(
        Obstacle,
        nullable=True,
        description="Frein auquel l'étape répond",
        metadata=header("frein", sensitive=True),
    )
    outcome = dy.Enum(
        ActivityOutcome, nullable=True, description="Suite donnée", metadata=header("suite")
    )

    @dy.rule()
    def end_date__date_order(cls) -> pl.Expr:
        """L'étape finit avant d'avoir commencé."""
        return cls.end_date.col.is_null() | (cls.end_date.col >= cls.start_date.col)
