"""Every indicator recounted in plain Python on random tables: the two must agree everywhere."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from drawing import EVERYONE, REFERENCE_DATE, Build, typed

from dashboard.disclosure import COUNTS
from dashboard.observatory import Observatory, Question
from dashboard.scope import Role, Scope
from pipelines.indicators import indicators
from pipelines.vocabulary import Dimension, ExitReason, ExitSituation, Obstacle, Scheme

Row = dict[str, Any]
DURABLE_REASONS = {"permanent_contract", "fixed_term_long", "public_service", "business_creation"}
TRANSITION_REASONS = {"fixed_term_short", "subsidised_contract"}
OTHER_POSITIVE_REASONS = {"training", "apprenticeship", "other_siae"}
WITHDRAWN_REASONS = {"death", "withdrawn"}
WORKING_REASONS = (
    DURABLE_REASONS | TRANSITION_REASONS | {"employment", "apprenticeship", "other_siae"}
)
IDLE_REASONS = {"training", "job_seeking", "inactive", "end_of_pathway", "retirement"}
WORKING = {"employed", "self_employed"}
IDLE = {"in_training", "unemployed", "inactive"}


def random_tables(seed: int) -> dict[str, list[Row]]:
    """Draw people, pathways, obstacles, jobs and six-month follow-ups."""
    draw = random.Random(seed)
    pathways = []
    for number in range(120):
        entry = date(2023, 1, 1) + timedelta(days=draw.randrange(1000))
        leaves = draw.random() < 0.7
        exit_date = min(entry + timedelta(days=draw.randrange(300)), REFERENCE_DATE)
        documented = leaves and draw.random() < 0.8
        observed = leaves and draw.random() < 0.5
        pathways.append(
            {
                "pathway_id": f"p{number:03d}",
                "participant_id": f"person{draw.randrange(70):02d}",
                "scheme": draw.choice(list(Scheme)).value,
                "commune_code": draw.choice(["45234", "46042", "46102", None]),
                "entry_date": entry,
                "exit_date": exit_date if leaves else None,
                "exit_reason": draw.choice(list(ExitReason)).value if documented else None,
                "exit_situation": draw.choice(list(ExitSituation)).value if observed else None,
            }
        )
    return {
        "pathway": pathways,
        "obstacle": list(random_obstacles(draw, pathways)),
        "employment": list(random_jobs(draw, pathways)),
        "followup": list(random_followups(draw, pathways)),
    }


def random_obstacles(draw: random.Random, pathways: list[Row]) -> Iterator[Row]:
    for pathway in pathways:
        for obstacle in draw.sample(list(Obstacle), draw.randrange(5)):
            state = draw.choice(["identified", "not_identified", "not_assessed"])
            closed = state == "identified" and draw.random() < 0.4
            yield {
                "pathway_id": pathway["pathway_id"],
                "obstacle": obstacle.value,
                "state": state,
                "closed_on": pathway["entry_date"] + timedelta(days=30) if closed else None,
            }


def random_jobs(draw: random.Random, pathways: list[Row]) -> Iterator[Row]:
    for number, pathway in enumerate(pathways):
        if draw.random() < 0.5:
            start = pathway["entry_date"] + timedelta(days=draw.randrange(200))
            ends = draw.random() < 0.4
            yield {
                "job_id": f"j{number}",
                "participant_id": pathway["participant_id"],
                "pathway_id": pathway["pathway_id"],
                "contract_kind": draw.choice(["permanent", "temporary", "inclusion", None]),
                "start_date": start,
                "end_date": start + timedelta(days=draw.randrange(200)) if ends else None,
            }


def random_followups(draw: random.Random, pathways: list[Row]) -> Iterator[Row]:
    number = 0
    for pathway in pathways:
        for _ in range(draw.randrange(3)):
            number += 1
            yield {
                "followup_id": f"f{number:04d}",
                "pathway_id": pathway["pathway_id"],
                "side": draw.choice(["employee", "employee", "employer"]),
                "due_month": draw.choice([3, 6, 6]),
                "done_on": draw.choice([date(2025, 1, 1), date(2025, 5, 1), None]),
                "situation": draw.choice([*(item.value for item in ExitSituation), None]),
            }


def exit_category(pathway: Row, jobs: list[Row]) -> str:
    reason, situation = pathway["exit_reason"], pathway["exit_situation"]
    if reason is None:
        named = {"employed": "employment", "self_employed": "durable", "in_training": "positive"}
        return (
            "undocumented" if situation in {None, "unreachable"} else named.get(situation, "other")
        )
    if reason in WITHDRAWN_REASONS:
        return "withdrawn"
    if reason in DURABLE_REASONS:
        return "durable"
    if reason in TRANSITION_REASONS:
        return "transitional"
    if reason in OTHER_POSITIVE_REASONS:
        return "positive"
    if reason != "employment":
        return "other"
    current = [
        job["contract_kind"]
        for job in jobs
        if job["contract_kind"] not in {None, "inclusion"}
        and job["start_date"] <= pathway["exit_date"] + timedelta(days=31)
        and (job["end_date"] is None or job["end_date"] >= pathway["exit_date"])
    ]
    if not current:
        return "employment"
    return "durable" if "permanent" in current else "transitional"


def six_month_status(pathway: Row, followups: list[Row]) -> str:
    if pathway["exit_reason"] in WITHDRAWN_REASONS:
        return "excluded"
    if (REFERENCE_DATE - pathway["exit_date"]).days < 183:
        return "immature"
    done = [
        item
        for item in followups
        if item["due_month"] == 6 and item["side"] == "employee" and item["done_on"]
    ]
    if not done:
        return "unknown"
    latest = max(item["done_on"] for item in done)
    last = min((item for item in done if item["done_on"] == latest), key=lambda f: f["followup_id"])
    return working(last["situation"])


def working(situation: str | None) -> str:
    if situation in WORKING:
        return "yes"
    return "no" if situation in IDLE else "unknown"


def exit_status(pathway: Row) -> str:
    reason, situation = pathway["exit_reason"], pathway["exit_situation"]
    if reason in WITHDRAWN_REASONS:
        return "excluded"
    if situation is not None:
        return working(situation)
    if reason in WORKING_REASONS:
        return "yes"
    return "no" if reason in IDLE_REASONS else "unknown"


def statuses(code: str, tables: dict[str, list[Row]], kept: list[Row]) -> Iterator[str]:
    """Give the status of each unit of an indicator, by the words of its definition."""
    jobs, followups = by_pathway(tables["employment"]), by_pathway(tables["followup"])
    obstacles = by_pathway(tables["obstacle"])
    if code == "caseload":
        present = {
            item["participant_id"]
            for item in kept
            if item["exit_date"] is None or item["exit_date"] > REFERENCE_DATE
        }
        yield from ("yes" for _ in present)
        return
    for pathway in kept:
        key = pathway["pathway_id"]
        if code.startswith("obstacle"):
            yield from obstacle_statuses(code, obstacles[key])
        elif code == "entries":
            yield "yes"
        elif pathway["exit_date"] is not None:
            yield exit_statuses(code, pathway, jobs[key], followups[key])


def obstacle_statuses(code: str, obstacles: list[Row]) -> Iterator[str]:
    states = {item["state"] for item in obstacles}
    if code == "obstacle_identified":
        assessed = "no" if "not_identified" in states else "unknown"
        yield "yes" if "identified" in states else assessed
        return
    for item in obstacles:
        if item["state"] == "identified":
            yield "yes" if item["closed_on"] else "no"


def exit_statuses(code: str, pathway: Row, jobs: list[Row], followups: list[Row]) -> str:
    category = exit_category(pathway, jobs)
    positive = {"durable", "transitional", "employment", "positive"}
    simple = {
        "exits": "yes",
        "undocumented_exit": "yes" if category == "undocumented" else "no",
        "positive_exit": "yes" if category in positive else "no",
        "durable_employment": "yes" if category == "durable" else "no",
    }
    if code == "exits":
        return "yes"
    if code == "in_employment_at_exit":
        return exit_status(pathway)
    if code == "employment_at_6_months":
        return six_month_status(pathway, followups)
    if category == "withdrawn":
        return "excluded"
    silent = {
        "positive_exit": {"undocumented"},
        "durable_employment": {"undocumented", "employment"},
    }
    return "unknown" if category in silent.get(code, set()) else simple[code]


def by_pathway(rows: list[Row]) -> defaultdict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["pathway_id"]].append(row)
    return found


def as_text(rows: list[Row]) -> dict[str, list[str | None]]:
    names = rows[0]
    return {name: [None if row[name] is None else str(row[name]) for row in rows] for name in names}


@pytest.mark.parametrize("seed", range(4))
def test_sql_and_plain_python_count_the_same(built: Build, seed: int) -> None:
    import polars as pl

    tables = random_tables(seed)
    frames = {name: typed(name, pl.DataFrame(as_text(rows))) for name, rows in tables.items()}
    snapshot = built(**frames)
    for code in indicators():
        whole = Observatory(snapshot, EVERYONE).observe(Question(code))
        expected = Counter(statuses(code, tables, tables["pathway"]))
        assert whole.total.select(COUNTS).to_dicts()[0] == {c: expected[c] for c in COUNTS}, code
        split = Observatory(snapshot, EVERYONE).observe(Question(code, (Dimension.SCHEME,)))
        for row in split.table.iter_rows(named=True):
            kept = [item for item in tables["pathway"] if item["scheme"] == row["scheme"]]
            expected = Counter(statuses(code, tables, kept))
            assert {c: row[c] for c in COUNTS} == {c: expected[c] for c in COUNTS}, code


@pytest.mark.parametrize("seed", range(2))
def test_a_scope_sees_its_rows_and_an_empty_scope_none(built: Build, seed: int) -> None:
    import polars as pl

    tables = random_tables(seed + 100)
    for pathway in tables["pathway"]:
        pathway["commune_code"] = pathway["commune_code"] or "45234"
    frames = {name: typed(name, pl.DataFrame(as_text(rows))) for name, rows in tables.items()}
    snapshot = built(**frames)
    lot = Scope("lot", Role.COUNCIL, frozenset({"46"}), "Lot")
    nobody = Scope("personne", Role.COUNCIL, frozenset(), "Rien")
    kept = [item for item in tables["pathway"] if item["commune_code"].startswith("46")]
    for code in indicators():
        expected = Counter(statuses(code, tables, kept))
        total = Observatory(snapshot, lot).observe(Question(code)).total
        assert total.select(COUNTS).to_dicts()[0] == {c: expected[c] for c in COUNTS}, code
        empty = Observatory(snapshot, nobody).observe(Question(code, (Dimension.SCHEME,)))
        assert empty.table.is_empty()
        assert sum(empty.total.select(COUNTS).row(0)) == 0
