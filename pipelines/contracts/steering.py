"""Steering records: RSA steps, control decisions, identity links, external benchmarks."""

import dataframely as dy

from pipelines.contracts.base import IDENTIFIER, PSEUDONYM, Contract, header
from pipelines.vocabulary import (
    ControlDecision,
    Controller,
    ControlReason,
    RsaStepKind,
    TargetPublic,
    TerritoryKind,
)


class RsaStep(Contract):
    """Étape administrative du RSA d'une personne."""

    rsa_step_id = dy.String(
        primary_key=True,
        regex=IDENTIFIER,
        description="Identifiant de l'étape",
        metadata=header("id_etape_rsa"),
    )
    participant_id = dy.String(
        regex=PSEUDONYM,
        description="Pseudonyme de la personne",
        metadata=header("id_participant"),
    )
    kind = dy.Enum(RsaStepKind, description="Étape", metadata=header("type_etape"))
    step_date = dy.Date(description="Date", metadata=header("date_etape"))
    body = dy.String(
        nullable=True, max_length=80, description="Organisme", metadata=header("organisme")
    )
    planned_weekly_hours = dy.Float64(
        nullable=True,
        min=0,
        max=40,
        description="Heures d'activité prévues par semaine",
        metadata=header("heures_prevues"),
    )
    done_weekly_hours = dy.Float64(
        nullable=True,
        min=0,
        max=80,
        description="Heures d'activité réalisées par semaine",
        metadata=header("heures_realisees"),
    )


class ControlDecisionRecord(Contract):
    """Décision prise sur un dossier contrôlé."""

    control_id = dy.String(
        primary_key=True,
        regex=IDENTIFIER,
        description="Identifiant du contrôle",
        metadata=header("id_controle"),
    )
    pathway_id = dy.String(description="Parcours contrôlé", metadata=header("id_parcours"))
    operation_id = dy.String(
        nullable=True, description="Opération contrôlée", metadata=header("id_operation")
    )
    decision = dy.Enum(ControlDecision, description="Décision", metadata=header("decision"))
    decided_on = dy.Date(description="Décidé le", metadata=header("date_decision"))
    reason = dy.Enum(
        ControlReason,
        nullable=True,
        description="Motif de la décision",
        metadata=header("motif_controle"),
    )
    controller = dy.Enum(
        Controller,
        nullable=True,
        description="Qualité de qui décide",
        metadata=header("qualite_controleur"),
    )


class IdentityLink(Contract):
    """Identifiants d'une même personne dans deux sources."""

    source_system = dy.String(
        primary_key=True, max_length=40, description="Source", metadata=header("systeme_source")
    )
    source_participant_id = dy.String(
        primary_key=True,
        regex=PSEUDONYM,
        description="Pseudonyme dans la source",
        metadata=header("id_participant_source"),
    )
    participant_id = dy.String(
        regex=PSEUDONYM,
        description="Pseudonyme commun",
        metadata=header("id_participant"),
    )


class ExternalBenchmark(Contract):
    """Valeur publiée ailleurs, montrée à côté des nôtres, jamais additionnée."""

    benchmark_id = dy.String(
        primary_key=True,
        regex=IDENTIFIER,
        description="Identifiant",
        metadata=header("id_reference"),
    )
    source = dy.String(max_length=120, description="Source", metadata=header("source"))
    indicator = dy.String(max_length=120, description="Indicateur", metadata=header("indicateur"))
    public = dy.Enum(TargetPublic, nullable=True, description="Public", metadata=header("public"))
    territory_kind = dy.Enum(
        TerritoryKind, description="Maille", metadata=header("type_territoire")
    )
    territory_code = dy.String(
        max_length=20, description="Code du territoire", metadata=header("code_territoire")
    )
    period = dy.String(max_length=20, description="Période", metadata=header("periode"))
    value = dy.Float64(description="Valeur", metadata=header("valeur"))
    unit = dy.String(max_length=20, description="Unité", metadata=header("unite"))
    retrieved_on = dy.Date(description="Relevé le", metadata=header("date_releve"))
