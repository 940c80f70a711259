"""Pathways: one person in one scheme, one spell."""

import dataframely as dy
import polars as pl

from pipelines.contracts.base import COMMUNE_CODE, IDENTIFIER, PSEUDONYM, Contract, header
from pipelines.vocabulary import (
    ClosingRecommendation,
    Degurba,
    Education,
    EligibilityProof,
    EmploymentStatus,
    ExitReason,
    ExitSituation,
    Orientation,
    PrescriberKind,
    Scheme,
)


class Pathway(Contract):
    """Parcours : une personne dans un dispositif, du premier au dernier jour."""

    pathway_id = dy.String(
        primary_key=True, description="Identifiant du parcours", metadata=header("id_parcours")
    )
    participant_id = dy.String(
        regex=PSEUDONYM,
        description="Pseudonyme de la personne",
        metadata=header("id_participant", "participant", "id_personne"),
    )
    structure_id = dy.String(
        regex=IDENTIFIER,
        description="Structure qui accompagne",
        metadata=header("id_structure", "structure"),
    )
    operation_id = dy.String(
        nullable=True,
        regex=IDENTIFIER,
        description="Opération FSE+ ; vide si aucune",
        metadata=header("id_operation", "operation"),
    )
    scheme = dy.Enum(Scheme, description="Dispositif", metadata=header("dispositif"))
    entry_date = dy.Date(
        description="Date d'entrée dans le dispositif",
        metadata=header("date_entree", "date_d_entree", "entree"),
    )
    exit_date = dy.Date(
        nullable=True,
        description="Date de sortie ; vide si le parcours est en cours",
        metadata=header("date_sortie", "date_de_sortie", "sortie"),
    )
    exit_reason = dy.Enum(
        ExitReason,
        nullable=True,
        description="Motif de sortie ; vide si la sortie n'est pas documentée",
        metadata=header("motif_sortie", "motif_de_sortie"),
    )
    motive_code = dy.String(
        nullable=True,
        max_length=20,
        description="Code du motif de sortie dans le référentiel fourni ; il prime sur le motif",
        metadata=header("code_motif_sortie", "contrat_motif_sortie_code"),
    )
    prescriber_kind = dy.Enum(
        PrescriberKind,
        nullable=True,
        description="Type de prescripteur",
        metadata=header("prescripteur", "type_prescripteur"),
    )
    lead_caseworker_kind = dy.Enum(
        PrescriberKind,
        nullable=True,
        description="Organisme du référent unique",
        metadata=header("referent_unique", "type_referent"),
    )
    orientation = dy.Enum(
        Orientation,
        nullable=True,
        description="Orientation RSA",
        metadata=header("orientation", "type_orientation"),
    )
    commune_code = dy.String(
        nullable=True,
        regex=COMMUNE_CODE,
        description="Commune de résidence à l'entrée (code Insee en vigueur)",
        metadata=header("code_commune", "commune", "code_insee"),
    )
    employment_status = dy.Enum(
        EmploymentStatus,
        nullable=True,
        description="Situation d'emploi à l'entrée",
        metadata=header("situation_entree"),
    )
    months_unemployed = dy.Int16(
        nullable=True,
        min=0,
        max=720,
        description="Mois sans emploi à l'entrée",
        metadata=header("mois_sans_emploi"),
    )
    education = dy.Enum(
        Education,
        nullable=True,
        description="Niveau de formation à l'entrée",
        metadata=header("niveau_formation"),
    )
    is_rsa_recipient = dy.Bool(
        nullable=True,
        description="Bénéficiaire du RSA à l'entrée",
        metadata=header("rsa", "brsa", "beneficiaire_rsa"),
    )
    has_rqth = dy.Bool(
        nullable=True,
        description="Reconnaissance de la qualité de travailleur handicapé à l'entrée",
        metadata=header("rqth", sensitive=True),
    )
    is_lone_parent = dy.Bool(
        nullable=True, description="Parent isolé", metadata=header("parent_isole")
    )
    lives_in_qpv = dy.Bool(
        nullable=True,
        description="Réside en quartier prioritaire (QPV)",
        metadata=header("qpv"),
    )
    degurba = dy.Enum(
        Degurba,
        nullable=True,
        description="Degré d'urbanisation de la commune",
        metadata=header("degurba"),
    )
    is_third_country_national = dy.Bool(
        nullable=True,
        description="Ressortissant d'un pays tiers",
        metadata=header("pays_tiers"),
    )
    has_foreign_background = dy.Bool(
        nullable=True, description="Origine étrangère", metadata=header("origine_etrangere")
    )
    is_homeless = dy.Bool(
        nullable=True,
        description="Sans domicile ou logement précaire",
        metadata=header("sans_domicile"),
    )
    is_in_training = dy.Bool(
        nullable=True, description="En formation à l'entrée", metadata=header("en_formation")
    )
    exit_situation = dy.Enum(
        ExitSituation,
        nullable=True,
        description="Situation observée à la sortie",
        metadata=header("situation_sortie"),
    )
    exit_situation_date = dy.Date(
        nullable=True,
        description="Date d'observation de la situation de sortie",
        metadata=header("date_situation_sortie"),
    )
    entry_recorded_on = dy.Date(
        nullable=True,
        description="Date de saisie de l'entrée",
        metadata=header("date_saisie_entree"),
    )
    exit_recorded_on = dy.Date(
        nullable=True,
        description="Date de saisie de la sortie",
        metadata=header("date_saisie_sortie"),
    )
    hours_worked = dy.Float64(
        nullable=True,
        min=0,
        description="Heures travaillées dans la structure (règle IAE)",
        metadata=header("heures_travaillees"),
    )
    exit_year_hours = dy.Float64(
        nullable=True,
        min=0,
        description="Heures travaillées dans la structure l'année de la sortie (règle IAE)",
        metadata=header("heures_annee_sortie"),
    )
    eligibility_proof = dy.Enum(
        EligibilityProof,
        nullable=True,
        description="Nature de la preuve d'éligibilité",
        metadata=header("preuve_eligibilite"),
    )
    eligibility_proof_date = dy.Date(
        nullable=True,
        description="Date de la preuve d'éligibilité",
        metadata=header("date_preuve"),
    )
    renewal_rank = dy.Int8(
        nullable=True,
        min=0,
        max=99,
        description="Rang de renouvellement ; 0 pour la première période",
        metadata=header("rang_renouvellement"),
    )
    closing_recommendation = dy.Enum(
        ClosingRecommendation,
        nullable=True,
        description="Recommandation du bilan de fin",
        metadata=header("recommandation"),
    )

    @dy.rule()
    def exit_date__date_order(cls) -> pl.Expr:
        """La sortie précède l'entrée."""
        return cls.exit_date.col.is_null() | (cls.exit_date.col >= cls.entry_date.col)

    @dy.rule()
    def exit_reason__reason_without_exit(cls) -> pl.Expr:
        """Un motif de sortie est saisi alors que le parcours n'a pas de date de sortie."""
        return cls.exit_reason.col.is_null() | cls.exit_date.col.is_not_null()
