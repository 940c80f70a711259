"""What is timed, each in a process of its own so that its peak memory is its own."""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import product
from pathlib import Path
from typing import Any

REFERENCE_DATE = date(2026, 9, 30)
KEY = b"0123456789abcdef0123456789abcdef"


def read_as_text(folder: Path) -> dict[str, Any]:
    """Have DuckDB read every CSV of a folder as text into memory."""
    import duckdb

    start = time.perf_counter()
    with duckdb.connect() as db:
        for number, path in enumerate(sorted(folder.glob("*.csv"))):
            db.execute(
                f"CREATE TABLE t{number} AS SELECT * FROM read_csv($path, all_varchar = true)",
                {"path": str(path)},
            )
    return {"seconds": time.perf_counter() - start}


def build(folder: Path, store: Path) -> dict[str, Any]:
    """Build and publish a snapshot of a folder."""
    from pipelines.build.run import BuildReport, BuildRequest
    from pipelines.build.run import build as run
    from pipelines.settings import Settings

    start = time.perf_counter()
    report = BuildReport()
    request = BuildRequest((folder,), store, REFERENCE_DATE, KEY, cache=Settings().cache)
    run(request, report)
    return {"seconds": time.perf_counter() - start, "stages": report.stages}


def thirty_indicators(store: Path) -> dict[str, Any]:
    """Lay out thirty indicator columns, three times the registry, within 1 GB for DuckDB."""
    from dataclasses import replace

    import duckdb

    from pipelines.build.observation import observation_statements, observed
    from pipelines.indicators import Grain
    from pipelines.snapshot import Store

    snapshot, _ = Store(store).current()
    chosen = observed(Grain.PATHWAY)
    copies = [
        replace(item, code=f"{item.code}_{number}", sql=f"WITH unit AS ({item.sql}) FROM unit")
        for number in range(-(-30 // len(chosen)))
        for item in chosen
    ][:30]
    target = store / "thirty.duckdb"
    target.unlink(missing_ok=True)
    start = time.perf_counter()
    with duckdb.connect(str(target), config={"memory_limit": "1GB"}) as db:
        db.execute(f"ATTACH '{snapshot.warehouse}' AS warehouse (READ_ONLY)")
        db.execute("CREATE SCHEMA mart; CREATE VIEW mart.pathway AS FROM warehouse.mart.pathway")
        for statement in observation_statements(Grain.PATHWAY, copies):
            db.execute(statement)
    seconds = time.perf_counter() - start
    target.unlink()
    return {"seconds": seconds, "columns": len(copies)}


def breakdown(store: Path) -> dict[str, Any]:
    """Break several indicators down by one and two dimensions; median of repeated calls."""
    from dashboard.observatory import Observatory, Question
    from dashboard.scope import Role, Scope
    from pipelines.snapshot import Store
    from pipelines.vocabulary import Dimension

    snapshot, _ = Store(store).current()
    codes = frozenset(snapshot.manifest["perimeter"])
    observatory = Observatory(snapshot, Scope("bench", Role.COUNCIL, codes, "Banc"))
    questions = {
        "positive_exit × dispositif": Question("positive_exit", (Dimension.SCHEME,)),
        "entries × EPCI": Question("entries", (Dimension.EPCI,)),
        "in_employment_at_exit × département × sexe": Question(
            "in_employment_at_exit", (Dimension.DEPARTMENT, Dimension.SEX)
        ),
        "obstacle_resolved × frein": Question("obstacle_resolved", (Dimension.OBSTACLE,)),
        "caseload × fin de trimestre": Question("caseload", (Dimension.STOCK_QUARTER,)),
    }
    return {name: _median(partial(observatory.observe, item)) for name, item in questions.items()}


def territories() -> dict[str, Any]:
    """Read five départements from the wheel, without cache."""
    from pipelines.territories import load_territories

    start = time.perf_counter()
    load_territories(departments=("45", "46", "29", "50", "71"))
    return {"seconds": time.perf_counter() - start}


PAGES = {
    "Résultats": ("resultats", {}),
    "Vue d'ensemble": ("", {}),
    "Comparaison équitable": ("comparaison", {}),
    "Freins, ce qui bloque": ("freins", {}),
    "Freins, ce qui se lève": ("freins", {"vue": "levee"}),
    "Freins, la carte": ("freins", {"vue": "carte"}),
    "Parcours, les chemins": ("parcours", {}),
    "Parcours, une fiche": ("parcours", {"vue": "fiche", "fiche": "aci"}),
}


def pages(store: Path) -> dict[str, Any]:
    """Rerun each page without a browser: CPU seconds, with a new filter or the same."""
    from dashboard.app.settings import Serving
    from dashboard.cli.options import ACCESS_NAME, grant_local
    from pipelines.snapshot import Store

    snapshot, _ = Store(store).current()
    grant_local(store, snapshot)
    Serving(store, store / ACCESS_NAME, "poste-local", False).announce()
    return {name: _page(path, address) for name, (path, address) in PAGES.items()}


def _page(path: str, address: dict[str, str]) -> dict[str, float]:
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    from dashboard.app import server

    app = AppTest.from_file(server.SCRIPT, default_timeout=60)
    app._page_hash = calc_hash(path) if path else ""
    for key, value in address.items():
        app.query_params[key] = value
    app.run()
    same = _median(app.run, clock=time.process_time)
    filters = iter(product(("45", "46", "29", "50", "71"), ("F", "M"), ("yes", "no")))

    def anew() -> None:
        app.query_params["dep"], app.query_params["sexe"], app.query_params["rsa"] = next(filters)
        app.run()

    return {"new filter": _median(anew, clock=time.process_time), "same filter": same}


def indicators(store: Path) -> dict[str, Any]:
    """Compute the marts, every indicator and the adjustment from the core tables of a store."""
    import duckdb

    from pipelines.build.adjustment import write_expectations
    from pipelines.build.marts import write_marts
    from pipelines.build.observation import OBSERVED_GRAINS, observation_statements, observed
    from pipelines.snapshot import Store

    snapshot, _ = Store(store).current()
    target = store / "indicators.duckdb"
    target.unlink(missing_ok=True)
    with duckdb.connect(str(target), config={"memory_limit": "1GB"}) as db:
        db.execute(f"ATTACH '{snapshot.warehouse}' AS warehouse (READ_ONLY)")
        db.execute("CREATE SCHEMA mart; CREATE SCHEMA core; CREATE SCHEMA ref")
        for schema, table in db.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() "
            "WHERE database_name = 'warehouse' AND schema_name IN ('core', 'ref')"
        ).fetchall():
            if not table.startswith("case_mix"):
                db.execute(f"CREATE VIEW {schema}.{table} AS FROM warehouse.{schema}.{table}")
        start = time.perf_counter()
        write_marts(db, date.fromisoformat(snapshot.manifest["reference_date"]))
        for grain in OBSERVED_GRAINS:
            for statement in observation_statements(grain, observed(grain)):
                db.execute(statement)
        counted = time.perf_counter()
        write_expectations(db)
    target.unlink()
    return {"seconds": counted - start, "adjustment": time.perf_counter() - counted}


def fse(folder: Path) -> dict[str, Any]:
    """Count a million FSE+ participations through the door: indicators, splits, anomalies."""
    import duckdb

    from dashboard.observatory import Observatory
    from dashboard.scope import Role, Scope
    from pipelines.fse import FseSettings
    from pipelines.snapshot import Snapshot

    snapshot = Snapshot("fse", folder, {"reference_date": REFERENCE_DATE.isoformat()})
    if not snapshot.warehouse.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with duckdb.connect(str(snapshot.warehouse)) as db:
            db.execute(Path(__file__).with_name("fse_million.sql").read_text("utf-8"))
    observatory = Observatory(snapshot, Scope("bench", Role.COUNCIL, frozenset({"46"}), "Banc"))
    settings = FseSettings(date(2026, 6, 30))
    start = time.perf_counter()
    released = observatory.fse(settings)
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    observatory.fse_rows(settings, ("OP0",))
    return {
        "seconds": seconds,
        "participations": released.accounts["participations"].sum() // 2,
        "rows_of_one": time.perf_counter() - start,
    }


def _median(
    call: Callable[[], Any], times: int = 15, clock: Callable[[], float] = time.perf_counter
) -> float:
    call()
    seconds = []
    for _ in range(times):
        start = clock()
        call()
        seconds.append(clock() - start)
    return statistics.median(seconds)


def main() -> None:
    """Run the measure named by the first argument and print its JSON with the peak memory."""
    name, *paths = sys.argv[1:]
    answer = globals()[name](*(Path(path) for path in paths))
    answer["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
