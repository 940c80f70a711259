"""All that happens along the pathways of a batch, drawn before any of it is written."""

from dataclasses import dataclass

from pipelines.samples.activity_rows import Doings, draw_aids, draw_step
from pipelines.samples.arrays import Generator
from pipelines.samples.contract_chains import Jobs, contracts_of, jobs_inside, joined
from pipelines.samples.employments import (
    Employments,
    employments_again,
    employments_found,
    employments_with_hosts,
)
from pipelines.samples.followup_rows import JobFollowups, draw_job_followups
from pipelines.samples.histories import Batch
from pipelines.samples.obstacle_rows import Findings, draw_findings
from pipelines.samples.people import People
from pipelines.samples.scheme_activities import OWN_ACTIVITIES
from pipelines.samples.setting import Setting
from pipelines.vocabulary import ActivityKind, Scheme


@dataclass(slots=True)
class Record:
    """The pathways of a batch with their obstacles, activities, jobs and two-sided follow-ups.

    `employments` are the continuous ones that the jobs found after the pathways make up.
    """

    batch: Batch
    findings: Findings
    doings: list[Doings]
    employments: list[Employments]
    jobs: list[Jobs]
    followups: list[JobFollowups]

    @property
    def scheme(self) -> Scheme:
        """The scheme of the pathways."""
        return self.batch.spells.site.profile.scheme


def draw_record(rng: Generator, setting: Setting, people: People, batch: Batch) -> Record:
    """Draw what happens along the pathways of a batch."""
    spells, today = batch.spells, setting.today
    profile = spells.site.profile
    findings = draw_findings(rng, spells, today)
    doings = [draw_step(rng, spells, step, today) for step in profile.steps]
    if profile.scheme in OWN_ACTIVITIES:
        doings.extend(OWN_ACTIVITIES[profile.scheme](rng, batch, today))
    doings.append(draw_aids(rng, spells, findings, today))
    employments = draw_employments(rng, people, batch, doings, today)
    jobs = joined(
        [part for one in employments for part in contracts_of(rng, setting.numbering, one, today)]
    )
    followups = draw_job_followups(rng, jobs, today) if profile.is_two_sided else []
    inside = jobs_inside(setting.numbering, spells)
    every_job = [jobs] if inside is None else [inside, jobs]
    return Record(batch, findings, doings, employments, every_job, list(followups))


def draw_employments(
    rng: Generator, people: People, batch: Batch, doings: list[Doings], today: int
) -> list[Employments]:
    """Draw the employments that follow pathways, then those that follow the first ones."""
    found = [employments_found(rng, batch, people)]
    found.extend(
        employments_with_hosts(rng, batch, people, some, today)
        for some in doings
        if some.kind is ActivityKind.SECONDMENT
    )
    again = [employments_again(rng, batch, people, former, today) for former in found]
    return [*found, *again]
