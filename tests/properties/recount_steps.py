"""The indicators of steps, jobs and weeks recounted in plain Python, from their words."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from drawing import REFERENCE_DATE
from properties.calendar_days import months_later, working_days
from properties.history import INSERTION_CONTRACTS, History, Row

MEETINGS = {"interview", "group_meeting"}
TWO_SIDED_SCHEMES = {"active_mediation", "supported_employment"}


def _steps(history: History, pathway: Row, kind: str) -> list[Row]:
    return [step for step in history.activities[pathway["pathway_id"]] if step["kind"] == kind]


def _is_held(step: Row) -> bool:
    return bool(step["start_date"] <= REFERENCE_DATE and step["outcome"] != "missed")


def with_step(kind: str, history: History, pathway: Row) -> Iterator[str]:
    """Tell whether the pathway has a step of a kind that has begun and was not missed."""
    if not history.activities[pathway["pathway_id"]]:
        yield "unknown"
        return
    held = [step for step in _steps(history, pathway, kind) if _is_held(step)]
    yield "yes" if held else "no"


def qualification_obtained(history: History, pathway: Row) -> Iterator[str]:
    """Yield, for each training that is over and was not missed, whether it gave a title."""
    for step in _steps(history, pathway, "training"):
        is_over = step["end_date"] is not None and step["end_date"] <= REFERENCE_DATE
        if is_over and step["outcome"] != "missed":
            known = "yes" if step["outcome"] == "qualified" else "no"
            yield "unknown" if step["outcome"] is None else known


def work_trial_confirmed(history: History, pathway: Row) -> Iterator[str]:
    """Yield, for each work trial that is over, whether the orientation is confirmed."""
    for step in _steps(history, pathway, "work_trial"):
        if step["end_date"] is None or step["end_date"] > REFERENCE_DATE:
            continue
        known = "yes" if step["outcome"] == "orientation_confirmed" else "no"
        yield "unknown" if step["outcome"] in {None, "done"} else known


def work_trial_within_10_days(history: History, pathway: Row) -> Iterator[str]:
    """Yield, for each work trial in an ESAT, whether it lasts ten working days at most."""
    if pathway["scheme"] == "mispe_esat":
        for step in _steps(history, pathway, "work_trial"):
            if step["end_date"] is None:
                yield "unknown"
            else:
                yield "yes" if working_days(step["start_date"], step["end_date"]) <= 10 else "no"


def evaluation_in_time(history: History, pathway: Row) -> Iterator[str]:
    """Yield, for each work trial ended in an ESAT, whether its evaluation came in 15 days."""
    if pathway["scheme"] != "mispe_esat":
        return
    sent = [step["start_date"] for step in _steps(history, pathway, "evaluation_sent")]
    for step in _steps(history, pathway, "work_trial"):
        end = step["end_date"]
        if end is None:
            continue
        limit = end + timedelta(days=15)
        in_time = "yes" if any(end <= day <= limit for day in sent) else "no"
        yield "immature" if limit > REFERENCE_DATE else in_time


def secondment_to_permanent(history: History, pathway: Row) -> Iterator[str]:
    """Yield, for each secondment, whether a permanent contract starts within two years."""
    starts = [
        job["start_date"]
        for job in history.jobs[pathway["pathway_id"]]
        if job["contract_kind"] == "permanent"
    ]
    for step in _steps(history, pathway, "secondment"):
        limit = months_later(step["start_date"], 24)
        hired = "yes" if any(step["start_date"] <= day <= limit for day in starts) else "no"
        yield "immature" if limit > REFERENCE_DATE else hired


def secondment_over_2_years(history: History, pathway: Row) -> Iterator[str]:
    """Yield, for each secondment, whether it has lasted more than two years."""
    for step in _steps(history, pathway, "secondment"):
        end, limit = step["end_date"], months_later(step["start_date"], 24)
        is_over = end is not None and end <= REFERENCE_DATE
        if min(end or REFERENCE_DATE, REFERENCE_DATE) > limit:
            yield "yes"
        else:
            yield "no" if is_over else "immature"


def job_within_6_months(history: History, pathway: Row) -> Iterator[str]:
    """Tell whether a job, insertion contracts aside, starts within 183 days of the entry."""
    entry = pathway["entry_date"]
    limit = entry + timedelta(days=183)
    starts = [
        job["start_date"]
        for job in history.jobs[pathway["pathway_id"]]
        if job["contract_kind"] not in INSERTION_CONTRACTS
    ]
    found = "yes" if any(entry <= day <= limit for day in starts) else "no"
    yield "immature" if limit > REFERENCE_DATE else found


def meeting_weeks(kind: str, history: History, pathway: Row) -> Iterator[str]:
    """Yield, for each week begun of intensive coaching, whether a meeting of a kind was held."""
    if pathway["scheme"] != "intensive_coaching":
        return
    steps = history.activities[pathway["pathway_id"]]
    is_recorded = any(step["kind"] in MEETINGS for step in steps)
    held = [step["start_date"] for step in steps if step["kind"] == kind and _is_held(step)]
    week = pathway["entry_date"]
    while week <= min(pathway["exit_date"] or REFERENCE_DATE, REFERENCE_DATE):
        is_held = any(week <= day <= week + timedelta(days=6) for day in held)
        known = "yes" if is_held else "no"
        yield known if is_recorded else "unknown"
        week += timedelta(days=7)


def two_sided_followup(history: History, pathway: Row) -> Iterator[str]:
    """Yield, for each follow-up that falls due while a job lasts, whether both sides were met."""
    if pathway["scheme"] not in TWO_SIDED_SCHEMES:
        return
    for job in history.jobs[pathway["pathway_id"]]:
        if job["contract_kind"] in INSERTION_CONTRACTS:
            continue
        done = {
            (item["due_month"], item["side"])
            for item in history.job_followups[job["job_id"]]
            if item["done_on"] is not None
        }
        for month in (1, 3, 6, 12):
            due = months_later(job["start_date"], month)
            if job["end_date"] is None or job["end_date"] >= due:
                both = {(month, "employee"), (month, "employer")} <= done
                told = "yes" if both else "no"
                yield "immature" if due > REFERENCE_DATE else told


STEPS: dict[str, Callable[[History, Row], Iterator[str]]] = {
    "training_during_pathway": partial(with_step, "training"),
    "with_pmsmp": partial(with_step, "pmsmp"),
    "with_work_trial": partial(with_step, "work_trial"),
    "with_secondment": partial(with_step, "secondment"),
    "qualification_obtained": qualification_obtained,
    "work_trial_confirmed": work_trial_confirmed,
    "work_trial_within_10_days": work_trial_within_10_days,
    "evaluation_in_time": evaluation_in_time,
    "secondment_to_permanent": secondment_to_permanent,
    "secondment_over_2_years": secondment_over_2_years,
    "job_within_6_months": job_within_6_months,
    "individual_meeting_weeks": partial(meeting_weeks, "interview"),
    "group_meeting_weeks": partial(meeting_weeks, "group_meeting"),
    "two_sided_followup": two_sided_followup,
}
