"""Supply and demand of the territory: IAE posts, target populations, travel times."""

import dataframely as dy
import polars as pl

from pipelines.contracts.base import COMMUNE_CODE, IDENTIFIER, Contract, header
from pipelines.vocabulary import CountStatus, PopulationUnit, StructureKind, TargetPublic


class IaeSupply(Contract):
    """Offre d'insertion d'une structure, par commune et par année."""

    structure_id = dy.String(
        primary_key=True,
        regex=IDENTIFIER,
        description="Structure",
        metadata=header("id_structure"),
    )
    kind = dy.Enum(
        StructureKind,
        primary_key=True,
        description="Type de structure",
        metadata=header("type_structure"),
    )
    commune_code = dy.String(
        primary_key=True,
        regex=COMMUNE_CODE,
        description="Commune du lieu de travail",
        metadata=header("code_commune"),
    )
    year = dy.Int16(
        primary_key=True, min=2000, max=2100, description="Année", metadata=header("annee")
    )
    agreed_fte = dy.Float64(
        nullable=True, min=0, description="ETP conventionnés", metadata=header("etp_conventionnes")
    )
    actual_fte = dy.Float64(
        nullable=True,
        min=0,
        description="ETP réalisés ; à défaut, heures réalisées ÷ heures annuelles d'un ETP",
        metadata=header("etp_realises"),
    )
    actual_hours = dy.Float64(
        nullable=True,
        min=0,
        description="Heures réalisées dans l'année",
        metadata=header("heures_realisees"),
    )
    annual_hours_base = dy.Float64(
        nullable=True,
        min=1,
        max=2200,
        description="Heures annuelles d'un ETP selon l'annexe financière, jamais une constante",
        metadata=header("heures_annuelles_etp"),
    )
    sector = dy.String(
        nullable=True, max_length=60, description="Secteur", metadata=header("secteur")
    )


class TargetPopulation(Contract):
    """Population cible d'une commune ; secret, absence et zéro sont trois choses."""

    commune_code = dy.String(
        primary_key=True,
        regex=COMMUNE_CODE,
        description="Commune",
        metadata=header("code_commune"),
    )
    public = dy.Enum(
        TargetPublic, primary_key=True, description="Public", metadata=header("public")
    )
    unit = dy.Enum(PopulationUnit, primary_key=True, description="Unité", metadata=header("unite"))
    counted_on = dy.Date(primary_key=True, description="Date", metadata=header("date"))
    count = dy.Int64(nullable=True, min=0, description="Effectif", metadata=header("effectif"))
    status = dy.Enum(CountStatus, description="Statut de l'effectif", metadata=header("statut"))
    source = dy.String(max_length=120, description="Source", metadata=header("source"))

    @dy.rule()
    def count__count_without_status(cls) -> pl.Expr:
        """Un effectif connu a un nombre ; un effectif non diffusé ou absent n'en a pas."""
        return cls.count.col.is_not_null() == (cls.status.col == "known")


class TravelTime(Contract):
    """Temps de trajet fourni, entre une commune et une structure."""

    commune_code = dy.String(
        primary_key=True,
        regex=COMMUNE_CODE,
        description="Commune de départ",
        metadata=header("code_commune"),
    )
    structure_id = dy.String(
        primary_key=True,
        regex=IDENTIFIER,
        description="Structure d'arrivée",
        metadata=header("id_structure"),
    )
    minutes = dy.Float64(min=0, max=600, description="Minutes", metadata=header("minutes"))
    method = dy.String(
        nullable=True, max_length=60, description="Méthode", metadata=header("methode")
    )
