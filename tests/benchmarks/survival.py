"""What survival costs, each side in a process of its own: ours, lifelines, and the merging."""

import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

GROUPS, LONGEST, TIMES = 20, 1_095, 9
DATA_END = date(2025, 12, 31)
COUNTED = (
    "SELECT department_code, duration, count(*) AS leaving, "
    "count(*) FILTER (WHERE event) AS events FROM {} GROUP BY department_code, duration"
)


def write_spells(target: Path, number: str) -> dict[str, Any]:
    """Draw Weibull spells in days, censored uniformly, in twenty départements."""
    import numpy as np
    import polars as pl

    random = np.random.default_rng(1)
    lasting = np.ceil(400 * random.weibull(0.85, int(number)))
    observed = random.integers(30, LONGEST + 1, int(number))
    group = pl.Series(random.integers(1, GROUPS + 1, int(number)))
    pl.DataFrame(
        {
            "department_code": group.cast(pl.String).str.zfill(2),
            "duration": np.minimum(lasting, observed).astype(np.int32),
            "event": lasting <= observed,
        }
    ).write_parquet(target)
    return {}


def write_contracts(target: Path, number: str) -> dict[str, Any]:
    """Draw contracts over four years, two and a half a person, one in ten still running."""
    import numpy as np
    import polars as pl

    random = np.random.default_rng(2)
    size = int(number)
    start = np.datetime64("2022-01-01") + random.integers(0, 1_500, size)
    end = pl.Series(start + random.integers(0, 400, size))
    pl.DataFrame(
        {
            "participant_id": random.integers(0, 2 * size // 5, size).astype(np.int32),
            "start_date": start,
            "end_date": pl.select(pl.when(pl.Series(random.random(size) < 0.9)).then(end)),
        },
        schema_overrides={"start_date": pl.Date},
    ).write_parquet(target)
    return {}


def ours(spells: Path) -> dict[str, Any]:
    """Estimate the curves of a Parquet file, and count it by group and time, in turn."""
    import duckdb

    from pipelines.analysis.survival import kaplan_meier
    from pipelines.analysis.survival_queries import GIVEN, rows_of

    with duckdb.connect() as db:
        relation = db.read_parquet(str(spells))
        curves, counts = [], []
        for _ in range(TIMES):
            counts.append(_seconds(lambda: rows_of(relation, COUNTED.format(GIVEN))))
            curves.append(_seconds(lambda: kaplan_meier(relation, ["department_code"])))
    return {"seconds": min(curves), "counting": min(counts)}


def theirs(spells: Path) -> dict[str, Any]:
    """Fit lifelines on each group of a frame already read."""
    import pandas as pd  # type: ignore[import-untyped]

    frame = pd.read_parquet(spells)
    return {"seconds": min(_seconds(lambda: _fitted(frame)) for _ in range(TIMES // 3))}


def apart(spells: Path) -> dict[str, Any]:
    """Return the largest difference between the curves and intervals of both."""
    import numpy as np
    import pandas as pd
    import polars as pl

    from pipelines.analysis.survival import kaplan_meier

    curve = kaplan_meier(pl.scan_parquet(spells), ["department_code"])
    largest = 0.0
    for group, fitter in _fitted(pd.read_parquet(spells)).items():
        rows = curve.filter(pl.col("department_code") == group)
        times = rows["time"].to_list()
        known = fitter.survival_function_.join(fitter.confidence_interval_).loc[times]
        ours_ = rows.select("survival", "ci_low", "ci_high").to_numpy()
        largest = max(largest, float(np.abs(known.to_numpy() - ours_).max()))
    return {"largest": largest}


def merging(contracts: Path) -> dict[str, Any]:
    """Merge contracts into a table of spells, as the build does."""
    import duckdb

    from pipelines.analysis.survival import spells_query

    with duckdb.connect() as db:
        db.execute(f"CREATE VIEW contract AS FROM read_parquet('{contracts}')")
        query = spells_query("contract", 30, False, DATA_END)
        table = f"CREATE OR REPLACE TABLE spell AS {query}"
        return {"seconds": min(_seconds(lambda: db.execute(table)) for _ in range(TIMES // 3))}


def _fitted(frame: Any) -> dict[str, Any]:
    from lifelines import KaplanMeierFitter

    fitters = {}
    for group, rows in frame.groupby("department_code"):
        fitters[group] = KaplanMeierFitter().fit(rows["duration"], rows["event"])
        _ = fitters[group].confidence_interval_
    return fitters


def _seconds(call: Callable[[], Any]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def main() -> None:
    """Run the measure named by the first argument and print its JSON with the peak memory."""
    name, path, *rest = sys.argv[1:]
    answer = globals()[name](Path(path), *rest)
    answer["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
