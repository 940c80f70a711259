"""What is true of a sample, counted from the generator's own arrays while the files are written."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import numpy as np

from pipelines.samples.activity_rows import Doings
from pipelines.samples.activity_truth import activity_statuses
from pipelines.samples.arrays import ABSENT, Ints, add_months
from pipelines.samples.contract_chains import Jobs
from pipelines.samples.employments import GAP_DAYS, Employments
from pipelines.samples.entry_truth import entry_statuses
from pipelines.samples.exit_truth import exit_statuses, ways
from pipelines.samples.ledger import Ledger, pathway_measures, people_measures
from pipelines.samples.obstacle_rows import Findings
from pipelines.samples.reasons import CONTRACTS
from pipelines.samples.record import Record
from pipelines.samples.retention_truth import Contracts, retention_statuses
from pipelines.samples.setting import Setting
from pipelines.samples.support_truth import followup_statuses, job_statuses, obstacle_statuses
from pipelines.samples.tally import Tally
from pipelines.samples.ways import SCHEMES
from pipelines.vocabulary import ActivityKind, ContractKind, Obstacle, Scheme, Sex

SMALL = 5
OBSTACLES = tuple(Obstacle)
INCLUSION = CONTRACTS.index(ContractKind.INCLUSION)
TWO_YEARS = 24
STATUSES_OF_RECORD = (activity_statuses, obstacle_statuses, job_statuses, followup_statuses)


class Truth:
    """Counts that add up piece by piece, because each person belongs to one piece only."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._sizes = {
            "total": 1,
            "scheme": len(SCHEMES),
            "department": len(setting.departments),
        }
        self._counts: dict[str, dict[str, Ints]] = {name: {} for name in self._sizes}
        epci = len(setting.communes.epci_codes)
        self._people_by_sex = np.zeros((len(SCHEMES), len(Sex)), dtype=np.int64)
        self._people_by_epci = np.zeros((len(SCHEMES), epci), dtype=np.int64)
        self._obstacles = np.zeros((2, len(SCHEMES), len(OBSTACLES)), dtype=np.int64)
        self._aids = np.zeros((2, 2), dtype=np.int64)
        self._jobs = np.zeros((2, len(SCHEMES)), dtype=np.int64)
        self._employments = np.zeros((3, len(SCHEMES)), dtype=np.int64)
        self._long_secondments = 0
        self._linked = 0
        self._ways = np.zeros((len(SCHEMES), len(SCHEMES)), dtype=np.int64)
        self._indicators = Tally()

    def add_pathways(self, ledger: Ledger, linked: int) -> None:
        """Count the pathways and the people of a piece, `linked` of whom have two identifiers."""
        today, scheme = self._setting.today, ledger.groups["scheme"]
        for code, status in chain(exit_statuses(ledger, today), entry_statuses(ledger, today)):
            self._indicators.add(code, scheme, status)
        self._ways += ways(ledger)
        self._linked += linked
        for measure, counted in pathway_measures(ledger):
            for grouping, group in ledger.groups.items():
                self._add(measure, grouping, group[counted])
        for measure, counted in people_measures(ledger):
            for grouping, group in ledger.groups.items():
                self._add(measure, grouping, of_distinct(group[counted], ledger.person[counted]))
        for grouping, group in ledger.groups.items():
            self._add("people_in_two_operations", grouping, of_people_in_two(group, ledger))
        self._people_by_sex += cells(scheme, ledger.sex, ledger.person, self._people_by_sex.shape)
        self._people_by_epci += cells(
            scheme, ledger.epci, ledger.person, self._people_by_epci.shape
        )

    def add_record(self, record: Record) -> None:
        """Count what happened along the pathways of a batch."""
        self.add_obstacles(record.scheme, record.findings)
        for jobs in record.jobs:
            if not jobs.is_inside:
                self.add_jobs(record.scheme, jobs)
        for employments in record.employments:
            self.add_employments(record.scheme, employments)
        for doings in record.doings:
            if doings.kind is ActivityKind.SECONDMENT:
                self.add_secondments(doings)
        for statuses in STATUSES_OF_RECORD:
            for code, status in statuses(record, self._setting.today):
                self._indicators.add(code, record.scheme, status)

    def add_contracts(self, parts: Sequence[Contracts]) -> None:
        """Count the first jobs of pathways; the parts hold every contract of their people."""
        for code, scheme, status in retention_statuses(parts, self._setting.today):
            self._indicators.add(code, scheme, status)

    def add_obstacles(self, scheme: Scheme, findings: Findings) -> None:
        """Count the obstacles found and lifted, with and without aid."""
        row = SCHEMES.index(scheme)
        lifted = findings.is_lifted
        for place, which in enumerate((np.ones_like(lifted), lifted)):
            self._obstacles[place, row] += np.bincount(
                findings.obstacle[which], minlength=len(OBSTACLES)
            )
            for aided in (0, 1):
                self._aids[aided, place] += int((which & (findings.is_aided == aided)).sum())

    def add_jobs(self, scheme: Scheme, jobs: Jobs) -> None:
        """Count the jobs found outside the IAE, and those already ended."""
        counted = jobs.contract != INCLUSION
        row = SCHEMES.index(scheme)
        self._jobs[0, row] += int(counted.sum())
        self._jobs[1, row] += int((counted & (jobs.end <= self._setting.today)).sum())

    def add_employments(self, scheme: Scheme, employments: Employments) -> None:
        """Count the employments outside the IAE whose end can be told from a gap between contracts.

        An end is known once the longest gap has passed without another contract.
        """
        last = self._setting.today - GAP_DAYS - 1
        counted = (employments.contract != INCLUSION) & (employments.start <= last)
        ended = counted & (employments.end < last)
        neutral = ended & (employments.cause != ABSENT)
        row = SCHEMES.index(scheme)
        for place, which in enumerate((counted, ended, neutral)):
            self._employments[place, row] += int(which.sum())

    def add_secondments(self, doings: Doings) -> None:
        """Count the secondments that lasted, or have lasted so far, more than two years."""
        seen = np.minimum(doings.end, self._setting.today)
        self._long_secondments += int((seen > add_months(doings.start, TWO_YEARS)).sum())

    def report(self) -> dict[str, Any]:
        """Return every count, by total, scheme and département; JSON types only."""
        return {
            "total": self._table("total", ["total"])["total"],
            "by_scheme": self._table("scheme", [scheme.value for scheme in SCHEMES]),
            "by_department": self._table("department", list(self._setting.departments)),
            "obstacles": self._obstacle_report(),
            "aids": {
                "aided": pair_of(self._aids[1]),
                "not_aided": pair_of(self._aids[0]),
            },
            "jobs": {
                scheme.value: {"found": int(found), "ended": int(ended)}
                for scheme, found, ended in zip(SCHEMES, *self._jobs, strict=True)
                if found
            },
            "employments": {
                scheme.value: {"begun": int(begun), "ended": int(ended), "neutral": int(neutral)}
                for scheme, begun, ended, neutral in zip(SCHEMES, *self._employments, strict=True)
                if begun
            },
            "secondments_over_two_years": self._long_secondments,
            "ways": self._ways_report(),
            "people_with_two_identifiers": self._linked,
            "indicators": self._indicators.report(),
            "small_cells": self._small_cells(),
        }

    def _add(self, measure: str, grouping: str, group: Ints) -> None:
        counted = np.bincount(group, minlength=self._sizes[grouping])
        so_far = self._counts[grouping]
        so_far[measure] = so_far.get(measure, 0) + counted

    def _table(self, grouping: str, names: list[str]) -> dict[str, dict[str, int]]:
        counts = self._counts[grouping]
        return {
            name: {measure: int(values[row]) for measure, values in counts.items()}
            for row, name in enumerate(names)
            if counts["entries"][row]
        }

    def _obstacle_report(self) -> dict[str, dict[str, dict[str, int]]]:
        return {
            scheme.value: {
                obstacle.value: pair_of(self._obstacles[:, row, column])
                for column, obstacle in enumerate(OBSTACLES)
            }
            for row, scheme in enumerate(SCHEMES)
            if self._obstacles[0, row].any()
        }

    def _ways_report(self) -> dict[str, dict[str, int]]:
        return {
            left.value: {
                scheme.value: int(count)
                for scheme, count in zip(SCHEMES, counts, strict=True)
                if count
            }
            for left, counts in zip(SCHEMES, self._ways, strict=True)
            if counts.any()
        }

    def _small_cells(self) -> dict[str, dict[str, dict[str, int]]]:
        epci = self._setting.communes.epci_codes
        return {
            scheme.value: {
                "sex": small(self._people_by_sex[row], [sex.value for sex in Sex]),
                "epci": small(self._people_by_epci[row], epci),
            }
            for row, scheme in enumerate(SCHEMES)
        }


