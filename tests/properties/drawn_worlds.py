"""Worlds drawn at random for accessibility, and how their scores are compared."""

import math

import polars as pl
from hypothesis import settings
from hypothesis import strategies as st
from properties.recount_access import Weight, World, banded, bell

from pipelines.analysis.accessibility import CatchmentRule, catchment, gauss

FEW = settings(max_examples=60)
STEPS = {10.0: 1.0, 20.0: 0.6, 30.0: 0.3}
RULES: dict[str, tuple[CatchmentRule, Weight]] = {
    "2sfca": (CatchmentRule("2sfca", None, 25), lambda minutes: 1.0),
    "e2sfca": (CatchmentRule("e2sfca", STEPS, 25), banded(STEPS)),
    "gauss": (CatchmentRule("e2sfca", gauss(12), 40), bell(12)),
    "3sfca": (CatchmentRule("3sfca", STEPS, 25), banded(STEPS)),
    "3sfca gauss": (CatchmentRule("3sfca", gauss(12), 25), bell(12)),
    "m2sfca": (CatchmentRule("m2sfca", STEPS, 25), banded(STEPS)),
}
COMMUNES = ["C1", "C2", "C3", "C4", "C5", "C6"]
SITES = ["S1", "S2", "S3", "S4"]
MINUTES = st.sampled_from([0.0, 4.5, 10.0, 10.5, 20.0, 24.0, 25.0, 25.5, 41.0])
PEOPLE = st.one_of(st.just(0.0), st.integers(1, 500).map(float))
POSTS = st.one_of(st.just(0.0), st.integers(1, 40).map(lambda tenths: tenths / 4))
PAIRS = st.dictionaries(
    st.tuples(st.sampled_from(COMMUNES), st.sampled_from(SITES)), MINUTES, max_size=24
)
KNOWN = st.builds(
    World,
    st.dictionaries(st.sampled_from(COMMUNES), PEOPLE, min_size=1),
    st.dictionaries(st.sampled_from(SITES), POSTS),
    PAIRS,
)
HIDDEN = st.builds(
    World,
    st.dictionaries(
        st.sampled_from(COMMUNES),
        st.one_of(PEOPLE, st.sampled_from(["withheld", "missing"])),
        min_size=1,
    ),
    st.dictionaries(st.sampled_from(SITES), POSTS),
    PAIRS,
)
NAMES = st.sampled_from(sorted(RULES))


def frames(world: World) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """Return the demand with its statuses, the supply and the times of a world."""
    demand = [
        (code, None, people) if isinstance(people, str) else (code, people, "known")
        for code, people in world.demand.items()
    ]
    texts, number = pl.String, pl.Float64
    return (
        pl.DataFrame(
            demand, {"commune_code": texts, "demand": number, "status": texts}, orient="row"
        ),
        pl.DataFrame(
            list(world.supply.items()), {"structure_id": texts, "fte": number}, orient="row"
        ),
        pl.DataFrame(
            [(*pair, minutes) for pair, minutes in world.minutes.items()],
            {"commune_code": texts, "structure_id": texts, "minutes": number},
            orient="row",
        ),
    )


def scores(world: World, name: str) -> dict[str, float | None]:
    found = catchment(*frames(world), RULES[name][0]).scores
    return by_commune(found)


def people(world: World, commune: str) -> float:
    known = world.demand[commune]
    return 0.0 if isinstance(known, str) else known


def close(value: float | None, expected: float | None) -> bool:
    """Tell whether two scores are the same but for rounding; no score is only like no score."""
    if value is None or expected is None:
        return value is expected
    return math.isclose(value, expected, rel_tol=1e-12, abs_tol=1e-300)


def same(left: dict[str, float | None], right: dict[str, float | None]) -> bool:
    return left.keys() == right.keys() and all(close(left[code], right[code]) for code in left)


def by_commune(found: pl.DataFrame) -> dict[str, float | None]:
    return dict(found.select("commune_code", "score").rows())
