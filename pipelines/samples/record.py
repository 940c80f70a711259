"""All that happens along the pathways of a batch, drawn before any of it is written."""

from dataclasses import dataclass

from pipelines.samples.activity_rows import Doings, draw_aids, draw_step
from pipelines.samples.arrays import Generator
from pipelines.samples.followup_rows import JobFollowups, draw_job_followups
from pipelines.samples.histories import Batch
from pipelines.samples.job_rows import Jobs, jobs_found, jobs_inside, jobs_with_hosts
from pipelines.samples.obstacle_rows import Findings, draw_findings
from pipelines.samples.scheme_activities import OWN_ACTIVITIES
from pipelines.samples.setting import Setting
from pipelines.vocabulary import ActivityKind, Scheme


@dataclass(slots=True)
class Record:
    """The pathways of a batch with their obstacles, activities, jobs and two-sided follow-ups."""

    batch: Batch
    findings: Findings
    doings: list[Doings]
    jobs: list[Jobs]
    followups: list[JobFollowups]

    @property
    def scheme(self) -> Scheme:
        """The scheme of the pathways."""
        return self.batch.spells.site.profile.scheme


def draw_record(rng: Generator, setting: Setting, batch: Batch) -> Record:
    """Draw what happens along the pathways of a batch."""
    spells, today = batch.spells, setting.today
    profile = spells.site.profile
    findings = draw_findings(rng, spells, today)
    doings = [draw_step(rng, spells, step, today) for step in profile.steps]
    if profile.scheme in OWN_ACTIVITIES:
        doings.extend(OWN_ACTIVITIES[profile.scheme](rng, batch, today))
    doings.append(draw_aids(rng, spells, findings, today))
    jobs = [jobs_found(setting.numbering, batch)]
    for some in doings:
        if some.kind is ActivityKind.SECONDMENT:
            jobs.append(jobs_with_hosts(rng, setting.numbering, spells, some, today))
    followups = [one for some in jobs for one in draw_job_followups(rng, some, today)]
    inside = jobs_inside(setting.numbering, spells)
    return Record(
        batch,
        findings,
        doings,
        jobs if inside is None else [inside, *jobs],
        followups if profile.is_two_sided else [],
    )
