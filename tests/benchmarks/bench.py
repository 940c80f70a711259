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


def measured(name: str, *paths: Path | str, script: str = "measures.py") -> dict[str, Any]:
    """Run one measure in a process of its own and return what it says."""
    command = [sys.executable, "-W", "ignore", str(Path(__file__).with_name(script)), name]
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


def survival_lines() -> list[tuple[str, str, str, bool]]:
    """Measure the curves beside lifelines and beside a bare count, then the merging."""
    result = []
    for millions, faster in ((1, 3), (5, 5)):
        spells = WORK / f"durees-{millions}.parquet"
        if not spells.exists():
            measured("write_spells", spells, str(10**6 * millions), script="survival.py")
        ours, theirs, apart = (
            measured(name, spells, script="survival.py") for name in ("ours", "theirs", "apart")
        )
        gain = theirs["seconds"] / ours["seconds"]
        cost = ours["seconds"] / ours["counting"]
        memory = ours["peak_mb"] / theirs["peak_mb"]
        shown = f"{1000 * ours['seconds']:.0f} ms, {ours['peak_mb']:.0f} Mo"
        result += [
            (f"{millions}·10⁶ durées, courbes et intervalles", shown, "", True),
            ("  plus rapide que lifelines", f"{gain:.1f} fois", f"≥ {faster}", gain >= faster),
            ("  rapport au comptage seul", f"{cost:.2f}", "≤ 1,6", cost <= 1.6),
            ("  mémoire, rapport à lifelines", f"{memory:.2f}", "≤ 0,5", memory <= 0.5),
            (
                "  écart à lifelines",
                f"{apart['largest']:.0e}",
                "≤ 1e-12",
                apart["largest"] <= 1e-12,
            ),
        ]
    contracts = WORK / "contrats.parquet"
    if not contracts.exists():
        measured("write_contracts", contracts, str(5 * 10**6), script="survival.py")
    merging = measured("merging", contracts, script="survival.py")
    return [
        *result,
        (
            "5·10⁶ contrats réunis",
            f"{merging['seconds']:.2f} s",
            "≤ 2,5",
            merging["seconds"] <= 2.5,
        ),
        ("  mémoire", f"{merging['peak_mb']:.0f} Mo", "≤ 1000", merging["peak_mb"] <= 1000),
    ]


def accessibility_lines() -> list[tuple[str, str, str, bool]]:
    """Score all communes beside access, then one département as a slider moves."""
    script, folder = "coverage_measures.py", WORK / "couverture"
    shutil.rmtree(folder, ignore_errors=True)
    pairs, ours, theirs, apart, local = (
        measured(name, folder, script=script)
        for name in ("write_pairs", "ours", "theirs", "apart", "department")
    )
    result = [
        (
            f"{pairs['pairs']} paires sous 45 km, toute la France",
            f"{pairs['seconds']:.2f} s",
            "",
            True,
        )
    ]
    for method, faster in (("2sfca", 3), ("e2sfca", 6)):
        gain = theirs["seconds"][method] / ours["seconds"][method]
        shown = f"{1000 * ours['seconds'][method]:.0f} ms"
        result += [
            (f"scores {method.upper()} de {pairs['communes']} communes", shown, "", True),
            ("  plus rapide que access", f"{gain:.1f} fois", f"≥ {faster}", gain >= faster),
        ]
    memory = ours["peak_mb"] / theirs["peak_mb"]
    agree = apart["largest"] <= 1e-12 and apart["alone"] == 0
    result.append(("  mémoire, rapport à access", f"{memory:.2f}", "≤ 0,55", memory <= 0.55))
    result.append(("  écart à access", f"{apart['largest']:.0e}", "≤ 1e-12", agree))
    shown = f"{1000 * local['seconds']:.0f} ms (au pire {1000 * local['slowest']:.0f})"
    fast = local["seconds"] < 0.05
    result.append((f"un département, {local['communes']} communes", shown, "< 50", fast))
    return result


def siting_lines() -> list[tuple[str, str, str, bool]]:
    """Measure where to open one, three and five sites in a département."""
    found = measured("siting", script="siting_measures.py")
    return [
        (
            f"{sites} site{'s' * (sites != '1')} parmi {found['communes']} communes",
            f"{1000 * one['seconds']:.0f} ms ({one['status']})",
            "< 500",
            one["seconds"] < 0.5 and one["status"] == "optimal",
        )
        for sites, one in found["sites"].items()
    ]


def workbook_lines() -> list[tuple[str, str, str, bool]]:
    """Measure the XLSX export of the longest table foreseen."""
    found = measured("workbook", script="workbook_measures.py")
    shown = f"{found['seconds']:.2f} s, {found['megabytes']:.1f} Mo"
    is_whole = found["rows"] == 50_001
    held = is_whole and found["seconds"] <= 8
    return [
        ("XLSX de 50 000 lignes", shown, "≤ 8", held),
        ("  mémoire", f"{found['peak_mb']:.0f} Mo", "", True),
    ]


def document_lines(store: Path) -> list[tuple[str, str, str, bool]]:
    """Measure the meeting document of a département, from a million pathways."""
    found = measured("document", store, script="document_measures.py")
    told = f"document de {found['pages']} pages, 10⁶ parcours"
    return [
        (f"{told}, à froid", f"{found['cold']:.2f} s", "≤ 5", found["cold"] <= 5),
        ("  à chaud", f"{found['warm']:.2f} s", "≤ 1,5", found["warm"] <= 1.5),
    ]


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
    result += survival_lines()
    result += accessibility_lines()
    result += siting_lines()
    result += workbook_lines()
    result += document_lines(store)
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
