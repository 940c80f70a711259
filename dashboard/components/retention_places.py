"""Where the labels at the end of curves go, so that none covers another."""

from collections.abc import Sequence


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return a place for each label: as close as possible to the one wanted, `gap` apart.

    Places keep the order of those wanted and stay between `low` and `high`; when there is not
    room enough, the gap narrows. The squares of the moves are the least possible: a pool of
    labels too close to one another moves as one.
    """
    if not wanted:
        return []
    order = sorted(range(len(wanted)), key=lambda rank: wanted[rank])
    room = (high - low) / (len(wanted) - 1) if len(wanted) > 1 else gap
    step = min(gap, room)
    top = high - step * (len(wanted) - 1)
    pooled = _rising([wanted[rank] - step * place for place, rank in enumerate(order)])
    found = [0.0] * len(wanted)
    for place, (rank, value) in enumerate(zip(order, pooled, strict=True)):
        found[rank] = min(max(value, low), max(top, low)) + step * place
    return found


def _rising(values: Sequence[float]) -> list[float]:
    """Return the closest values that never go down: neighbours out of order share their mean."""
    pools: list[list[float]] = []
    for value in values:
        pools.append([value])
        while len(pools) > 1 and _mean(pools[-2]) > _mean(pools[-1]):
            last = pools.pop()
            pools[-1] += last
    return [_mean(pool) for pool in pools for _ in pool]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
