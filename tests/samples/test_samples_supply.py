"""Supply and demand of the sample: enough to draw a map, neighbours within an hour included."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from samples.sample_files import SampleFiles

from pipelines.samples import write_samples
from pipelines.territories import load_territories

KINDS = {"ACI", "EI", "AI", "ETTI", "EITI"}
OWN = ("45", "46", "29", "50", "71")
PUBLICS = {
    ("rsa", "household"),
    ("rsa", "subject_to_duties"),
    ("rsa", "covered"),
    ("long_term_unemployed", "inhabitant"),
    ("disabled", "inhabitant"),
    ("youth", "inhabitant"),
}


@pytest.fixture(scope="module")
def territories() -> pl.DataFrame:
    return load_territories().communes


def great_circle_km(here: pl.DataFrame, there: pl.DataFrame) -> np.ndarray[Any, Any]:
    """Return the distances over a sphere, one row per commune of `here`."""
    x, y = (np.radians(here[name].to_numpy())[:, None] for name in ("longitude", "latitude"))
    u, v = (np.radians(there[name].to_numpy())[None, :] for name in ("longitude", "latitude"))
    angle = np.sin((v - y) / 2) ** 2 + np.cos(y) * np.cos(v) * np.sin((u - x) / 2) ** 2
    return np.asarray(2 * 6371 * np.arcsin(np.sqrt(angle)))


def test_every_departement_offers_several_kinds_in_several_communes(
    shipped_sample: SampleFiles,
) -> None:
    kinds, communes, years = defaultdict(set), defaultdict(set), set()
    for row in shipped_sample.table("offre_iae"):
        department = row["code_commune"][:2]
        kinds[department].add(row["type_structure"])
        communes[department].add(row["code_commune"])
        years.add(row["annee"])
    assert years == {"2024", "2025", "2026"}
    for department in OWN:
        assert kinds[department] == KINDS, department
        assert len(communes[department]) >= 8, department
    told = {row["code_commune"][:2] for row in shipped_sample.table("populations_cibles")}
    assert kinds.keys() == told


def test_activity_is_told_in_fte_or_in_hours_and_sometimes_not(
    shipped_sample: SampleFiles,
) -> None:
    rows = shipped_sample.table("offre_iae")
    told = {(row["etp_realises"] != "", row["heures_realisees"] != "") for row in rows}
    assert told == {(True, False), (False, True), (False, False)}
    assert len({row["heures_annuelles_etp"] for row in rows}) >= 3
    assert 0 < sum(row["etp_conventionnes"] == "" for row in rows) < len(rows) / 10
    known = {row["id_structure"] for row in shipped_sample.table("structures")}
    assert {row["id_structure"] for row in rows} <= known


def test_every_public_is_told_in_every_commune_with_the_three_statuses(
    shipped_sample: SampleFiles, territories: pl.DataFrame
) -> None:
    statuses, told = defaultdict(set), defaultdict(set)
    for row in shipped_sample.table("populations_cibles"):
        public = row["public"], row["unite"]
        statuses[public].add(row["statut"])
        told[public].add(row["code_commune"])
    own = territories.filter(pl.col("department_code").is_in(OWN))["commune_code"]
    assert statuses.keys() == PUBLICS
    for public in PUBLICS:
        assert statuses[public] == {"known", "withheld", "missing"}
        assert told[public] >= set(own), public


@pytest.mark.parametrize(
    ("department", "towns"),
    [
        ("45", {"41106", "18011", "58086", "89206", "77333", "91223", "28088"}),
        ("46", {"15122", "19031", "82121", "15014"}),
        ("29", {"22266", "56121", "56066"}),
        ("50", {"14762", "14047", "35115", "61169"}),
        ("71", {"01053", "69264", "42187", "03190", "21054"}),
    ],
)
def test_what_an_hour_leads_to_is_told_around_every_departement(
    shipped_sample: SampleFiles, territories: pl.DataFrame, department: str, towns: set[str]
) -> None:
    told = {row["code_commune"] for row in shipped_sample.table("populations_cibles")}
    placed = territories.drop_nulls(["longitude", "latitude"])
    others = placed.filter(~pl.col("department_code").is_in(OWN))
    nearest = great_circle_km(others, placed.filter(department_code=department)).min(axis=1)
    hour = (60 - 2) / 60 * 50 / 1.3
    near = set(others.filter(pl.Series(nearest <= hour))["commune_code"])
    assert towns <= near <= told


def test_nothing_is_told_beyond_reach(
    shipped_sample: SampleFiles, territories: pl.DataFrame
) -> None:
    told = {row["code_commune"] for row in shipped_sample.table("populations_cibles")}
    placed = territories.drop_nulls(["longitude", "latitude"])
    own = placed.filter(pl.col("department_code").is_in(OWN))
    around = placed.filter(
        pl.col("commune_code").is_in(told), ~pl.col("department_code").is_in(OWN)
    )
    assert great_circle_km(around, own).min(axis=1).max() < 37.8


def test_neighbours_change_nothing_of_the_rest(territories: pl.DataFrame, tmp_path: Path) -> None:
    written = {}
    for name, frame in (
        ("alone", territories.filter(department_code="50")),
        ("beside", territories),
    ):
        write_samples(tmp_path / name, 20, 1, frame, ["50"])
        written[name] = SampleFiles(tmp_path / name)
    for table in ("parcours", "financements", "participants", "freins"):
        assert written["alone"].table(table) == written["beside"].table(table), table
    for table in ("offre_iae", "populations_cibles", "structures"):
        alone, beside = (written[name].table(table) for name in ("alone", "beside"))
        assert beside[: len(alone)] == alone, table
        assert {row["code_commune"][:2] for row in alone} == {"50"}
        assert {"14", "35", "61"} <= {row["code_commune"][:2] for row in beside[len(alone) :]}
