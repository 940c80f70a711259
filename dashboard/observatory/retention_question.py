"""What may be asked of job retention: which continuity, told apart by what, among whom."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.observatory.labelling import NOT_KNOWN
from dashboard.observatory.query import Parameters, visible_query
from dashboard.observatory.question import Conditions, QuestionError
from dashboard.scope import Scope
from pipelines.indicators import STATUS_CODES, Time
from pipelines.vocabulary import (
    Continuity,
    ContractKind,
    Dimension,
    Evidence,
    JobTrait,
    Obstacle,
    labels,
)

Told = Dimension | JobTrait | Obstacle

NOT_EXCLUSIVE = {Dimension.OBSTACLE, Dimension.STOCK_QUARTER}
"""Groups that overlap, or that a first job does not have: an obstacle is told one at a time."""

TRAITS = {JobTrait.CONTRACT_KIND: ContractKind, JobTrait.EVIDENCE: Evidence}
WITH, WITHOUT = "with", "without"
"""Those who have the obstacle told apart, and those who were assessed and do not."""

DURATIONS = {
    Continuity.ANY_EMPLOYER: ("duration", "event"),
    Continuity.SAME_EMPLOYER: ("employer_duration", "employer_event"),
}


@dataclass(frozen=True, slots=True)
class RetentionQuestion:
    """One question on how long first jobs last; hashable, so that it is a cache key by itself.

    `by` tells groups apart that no person shares: a dimension, a trait of the first job, or one
    obstacle, with against without. `where` and `period` (quarters of entry) as in `Question`.
    """

    continuity: Continuity = Continuity.ANY_EMPLOYER
    by: Told | None = None
    where: Conditions = ()
    period: tuple[str | None, str | None] = (None, None)

    def __post_init__(self) -> None:
        """Refuse groups that overlap: the same person would be compared with itself."""
        if self.by in NOT_EXCLUSIVE:
            message = (
                "Les freins se recouvrent : une personne serait comparée à elle-même. Comparez "
                "avec et sans un frein, nommé."
            )
            raise QuestionError(message)


def spell_query(question: RetentionQuestion, scope: Scope) -> tuple[str, Parameters]:
    """Return the query of the first jobs, one per person, and its bound values.

    Columns: `told_apart` (text, null when unknown), `start_date`, `duration`, `event`,
    `evidence`, `opens_durable`, `ending_duration`, `ending_cause`. Of a person's first jobs,
    the earliest is kept: spells of one person are not independent.
    """
    visible, parameters = visible_query(scope, question.where, Time.ENTRY_COHORT, question.period)
    duration, event = DURATIONS[question.continuity]
    told, joined = _told_apart(question.by, parameters)
    return (
        f"SELECT told_apart, start_date, duration, event, evidence, opens_durable, "
        "ending_duration, ending_cause "
        f"FROM (SELECT {told} AS told_apart, job.start_date, job.{duration} AS duration, "
        f"job.{event} AS event, job.evidence, job.opens_durable, job.ending_duration, "
        "job.ending_cause, row_number() OVER (PARTITION BY job.participant_id "
        "ORDER BY job.start_date, job.pathway_id) AS rank "
        f"FROM ({visible}) AS unit INNER JOIN mart.retention AS job USING (pathway_id){joined}"
        ") AS ranked WHERE rank = 1"
    ), parameters


def trait_labels(by: Told | None) -> Mapping[str, str]:
    """Return the labels of the groups made by a trait of the job, or by one obstacle."""
    if isinstance(by, Obstacle):
        told = f"frein « {by.label} »"
        return {WITH: f"Avec le {told}", WITHOUT: f"Sans le {told}"}
    return {**labels(TRAITS[by]), "unknown": NOT_KNOWN} if isinstance(by, JobTrait) else {}


def _told_apart(by: Told | None, parameters: Parameters) -> tuple[str, str]:
    """Return the column that tells groups apart, and the join it needs."""
    if by is None:
        return "CAST(NULL AS VARCHAR)", ""
    if isinstance(by, Obstacle):
        has, lacks = STATUS_CODES["yes"], STATUS_CODES["no"]
        assessed = (
            " LEFT JOIN (SELECT pathway_id, min(obstacle_identified) AS found "
            f"FROM mart.obstacle_observation WHERE obstacle = {parameters.bind(by.value)} "
            "GROUP BY pathway_id) AS assessed USING (pathway_id)"
        )
        case = f"CASE found WHEN {has} THEN '{WITH}' WHEN {lacks} THEN '{WITHOUT}' END"
        return case, assessed
    alias = "job" if isinstance(by, JobTrait) else "unit"
    return f"CAST({alias}.{by.value} AS VARCHAR)", ""
