"""Every indicator recounted in plain Python: one status per unit, from the words."""

from collections.abc import Callable, Iterator, Sequence

from drawing import REFERENCE_DATE
from properties.history import History, Row
from properties.recount_exits import EXITS
from properties.recount_obstacles import OBSTACLES
from properties.recount_retention import RETENTION
from properties.recount_steps import STEPS

YES_NO_UNKNOWN = {"yes", "no", "unknown"}
OF_EXITS = YES_NO_UNKNOWN | {"excluded"}
OF_AGE = {"yes", "no", "immature"}


def entries(history: History, pathway: Row) -> Iterator[str]:
    """Yield one entry."""
    del history, pathway
    yield "yes"


def renewal(history: History, pathway: Row) -> Iterator[str]:
    """Tell whether an intensive coaching is a renewal."""
    del history
    if pathway["scheme"] == "intensive_coaching":
        rank = pathway["renewal_rank"]
        known = "yes" if rank else "no"
        yield "unknown" if rank is None else known


def prescribed_entry(history: History, pathway: Row) -> Iterator[str]:
    """Tell whether an organisation sent the person."""
    del history
    prescriber = pathway["prescriber_kind"]
    known = "no" if prescriber == "SPONTANEOUS" else "yes"
    yield "unknown" if prescriber in {None, "NON_CONNU"} else known


ON_PATHWAYS: dict[str, Callable[[History, Row], Iterator[str]]] = {
    "entries": entries,
    "renewal": renewal,
    "prescribed_entry": prescribed_entry,
    **EXITS,
    **OBSTACLES,
    **RETENTION,
    **STEPS,
}
RECOUNTED = {"caseload", *ON_PATHWAYS}

POSSIBLE: dict[str, set[str]] = {
    "caseload": {"yes"},
    "entries": {"yes"},
    "exits": {"yes", "excluded"},
    **{key: {"yes", "no"} for key in ["obstacle_not_assessed", "obstacle_resolved"]},
    **dict.fromkeys(
        [
            *("positive_exit", "durable_employment", "transitional_employment"),
            *("other_positive_exit", "dropout", "scheme_outcome"),
            *("in_employment_at_exit", "in_training_at_exit"),
        ],
        OF_EXITS,
    ),
    "undocumented_exit": {"yes", "no", "excluded"},
    "employment_at_6_months": OF_EXITS | OF_AGE,
    **dict.fromkeys(
        [
            *("exit_within_3_months", "exit_within_6_months", "exit_within_12_months"),
            "next_scheme_within_3_months",
        ],
        OF_AGE | {"excluded"},
    ),
    **dict.fromkeys(
        [
            *("job_within_6_months", "evaluation_in_time", "secondment_to_permanent"),
            *("secondment_over_2_years", "two_sided_followup"),
            *("continuous_retention_180_days", "same_employer_180_days"),
        ],
        OF_AGE,
    ),
    **dict.fromkeys(
        [
            *("obstacle_resolved_within_6_months", "aid_then_resolved"),
            *("employed_90_days_after_hiring", "employed_180_days_after_hiring"),
            "employed_365_days_after_hiring",
        ],
        OF_AGE | {"unknown"},
    ),
    **dict.fromkeys(
        [
            *("renewal", "prescribed_entry", "obstacle_identified"),
            *("obstacle_detected_on_the_way", "training_during_pathway", "with_pmsmp"),
            *("with_work_trial", "with_secondment", "qualification_obtained"),
            *("work_trial_confirmed", "work_trial_within_10_days"),
            *("individual_meeting_weeks", "group_meeting_weeks"),
        ],
        YES_NO_UNKNOWN,
    ),
}
"""The statuses that the definition of each indicator allows."""


def statuses(code: str, history: History, kept: Sequence[Row]) -> Iterator[str]:
    """Give the status of each unit of some pathways; the caseload counts people once."""
    if code == "caseload":
        open_ones = [row for row in kept if (row["exit_date"] or REFERENCE_DATE) >= REFERENCE_DATE]
        present = {history.person(row) for row in open_ones if row["exit_date"] != REFERENCE_DATE}
        yield from ("yes" for _ in present)
        return
    for pathway in kept:
        yield from ON_PATHWAYS[code](history, pathway)
