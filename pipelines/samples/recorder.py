"""Writes people and their pathways, table by table, and counts what is true of them."""

from dataclasses import dataclass

import polars as pl

from pipelines.samples.activity_rows import aid_rows, doing_rows, draw_step
from pipelines.samples.arrays import Generator
from pipelines.samples.files import CompleteFiles, FlatFile
from pipelines.samples.flat_rows import flat_rows
from pipelines.samples.histories import Batch, draw_batches
from pipelines.samples.job_rows import (
    exit_followups,
    job_followups,
    job_rows,
    jobs_found,
    jobs_inside,
)
from pipelines.samples.ledger import read_ledger
from pipelines.samples.obstacle_rows import Findings, draw_findings, obstacle_rows
from pipelines.samples.pathway_rows import participant_rows, pathway_rows
from pipelines.samples.people import People
from pipelines.samples.rsa_rows import rsa_rows
from pipelines.samples.scheme_activities import OWN_ACTIVITIES
from pipelines.samples.setting import Setting
from pipelines.samples.sites import Site
from pipelines.samples.truth import Truth
from pipelines.vocabulary import ActivityKind


@dataclass(frozen=True, slots=True)
class Recorder:
    """Where a sample is written: its files, and its truth."""

    setting: Setting
    complete: CompleteFiles
    flat: FlatFile
    truth: Truth

    def write_people(self, rng: Generator, site: Site, people: People) -> None:
        """Draw and write everything about people whose first scheme is the site's."""
        rows = participant_rows(people)
        self.complete.append("participant", rows)
        steps = rsa_rows(
            rng, self.setting.numbering, site.profile.scheme, people, self.setting.today
        )
        if steps is not None:
            self.complete.append("rsa_step", steps)
        batches = draw_batches(rng, self.setting, site, people)
        in_flat = rows.filter(pl.Series(people.number % self.flat.one_in == 0))
        for batch in batches:
            self._write_batch(rng, people, batch, in_flat)
        self.truth.add_pathways(read_ledger(self.setting, people, batches))

    def _write_batch(
        self, rng: Generator, people: People, batch: Batch, in_flat: pl.DataFrame
    ) -> None:
        findings = draw_findings(rng, batch.spells, self.setting.today)
        self.truth.add_obstacles(batch.spells.site.profile.scheme, findings)
        tables = {
            "pathway": pathway_rows(rng, self.setting, people, batch),
            "obstacle": obstacle_rows(rng, batch.spells, findings),
            "employment": self._job_rows(rng, people, batch),
        }
        for table, frame in tables.items():
            self.complete.append(table, frame)
        self._write_activities(rng, batch, findings)
        self.flat.append(flat_rows(rng, in_flat, tables))

    def _job_rows(self, rng: Generator, people: People, batch: Batch) -> pl.DataFrame:
        numbering, today, spells = self.setting.numbering, self.setting.today, batch.spells
        found = jobs_found(numbering, batch)
        self.truth.add_jobs(spells.site.profile.scheme, found)
        inside = jobs_inside(numbering, spells)
        asked = exit_followups(rng, numbering, batch, today)
        self.complete.append("followup", asked)
        if spells.site.profile.is_two_sided:
            self.complete.append("followup", job_followups(rng, numbering, found, today))
        jobs = [found] if inside is None else [inside, found]
        return pl.concat([job_rows(rng, people, spells, some, today) for some in jobs])

    def _write_activities(self, rng: Generator, batch: Batch, findings: Findings) -> None:
        numbering, today, spells = self.setting.numbering, self.setting.today, batch.spells
        profile = spells.site.profile
        doings = [draw_step(rng, spells, step, today) for step in profile.steps]
        if profile.scheme in OWN_ACTIVITIES:
            doings.extend(OWN_ACTIVITIES[profile.scheme](rng, batch, today))
        for some in doings:
            self.complete.append("activity", doing_rows(numbering, spells, some, today))
            if some.kind is ActivityKind.SECONDMENT:
                self.truth.add_secondments(some)
        self.complete.append("activity", aid_rows(rng, numbering, spells, findings))