def of_distinct(group: Ints, person: Ints) -> Ints:
    """Return the group of each distinct person of a group."""
    span = int(person.max(initial=0)) + 1
    return np.unique(group * span + person) // span


def of_people_in_two(group: Ints, ledger: Ledger) -> Ints:
    """Return the group of each person who took part in two operations or more of the group."""
    inside = ledger.operation != ABSENT
    span = int(ledger.person.max(initial=0)) + 1
    both = group[inside] * span + ledger.person[inside]
    pairs = np.unique(np.stack([both, ledger.operation[inside]]), axis=1)[0]
    people, operations = np.unique(pairs, return_counts=True)
    return people[operations > 1] // span


def cells(scheme: Ints, value: Ints, person: Ints, shape: tuple[int, int]) -> Ints:
    """Count distinct people by scheme and value; empty values are left out."""
    known = value != ABSENT
    group = of_distinct(scheme[known] * shape[1] + value[known], person[known])
    return np.bincount(group, minlength=shape[0] * shape[1]).reshape(shape)


def small(people: Ints, values: list[str]) -> dict[str, int]:
    """Return the cells of one to four people."""
    return {
        value: count
        for value, count in zip(values, people.tolist(), strict=True)
        if 0 < count < SMALL
    }


def pair_of(pair: Ints) -> dict[str, int]:
    """Name a pair of counts: obstacles found, and lifted among them."""
    return {"identified": int(pair[0]), "lifted": int(pair[1])}
