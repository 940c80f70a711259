"""Which few places reach the most people: the exact search, on a matrix of reach."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array, csr_array, eye_array, hstack

Vector = NDArray[np.float64]
Places = NDArray[np.intp]

WHOLE = 1e6
"""What all the people weigh for the solver, whose tolerances are absolute."""
ROUNDING = 1e-9
"""Sums of people that differ by less than this share of the whole differ by rounding alone."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The places chosen, by their column, each with the people it adds, most first.

    `bound` is the most people any choice could reach; `is_proven` tells that this one does.
    """

    steps: list[tuple[int, float]]
    bound: float
    is_proven: bool


def best_cover(reach: csc_array, people: Vector, most: int, seconds: float) -> Cover:
    """Choose at most `most` columns of `reach` whose rows hold the most people.

    `reach` has one row per group of people and one column per place, 1 where the place reaches
    the group; `people`, one number per row, is positive. This is the maximal covering location
    problem (Church and ReVelle, 1974), solved by HiGHS. Of equal covers holds the one with the
    fewest places, then with the smallest sum of column numbers. Each of these two searches stops
    after `seconds`: the best choice met, at least the stepwise one, is then given without proof.
    """
    every = np.arange(reach.shape[1], dtype=np.intp)
    by_steps = np.array([place for place, _ in stepwise(reach, people, every, most)], dtype=np.intp)
    kept = _useful(reach, people, most, reached(reach, people, by_steps))
    narrowed = reach[:, kept]
    found, bound = _widest(narrowed, people, most, seconds)
    chosen = max(by_steps, kept[found], key=lambda places: reached(reach, people, places))
    covered = reached(reach, people, chosen)
    rounding = ROUNDING * float(people.sum())
    is_proven = bound <= covered + rounding
    if is_proven:
        fewest = kept[_fewest(narrowed, people, most, seconds, covered - rounding)]
        chosen = fewest if reached(reach, people, fewest) >= covered - rounding else chosen
    steps = stepwise(reach, people, chosen, chosen.size)
    return Cover(steps, sum(gain for _, gain in steps) if is_proven else bound, is_proven)


def stepwise(reach: csc_array, people: Vector, among: Places, most: int) -> list[tuple[int, float]]:
    """Take the place that adds the most people, then again, until none adds any.

    Equal gains go to the first column. Returns each column with the people it adds.
    """
    places = np.sort(among)
    narrowed, left = reach[:, places], people.copy()
    steps: list[tuple[int, float]] = []
    while places.size and len(steps) < most:
        gains = narrowed.T @ left
        best = int(np.argmax(gains))
        if gains[best] <= 0:
            break
        steps.append((int(places[best]), float(gains[best])))
        left[narrowed[:, [best]].indices] = 0
    return steps


def reached(reach: csc_array, people: Vector, places: Places) -> float:
    """Return the people within reach of at least one of the places, each counted once."""
    return float(people[np.unique(reach[:, places].indices)].sum())


def _useful(reach: csc_array, people: Vector, most: int, floor: float) -> Places:
    """Return the places that the choice may need, in order.

    Left out: a place whose reach lies within another's (the first of equals stays), and one
    that even beside the `most` − 1 richest places would not attain `floor`.
    """
    shared = (reach.T @ reach).tocoo()
    first, second = shared.coords
    size = reach.sum(axis=0)
    is_within = (shared.data == size[first]) & (first != second)
    is_after = (size[first] < size[second]) | (second < first)
    alone = reach.T @ people
    beside = np.sort(alone)[::-1][: most - 1].sum()
    useful = alone + beside >= floor - ROUNDING * people.sum()
    useful[first[is_within & is_after]] = False
    return np.flatnonzero(useful)


def _widest(reach: csc_array, people: Vector, most: int, seconds: float) -> tuple[Places, float]:
    """Return the places that leave the fewest people out, and the most that can be reached."""
    total, places = float(people.sum()), reach.shape[1]
    left_out = np.concatenate([np.zeros(places), people * (WHOLE / total)])
    result = _solved(reach, most, seconds, left_out)
    richest = float(np.sort(reach.T @ people)[::-1][:most].sum())
    missed = 0.0 if result.mip_dual_bound is None else result.mip_dual_bound * (total / WHOLE)
    return _chosen(result, places), min(richest, total - missed)


def _fewest(reach: csc_array, people: Vector, most: int, seconds: float, goal: float) -> Places:
    """Return the fewest places that reach `goal` people, then the first columns."""
    total, places = float(people.sum()), reach.shape[1]
    left_out = np.concatenate([np.zeros(places), people * (WHOLE / total)])
    enough = LinearConstraint(csr_array(left_out[None, :]), ub=(total - goal) * (WHOLE / total))
    rank = np.arange(places) / (places * most)
    objective = np.concatenate([1 + rank, np.zeros(people.size)])
    return _chosen(_solved(reach, most, seconds, objective, enough), places)


def _solved(
    reach: csc_array, most: int, seconds: float, objective: Vector, *more: LinearConstraint
) -> Any:
    """Minimise over the places open and the groups left out: one where no place reaches."""
    groups, places = reach.shape
    is_place = np.concatenate([np.ones(places), np.zeros(groups)])
    constraints = [
        LinearConstraint(hstack([reach, eye_array(groups)], format="csr"), lb=1),
        LinearConstraint(csr_array(is_place[None, :]), ub=most),
        *more,
    ]
    # Presolving takes longer than the search: up to ten seconds for one site in a département.
    options = {"mip_rel_gap": 0.0, "time_limit": seconds, "presolve": False}
    return milp(
        objective,
        # The groups left out would be whole by themselves: said, no rounding has to be repaired.
        integrality=np.ones_like(objective),
        bounds=Bounds(0, 1),
        constraints=constraints,
        options=options,
    )


def _chosen(result: Any, places: int) -> Places:
    values = np.zeros(places) if result.x is None else result.x[:places]
    return np.flatnonzero(values > 0.5)
