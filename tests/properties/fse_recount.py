"""FSE+ figures counted again in plain Python, person by person, and the random rows they are on."""

import random
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from pipelines.fse import FseSettings, LongTermRule

Row = Mapping[str, Any]
FIRST_DAY = date(2023, 1, 1)


def six_months_after(day: date) -> date:
    """Return the same day six months later, or the last day of that month."""
    month = day.month + 6
    year, month = (day.year, month) if month <= 12 else (day.year + 1, month - 12)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class Participation:
    """One person in one operation: the first entry, and the last exit when everything is over."""

    entry: Row
    final: Row | None
    rows: int


def participations(rows: Iterable[Row], as_of: date) -> list[Participation]:
    """Gather the rows entered by the cut-off, one participation per person and operation."""
    together: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row["entry_date"] <= as_of:
            together[row["operation_id"], row["participant_id"]].append(row)
    found = []
    for spells in together.values():
        by_entry = sorted(
            spells, key=lambda row: (row["entry_date"], row["exit_date"] or date.max, row["number"])
        )
        is_over = all(row["exit_date"] and row["exit_date"] <= as_of for row in spells)
        by_exit = sorted(
            spells, key=lambda row: (row["exit_date"] or date.max, row["entry_date"], row["number"])
        )
        found.append(Participation(by_entry[0], by_exit[-1] if is_over else None, len(spells)))
    return found


def codes_of(item: Participation, settings: FseSettings) -> set[str]:
    """Return every code the participation is counted in."""
    entry, final = item.entry, item.final
    if final is not None and final["exit_date"] <= entry["entry_date"]:
        return {"SHORT"}
    if not _is_complete(entry):
        return {"PART", "INC"}
    codes = {"PART", "EECO01"} | _shared(entry)
    if entry["specific_objective"] == "l":
        return codes
    codes |= _full(entry, settings)
    if final is not None:
        codes |= _results(entry, final, settings) | _later(entry, final, settings)
    return codes


def recounted(rows: Iterable[Row], settings: FseSettings) -> Counter[str]:
    """Count every code over the rows; people are counted once."""
    items = participations(rows, settings.as_of)
    counts = Counter(code for item in items for code in codes_of(item, settings))
    counts["HEAD"] = len({item.entry["participant_id"] for item in items})
    return counts


def _is_complete(entry: Row) -> bool:
    if entry["sex"] is None or entry["age_at_entry"] is None:
        return False
    if entry["specific_objective"] == "l":
        return True
    if entry["status_entry"] is None or entry["isced_entry"] is None:
        return False
    return entry["status_entry"] != "unemployed" or entry["unemployed_months"] is not None


def _shared(entry: Row) -> set[str]:
    age = entry["age_at_entry"]
    facts = {
        "EECO06": age < 18,
        "EECO07": 18 <= age < 30,
        "EECO08": age > 54,
        "EECO06+07": age <= 29,
        "EECO12": entry["disability"] or entry["is_disabled_only"],
        "EECO13": entry["third_country"],
        "EECO14": entry["foreign_background"],
        "EECO16": entry["homeless"],
        "EECO17": entry["degurba"] == 3,
    }
    return {code for code, fact in facts.items() if fact}


def _full(entry: Row, settings: FseSettings) -> set[str]:
    status, level = entry["status_entry"], entry["isced_entry"]
    own = {"unemployed": "EECO02", "inactive": "EECO04", "employed": "EECO05"}[status]
    codes = {own, "EECO02+04+05"}
    codes |= {"EECO02+04"} if status != "employed" else set()
    codes |= {"EECO02+05"} if status != "inactive" else set()
    codes.add("EECO09" if level < 3 else "EECO10" if level < 5 else "EECO11")
    codes |= {"EECO10+11"} if level > 2 else set()
    if status == "unemployed":
        months = entry["unemployed_months"]
        needed = 12
        if settings.ltu_rule is LongTermRule.AGE_SPLIT:
            needed = 7 if entry["age_at_entry"] <= 24 else 13
        codes |= {"EECO03"} if months >= needed else set()
    return codes


