"""Supply and demand of the sample: enough to draw a map, whole around the Lot."""

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
OWN, NEIGHBOURS = ("45", "46", "29", "50", "71"), {"12", "15", "19", "24", "47", "82"}
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
    assert kinds.keys() == {*OWN} | NEIGHBOURS


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


def test_only_the_lot_has_neighbours(
    shipped_sample: SampleFiles, territories: pl.DataFrame
) -> None:
    told = {row["code_commune"] for row in shipped_sample.table("populations_cibles")}
    around = told - set(territories.filter(pl.col("department_code").is_in(OWN))["commune_code"])
    placed = territories.drop_nulls(["longitude", "latitude"])
    lot = placed.filter(department_code="46")
    beside = placed.filter(pl.col("department_code").is_in(NEIGHBOURS))
    nearest = great_circle_km(beside, lot).min(axis=1)
    near = set(beside.filter(pl.Series(nearest < 44.8))["commune_code"])
    not_far = set(beside.filter(pl.Series(nearest < 45.2))["commune_code"])
    assert {"15014", "19031", "82121", "47001", "12202"} <= near <= around <= not_far


def test_a_departement_without_listed_neighbours_is_alone(
    territories: pl.DataFrame, tmp_path: Path
) -> None:
    write_samples(tmp_path, 20, 1, territories, ["50"])
    rows = SampleFiles(tmp_path).table("populations_cibles")
    assert {row["code_commune"][:2] for row in rows} == {"50"}
