"""The canonical tables. Their columns are declared here and nowhere else."""

from pipelines.contracts.activity import Activity
from pipelines.contracts.base import Contract
from pipelines.contracts.employment import Employment, Followup
from pipelines.contracts.obstacle import PathwayObstacle
from pipelines.contracts.official import (
    AspAmount,
    FinancialAnnex,
    InclusionStructure,
    RsaCount,
    Siae,
)
from pipelines.contracts.organisation import Funding, Operation, Structure, Target
from pipelines.contracts.participant import Participant
from pipelines.contracts.pathway import Pathway
from pipelines.contracts.rules import ExitMotive, ExitMotiveCategory, ExitRule
from pipelines.contracts.steering import (
    ControlDecisionRecord,
    ExternalBenchmark,
    IdentityLink,
    RsaStep,
)
from pipelines.contracts.supply import IaeSupply, TargetPopulation, TravelTime
from pipelines.contracts.territory import Territory

TABLES: dict[str, type[Contract]] = {
    "participant": Participant,
    "structure": Structure,
    "operation": Operation,
    "exit_rule": ExitRule,
    "exit_motive_category": ExitMotiveCategory,
    "exit_motive": ExitMotive,
    "pathway": Pathway,
    "obstacle": PathwayObstacle,
    "activity": Activity,
    "employment": Employment,
    "followup": Followup,
    "rsa_step": RsaStep,
    "funding": Funding,
    "target": Target,
    "control_decision": ControlDecisionRecord,
    "identity_link": IdentityLink,
    "external_benchmark": ExternalBenchmark,
    "iae_supply": IaeSupply,
    "target_population": TargetPopulation,
    "travel_time": TravelTime,
    "siae": Siae,
    "asp_amount": AspAmount,
    "financial_annex": FinancialAnnex,
    "rsa_count": RsaCount,
    "inclusion_structure": InclusionStructure,
}
"""The tables a complete source may bring, parents before children; then the official files."""

FILE_NAMES: dict[str, str] = {
    "participant": "participants",
    "structure": "structures",
    "operation": "operations",
    "exit_rule": "regles_sortie",
    "exit_motive_category": "categories_sortie",
    "exit_motive": "motifs_sortie",
    "pathway": "parcours",
    "obstacle": "freins",
    "activity": "etapes",
    "employment": "emplois",
    "followup": "suivis",
    "rsa_step": "etapes_rsa",
    "funding": "financements",
    "target": "objectifs",
    "control_decision": "decisions_controle",
    "identity_link": "liens_identite",
    "external_benchmark": "references_externes",
    "iae_supply": "offre_iae",
    "target_population": "populations_cibles",
    "travel_time": "temps_trajet",
    "siae": "siae_asp",
    "asp_amount": "montants_iae",
    "financial_annex": "annexes_financieres",
    "rsa_count": "rsa_communes",
    "inclusion_structure": "structures_inclusion",
}
"""The file (or sheet) name of each table in the complete layout."""

FILE_ALIASES: dict[str, str] = {
    "exit_motive_category": "fluxIAE_RefCategorieSort",
    "exit_motive": "fluxIAE_RefMotifSort",
    "siae": "fluxIAE_Structure",
    "asp_amount": "fluxIAE_RefMontantIae",
    "financial_annex": "fluxIAE_AnnexeFinanciere",
}
"""How the ASP names its files, before the date and the time."""

REFERENCES: tuple[tuple[str, str, str], ...] = (
    ("exit_motive", "category_id", "exit_motive_category"),
    ("pathway", "participant_id", "participant"),
    ("pathway", "motive_code", "exit_motive"),
    ("obstacle", "pathway_id", "pathway"),
    ("activity", "pathway_id", "pathway"),
    ("employment", "participant_id", "participant"),
    ("employment", "pathway_id", "pathway"),
    ("followup", "pathway_id", "pathway"),
    ("followup", "job_id", "employment"),
    ("rsa_step", "participant_id", "participant"),
    ("control_decision", "pathway_id", "pathway"),
)
"""Which column of which table must name an existing row of which parent (same column name)."""

__all__ = [
    "FILE_ALIASES",
    "FILE_NAMES",
    "REFERENCES",
    "TABLES",
    "Activity",
    "AspAmount",
    "Contract",
    "ControlDecisionRecord",
    "Employment",
    "ExitMotive",
    "ExitMotiveCategory",
    "ExitRule",
    "ExternalBenchmark",
    "FinancialAnnex",
    "Followup",
    "Funding",
    "IaeSupply",
    "IdentityLink",
    "InclusionStructure",
    "Operation",
    "Participant",
    "Pathway",
    "PathwayObstacle",
    "RsaCount",
    "RsaStep",
    "Siae",
    "Structure",
    "Target",
    "TargetPopulation",
    "Territory",
    "TravelTime",
]
