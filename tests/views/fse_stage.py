"""Two operations and twenty-four people, small enough to be counted by hand.

OP1 (ended 30/06/2025) is entered by P01 to P20, OP2 (until 31/12/2027) by P15 to P24: six people
in both. P01 to P12 are women. In OP1, P01 came one day, P02 and P03 have no education level; P04 to
P14 left on 30/09/2024: five in work (P04 to P08), five seeking (P09 to P13), one unknown (P14).
P05 has no proof of eligibility; the exit of P06 was entered in December. Nobody was asked at six
months.
"""

from datetime import date
from pathlib import Path

import polars as pl
from demonstration import MANIFEST, REFERENCES
from drawing import typed
from drawn_store import publish_drawn

from dashboard.scope import Role, Scope, write_access
from pipelines.snapshot import Snapshot

REFERENCE_DATE = date(2025, 8, 15)
COUNCIL = Scope("conseil", Role.COUNCIL, frozenset({"45", "46"}), "Deux départements")
SECOND = Scope("seconde", Role.DIRECTOR, frozenset({"S2"}), "Association fictive S2")
NOBODY = Scope("ailleurs", Role.DIRECTOR, frozenset({"S9"}), "Association sans opération")


def pathways() -> pl.DataFrame:
    """Return thirty files: twenty in OP1, ten in OP2."""
    first = [{"rank": rank, "operation_id": "OP1"} for rank in range(1, 21)]
    second = [{"rank": rank, "operation_id": "OP2"} for rank in range(15, 25)]
    rank = pl.col("rank")
    is_first = pl.col("operation_id") == "OP1"
    left = is_first & rank.is_between(4, 14)
    text = pl.DataFrame(first + second).select(
        pathway_id=pl.format("{}-{}", "operation_id", rank),
        participant_id=pl.format("P{}", rank.cast(pl.String).str.zfill(2)),
        structure_id=pl.when(is_first).then(pl.lit("S1")).otherwise(pl.lit("S2")),
        operation_id="operation_id",
        commune_code=pl.lit("46042"),
        scheme=pl.lit("aci"),
        entry_date=pl.lit("2024-03-01"),
        exit_date=pl.when(is_first & (rank == 1))
        .then(pl.lit("2024-03-01"))
        .when(left)
        .then(pl.lit("2024-09-30")),
        exit_reason=pl.when(left & (rank <= 7)).then(pl.lit("permanent_contract")),
        employment_status=pl.lit("unemployed"),
        months_unemployed=pl.lit("14"),
        education=pl.when(~(is_first & rank.is_in([2, 3]))).then(pl.lit("isced_3")),
        exit_situation=pl.when(left & (rank <= 8))
        .then(pl.lit("employed"))
        .when(left & (rank <= 13))
        .then(pl.lit("unemployed")),
        exit_situation_date=pl.when(left & (rank <= 13)).then(pl.lit("2024-10-10")),
        exit_recorded_on=pl.when(is_first & (rank == 6))
        .then(pl.lit("2024-12-15"))
        .when(left)
        .then(pl.lit("2024-10-15")),
        eligibility_proof=pl.when(~(is_first & (rank == 5))).then(pl.lit("document")),
        eligibility_proof_date=pl.lit("2024-02-15"),
    )
    return typed("pathway", text)


def targets() -> pl.DataFrame:
    """Return a milestone reached and a target for OP1, a milestone missed for OP2."""
    goals = pl.DataFrame(
        [
            ("T1", "EECO01", "OP1", "2024-12-31", "10"),
            ("T2", "EECO01", "OP1", "2029-12-31", "40"),
            ("T3", "EECO01", "OP2", "2024-12-31", "25"),
        ],
        schema=["target_id", "indicator", "perimeter_code", "period_end", "value"],
        orient="row",
    )
    return typed(
        "target",
        goals.with_columns(
            perimeter_kind=pl.lit("operation"),
            period_start=pl.lit("2024-01-01"),
            unit=pl.lit("nombre"),
            source_document=pl.lit("Convention fictive"),
        ),
    )


def publish(root: Path, with_targets: bool = True, **more: pl.DataFrame) -> Snapshot:
    """Publish the store and its table of rights; `more` adds tables."""
    people = [(f"P{rank:02}", "F" if rank <= 12 else "M", "1985") for rank in range(1, 25)]
    operations = pl.DataFrame(
        {
            "operation_id": ["OP1", "OP2"],
            "operation_name": ["Vers l'emploi", "Immersion"],
            "structure_id": ["S1", "S2"],
            "specific_objective": ["h", "h"],
            "start_date": ["2024-01-01", "2024-02-01"],
            "end_date": ["2025-06-30", "2027-12-31"],
        }
    )
    tables = {
        "pathway": pathways(),
        "participant": typed(
            "participant",
            pl.DataFrame(people, schema=["participant_id", "sex", "birth_year"], orient="row"),
        ),
        "structure": typed(
            "structure",
            pl.DataFrame({"structure_id": ["S1", "S2"], "structure_name": ["Une", "Deux"]}),
        ),
        "operation": typed("operation", operations),
        **({"target": targets()} if with_targets else {}),
        **more,
    }
    said = {**MANIFEST, "pathways": 30, "files": []}
    snapshot = publish_drawn(root, tables, REFERENCES, REFERENCE_DATE, **said)
    write_access(root / "access.toml", [COUNCIL, SECOND, NOBODY])
    return snapshot
