"""The exit indicators recounted in plain Python, from the words of their definitions."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from drawing import REFERENCE_DATE
from properties.calendar_days import months_later
from properties.exit_category import (
    DURABLE_REASONS,
    OTHER_POSITIVE_REASONS,
    TRANSITION_REASONS,
    category,
)
from properties.history import History, Row

NEUTRALISED = {"withdrawn", "continued", "not_counted"}
JOB_CATEGORIES = {"durable", "transitional", "employment"}
REASON_CATEGORIES = {
    **dict.fromkeys(DURABLE_REASONS, "durable"),
    **dict.fromkeys(TRANSITION_REASONS, "transitional"),
    **dict.fromkeys(OTHER_POSITIVE_REASONS, "other_positive"),
    "employment": "employment",
    "death": "withdrawn",
    "withdrawn": "withdrawn",
}
"""The categories of the reasons; that of all others is `other`."""
WORKING_REASONS = {
    *DURABLE_REASONS,
    *TRANSITION_REASONS,
    *("employment", "apprenticeship", "other_siae"),
}
IDLE_REASONS = {"training", "job_seeking", "inactive", "end_of_pathway", "retirement"}
WORKING = {"employed", "self_employed"}
IDLE = {"in_training", "unemployed", "inactive"}
JOB_SEARCH = {
    *("permanent_contract", "fixed_term_long", "fixed_term_short", "employment"),
    *("public_service", "apprenticeship"),
}
ANY_GOOD_END = DURABLE_REASONS | TRANSITION_REASONS | OTHER_POSITIVE_REASONS | {"employment"}
AIMS = {
    "rsa_support": ANY_GOOD_END,
    "aci": ANY_GOOD_END,
    "iae": ANY_GOOD_END,
    "mispe_esat": {"orientation_confirmed"},
    "mesp_ccas": {
        *("next_scheme", "other_siae", "training", "permanent_contract"),
        *("fixed_term_long", "fixed_term_short", "employment"),
    },
    "supported_employment": {"permanent_contract", "fixed_term_long", "apprenticeship"},
    "intensive_coaching": JOB_SEARCH | {"business_creation"},
    "active_mediation": JOB_SEARCH,
}
"""What each scheme itself aims at."""

Judge = Callable[[History, Row, str], str]


def exit_statuses(judge: Judge, history: History, pathway: Row) -> Iterator[str]:
    """Yield the status of a pathway that has ended: excluded when its exit is neutralised."""
    if pathway["exit_date"] is not None:
        found = category(history, pathway)
        yield "excluded" if found in NEUTRALISED else judge(history, pathway, found)


def exits(history: History, pathway: Row) -> Iterator[str]:
    """Yield one exit, excluded when the contract goes on in the same structure."""
    if pathway["exit_date"] is not None:
        yield "excluded" if category(history, pathway) == "continued" else "yes"


def exit_within(months: int, history: History, pathway: Row) -> Iterator[str]:
    """Tell whether a pathway ended before the day it would have been so many months old."""
    left, limit = pathway["exit_date"], months_later(pathway["entry_date"], months)
    if left is not None and category(history, pathway) == "continued":
        yield "excluded"
    elif limit > REFERENCE_DATE:
        yield "immature"
    else:
        yield "yes" if left is not None and left < limit else "no"


def _share(*wanted: str, silent: tuple[str, ...] = ("undocumented",)) -> Judge:
    """Return the judge of a share of exits: some categories, others that say nothing of it."""

    def judge(history: History, pathway: Row, found: str) -> str:
        del history, pathway
        if found in silent:
            return "unknown"
        return "yes" if found in wanted else "no"

    return judge


def _dropout(history: History, pathway: Row, found: str) -> str:
    del history
    if found == "undocumented":
        return "unknown"
    return "yes" if pathway["exit_reason"] == "dropout" else "no"


def _aimed_at(history: History, pathway: Row, found: str) -> str:
    del history, found
    reason = pathway["exit_reason"]
    if reason is None:
        return "unknown"
    return "yes" if reason in AIMS[pathway["scheme"]] else "no"


def _working(situation: str | None) -> str:
    if situation in WORKING:
        return "yes"
    return "no" if situation in IDLE else "unknown"


def _in_employment(history: History, pathway: Row, found: str) -> str:
    """Judge by the situation, else by the motive given, else by the reason it does not belie."""
    del found
    reason, motive = pathway["exit_reason"], history.motives.get(pathway["motive_code"])
    if pathway["exit_situation"] is not None:
        return _working(pathway["exit_situation"])
    if motive in JOB_CATEGORIES:
        return "yes"
    if motive is not None and motive != REASON_CATEGORIES.get(reason, "other"):
        return "unknown"
    if reason in WORKING_REASONS:
        return "yes"
    return "no" if reason in IDLE_REASONS else "unknown"


def _in_training(history: History, pathway: Row, found: str) -> str:
    del history, found
    reason, situation = pathway["exit_reason"], pathway["exit_situation"]
    if situation == "unreachable" or (situation is None and reason is None):
        return "unknown"
    if situation is not None:
        return "yes" if situation == "in_training" else "no"
    return "yes" if reason in {"training", "apprenticeship"} else "no"


def _six_months_later(history: History, pathway: Row, found: str) -> str:
    del found
    if (REFERENCE_DATE - pathway["exit_date"]).days < 183:
        return "immature"
    done = [
        item
        for item in history.followups[pathway["pathway_id"]]
        if item["due_month"] == 6 and item["side"] == "employee" and item["done_on"]
    ]
    if not done:
        return "unknown"
    latest = max(item["done_on"] for item in done)
    last = min((item for item in done if item["done_on"] == latest), key=lambda f: f["followup_id"])
    return _working(last["situation"])


def _next_scheme(history: History, pathway: Row, found: str) -> str:
    del found
    left = pathway["exit_date"]
    if (REFERENCE_DATE - left).days < 92:
        return "immature"
    entries = [
        row["entry_date"] for row in history.others(pathway) if row["scheme"] != pathway["scheme"]
    ]
    return "yes" if any(left <= day <= left + timedelta(days=92) for day in entries) else "no"


JUDGES: dict[str, Judge] = {
    "positive_exit": _share(*JOB_CATEGORIES, "other_positive"),
    "durable_employment": _share("durable", silent=("undocumented", "employment")),
    "transitional_employment": _share("transitional", silent=("undocumented", "employment")),
    "other_positive_exit": _share("other_positive"),
    "undocumented_exit": _share("undocumented", silent=()),
    "dropout": _dropout,
    "scheme_outcome": _aimed_at,
    "in_employment_at_exit": _in_employment,
    "in_training_at_exit": _in_training,
    "employment_at_6_months": _six_months_later,
    "next_scheme_within_3_months": _next_scheme,
}

EXITS: dict[str, Callable[[History, Row], Iterator[str]]] = {
    "exits": exits,
    "exit_within_3_months": partial(exit_within, 3),
    "exit_within_6_months": partial(exit_within, 6),
    "exit_within_12_months": partial(exit_within, 12),
    **{code: partial(exit_statuses, judge) for code, judge in JUDGES.items()},
}
