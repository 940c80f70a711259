"""What a scheme is made of: structures, steps, and the values that distinguish it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from pipelines.vocabulary import (
    ActivityKind,
    ContractKind,
    Evidence,
    ExitReason,
    Obstacle,
    Scheme,
)
from pipelines.vocabulary import ActivityOutcome as Outcome
from pipelines.vocabulary import PrescriberKind as Body
from pipelines.vocabulary import StructureKind as Kind

YEARS_2022_2027 = ((date(2022, 1, 1), date(2027, 12, 31)),)
ROLLING = MappingProxyType(
    {
        ExitReason.TRAINING: 0.16,
        ExitReason.JOB_SEEKING: 0.36,
        ExitReason.INACTIVE: 0.08,
        ExitReason.DROPOUT: 0.16,
        ExitReason.END_OF_PATHWAY: 0.12,
        ExitReason.MOVED: 0.05,
        ExitReason.HEALTH: 0.07,
    }
)
USUAL_BODIES = MappingProxyType(
    {
        Body.FT: 0.47,
        Body.DEPT: 0.2,
        Body.CCAS: 0.1,
        Body.ML: 0.13,
        Body.SPONTANEOUS: 0.07,
        Body.NOT_KNOWN: 0.03,
    }
)
USUAL_EVIDENCE = MappingProxyType(
    {Evidence.DECLARED: 0.55, Evidence.EMPLOYER_CONFIRMED: 0.3, Evidence.DSN: 0.15}
)


@dataclass(frozen=True, slots=True)
class Team:
    """Structures of one kind; `letter` and `label` make their invented names."""

    letter: str
    label: str
    kind: Kind
    count: int


@dataclass(frozen=True, slots=True)
class Step:
    """An activity met in a share of the pathways; days and hours are upper bounds.

    One of the outcomes is drawn; None leaves the cell empty.
    """

    kind: ActivityKind
    share: float
    days: int = 1
    hours: float = 0
    outcomes: tuple[Outcome | None, ...] = (
        Outcome.DONE,
        Outcome.DONE,
        Outcome.DONE,
        Outcome.MISSED,
    )


@dataclass(frozen=True, slots=True)
class Profile:
    """One scheme.

    `duration` (beyond `shortest`) and `retention` are Weibull shapes and scales, in days;
    `difficulty` is the mean of the people's hidden difficulty; `effect` the log-odds of a job at
    exit for equal obstacles (None: the scheme does not lead to a job); `found_later` the share of
    obstacles found during the pathway; `not_hired` the exit reasons of the others; `to_siae` the
    share of the hired who go to another SIAE; `works_inside` the contract of the pathway itself;
    `evidence` how its jobs are proven; `is_complete` that entry questionnaires are, but those
    left incomplete on purpose.
    """

    scheme: Scheme
    teams: tuple[Team, ...]
    since: date
    difficulty: float
    effect: float | None
    duration: tuple[float, float]
    shortest: int = 0
    retention: tuple[float, float] = (0.9, 400)
    not_hired: Mapping[ExitReason, float] = field(default_factory=lambda: ROLLING)
    undocumented: float = 0.1
    reentry: float = 0.5
    found_later: float = 0.15
    without: tuple[Obstacle, ...] = ()
    women: float = 0.5
    rsa: float = 0.45
    rqth: float = 0.12
    ages: tuple[int, int, int] = (18, 34, 60)
    bodies: Mapping[Body, float] = field(default_factory=lambda: USUAL_BODIES)
    operations: tuple[tuple[date, date], ...] = YEARS_2022_2027
    operation_share: float = 0.4
    works_inside: ContractKind | None = None
    to_siae: float = 0.0
    is_two_sided: bool = False
    evidence: Mapping[Evidence, float] = field(default_factory=lambda: USUAL_EVIDENCE)
    is_complete: bool = False
    steps: tuple[Step, ...] = ()
