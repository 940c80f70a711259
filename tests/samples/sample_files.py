"""A written sample, read back with the standard library only."""

import csv
import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

Row = dict[str, str]


@dataclass(frozen=True)
class SampleFiles:
    """The files of a sample; every cell is text, as a spreadsheet would show it."""

    folder: Path

    def read(self, path: str) -> list[Row]:
        """Return the rows of a file, keyed by French header."""
        with (self.folder / path).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file, delimiter=";"))

    def table(self, name: str) -> list[Row]:
        """Return the rows of a file of the complete layout."""
        return self.read(f"complete/{name}.csv")

    @cached_property
    def truth(self) -> dict[str, Any]:
        """What the generator says of the sample."""
        truth: dict[str, Any] = json.loads((self.folder / "truth.json").read_text("utf-8"))
        return truth

    @property
    def today(self) -> date:
        """The reference date."""
        return date.fromisoformat(self.truth["reference_date"])

    @cached_property
    def pathways(self) -> list[Row]:
        """The rows of the pathways."""
        return self.table("parcours")

    @cached_property
    def pathway_of(self) -> dict[str, Row]:
        """The pathways by identifier."""
        return {row["id_parcours"]: row for row in self.pathways}

    @cached_property
    def obstacles(self) -> list[Row]:
        """The rows of the obstacles."""
        return self.table("freins")

    @cached_property
    def activities(self) -> list[Row]:
        """The rows of the activities."""
        return self.table("etapes")

    @cached_property
    def jobs(self) -> list[Row]:
        """The rows of the jobs."""
        return self.table("emplois")

    @cached_property
    def jobs_found(self) -> list[Row]:
        """The jobs found outside the IAE: neither the contract of the pathway, nor a CDDI."""
        return [
            job
            for job in self.jobs
            if job["type_contrat"] != "inclusion"
            and job["date_debut_emploi"] > self.pathway_of[job["id_parcours"]]["date_entree"]
        ]

    @cached_property
    def obstacle_count(self) -> dict[str, int]:
        """How many obstacles were found in each assessed pathway."""
        counts: dict[str, int] = {}
        for row in self.obstacles:
            found = row["etat"] == "identified"
            counts[row["id_parcours"]] = counts.get(row["id_parcours"], 0) + found
        return counts


def months_later(start: date, months: int) -> date:
    """Return the same day of a later month, or the last day of that month."""
    month = start.year * 12 + start.month - 1 + months
    year, month = month // 12, month % 12 + 1
    for day in range(start.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    raise AssertionError("a month has a first day")
