"""Rules as data: when a leaver counts as an exit, and what a source's exit motives are worth."""

import dataframely as dy
import polars as pl

from pipelines.contracts.base import IDENTIFIER, Contract, header
from pipelines.vocabulary import ExitCategory, ExitReason, Scheme, StructureKind

REASON = f"({'|'.join(ExitReason)})"


class ExitRule(Contract):
    """Règle de sortie : à partir de quand un départ compte parmi les sorties constatées."""

    rule_id = dy.String(
        primary_key=True,
        regex=IDENTIFIER,
        description="Identifiant de la règle",
        metadata=header("id_regle"),
    )
    scheme = dy.Enum(Scheme, description="Dispositif", metadata=header("dispositif"))
    structure_kind = dy.Enum(
        StructureKind,
        nullable=True,
        description="Type de structure ; vide pour tout le dispositif",
        metadata=header("type_structure"),
    )
    min_months = dy.Int16(
        nullable=True,
        min=0,
        max=120,
        description="Mois de présence dans la structure, au total, à dépasser",
        metadata=header("mois_minimum"),
    )
    min_hours = dy.Float64(
        nullable=True,
        min=0,
        description="Heures cumulées dans la structure, au moins",
        metadata=header("heures_minimum"),
    )
    min_exit_year_hours = dy.Float64(
        nullable=True,
        min=0,
        description="Heures travaillées l'année de la sortie, au moins",
        metadata=header("heures_minimum_annee_sortie"),
    )
    is_six_months_durable = dy.Bool(
        description="Un contrat de six mois exactement est durable",
        metadata=header("six_mois_inclus"),
    )
    six_month_text = dy.String(
        max_length=200,
        description="Texte qui fixe la borne des six mois",
        metadata=header("texte_six_mois"),
    )
    neutralised = dy.String(
        nullable=True,
        regex=rf"^{REASON}(\|{REASON})*$",
        description="Motifs retirés des sorties constatées, séparés par |",
        metadata=header("motifs_retires"),
    )
    valid_from = dy.Date(description="En vigueur depuis", metadata=header("debut_validite"))
    valid_to = dy.Date(
        nullable=True, description="En vigueur jusqu'au", metadata=header("fin_validite")
    )
    source = dy.String(max_length=300, description="Texte de la règle", metadata=header("source"))

    @dy.rule()
    def valid_to__date_order(cls) -> pl.Expr:
        """La règle finit avant d'avoir commencé."""
        return cls.valid_to.col.is_null() | (cls.valid_to.col >= cls.valid_from.col)


class ExitMotive(Contract):
    """Motif de sortie d'un référentiel fourni, par exemple celui de l'ASP."""

    motive_code = dy.String(
        primary_key=True,
        max_length=20,
        description="Code du motif",
        metadata=header("code_motif", "rms_code"),
    )
    motive_label = dy.String(
        nullable=True,
        max_length=200,
        description="Libellé du motif",
        metadata=header("libelle_motif", "rms_libelle"),
    )
    category_id = dy.String(
        max_length=20,
        description="Identifiant de la catégorie",
        metadata=header("id_categorie", "rcs_id"),
    )


class ExitMotiveCategory(Contract):
    """Catégorie de sortie d'un référentiel fourni."""

    category_id = dy.String(
        primary_key=True,
        max_length=20,
        description="Identifiant de la catégorie",
        metadata=header("id_categorie", "rcs_id"),
    )
    category = dy.Enum(
        ExitCategory,
        description="Catégorie",
        metadata=header("libelle_categorie", "rcs_libelle"),
    )
