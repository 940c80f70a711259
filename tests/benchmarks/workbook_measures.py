"""A workbook of many rows, timed: invented communes, every column of a breakdown."""

import json
import resource
import sys
import time
from datetime import date
from typing import Any

ROWS = 50_000
SEED = 7


def workbook() -> dict[str, Any]:
    """Write the XLSX export of a table of 50,000 groups; seconds, size and rows read back."""
    import fastexcel

    from dashboard.exports import xlsx_bytes

    released = _released()
    start = time.perf_counter()
    _, content = xlsx_bytes(released, "Banc")
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    sheet = fastexcel.read_excel(content).load_sheet("Données")
    return {
        "seconds": seconds,
        "rows": sheet.height,
        "megabytes": len(content) / 1e6,
        "peak_mb": peak,
    }


def _released() -> Any:
    """Pass invented counts through the gate, one group per commune, under an indicator."""
    import numpy as np
    import polars as pl

    from dashboard.disclosure import COUNTS, Released, release
    from dashboard.scope import Role, Scope
    from pipelines.indicators import indicators
    from pipelines.vocabulary import Dimension

    drawn = np.random.default_rng(SEED)
    counts = pl.DataFrame({name: drawn.integers(0, 400, ROWS) for name in COUNTS})
    names = pl.DataFrame(
        {
            Dimension.EPCI.value: [f"{number:09d}" for number in range(ROWS)],
            f"{Dimension.EPCI.value}_label": [f"Communauté n° {number}" for number in range(ROWS)],
        }
    )
    indicator = indicators()["positive_exit"]
    return Released(
        indicator=indicator,
        by=(Dimension.EPCI,),
        table=pl.concat([names, release(counts, indicator)], how="horizontal"),
        total=release(counts.sum(), indicator),
        conditions=(),
        scope=Scope("bench", Role.COUNCIL, frozenset({"46"}), "Banc"),
        snapshot_id="bench",
        reference_date=date(2026, 9, 30),
        is_synthetic=True,
    )


def main() -> None:
    """Run the measure named by the first argument and print its JSON."""
    sys.stdout.write(json.dumps({"workbook": workbook}[sys.argv[1]]()))


if __name__ == "__main__":
    main()
