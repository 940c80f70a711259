"""Obstacles of a pathway, assessed or not."""

import dataframely as dy
import polars as pl

from pipelines.contracts.base import Contract, header
from pipelines.vocabulary import DetectedBy, Intensity, Obstacle, ObstacleState


class PathwayObstacle(Contract):
    """Frein d'un parcours : identifié, absent ou non évalué, levé ou non."""

    pathway_id = dy.String(
        primary_key=True, description="Identifiant du parcours", metadata=header("id_parcours")
    )
    obstacle = dy.Enum(
        Obstacle,
        primary_key=True,
        description="Frein",
        metadata=header("frein", sensitive=True),
    )
    source_code = dy.String(
        nullable=True,
        max_length=100,
        description="Code du frein dans le système d'origine",
        metadata=header("code_source"),
    )
    source_system = dy.String(
        nullable=True,
        max_length=40,
        description="Système d'origine",
        metadata=header("systeme_source"),
    )
    state = dy.Enum(ObstacleState, description="État du frein", metadata=header("etat"))
    intensity = dy.Enum(
        Intensity, nullable=True, description="Intensité", metadata=header("intensite")
    )
    identified_on = dy.Date(
        nullable=True, description="Repéré le", metadata=header("date_identification")
    )
    detected_by = dy.Enum(
        DetectedBy,
        nullable=True,
        description="Moment du repérage",
        metadata=header("reperage"),
    )
    closed_on = dy.Date(nullable=True, description="Levé le", metadata=header("date_levee"))

    @dy.rule()
    def closed_on__date_order(cls) -> pl.Expr:
        """Le frein est levé avant d'avoir été repéré."""
        known = cls.closed_on.col.is_not_null() & cls.identified_on.col.is_not_null()
        return ~known | (cls.closed_on.col >= cls.identified_on.col)

    @dy.rule()
    def closed_on__closed_without_obstacle(cls) -> pl.Expr:
        """Une date de levée est saisie pour un frein qui n'est pas identifié."""
        return cls.closed_on.col.is_null() | (cls.state.col == "identified")