def _results(entry: Row, final: Row, settings: FseSettings) -> set[str]:
    last_day = final["exit_date"] + timedelta(days=settings.exit_window_days)
    limit = min(last_day, settings.as_of)
    seen = final["exit_observed_on"]
    is_seen = seen is not None and final["exit_date"] <= seen <= limit
    works = final["status_exit"] == "employed"
    if final["work_at_exit"] == "esat" and not settings.esat_is_employment:
        works = False
    if final["work_at_exit"] == "iae" and not settings.iae_is_employment:
        works = False
    qualified = final["qualification_on"]
    base = {
        "01": entry["status_entry"] == "inactive",
        "02": not entry["in_training_entry"],
        "03": True,
        "04": entry["status_entry"] in {"unemployed", "inactive"},
    }
    reached = {
        "01": is_seen and bool(final["job_seeking_exit"]),
        "02": is_seen and bool(final["in_training_exit"]),
        "03": qualified is not None and entry["entry_date"] <= qualified <= limit,
        "04": is_seen and works,
    }
    is_closed = last_day <= settings.as_of
    codes = {f"EECR{number}" for number in base if base[number] and reached[number]}
    if is_closed:
        codes |= {f"L{number}" for number in base if base[number]}
        codes |= {f"R{number}c" for number in base if base[number] and reached[number]}
    return codes


def _later(entry: Row, final: Row, settings: FseSettings) -> set[str]:
    due_on = six_months_after(final["exit_date"])
    if due_on > settings.as_of:
        return set()
    done_on = final["observed_6m_on"]
    is_observed = (
        bool(final["in_sample_6m"])
        and final["status_6m"] is not None
        and done_on is not None
        and due_on <= done_on <= settings.as_of
    )
    if entry["status_entry"] == "employed":
        return {"L06"} | ({"EECR06s"} if is_observed and final["improved_6m"] else set())
    codes = {"L05"} | ({"S05"} if final["in_sample_6m"] else set())
    codes |= {"N05"} if is_observed else set()
    return codes | ({"EECR05s"} if is_observed and final["status_6m"] == "employed" else set())


def random_rows(seed: int, size: int = 120) -> list[dict[str, Any]]:
    """Draw rows where days are close together: re-entries, ties and edges are common."""
    draw = random.Random(seed)
    rows = [_random_row(draw) for _ in range(size)]
    rows += [dict(draw.choice(rows)) for _ in range(size // 10)]
    for row in draw.sample(rows, size // 10):
        row["exit_date"], row["exit_observed_on"] = _closest(row, draw)
    return [row | {"number": number} for number, row in enumerate(rows, start=1)]


def _closest(row: Row, draw: random.Random) -> tuple[date, date]:
    left = row["entry_date"] + timedelta(days=draw.choice((0, 1)))
    return left, left + timedelta(days=draw.choice((27, 28, 29)))


def _random_row(draw: random.Random) -> dict[str, Any]:
    entry = FIRST_DAY + timedelta(days=30 * draw.randrange(24) + draw.randrange(3))
    left = entry + timedelta(days=draw.choice((0, 1, 5, 28, 30, 31, 60, 90, 183, 300)))
    maybe = (True, False, None)
    operation = draw.choice(("OP1", "OP2", "OPL"))
    return {
        "operation_id": operation,
        "specific_objective": "l" if operation == "OPL" else "h",
        "is_disabled_only": operation == "OP2",
        "participant_id": f"P{draw.randrange(60)}",
        "entry_date": entry,
        "exit_date": draw.choice((left, left, left, None)),
        "sex": draw.choice(("F", "M", "F", "M", "X", None)),
        "age_at_entry": draw.choice((16, 17, 18, 24, 25, 29, 30, 54, 55, 70, None)),
        "status_entry": draw.choice(("unemployed", "unemployed", "inactive", "employed", None)),
        "unemployed_months": draw.choice((0, 6, 7, 11, 12, 13, 40, None)),
        "isced_entry": draw.choice((0, 1, 2, 3, 4, 5, 8, None)),
        "in_training_entry": draw.choice((True, False, False)),
        "disability": draw.choice(maybe),
        "third_country": draw.choice(maybe),
        "foreign_background": draw.choice(maybe),
        "homeless": draw.choice(maybe),
        "degurba": draw.choice((1, 2, 3, None)),
        "status_exit": draw.choice(("employed", "employed", "unemployed", "inactive", None)),
        "work_at_exit": draw.choice(("open_market", "open_market", "esat", "iae")),
        "exit_observed_on": draw.choice(
            (*(left + timedelta(days=days) for days in (-1, 0, 10, 27, 28, 29, 60)), None)
        ),
        "job_seeking_exit": draw.choice(maybe),
        "in_training_exit": draw.choice(maybe),
        "qualification_on": draw.choice(
            (None, entry, entry - timedelta(days=1), *(left + timedelta(days=d) for d in (28, 29)))
        ),
        "in_sample_6m": draw.choice((True, True, False)),
        "sample_weight": draw.choice((None, 1.0, 2.5)),
        "status_6m": draw.choice(("employed", "unemployed", None)),
        "observed_6m_on": draw.choice(
            (None, *(six_months_after(left) + timedelta(days=days) for days in (-90, -1, 0, 1, 20)))
        ),
        "improved_6m": draw.choice(maybe),
    }
