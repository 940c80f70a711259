"""Floating catchments and great circles again, by hand, one commune at a time."""

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

Weight: TypeAlias = Callable[[float], float]


class World(NamedTuple):
    """Who asks (people, or why nobody knows), who offers, and the minutes between them."""

    demand: Mapping[str, float | str]
    supply: Mapping[str, float]
    minutes: Mapping[tuple[str, str], float]


class Score(NamedTuple):
    value: float | None
    status: str
    is_ceiling: bool


def banded(bands: Mapping[float, float]) -> Weight:
    return lambda minutes: next((bands[b] for b in sorted(bands) if minutes <= b), 0.0)


def bell(sigma: float) -> Weight:
    return lambda minutes: math.exp(-0.5 * (minutes / sigma) ** 2)


def recount(world: World, method: str, weight: Weight, limit: float) -> dict[str, Score]:
    pull = pulls(world, method, weight, limit)
    ratios = {site: ratio_of(world, site, pull) for site in world.supply}
    return {commune: score_of(commune, method, pull, ratios, world) for commune in world.demand}


def pulls(world: World, method: str, weight: Weight, limit: float) -> dict[tuple[str, str], float]:
    """Return how much each commune weighs on each structure it can reach."""
    near = {
        pair: 1.0 if method == "2sfca" else weight(minutes)
        for pair, minutes in world.minutes.items()
        if minutes <= limit and pair[1] in world.supply
    }
    near = {pair: value for pair, value in near.items() if value > 0}
    if method != "3sfca":
        return near
    totals: dict[str, float] = {}
    for (commune, _), value in near.items():
        totals[commune] = totals.get(commune, 0.0) + value
    return {pair: value * (value / totals[pair[0]]) for pair, value in near.items()}


def ratio_of(
    world: World, site: str, pull: Mapping[tuple[str, str], float]
) -> tuple[float | None, set[str]]:
    """Return posts per person known in reach, and why people are not known there."""
    load, hidden = 0.0, set()
    for (commune, reached), value in pull.items():
        people = world.demand.get(commune, "missing")
        if reached == site and isinstance(people, str):
            hidden.add(people)
        elif reached == site and not isinstance(people, str):
            load += people * value
    if load > 0:
        return world.supply[site] / load, hidden
    return (0.0 if world.supply[site] == 0 else None), hidden


def score_of(
    commune: str,
    method: str,
    pull: Mapping[tuple[str, str], float],
    ratios: Mapping[str, tuple[float | None, set[str]]],
    world: World,
) -> Score:
    reached = [site for (origin, site) in pull if origin == commune]
    if not reached:
        return Score(0.0, "out_of_reach", False)
    unknown = [ratios[site][1] for site in reached if ratios[site][0] is None and ratios[site][1]]
    if unknown:
        withheld = any("withheld" in reasons for reasons in unknown)
        return Score(None, "demand_withheld" if withheld else "demand_missing", False)
    shares = [(ratios[site][0], pull[commune, site]) for site in reached]
    known = [(ratio, value) for ratio, value in shares if ratio is not None]
    if not known:
        return Score(None, "no_demand", False)
    power = 2 if method == "m2sfca" else 1
    total = math.fsum(ratio * value**power for ratio, value in known)
    partial = any(ratios[site][1] and world.supply[site] > 0 for site in reached)
    return Score(total, "covered" if total > 0 else "no_fte", partial)


def great_circle_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """Return the haversine distance between two points (longitude, latitude) in degrees."""
    (east, north), (other_east, other_north) = (tuple(map(math.radians, p)) for p in (here, there))
    across = math.sin((other_east - east) / 2) ** 2 * math.cos(north) * math.cos(other_north)
    return 2 * 6371.0088 * math.asin(math.sqrt(math.sin((other_north - north) / 2) ** 2 + across))
