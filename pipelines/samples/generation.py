"""Write a sample: two folders of files, the local territories, and what is true of them."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from pipelines.samples.arrays import Generator, day
from pipelines.samples.files import SEPARATOR, CompleteFiles, complete_files, flat_file
from pipelines.samples.money_rows import funding_rows
from pipelines.samples.neighbours import Ground, grounds, grounds_around
from pipelines.samples.organisation_rows import operation_rows, structure_rows, target_rows
from pipelines.samples.people import draw_people, plant_rare_sex
from pipelines.samples.places import read_communes, territory_list
from pipelines.samples.planted import DEFINITIONS, planted
from pipelines.samples.population_rows import population_rows
from pipelines.samples.programmes import sizes
from pipelines.samples.recorder import Recorder
from pipelines.samples.setting import Setting, draw_setting
from pipelines.samples.supply_rows import (
    Provider,
    draw_providers,
    followed_providers,
    provider_rows,
    supply_rows,
)
from pipelines.samples.truth import Truth

DEPARTMENTS = ("45", "46", "29", "50", "71")
REFERENCE_DATE = date(2026, 9, 30)
PIECE = 50_000
ASSESSED_SHARE = 0.6
ASSESSED_PEOPLE = 250_000
"""Obstacles are the longest file: beyond so many people assessed, the share falls."""
FLAT_PATHWAYS = 20_000
PATHWAYS_PER_PERSON = 1.4
"""An upper bound, to keep the flat file under FLAT_PATHWAYS."""
AROUND = 1
"""Beside the seed, that of the neighbours: with or without them, the rest is drawn alike."""
NOTICE_FILE = "DONNEES_FICTIVES.md"
NOTICE = (
    "Données fictives : personnes, structures et résultats inventés ; "
    "seuls les territoires sont réels."
)


@dataclass(frozen=True, slots=True)
class SampleReport:
    """What was written: people, pathways, and rows by file (path relative to the folder)."""

    participants: int
    pathways: int
    rows: dict[str, int]

    def __str__(self) -> str:
        return f"{self.participants} personnes fictives, {self.pathways} parcours"


def write_samples(
    out: Path,
    participants: int,
    seed: int,
    communes: pl.DataFrame,
    departments: Sequence[str] = DEPARTMENTS,
    reference_date: date = REFERENCE_DATE,
) -> SampleReport:
    """Write `out/complete/`, `out/flat/`, `out/territoires/` and `out/truth.json`.

    `communes` is a territory frame: commune_code, department_code, epci_code, population,
    longitude, latitude. The same seed and number of participants give the same bytes; memory does
    not grow with the number. Raises ValueError, in French, when nothing can be drawn.
    """
    if participants < 1 or not departments:
        raise ValueError("Il faut au moins une personne et un département.")
    chosen = tuple(dict.fromkeys(departments))
    seeds = np.random.SeedSequence(seed)
    rng = next_stream(seeds)
    assessed = min(ASSESSED_SHARE, ASSESSED_PEOPLE / participants)
    places = read_communes(communes, chosen)
    setting = draw_setting(rng, day(reference_date), places, chosen, assessed)
    truth = Truth(setting)
    one_in = math.ceil(participants * PATHWAYS_PER_PERSON / FLAT_PATHWAYS)
    with complete_files(out / "complete") as complete, flat_file(out / "flat", one_in) as flat:
        populations = write_context(rng, setting, complete)
        around = grounds_around(places, communes)
        populations |= write_offer(np.random.default_rng([seed, AROUND]), around, [], complete)
        write_people(seeds, Recorder(setting, complete, flat, truth), participants)
    write_notice(out / "complete", out / "flat")
    write_territories(out / "territoires", setting)
    rows = complete.rows_by_file() | {"flat/parcours.csv": flat.rows}
    asked = {"seed": seed, "participants": participants, "departments": list(chosen)}
    counted = {"rows": rows, "populations": populations, **truth.report()}
    write_truth(out, asked | {"reference_date": reference_date.isoformat()}, counted)
    return SampleReport(participants, rows["complete/parcours.csv"], rows)


def write_truth(out: Path, asked: dict[str, Any], counted: dict[str, Any]) -> None:
    """Write what was asked, what was planted and what was counted."""
    facts = {"notice": NOTICE, **asked, "definitions": DEFINITIONS, "planted": planted()}
    text = json.dumps(facts | counted, ensure_ascii=False, indent=1)
    (out / "truth.json").write_text(text + "\n", encoding="utf-8")


def next_stream(seeds: np.random.SeedSequence) -> Generator:
    """Return a stream of random numbers independent of those before it."""
    return np.random.default_rng(seeds.spawn(1)[0])


def write_people(seeds: np.random.SeedSequence, recorder: Recorder, participants: int) -> None:
    """Draw and write all the people, programme by programme, piece by piece, one stream each."""
    sites = recorder.setting.sites
    counts = sizes([site.programme for site in sites], participants)
    for site, size in zip(sites, counts, strict=True):
        for first in range(0, size, PIECE):
            rng = next_stream(seeds)
            people = draw_people(rng, recorder.setting, site, first, min(PIECE, size - first))
            plant_rare_sex(people, size)
            recorder.write_people(rng, site, people)


def write_notice(*folders: Path) -> None:
    """Say in each folder that its people are invented."""
    for folder in folders:
        (folder / NOTICE_FILE).write_text(f"{NOTICE}\n", encoding="utf-8")


def write_territories(folder: Path, setting: Setting) -> None:
    """Write the invented local territories, when a commune has one."""
    listed = territory_list(setting.communes)
    if listed.height:
        folder.mkdir(parents=True, exist_ok=True)
        listed.write_csv(folder / "territoires_locaux.csv", separator=SEPARATOR)


def write_context(rng: Generator, setting: Setting, complete: CompleteFiles) -> dict[str, Any]:
    """Write what is not about people; return the truth of the target populations."""
    complete.append("structure", structure_rows(setting))
    complete.append("operation", operation_rows(setting))
    complete.append("funding", funding_rows(rng, setting))
    complete.append("target", target_rows(setting))
    return write_offer(rng, grounds(setting.communes), followed_providers(setting), complete)


def write_offer(
    rng: Generator, told: Sequence[Ground], followed: Sequence[Provider], complete: CompleteFiles
) -> dict[str, Any]:
    """Write who needs a post and where posts are; return the truth of the target populations.

    `followed` are the structures already written, of which only the posts are.
    """
    if not told:
        return {}
    populations, truth = population_rows(rng, told)
    providers = draw_providers(rng, told)
    complete.append("structure", provider_rows(providers))
    complete.append("iae_supply", supply_rows(rng, (*followed, *providers)))
    complete.append("target_population", populations)
    return truth
