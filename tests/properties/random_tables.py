"""Random tables where every case of every indicator turns up, the dates often at a boundary."""

import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain
from typing import Any

import polars as pl
from drawing import REFERENCE_DATE, typed
from properties.calendar_days import months_later
from properties.random_events import activities, exit_followups, job_followups, jobs, obstacles
from properties.random_rules import MOTIVE_CODES, exit_rules, motives

from pipelines.contracts import TABLES
from pipelines.vocabulary import ExitReason, ExitSituation, PrescriberKind, Scheme

Row = dict[str, Any]

SEEDS = range(5)
WITH_MOTIVES = {2, 4}
WITH_RULES = {3, 4}
STRUCTURE_KINDS = {
    "S-ACI": "ACI",
    "S-EI": "EI",
    "S-AI": "AI",
    "S-ETTI": "ETTI",
    "S-EITI": "EITI",
    "S-CCAS": "CCAS",
    "S-BLANK": None,
}
PLACES = [*STRUCTURE_KINDS, "S-ABSENT"]
"""The structures named by pathways; the last has no row."""
JOBS_TOLD = ["employment", "employment", "fixed_term_long", "fixed_term_short"]
"""The reasons that a contract may make more precise."""
PEOPLE = 130
FIRST_DAY = date(2022, 3, 1)


def random_tables(seed: int) -> dict[str, list[Row]]:
    """Draw every table that an indicator reads, as rows of typed values."""
    draw = random.Random(seed)
    codes = MOTIVE_CODES if seed in WITH_MOTIVES else []
    pathways = [row for person in range(PEOPLE) for row in _pathways(draw, person, codes)]
    pathways = _numbered("pathway_id", pathways)
    employment = [job for row in pathways for job in jobs(draw, row)]
    tables = {
        "structure": [
            {"structure_id": code, "structure_name": code, "kind": kind}
            for code, kind in STRUCTURE_KINDS.items()
        ],
        "pathway": pathways,
        "obstacle": [item for row in pathways for item in obstacles(draw, row)],
        "activity": _numbered(
            "activity_id", (item for row in pathways for item in activities(draw, row))
        ),
        "employment": employment,
        "followup": _numbered(
            "followup_id", chain(exit_followups(draw, pathways), job_followups(draw, employment))
        ),
        "identity_link": _links(draw),
    }
    if seed in WITH_MOTIVES:
        tables |= motives()
    return tables | ({"exit_rule": exit_rules()} if seed in WITH_RULES else {})


def _numbered(column: str, rows: Iterable[Row]) -> list[Row]:
    return [{column: f"n{number:05d}", **row} for number, row in enumerate(rows)]


def as_frames(tables: dict[str, list[Row]]) -> dict[str, pl.DataFrame]:
    """Type the rows by the contracts of their tables; columns they do not have are empty."""
    return {name: typed(name, _as_text(name, rows)) for name, rows in tables.items()}


def _as_text(name: str, rows: list[Row]) -> pl.DataFrame:
    columns = {column: pl.String for column in TABLES[name].column_names() if column in rows[0]}
    cells = [
        tuple(None if row[column] is None else str(row[column]) for column in columns)
        for row in rows
    ]
    return pl.DataFrame(cells, schema=columns, orient="row")


def _pathways(draw: random.Random, person: int, codes: list[str]) -> Iterator[Row]:
    """Yield the pathways of a person: stays in one structure, or a way across schemes."""
    entry = FIRST_DAY + timedelta(days=draw.randrange(1200))
    place = draw.choice(PLACES) if draw.random() < 0.6 else None
    scheme = draw.choice(["aci", "iae", "iae"])
    for _ in range(draw.randrange(1, 5)):
        ending = _ending(draw, entry, codes)
        yield {
            "participant_id": f"person{person:03d}",
            "structure_id": place or draw.choice(PLACES),
            "scheme": scheme if place else draw.choice(list(Scheme)).value,
            "commune_code": draw.choice(["45234", "46042", "46102", None]),
            "entry_date": entry,
            "renewal_rank": draw.choice([None, 0, 1, 2]),
            "prescriber_kind": draw.choice([*PrescriberKind, "SPONTANEOUS", "NON_CONNU", None]),
        } | ending
        left = ending["exit_date"] or entry + timedelta(days=100)
        entry = max(left + timedelta(days=draw.choice([-30, 0, 1, 2, 92, 93, 200])), entry)
        if entry > REFERENCE_DATE:
            return


def _ending(draw: random.Random, entry: date, codes: list[str]) -> Row:
    """Draw how a pathway ends, if it has, and the hours it is worth to the exit rules."""
    near = months_later(entry, draw.choice([1, 3, 3, 6, 12]))
    last = draw.choice(
        [
            near + timedelta(days=draw.choice([-2, -1, 0, 1])),
            entry + timedelta(days=draw.choice([0, 19, draw.randrange(400)])),
            max(entry, REFERENCE_DATE - timedelta(days=draw.choice([91, 92, 182, 183]))),
        ]
    )
    leaves = last <= REFERENCE_DATE and draw.random() < 0.9
    told = leaves and draw.random() < 0.75
    return {
        "exit_date": last if leaves else None,
        "exit_reason": draw.choice([*ExitReason, *JOBS_TOLD * 2]) if told else None,
        "exit_situation": draw.choice([*ExitSituation, None, None, None]) if leaves else None,
        "motive_code": draw.choice([*codes, None]) if leaves else None,
        "hours_worked": draw.choice([None, 0.0, 40.0, 110.0, 149.5, 150.0, 600.0]),
        "exit_year_hours": draw.choice([None, None, 0.0, 0.5, 1.0, 300.0]) if leaves else None,
    }


def _links(draw: random.Random) -> list[Row]:
    """Link people two by two: to the identifier of one of them, or to one that both share."""
    links = []
    for number in range(0, PEOPLE, 10):
        first, second = f"person{number:03d}", f"person{number + 1:03d}"
        shared = draw.choice([first, f"common{number:03d}"])
        for source in {first, second} - {shared}:
            links.append(
                {
                    "source_system": "source inventée",
                    "source_participant_id": source,
                    "participant_id": shared,
                }
            )
    return links
