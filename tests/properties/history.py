"""The rows of random tables, found by what they are attached to."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

Row = dict[str, Any]
Tables = dict[str, list[Row]]
IAE = {"aci", "iae"}
INSERTION_CONTRACTS = {"inclusion", "permanent_inclusion"}


def rule(scheme: str, kind: str | None, **thresholds: float) -> Row:
    """Return a rule in force for ever, by which a death or a withdrawal is no exit."""
    absent = dict.fromkeys(("min_months", "min_hours", "min_exit_year_hours"))
    return {
        **absent,
        "scheme": scheme,
        "structure_kind": kind,
        "is_six_months_durable": "true",
        "neutralised": "death|withdrawn",
        "valid_from": date(2000, 1, 1),
        "valid_to": None,
        **thresholds,
    }


RULES = [
    rule("aci", None, min_months=3, min_exit_year_hours=1),
    rule("iae", "ACI", min_months=3, min_exit_year_hours=1),
    rule("iae", "EI", min_months=3, min_exit_year_hours=1),
    rule("iae", "AI", min_hours=150),
    rule("iae", "ETTI", min_hours=150),
    rule("iae", "EITI"),
]
"""The rules where the data give none, as the texts word them."""


@dataclass(slots=True)
class History:
    """What the tables know of each pathway, job and person."""

    pathways: list[Row]
    kinds: dict[str, str | None]
    obstacles: dict[str, list[Row]]
    activities: dict[str, list[Row]]
    jobs: dict[str, list[Row]]
    jobs_of_people: dict[str, list[Row]]
    followups: dict[str, list[Row]]
    job_followups: dict[str, list[Row]]
    rules: list[Row]
    motives: dict[str, str]
    shared: dict[str, str]

    def person(self, pathway: Row) -> str:
        """Return the identifier that all the pathways of one person share."""
        pseudonym: str = pathway["participant_id"]
        return self.shared.get(pseudonym, pseudonym)

    def others(self, pathway: Row) -> list[Row]:
        """Return the other pathways of the same person."""
        person = self.person(pathway)
        return [row for row in self.pathways if row is not pathway and self.person(row) == person]

    def rule(self, pathway: Row) -> Row | None:
        """Return the exit rule in force the day the pathway ended, if there is one."""
        kind, day = self.kinds.get(pathway["structure_id"]), pathway["exit_date"]
        found = [
            item
            for item in self.rules
            if item["scheme"] == pathway["scheme"]
            and item["structure_kind"] in {None, kind}
            and item["valid_from"] <= day
            and (item["valid_to"] is None or day <= item["valid_to"])
        ]
        return found[0] if found else None


def history_of(tables: Tables) -> History:
    """Return the history that tables tell."""
    categories = {
        row["category_id"]: row["category"] for row in tables.get("exit_motive_category", [])
    }
    shared = {
        row["source_participant_id"]: row["participant_id"] for row in tables["identity_link"]
    }
    return History(
        pathways=tables["pathway"],
        kinds={row["structure_id"]: row["kind"] for row in tables["structure"]},
        obstacles=_by("pathway_id", tables["obstacle"]),
        activities=_by("pathway_id", tables["activity"]),
        jobs=_by("pathway_id", tables["employment"]),
        jobs_of_people=_by_person(shared, tables["employment"]),
        followups=_by("pathway_id", tables["followup"]),
        job_followups=_by("job_id", tables["followup"]),
        rules=tables.get("exit_rule", RULES),
        motives={
            row["motive_code"]: categories[row["category_id"]]
            for row in tables.get("exit_motive", [])
        },
        shared=shared,
    )


def _by(column: str, rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row[column] is not None:
            found[row[column]].append(row)
    return found


def _by_person(shared: dict[str, str], rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        pseudonym: str = row["participant_id"]
        found[shared.get(pseudonym, pseudonym)].append(row)
    return found
