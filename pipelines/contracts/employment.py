"""Jobs and the follow-ups made while they last."""

import dataframely as dy
import polars as pl

from pipelines.contracts.base import IDENTIFIER, PSEUDONYM, Contract, header
from pipelines.vocabulary import ContractKind, EmploymentEnd, Evidence, ExitSituation, FollowupSide


class Employment(Contract):
    """Emploi occupé par une personne accompagnée."""

    job_id = dy.String(
        primary_key=True, description="Identifiant de l'emploi", metadata=header("id_emploi")
    )
    participant_id = dy.String(
        regex=PSEUDONYM,
        description="Pseudonyme de la personne",
        metadata=header("id_participant"),
    )
    pathway_id = dy.String(
        nullable=True,
        description="Parcours auquel l'emploi se rattache",
        metadata=header("id_parcours"),
    )
    employer_id = dy.String(
        nullable=True,
        regex=PSEUDONYM,
        description="Pseudonyme de l'employeur",
        metadata=header("id_employeur"),
    )
    contract_kind = dy.Enum(
        ContractKind, nullable=True, description="Contrat", metadata=header("type_contrat")
    )
    start_date = dy.Date(
        description="Début du contrat", metadata=header("date_debut_emploi", "date_debut")
    )
    end_date = dy.Date(
        nullable=True, description="Fin constatée", metadata=header("date_fin_emploi")
    )
    planned_end_date = dy.Date(
        nullable=True, description="Fin prévue", metadata=header("date_fin_prevue")
    )
    end_reason = dy.Enum(
        EmploymentEnd,
        nullable=True,
        description="Motif de fin",
        metadata=header("motif_fin_emploi"),
    )
    weekly_hours = dy.Float64(
        nullable=True,
        min=0,
        max=60,
        description="Heures par semaine",
        metadata=header("heures_hebdo"),
    )
    sector = dy.String(
        nullable=True,
        regex=r"^[A-Z0-9.]{1,6}$",
        description="Secteur (code NAF)",
        metadata=header("secteur_naf"),
    )
    has_atypical_hours = dy.Bool(
        nullable=True, description="Horaires atypiques", metadata=header("horaires_atypiques")
    )
    evidence = dy.Enum(Evidence, description="Preuve de l'emploi", metadata=header("preuve_emploi"))

    @dy.rule()
    def end_date__date_order(cls) -> pl.Expr:
        """L'emploi finit avant d'avoir commencé."""
        return cls.end_date.col.is_null() | (cls.end_date.col >= cls.start_date.col)


class Followup(Contract):
    """Suivi d'un emploi ou d'une personne, côté salarié ou côté employeur."""

    followup_id = dy.String(
        primary_key=True,
        regex=IDENTIFIER,
        description="Identifiant du suivi",
        metadata=header("id_suivi"),
    )
    pathway_id = dy.String(
        nullable=True, description="Parcours suivi", metadata=header("id_parcours")
    )
    job_id = dy.String(nullable=True, description="Emploi suivi", metadata=header("id_emploi"))
    side = dy.Enum(FollowupSide, description="Côté du suivi", metadata=header("cote"))
    due_month = dy.Int8(
        is_in=[1, 3, 6, 12], description="Mois d'échéance", metadata=header("mois_echeance")
    )
    done_on = dy.Date(nullable=True, description="Réalisé le", metadata=header("date_suivi"))
    situation = dy.Enum(
        ExitSituation,
        nullable=True,
        description="Situation constatée",
        metadata=header("situation"),
    )
    is_in_survey_sample = dy.Bool(
        nullable=True,
        description="Fait partie de l'échantillon d'enquête",
        metadata=header("echantillon"),
    )
    survey_weight = dy.Float64(
        nullable=True, min=0, description="Poids d'enquête", metadata=header("poids")
    )
    has_improved = dy.Bool(
        nullable=True, description="Situation améliorée", metadata=header("situation_amelioree")
    )

    @dy.rule()
    def pathway_id__followup_of_nothing(cls) -> pl.Expr:
        """Le suivi n'est rattaché ni à un parcours ni à un emploi."""
        return cls.pathway_id.col.is_not_null() | cls.job_id.col.is_not_null()
