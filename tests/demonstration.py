"""A small store to look at: invented people, two square départements, every look of the map."""

from datetime import date
from pathlib import Path

import polars as pl
from demonstration_places import NAMES, POLYGONS, TERRITORY
from drawing import people_of, typed
from drawn_store import publish_drawn

from dashboard.scope import Role, Scope, write_access
from pipelines.snapshot import Snapshot

REFERENCE_DATE = date(2025, 8, 15)
PATHWAYS = 400
LOCAL = Scope("poste-local", Role.COUNCIL, frozenset({"45", "46"}), "Poste local")
LOT = Scope("departement-46", Role.COUNCIL, frozenset({"46"}), "Département du Lot")
DIRECTOR = Scope("association", Role.DIRECTOR, frozenset({"S2"}), "Association fictive B")
FUNDER = Scope("financeur", Role.FUNDER, frozenset({"OP1"}), "Opération fictive 1")
SCOPES = (LOCAL, LOT, DIRECTOR, FUNDER)
FILES = pl.DataFrame(
    [("parcours.csv", "complete", 412, PATHWAYS, 12, "accepted", "UTF-8, séparateur « ; »", "x")],
    schema=["name", "layout", "read", "loaded", "set_aside", "status", "dialect", "digest"],
    orient="row",
)
TABLES = FILES.select(pl.lit("pathway").alias("name"), "read", "loaded", "set_aside")
SET_ASIDE = pl.DataFrame(
    {
        "file": ["parcours.csv"] * 12,
        "table": ["pathway"] * 12,
        "line": pl.Series(range(2, 14), dtype=pl.UInt32),
        "column": ["code_commune"] * 12,
        "rule": ["GEO_UNKNOWN"] * 12,
        "message": ["Code de commune inconnu."] * 12,
    }
)

REFERENCES = {
    "territory": TERRITORY,
    "territory_name": NAMES,
    "polygon": POLYGONS,
    "file_account": FILES,
    "table_account": TABLES,
    "set_aside": SET_ASIDE,
}
MANIFEST = {
    "is_synthetic": True,
    "territory_source": "Territoires dessinés au carré.",
    "departments": ["45", "46"],
}


