"""Scores of all communes, timed beside access: real commune points, invented structures."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

STRUCTURES = 4_000
REACH_KM = 45.0
SHARE = 0.02
"""People to cover, by inhabitant."""
BANDS: dict[float, float] = {15.0: 1.0, 30.0: 0.6, 45.0: 0.3}
DEPARTMENT = "71"
METHODS = ("2sfca", "e2sfca")


def write_pairs(folder: Path) -> dict[str, Any]:
    """Write demand, supply and the pairs under 45 km, a kilometre counting for a minute."""
    from pipelines.analysis.accessibility import TravelSettings, travel_times
    from pipelines.territories import load_territories

    folder.mkdir(parents=True)
    communes = load_territories().communes.drop_nulls(["longitude", "latitude", "population"])
    inhabitants = communes["population"].to_numpy()
    drawn = np.random.default_rng(1)
    where = drawn.choice(communes.height, STRUCTURES, p=inhabitants / inhabitants.sum())
    sites = communes[where].select("longitude", "latitude").with_row_index("number")
    sites = sites.with_columns(structure_id=pl.format("S{}", "number"))
    straight = TravelSettings(1.0, 60.0, 60.0, 60.0, 60.0, 0.0)
    start = time.perf_counter()
    pairs = travel_times(communes, sites, settings=straight, max_minutes=REACH_KM)
    seconds = time.perf_counter() - start
    pairs.drop("method").write_parquet(folder / "pairs.parquet")
    communes.select(
        "commune_code", "department_code", demand=(SHARE * pl.col("population")).round()
    ).write_parquet(folder / "demand.parquet")
    sites.select("structure_id", fte=5.0 + pl.col("number") % 40).write_parquet(
        folder / "supply.parquet"
    )
    return {"pairs": pairs.height, "communes": communes.height, "seconds": seconds}


def ours(folder: Path) -> dict[str, Any]:
    """Score every commune with this project: median of five per method."""
    from pipelines.analysis.accessibility import floating_catchment

    demand, supply, pairs = (
        pl.read_parquet(folder / f"{name}.parquet") for name in ("demand", "supply", "pairs")
    )
    seconds = {}
    for method, decay, limit in (("2sfca", None, 30.0), ("e2sfca", BANDS, 45.0)):
        score = partial(floating_catchment, demand, supply, pairs, method, decay, limit)
        seconds[method], found = timed(score)
        found.select("commune_code", "score").write_parquet(folder / f"ours-{method}.parquet")
    return {"seconds": seconds}


def theirs(folder: Path) -> dict[str, Any]:
    """Score every commune with access: median of five per method."""
    pandas = import_module("pandas")
    from access.fca import two_stage_fca
    from access.weights import step_fn

    demand, supply, pairs = (
        pandas.read_parquet(folder / f"{name}.parquet") for name in ("demand", "supply", "pairs")
    )
    names = {
        "demand_index": True,
        "demand_name": "demand",
        "supply_index": True,
        "supply_name": "fte",
        "cost_origin": "commune_code",
        "cost_dest": "structure_id",
        "cost_name": "minutes",
    }
    demand, supply = demand.set_index("commune_code"), supply.set_index("structure_id")
    seconds = {}
    for method, weight, limit in (("2sfca", None, 30.0), ("e2sfca", step_fn(BANDS), 45.0)):
        how = {"max_cost": limit, "weight_fn": weight, **names}
        seconds[method], found = timed(partial(two_stage_fca, demand, supply, pairs, **how))
        table = found.rename("score").rename_axis("commune_code").reset_index()
        table.to_parquet(folder / f"theirs-{method}.parquet")
    return {"seconds": seconds}


def apart(folder: Path) -> dict[str, Any]:
    """Compare both: the largest gap, and the communes scored by one and not by the other."""
    largest, alone = 0.0, 0
    for method in METHODS:
        left, right = (
            pl.read_parquet(folder / f"{who}-{method}.parquet") for who in ("ours", "theirs")
        )
        both = left.filter(pl.col("score") > 0).join(
            right.filter(pl.col("score") > 0), on="commune_code", how="full"
        )
        gaps = (both["score"] - both["score_right"]).abs()
        largest = max(largest, *gaps.drop_nulls())
        alone += gaps.null_count()
    return {"largest": largest, "alone": alone}


def department(folder: Path) -> dict[str, Any]:
    """Recompute one département as the slider of minutes moves: median and slowest move."""
    from pipelines.analysis.accessibility import CatchmentRule, local_scores, neighbourhood

    demand, supply, pairs = (
        pl.read_parquet(folder / f"{name}.parquet") for name in ("demand", "supply", "pairs")
    )
    communes = demand.filter(department_code=DEPARTMENT)["commune_code"].to_list()
    start = time.perf_counter()
    near = neighbourhood(pairs, communes, REACH_KM)
    opening = time.perf_counter() - start
    moves = []
    for minutes in (45, *range(15, 46)):
        start = time.perf_counter()
        local_scores(demand, supply, near, communes, CatchmentRule("e2sfca", BANDS, minutes))
        moves.append(time.perf_counter() - start)
    return {
        "communes": len(communes),
        "pairs": near.height,
        "opening": opening,
        "seconds": statistics.median(moves[1:]),
        "slowest": max(moves[1:]),
    }


def timed(score: Callable[[], Any], times: int = 5) -> tuple[float, Any]:
    """Return the median seconds of several calls, and what the last one gave."""
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        found = score()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), found


def main() -> None:
    """Run the measure named by the first argument and print its JSON with the peak memory."""
    name, folder = sys.argv[1:]
    answer = globals()[name](Path(folder))
    answer["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
