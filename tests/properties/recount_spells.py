"""Survival recomputed in plain Python with exact fractions, and spells by sets of days."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

Spell: TypeAlias = tuple[int, bool]
Late: TypeAlias = tuple[int, int, bool]
Job: TypeAlias = tuple[str, str | None, date, date | None]
ONE_DAY = timedelta(days=1)


def at_risk(spells: Sequence[Late], time: int) -> int:
    return sum(entry < time <= duration for entry, duration, _ in spells)


def ends(spells: Sequence[Late], time: int) -> int:
    return sum(event and duration == time for _, duration, event in spells)


def from_the_start(spells: Sequence[Spell]) -> list[Late]:
    return [(-1, duration, event) for duration, event in spells]


def survival(spells: Sequence[Late]) -> dict[int, tuple[Fraction, Fraction]]:
    """Return S and the variance of Greenwood at each observed time."""
    found: dict[int, tuple[Fraction, Fraction]] = {}
    share, spread = Fraction(1), Fraction(0)
    for time in sorted({duration for _, duration, _ in spells}):
        n, d = at_risk(spells, time), ends(spells, time)
        share *= 1 - Fraction(d, n)
        spread += Fraction(d, n * (n - d)) if d < n else 0
        found[time] = (share, share**2 * spread)
    return found


def mean_and_variance(
    spells: Sequence[Late], horizon: int
) -> tuple[Fraction, Fraction] | tuple[None, None]:
    """Return the area under S up to the horizon, day by day, and its sampling variance."""
    curve = survival(spells)
    if max(curve) < horizon and curve[max(curve)][0] > 0:
        return None, None

    def height(day: int) -> Fraction:
        reached = [time for time in curve if time <= day]
        return curve[max(reached)][0] if reached else Fraction(1)

    variance = Fraction(0)
    for time in curve:
        n, d = at_risk(spells, time), ends(spells, time)
        ahead = sum((height(day) for day in range(time, horizon)), Fraction(0))
        variance += ahead**2 * Fraction(d, n * (n - d)) if d < n else 0
    return sum((height(day) for day in range(horizon)), Fraction(0)), variance


def incidence(spells: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Fraction]:
    """Return the cumulative incidence of each cause at each time, cause 0 being censoring."""
    causes = {cause for _, cause in spells} - {0}
    found: dict[tuple[int, int], Fraction] = {}
    share, reached = Fraction(1), dict.fromkeys(causes, Fraction(0))
    for time in sorted({duration for duration, _ in spells}):
        n = sum(duration >= time for duration, _ in spells)
        ended = {cause: spells_count(spells, time, cause) for cause in causes}
        for cause in causes:
            reached[cause] += share * Fraction(ended[cause], n)
            found[time, cause] = reached[cause]
        share *= 1 - Fraction(sum(ended.values()), n)
    return found


def spells_count(spells: Sequence[tuple[int, int]], time: int, cause: int) -> int:
    return sum(item == (time, cause) for item in spells)


def two_group_statistic(
    first: Sequence[Late], second: Sequence[Late], weight: Callable[[int], int]
) -> Fraction | None:
    """Return (O − E)² / V of the first group against the second, null without variance."""
    excess, variance = Fraction(0), Fraction(0)
    both = [*first, *second]
    for time in {duration for _, duration, _ in both}:
        n, d = at_risk(both, time), ends(both, time)
        one = at_risk(first, time)
        excess += weight(n) * (ends(first, time) - Fraction(d * one, n))
        if n > 1:
            share = Fraction(one, n)
            variance += weight(n) ** 2 * share * (1 - share) * Fraction(d * (n - d), n - 1)
    return excess**2 / variance if variance else None


def spells_by_days(
    jobs: Sequence[Job], gap_days: int, same_employer: bool, data_end: date
) -> list[tuple[Any, ...]]:
    """Merge contracts by listing the days worked: person, employer if asked, start, days, over."""
    censored_on = data_end - timedelta(days=gap_days + 1)
    far = data_end + timedelta(days=2)
    days: dict[tuple[Any, ...], set[date]] = {}
    for person, employer, start, end in jobs:
        last = min(end or far, far)
        if start <= data_end and start <= (end or far):
            alone = (start, end) if same_employer and employer is None else None
            key = (person, employer if same_employer else None, alone)
            worked = {start + n * ONE_DAY for n in range((last - start).days + 1)}
            days.setdefault(key, set()).update(worked)
    found = []
    for (person, employer, _), worked in days.items():
        for start, last in stretches(sorted(worked), gap_days):
            if start <= censored_on:
                duration = (min(last, censored_on) - start).days + 1
                found.append((person, employer, start, duration, last < censored_on))
    return sorted(found, key=repr)


def stretches(days: Sequence[date], gap_days: int) -> list[tuple[date, date]]:
    """Cut sorted days where more than `gap_days` of them are missing."""
    breaks = [(a, b) for a, b in pairwise(days) if (b - a).days - 1 > gap_days]
    starts = [days[0], *(b for _, b in breaks)]
    lasts = [*(a for a, _ in breaks), days[-1]]
    return list(zip(starts, lasts, strict=True))