def pathways() -> pl.DataFrame:
    """Return the pathways, every trait a plain function of their rank."""
    rank = pl.int_range(PATHWAYS, eager=True).alias("rank")
    start = pl.date(2022, 1, 3) + pl.duration(days=pl.col("rank") * 33 // 10)
    stop = start + pl.duration(days=90 + pl.col("rank") % 120)
    left = (pl.col("rank") % 4 != 0) & (stop <= REFERENCE_DATE)
    text = rank.to_frame().select(
        pathway_id=pl.format("P{}", "rank"),
        participant_id=pl.format("{}", pl.col("rank") % 350),
        structure_id=_cycle("S1", "S2", "S3"),
        operation_id=_cycle("OP1", "OP2", None),
        scheme=_cycle("aci", "rsa_support", "iae", "intensive_coaching", "aci"),
        commune_code=_cycle("45234", "46042", "45234", "46102", "46042"),
        entry_date=start.dt.to_string("%Y-%m-%d"),
        exit_date=pl.when(left).then(stop.dt.to_string("%Y-%m-%d")),
        exit_reason=pl.when(left).then(
            _cycle("permanent_contract", "dropout", "training", None, "job_seeking", "employment")
        ),
        is_rsa_recipient=_cycle("true", "false", "true", None),
    )
    return typed("pathway", text)


def obstacles(of: pl.DataFrame) -> pl.DataFrame:
    """Return one obstacle per pathway, some of them resolved or not assessed."""
    text = of.with_row_index("rank").select(
        pathway_id="pathway_id",
        obstacle=_cycle("mobility", "health", "housing"),
        state=_cycle("identified", "identified", "not_identified", "not_assessed"),
        identified_on=pl.col("entry_date").dt.to_string("%Y-%m-%d"),
        closed_on=pl.when(pl.col("rank") % 8 == 0).then(
            pl.col("entry_date").dt.offset_by("30d").dt.to_string("%Y-%m-%d")
        ),
    )
    return typed("obstacle", text)


def employments(of: pl.DataFrame) -> pl.DataFrame:
    """Return a job every other pathway, 30 days after entry: 60 days long, or still held.

    A person back in another pathway has two jobs. Short jobs are fixed-term ones, the others
    permanent; each kind of evidence comes in turn.
    """
    start = pl.col("entry_date").dt.offset_by("30d")
    is_short = pl.col("rank") % 4 == 0
    hired = of.with_row_index("rank").filter(pl.col("rank") % 2 == 0, start <= REFERENCE_DATE)
    text = hired.select(
        job_id=pl.format("J{}", "rank"),
        participant_id="participant_id",
        pathway_id="pathway_id",
        employer_id=pl.lit("E1"),
        contract_kind=pl.when(is_short)
        .then(pl.lit("fixed_term_short"))
        .otherwise(pl.lit("permanent")),
        start_date=start.dt.to_string("%Y-%m-%d"),
        end_date=pl.when(is_short).then(start.dt.offset_by("59d").dt.to_string("%Y-%m-%d")),
        evidence=_cycle("declared", "employer_confirmed", "dsn"),
    )
    return typed("employment", text)


def supply() -> pl.DataFrame:
    """Return 10 posts in Cahors, 5 in Figeac, 40 in Orléans: more than 30 minutes apart."""
    text = pl.DataFrame(
        {
            "structure_id": ["S1", "S2", "S3"],
            "kind": ["ACI", "AI", "EI"],
            "commune_code": ["46042", "46102", "45234"],
            "year": ["2025"] * 3,
            "agreed_fte": ["10", "5", "40"],
            "actual_fte": ["8", "5", None],
            "sector": ["Espaces verts", "Services", "Bâtiment"],
        }
    )
    return typed("iae_supply", text)


def demand() -> pl.DataFrame:
    """Return RSA recipients; those of Gramat are withheld, nobody works near Labastide."""
    text = pl.DataFrame(
        {
            "commune_code": ["45234", "46042", "46102", "46128", "46138"],
            "public": ["rsa"] * 5,
            "unit": ["recipient"] * 5,
            "counted_on": ["2024-12-31"] * 5,
            "count": ["2000", "300", "100", None, "100"],
            "status": ["known", "known", "known", "withheld", "known"],
            "source": ["Fictif"] * 5,
        }
    )
    return typed("target_population", text)


def targets() -> pl.DataFrame:
    """Return a target of entries for one structure, one in a wrong unit, one of nothing known."""
    text = pl.DataFrame(
        {
            "target_id": ["T1", "T2", "T3"],
            "indicator": ["entries", "dropout", "taux_de_reussite"],
            "perimeter_kind": ["structure", "structure", "structure"],
            "perimeter_code": ["S2", "S2", "S2"],
            "period_start": ["2023-01-01"] * 3,
            "period_end": ["2023-12-31"] * 3,
            "value": ["60", "12", "0.5"],
            "unit": ["parcours", "personnes", "part"],
            "source_document": ["Convention fictive 7", "Avenant fictif 8", "Note fictive 9"],
            "agreed_on": ["2022-12-15", None, None],
        }
    )
    return typed("target", text)


def publish(root: Path) -> Snapshot:
    """Publish the store and its table of rights."""
    people = pathways()
    tables = {
        "pathway": people,
        "participant": people_of(people),
        "obstacle": obstacles(people),
        "employment": employments(people),
        "structure": _named("structure", "S1", "S2", "S3"),
        "operation": _named("operation", "OP1", "OP2"),
        "target": targets(),
        "iae_supply": supply(),
        "target_population": demand(),
    }
    said = {**MANIFEST, "pathways": PATHWAYS, "files": FILES.to_dicts()}
    snapshot = publish_drawn(root, tables, REFERENCES, REFERENCE_DATE, **said)
    write_access(root / "access.toml", list(SCOPES))
    return snapshot


def _cycle(*values: str | None) -> pl.Expr:
    return pl.lit(pl.Series(values, dtype=pl.String)).gather(pl.col("rank") % len(values))


def _named(kind: str, *codes: str) -> pl.DataFrame:
    names = [f"{'Association' if kind == 'structure' else 'Opération'} fictive {c}" for c in codes]
    return typed(kind, pl.DataFrame({f"{kind}_id": codes, f"{kind}_name": names}))
