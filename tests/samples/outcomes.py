"""Employment at exit by scheme and number of obstacles; survival of employments."""

from collections import Counter, defaultdict
from math import log

from samples.employments import employments, last_day_told
from samples.recount import judged
from samples.sample_files import SampleFiles

Strata = dict[int, tuple[int, int]]
"""By number of obstacles: exits to a job, exits whose situation is known."""


def strata(sample: SampleFiles) -> dict[str, Strata]:
    """Count the known situations at exit of assessed pathways, by number of obstacles found."""
    hired: dict[str, Counter[int]] = defaultdict(Counter)
    known: dict[str, Counter[int]] = defaultdict(Counter)
    for row in sample.pathways:
        answer = judged(row["situation_sortie"]) if row["date_sortie"] else "unknown"
        obstacles = sample.obstacle_count.get(row["id_parcours"])
        if answer != "unknown" and obstacles is not None:
            hired[row["dispositif"]][obstacles] += answer == "employed"
            known[row["dispositif"]][obstacles] += 1
    return {
        scheme: {level: (hired[scheme][level], count) for level, count in levels.items()}
        for scheme, levels in known.items()
    }


def crude_rate(levels: Strata) -> float:
    """Return the share of exits to a job, whatever the obstacles."""
    return sum(hired for hired, _ in levels.values()) / sum(known for _, known in levels.values())


def adjusted_log_odds_ratio(better: Strata, worse: Strata) -> float:
    """Return the Mantel-Haenszel log-odds ratio of two schemes, for equal numbers of obstacles."""
    upper = lower = 0.0
    for level in better.keys() & worse.keys():
        (hired, known), (other_hired, other_known) = better[level], worse[level]
        upper += hired * (other_known - other_hired) / (known + other_known)
        lower += other_hired * (known - hired) / (known + other_known)
    return log(upper / lower)


def job_spells(sample: SampleFiles, scheme: str) -> list[tuple[int, bool]]:
    """Return the days seen of each continuous employment, and whether it has ended."""
    told = last_day_told(sample)
    return [
        ((min(end, told) - start).days + 1, end < told)
        for start, end, _ in employments(sample)[scheme]
        if start <= told
    ]


def kaplan_meier(spells: list[tuple[int, bool]], until: int) -> float:
    """Return the estimated share of employments that last longer than `until` days."""
    ended = Counter(days for days, is_over in spells if is_over)
    left = Counter(days for days, _ in spells)
    at_risk, survival = len(spells), 1.0
    for day in sorted(left):
        if day > until:
            break
        survival *= 1 - ended[day] / at_risk
        at_risk -= left[day]
    return survival
