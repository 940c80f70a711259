"""The indicator registry: every file of sql/indicators, read once."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pipelines.resources import resource
from pipelines.sql_headers import fingerprint, read_header
from pipelines.vocabulary import Vocabulary

HEADER = (
    "label",
    "definition",
    "yes",
    "base",
    "unit",
    "grain",
    "time",
    "maturity_days",
    "unknown",
    "source",
)
OPTIONAL = ("label_iae", "rollup", "family")


class Unit(StrEnum):
    """What the figure is: a share of a base, or a number."""

    PROPORTION = "proportion"
    COUNT = "count"
    SUM = "sum"


class Grain(StrEnum):
    """What is counted, one status each."""

    PARTICIPANT = "participant"
    PATHWAY = "pathway"
    OBSTACLE = "obstacle"
    ACTIVITY = "activity"
    WEEK = "week"
    FOLLOWUP = "followup"
    JOB = "job"
    STRUCTURE_YEAR = "structure_year"


class Time(StrEnum):
    """Which date places a unit in a period."""

    STOCK = "stock"
    ENTRY_COHORT = "entry_cohort"
    EXIT_COHORT = "exit_cohort"


class Family(Vocabulary):
    """Famille : ce dont parle un indicateur, dans l'ordre où on le propose."""

    ENTRY = "entry", "Entrées et file active"
    EXIT = "exit", "Sorties"
    EMPLOYMENT = "employment", "Emploi"
    RETENTION = "retention", "Maintien en emploi"
    STEP = "step", "Étapes"
    OBSTACLE = "obstacle", "Freins"
    FOLLOWUP = "followup", "Suivi"
    OTHER = "other", "Autres"


class Status(StrEnum):
    """The five statuses, and their French names on screen."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    EXCLUDED = "excluded"
    IMMATURE = "immature"


STATUS_CODES = {status.value: number for number, status in enumerate(Status, start=1)}
"""The small code stored in the observation; 0 means outside the population."""

ADJUSTED = (
    "positive_exit",
    "durable_employment",
    "in_employment_at_exit",
    "employment_at_6_months",
    "job_within_6_months",
)
"""Indicators whose expectation, given the public, is stored per pathway."""


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a figure means, in words and in SQL.

    `yes` and `base` describe the numerator and the denominator; `unknown` says whether the
    unknown stay in the base (`in_base`) or beside it (`apart`); `rollup` is the grain to which
    obstacle statuses are folded when obstacles are not told apart (any yes, else any no);
    `family` groups indicators where one is chosen.
    """

    code: str
    label: str
    definition: str
    yes: str
    base: str
    unit: Unit
    grain: Grain
    time: Time
    maturity_days: int
    unknown_in_base: bool
    source: str
    label_iae: str | None
    rollup: str | None
    family: Family
    sql: str

    @property
    def version(self) -> str:
        """Return a short fingerprint of the definition, header and query together."""
        return fingerprint(self.sql)

    @property
    def base_statuses(self) -> tuple[str, ...]:
        """Return the statuses that make the base: unknown ones when the header keeps them in."""
        return (Status.YES, Status.NO, *([Status.UNKNOWN] if self.unknown_in_base else []))

    @property
    def adds_up(self) -> bool:
        """Tell whether the rows of a breakdown may be summed: people may not."""
        return self.grain is Grain.PATHWAY


def parse_indicator(code: str, text: str) -> Indicator:
    """Read one SQL file, whose header must hold the expected fields in order.

    Raises ValueError naming the file when a field is missing, misplaced or has an unknown value.
    """
    fields = read_header(code, text, HEADER, OPTIONAL)
    if fields["unknown"] not in {"in_base", "apart"}:
        message = f"{code}.sql: unknown must be in_base or apart, not {fields['unknown']}"
        raise ValueError(message)
    return Indicator(
        code=code,
        label=fields["label"],
        definition=fields["definition"],
        yes=fields["yes"],
        base=fields["base"],
        unit=Unit(fields["unit"]),
        grain=Grain(fields["grain"]),
        time=Time(fields["time"]),
        maturity_days=int(fields["maturity_days"]),
        unknown_in_base=fields["unknown"] == "in_base",
        source=fields["source"],
        label_iae=fields.get("label_iae"),
        rollup=fields.get("rollup"),
        family=Family(fields.get("family", Family.OTHER.value)),
        sql=text,
    )


@cache
def indicators() -> dict[str, Indicator]:
    """Return the registry, by code."""
    paths = sorted(resource("sql", "indicators").glob("*.sql"))
    return {path.stem: parse_indicator(path.stem, path.read_text("utf-8")) for path in paths}
