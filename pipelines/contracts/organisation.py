"""Structures, operations, their money and their targets."""

import dataframely as dy
import polars as pl

from pipelines.contracts.base import COMMUNE_CODE, IDENTIFIER, Contract, header
from pipelines.vocabulary import FundingKind, Scheme, StructureKind, TerritoryKind


class Structure(Contract):
    """Structure qui accompagne ou accueille."""

    structure_id = dy.String(
        primary_key=True,
        regex=IDENTIFIER,
        description="Identifiant de la structure",
        metadata=header("id_structure"),
    )
    structure_name = dy.String(
        max_length=120, description="Nom de la structure", metadata=header("nom_structure")
    )
    kind = dy.Enum(
        StructureKind,
        nullable=True,
        description="Type de structure",
        metadata=header("type_structure"),
    )
    commune_code = dy.String(
        nullable=True,
        regex=COMMUNE_CODE,
        description="Commune d'implantation",
        metadata=header("code_commune"),
    )


class Operation(Contract):
    """Opération cofinancée par le FSE+."""

    operation_id = dy.String(
        primary_key=True,
        regex=IDENTIFIER,
        description="Identifiant de l'opération",
        metadata=header("id_operation"),
    )
    operation_name = dy.String(
        max_length=160, description="Intitulé", metadata=header("nom_operation")
    )
    structure_id = dy.String(
        nullable=True, description="Structure porteuse", metadata=header("id_structure")
    )
    priority = dy.String(
        nullable=True, max_length=20, description="Priorité", metadata=header("priorite")
    )
    specific_objective = dy.String(
        nullable=True,
        max_length=20,
        description="Objectif spécifique",
        metadata=header("objectif_specifique"),
    )
    region_category = dy.String(
        nullable=True,
        max_length=20,
        description="Catégorie de région",
        metadata=header("categorie_region"),
    )
    start_date = dy.Date(nullable=True, description="Début", metadata=header("date_debut"))
    end_date = dy.Date(nullable=True, description="Fin", metadata=header("date_fin"))
    is_disabled_only = dy.Bool(
        nullable=True,
        description="Réservée aux personnes handicapées",
        metadata=header("reservee_handicap"),
    )

    @dy.rule()
    def end_date__date_order(cls) -> pl.Expr:
        """L'opération finit avant d'avoir commencé."""
        known = cls.end_date.col.is_not_null() & cls.start_date.col.is_not_null()
        return ~known | (cls.end_date.col >= cls.start_date.col)


class Funding(Contract):
    """Financement d'une structure ou d'une opération, pour une année."""

    funding_id = dy.String(
        primary_key=True,
        regex=IDENTIFIER,
        description="Identifiant du financement",
        metadata=header("id_financement"),
    )
    structure_id = dy.String(
        nullable=True, description="Structure financée", metadata=header("id_structure")
    )
    operation_id = dy.String(
        nullable=True, description="Opération financée", metadata=header("id_operation")
    )
    scheme = dy.Enum(Scheme, nullable=True, description="Dispositif", metadata=header("dispositif"))
    funder = dy.String(max_length=80, description="Financeur", metadata=header("financeur"))
    year = dy.Int16(min=2000, max=2100, description="Année", metadata=header("annee"))
    kind = dy.Enum(FundingKind, description="Nature", metadata=header("nature"))
    planned_eur = dy.Float64(
        nullable=True, min=0, description="Prévu (euros)", metadata=header("prevu")
    )
    committed_eur = dy.Float64(
        nullable=True, min=0, description="Engagé (euros)", metadata=header("engage")
    )
    paid_eur = dy.Float64(nullable=True, min=0, description="Payé (euros)", metadata=header("paye"))

    @dy.rule()
    def structure_id__funding_of_nothing(cls) -> pl.Expr:
        """Le financement n'est rattaché ni à une structure ni à une opération."""
        return cls.structure_id.col.is_not_null() | cls.operation_id.col.is_not_null()


class Target(Contract):
    """Objectif fixé pour un indicateur, un périmètre et une période."""

    target_id = dy.String(
        primary_key=True,
        regex=IDENTIFIER,
        description="Identifiant de l'objectif",
        metadata=header("id_objectif"),
    )
    indicator = dy.String(max_length=60, description="Indicateur", metadata=header("indicateur"))
    perimeter_kind = dy.Enum(
        TerritoryKind, description="Type de périmètre", metadata=header("type_perimetre")
    )
    perimeter_code = dy.String(
        max_length=60, description="Code du périmètre", metadata=header("code_perimetre")
    )
    period_start = dy.Date(description="Début de période", metadata=header("debut_periode"))
    period_end = dy.Date(description="Fin de période", metadata=header("fin_periode"))
    value = dy.Float64(description="Valeur visée", metadata=header("valeur"))
    unit = dy.String(max_length=20, description="Unité", metadata=header("unite"))
    source_document = dy.String(
        max_length=160, description="Document source", metadata=header("document_source")
    )
    agreed_on = dy.Date(nullable=True, description="Convenu le", metadata=header("date_accord"))
