"""`make bench`: the figures to reach, measured side by side in one run, with their ratios."""

import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from pipelines.samples import write_samples
from pipelines.territories import load_territories

ROOT = Path(__file__).parents[2]
WORK = ROOT / ".bench"
KEPT = ("participants", "parcours", "freins", "emplois")
FILTERS = {"new filter": "filtre nouveau", "same filter": "même filtre"}
RESULTS = "Résultats"
LIMITS = {"new filter": 0.04, "same filter": 0.02}
LIMIT = 0.06
"""CPU seconds of a rerun: stricter on Résultats, the page reread most."""
PEOPLE_FOR_A_MILLION = 820_000
"""People whose pathways make about a million, by the sample's rate of re-entry."""


def samples(name: str, people: int) -> Path:
    """Write the files to build once, and return the folder that holds them."""
    folder = WORK / name
    if not folder.exists():
        written = WORK / f"{name}-tout"
        write_samples(written, people, 1, load_territories().communes)
        folder.mkdir(parents=True)
        for table in KEPT:
            (written / "complete" / f"{table}.csv").rename(folder / f"{table}.csv")
        shutil.rmtree(written)
    return folder


def measured(name: str, *paths: Path) -> dict[str, Any]:
    """Run one measure in a process of its own and return what it says."""
    command = [sys.executable, str(Path(__file__).with_name("measures.py")), name]
    done = subprocess.run(
        [*command, *map(str, paths)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def built(folder: Path) -> tuple[Path, dict[str, Any]]:
    """Build a folder into a fresh store and return both."""
    store = WORK / f"{folder.name}-instantanes"
    shutil.rmtree(store, ignore_errors=True)
    return store, measured("build", folder, store)


def installed_megabytes() -> float:
    """Return the size of what the run-time lock installs, as its packages declare it."""
    lock = (ROOT / "requirements" / "run.lock").read_text("utf-8")
    names = re.findall(r"^([A-Za-z0-9_.-]+)==", lock, re.MULTILINE)
    files = [path.locate() for name in names for path in importlib.metadata.files(name) or ()]
    return sum(Path(str(path)).stat().st_size for path in files if Path(str(path)).is_file()) / 1e6


def lines() -> list[tuple[str, str, str, bool]]:
    """Measure everything; one line each: what, measured, bound, whether it holds."""
    million, two_millions = (
        samples("un-million", PEOPLE_FOR_A_MILLION),
        samples("deux-millions", 2 * PEOPLE_FOR_A_MILLION),
    )
    text = measured("read_as_text", million)["seconds"]
    store, one = built(million)
    _, two = built(two_millions)
    thirty = measured("thirty_indicators", store)
    breakdowns = measured("breakdown", store)
    page = samples("vingt-mille", 20_000)
    pages = measured("pages", built(page)[0])
    whole = measured("indicators", store)
    fse = measured("fse", WORK / "fse")
    wheel = measured("territories")["seconds"]
    ratio = one["seconds"] / text
    size = sum(path.stat().st_size for path in million.glob("*.csv")) / 1e6
    stages = ", ".join(f"{item['name']} {item['seconds']:.1f}" for item in one["stages"])
    result = [
        (f"10⁶ parcours ({size:.0f} Mo), lecture DuckDB", f"{text:.2f} s", "", True),
        ("10⁶ parcours, fichiers → instantané", f"{one['seconds']:.2f} s ({stages})", "", True),
        ("  rapport à la lecture", f"{ratio:.2f}", "≤ 3", ratio <= 3),
        ("  mémoire", f"{one['peak_mb']:.0f} Mo", "< 2000", one["peak_mb"] < 2000),
        ("2·10⁶ parcours, mémoire", f"{two['peak_mb']:.0f} Mo", "< 3000", two["peak_mb"] < 3000),
        ("30 indicateurs", f"{thirty['seconds']:.2f} s", "≤ 12", thirty["seconds"] <= 12),
        ("  mémoire", f"{thirty['peak_mb']:.0f} Mo", "≤ 1200", thirty["peak_mb"] <= 1200),
    ]
    for name, seconds in breakdowns.items():
        if name != "peak_mb":
            bound = "≤ 20" if "frein" not in name and "caseload" not in name else ""
            held = not bound or seconds <= 0.02
            result.append((f"ventilation {name}", f"{1000 * seconds:.1f} ms", bound, held))
    result += [
        ("tous les indicateurs", f"{whole['seconds']:.2f} s", "≤ 12", whole["seconds"] <= 12),
        ("  mémoire", f"{whole['peak_mb']:.0f} Mo", "≤ 1200", whole["peak_mb"] <= 1200),
        ("ajustement", f"{whole['adjustment']:.2f} s", "≤ 5", whole["adjustment"] <= 5),
    ]
    for name, seconds in pages.items():
        if name != "peak_mb":
            result += [_page_line(name, state, seconds[state]) for state in FILTERS]
    result.append(("10⁶ lignes FSE+", f"{fse['seconds']:.2f} s", "≤ 3", fse["seconds"] <= 3))
    megabytes = installed_megabytes()
    result.append(("cinq départements", f"{wheel:.2f} s", "≤ 2", wheel <= 2))
    result.append(("installation", f"{megabytes:.0f} Mo", "≤ 1300", megabytes <= 1300))
    return result


def _page_line(name: str, state: str, seconds: float) -> tuple[str, str, str, bool]:
    limit = LIMITS[state] if name == RESULTS else LIMIT
    shown = f"{1000 * seconds:.1f} ms CPU"
    return (f"{name}, {FILTERS[state]}", shown, f"≤ {1000 * limit:.0f}", seconds <= limit)


def main() -> None:
    """Print the table of measures."""
    WORK.mkdir(exist_ok=True)
    table = Table("Mesure", "Relevé", "Limite", "Tenue")
    for what, value, bound, held in lines():
        table.add_row(what, value, bound, "oui" if held else "NON")
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
