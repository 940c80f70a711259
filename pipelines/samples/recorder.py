"""Writes people and their pathways, table by table, and counts what is true of them."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.samples.activity_rows import doing_rows
from pipelines.samples.arrays import Generator
from pipelines.samples.files import CompleteFiles, FlatFile
from pipelines.samples.flat_rows import flat_rows
from pipelines.samples.followup_rows import exit_followups, job_followup_rows
from pipelines.samples.histories import draw_batches
from pipelines.samples.job_rows import job_rows
from pipelines.samples.ledger import read_ledger
from pipelines.samples.obstacle_rows import obstacle_rows
from pipelines.samples.pathway_rows import link_rows, participant_rows, pathway_rows
from pipelines.samples.people import People
from pipelines.samples.record import Record, draw_record
from pipelines.samples.retention_truth import Contracts, contracts_begun
from pipelines.samples.rsa_rows import rsa_rows
from pipelines.samples.setting import Setting
from pipelines.samples.sites import Site
from pipelines.samples.truth import Truth
from pipelines.samples.ways import renamed_people


@dataclass(frozen=True, slots=True)
class Recorder:
    """Where a sample is written: its files, and its truth."""

    setting: Setting
    complete: CompleteFiles
    flat: FlatFile
    truth: Truth

    def write_people(self, rng: Generator, site: Site, people: People) -> None:
        """Draw and write everything about people whose first scheme is the site's."""
        batches = draw_batches(rng, self.setting, site, people)
        renamed = renamed_people([batch.spells for batch in batches])
        rows = participant_rows(people, renamed)
        self.complete.append("participant", rows)
        self.complete.append("identity_link", link_rows(people, renamed))
        steps = rsa_rows(
            rng, self.setting.numbering, site.profile.scheme, people, self.setting.today
        )
        if steps is not None:
            self.complete.append("rsa_step", steps)
        number = np.concatenate([people.number, people.number[renamed]])
        in_flat = rows.filter(pl.Series(number % self.flat.one_in == 0))
        contracts: list[Contracts] = []
        for batch in batches:
            record = draw_record(rng, self.setting, people, batch)
            self._write_record(rng, people, record, in_flat)
            self.truth.add_record(record)
            contracts.extend(contracts_begun(record, self.setting.today))
        self.truth.add_contracts(contracts)
        self.truth.add_pathways(read_ledger(self.setting, people, batches), len(renamed))

    def _write_record(
        self, rng: Generator, people: People, record: Record, in_flat: pl.DataFrame
    ) -> None:
        batch, today = record.batch, self.setting.today
        jobs = [job_rows(rng, people, batch.spells, some, today) for some in record.jobs]
        tables = {
            "pathway": pathway_rows(rng, self.setting, people, batch),
            "obstacle": obstacle_rows(rng, batch.spells, record.findings),
            "employment": pl.concat(jobs),
        }
        for table, frame in tables.items():
            self.complete.append(table, frame)
        self._write_steps(rng, record)
        self.flat.append(flat_rows(rng, in_flat, tables))

    def _write_steps(self, rng: Generator, record: Record) -> None:
        numbering, today, batch = self.setting.numbering, self.setting.today, record.batch
        for doings in record.doings:
            self.complete.append("activity", doing_rows(numbering, batch.spells, doings, today))
        self.complete.append("followup", exit_followups(rng, numbering, batch, today))
        for followups in record.followups:
            self.complete.append("followup", job_followup_rows(numbering, followups))
