"""One row that each contract accepts, with only what it requires."""

from datetime import date
from typing import Any

import polars as pl

from pipelines.contracts import TABLES

DAY = date(2024, 3, 1)

VALID: dict[str, dict[str, Any]] = {
    "participant": {"participant_id": "a1", "sex": "F"},
    "structure": {"structure_id": "S1", "structure_name": "Atelier"},
    "operation": {"operation_id": "OP1", "operation_name": "Vers l'emploi"},
    "exit_rule": {
        "rule_id": "r1",
        "scheme": "aci",
        "is_six_months_durable": True,
        "six_month_text": "Texte",
        "valid_from": DAY,
        "source": "Texte",
    },
    "exit_motive_category": {"category_id": "c1", "category": "durable"},
    "exit_motive": {"motive_code": "01", "category_id": "c1"},
    "pathway": {
        "pathway_id": "W1",
        "participant_id": "a1",
        "structure_id": "S1",
        "scheme": "aci",
        "entry_date": DAY,
    },
    "obstacle": {"pathway_id": "W1", "obstacle": "mobility", "state": "identified"},
    "activity": {"activity_id": "E1", "pathway_id": "W1", "kind": "pmsmp", "start_date": DAY},
    "employment": {
        "job_id": "J1",
        "participant_id": "a1",
        "start_date": DAY,
        "evidence": "declared",
    },
    "followup": {"followup_id": "F1", "job_id": "J1", "side": "employee", "due_month": 3},
    "rsa_step": {
        "rsa_step_id": "R1",
        "participant_id": "a1",
        "kind": "notified",
        "step_date": DAY,
    },
    "funding": {
        "funding_id": "M1",
        "structure_id": "S1",
        "funder": "Département",
        "year": 2024,
        "kind": "subsidy",
    },
    "target": {
        "target_id": "T1",
        "indicator": "positive_exit",
        "perimeter_kind": "department",
        "perimeter_code": "46",
        "period_start": DAY,
        "period_end": DAY,
        "value": 0.5,
        "unit": "proportion",
        "source_document": "Convention",
    },
    "control_decision": {
        "control_id": "C1",
        "pathway_id": "W1",
        "decision": "accepted",
        "decided_on": DAY,
    },
    "identity_link": {
        "source_system": "x",
        "source_participant_id": "b1",
        "participant_id": "a1",
    },
    "external_benchmark": {
        "benchmark_id": "B1",
        "source": "Dares",
        "indicator": "emploi",
        "territory_kind": "department",
        "territory_code": "46",
        "period": "2024",
        "value": 0.4,
        "unit": "proportion",
        "retrieved_on": DAY,
    },
    "iae_supply": {"structure_id": "S1", "kind": "ACI", "commune_code": "46042", "year": 2024},
    "target_population": {
        "commune_code": "46042",
        "public": "rsa",
        "unit": "household",
        "counted_on": DAY,
        "count": 12,
        "status": "known",
        "source": "Cnaf",
    },
    "travel_time": {"commune_code": "46042", "structure_id": "S1", "minutes": 12.0},
    "siae": {"siae_id": "12", "structure_name": "Chantier fictif"},
    "asp_amount": {"amount_id": "3", "label": "Montant fictif"},
    "financial_annex": {
        "annex_id": "7",
        "annex_number": "ACI046240001",
        "siae_id": "12",
        "measure": "ACI_DC",
        "state": "VALIDE",
        "start_date": DAY,
        "end_date": DAY,
    },
    "rsa_count": {"commune_code": "46042", "month": "2024-12", "rsa_type": "RSA"},
    "inclusion_structure": {
        "inclusion_id": "emplois--1",
        "source": "emplois-de-linclusion",
        "structure_name": "Chantier fictif",
        "updated_on": DAY,
    },
}


def row_of(table: str, **cells: Any) -> pl.DataFrame:
    """Return a valid row of a table, with other cells if told."""
    columns = TABLES[table].columns()
    given = {**VALID[table], **cells}
    return pl.DataFrame(
        {name: pl.Series([given.get(name)], dtype=column.dtype) for name, column in columns.items()}
    )
