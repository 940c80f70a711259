"""The category of an exit worked out in plain Python, from the words of the exit rules."""

from datetime import timedelta

from properties.calendar_days import days_between, months_later
from properties.history import IAE, INSERTION_CONTRACTS, History, Row

DURABLE_REASONS = {"permanent_contract", "fixed_term_long", "public_service", "business_creation"}
TRANSITION_REASONS = {"fixed_term_short", "subsidised_contract"}
OTHER_POSITIVE_REASONS = {"training", "apprenticeship", "other_siae"}
WITHDRAWN_REASONS = {"death", "withdrawn"}
BY_SITUATION = {
    "employed": "employment",
    "self_employed": "durable",
    "in_training": "other_positive",
    "unemployed": "other",
    "inactive": "other",
    "unreachable": "undocumented",
    None: "undocumented",
}
DURABLE_CONTRACTS = {"permanent", "fixed_term_long", "business_creation"}
DATED_CONTRACTS = {"fixed_term_long", "fixed_term_short", "temporary"}


def category(history: History, pathway: Row) -> str:
    """Return the category of an exit."""
    if pathway["scheme"] in IAE and _is_continued(history, pathway):
        return "continued"
    motive = history.motives.get(pathway["motive_code"])
    if motive == "withdrawn" or (motive is None and _is_withdrawn(history, pathway)):
        return "withdrawn"
    if pathway["scheme"] in IAE and _is_under_threshold(history, pathway):
        return "not_counted"
    return motive or _told(history, pathway)


def _told(history: History, pathway: Row) -> str:
    """Return what the reason, the contract or else the situation says of the exit."""
    reason = pathway["exit_reason"]
    if reason is None:
        return BY_SITUATION[pathway["exit_situation"]]
    if reason in {"employment", "fixed_term_long", "fixed_term_short"}:
        from_contract = _by_contract(history, pathway)
        if from_contract is not None:
            return from_contract
    if reason == "employment":
        return "employment"
    if reason in DURABLE_REASONS:
        return "durable"
    if reason in TRANSITION_REASONS:
        return "transitional"
    return "other_positive" if reason in OTHER_POSITIVE_REASONS else "other"


def _by_contract(history: History, pathway: Row) -> str | None:
    """Return what the contracts of that day say; of a told length, only six months exactly."""
    rule = history.rule(pathway)
    includes_six = rule is None or rule["is_six_months_durable"] == "true"
    current = [
        job
        for job in history.jobs[pathway["pathway_id"]]
        if job["contract_kind"] not in {None, *INSERTION_CONTRACTS}
        and job["start_date"] <= pathway["exit_date"] + timedelta(days=31)
        and (job["end_date"] is None or job["end_date"] >= pathway["exit_date"])
    ]
    told = pathway["exit_reason"] != "employment"
    if not current or (told and not any(_length(job) == 0 for job in current)):
        return None
    is_durable = any(_is_durable(job, includes_six=includes_six) for job in current)
    return "durable" if is_durable else "transitional"


def _length(job: Row) -> int | None:
    """Return the days by which a dated contract exceeds six months, negative if shorter."""
    if job["contract_kind"] not in DATED_CONTRACTS or job["planned_end_date"] is None:
        return None
    last_of_six_months = months_later(job["start_date"], 6) - timedelta(days=1)
    excess: timedelta = job["planned_end_date"] - last_of_six_months
    return excess.days


def _is_durable(job: Row, *, includes_six: bool) -> bool:
    length = _length(job)
    if length is None:
        return job["contract_kind"] in DURABLE_CONTRACTS
    return length > 0 or (length == 0 and includes_six)


def _is_withdrawn(history: History, pathway: Row) -> bool:
    rule = history.rule(pathway)
    if rule is None:
        return pathway["exit_reason"] in WITHDRAWN_REASONS
    return pathway["exit_reason"] in (rule["neutralised"] or "").split("|")


def _stays(history: History, pathway: Row) -> list[Row]:
    """Return the other contracts of the person in the same structure."""
    return [
        row
        for row in history.others(pathway)
        if row["structure_id"] == pathway["structure_id"] and row["scheme"] in IAE
    ]


def _is_continued(history: History, pathway: Row) -> bool:
    """Tell whether the person is still under contract there, the day of the exit or the next."""
    last, next_day = pathway["exit_date"], pathway["exit_date"] + timedelta(days=1)
    mine = (pathway["entry_date"], pathway["pathway_id"])
    for row in _stays(history, pathway):
        runs_on = row["exit_date"] is None or row["exit_date"] > last
        if row["entry_date"] <= next_day and runs_on:
            return True
        if row["exit_date"] == last and (row["entry_date"], row["pathway_id"]) > mine:
            return True
    return False


def _is_under_threshold(history: History, pathway: Row) -> bool:
    rule, last = history.rule(pathway), pathway["exit_date"]
    if rule is None:
        return False
    until_then = [row for row in _stays(history, pathway) if row["entry_date"] <= last] + [pathway]
    present = {
        day for row in until_then for day in days_between(row["entry_date"], row["exit_date"])
    }
    if rule["min_months"] is not None:
        put_end_to_end = last - timedelta(days=len(present) - 1)
        if last < months_later(put_end_to_end, rule["min_months"]):
            return True
    hours = [row["hours_worked"] for row in until_then]
    if rule["min_hours"] is not None and None not in hours and sum(hours) < rule["min_hours"]:
        return True
    that_year = _exit_year_hours(pathway)
    minimum = rule["min_exit_year_hours"]
    return minimum is not None and that_year is not None and that_year < minimum


def _exit_year_hours(pathway: Row) -> float | None:
    """Return the hours of the year of the exit: all of them, where the stay is of one year."""
    told: float | None = pathway["exit_year_hours"]
    is_of_one_year = pathway["entry_date"].year == pathway["exit_date"].year
    return pathway["hours_worked"] if told is None and is_of_one_year else told
