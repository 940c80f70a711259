"""`observatoire coverage` and `observatoire siting`: words, JSON, CSV, GeoJSON."""

import csv
import io
import json
from pathlib import Path

import polars as pl
import pytest
from drawing import EVERYONE
from drawn_coverage import publish
from typer.testing import CliRunner, Result

from dashboard.cli.coverage_files import as_geojson
from dashboard.cli.errors import exit_code_of
from dashboard.cli.main import app
from dashboard.observatory import CoverageQuestion, Observatory

ALBAS = 100 / 13


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Publish the territory scored by hand."""
    publish(tmp_path / "store")
    return str(tmp_path / "store")


def run(store: str, command: str, *options: str) -> Result:
    asked = (command, "--identity", EVERYONE.identity, "--department", "46", "--store", store)
    return CliRunner().invoke(app, (*asked, *options), env={"COLUMNS": "160"})


def test_json_holds_every_table_and_what_it_depends_on(store: str) -> None:
    done = run(store, "coverage", "--json")
    assert done.exit_code == 0, done.exception
    answer = json.loads(done.stdout)
    assert (answer["department"], answer["public"], answer["unit"]) == ("46", "rsa", "covered")
    assert (answer["preset"], answer["max_minutes"], answer["year"]) == ("iae_30", 30, 2025)
    assert answer["totals"]["assessed"] == 270
    rows = {row["commune_code"]: row for row in answer["communes"]}
    assert rows["46001"]["score"] == pytest.approx(ALBAS)
    assert rows["46005"]["coverage_class"] == "edge"
    assert {row["structure_id"] for row in answer["structures"]} == {"S1", "S2", "S3"}


def test_csv_holds_one_line_per_commune(store: str) -> None:
    done = run(store, "coverage", "--csv", "--preset", "without_licence")
    assert done.exit_code == 0, done.exception
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [row["commune_code"] for row in rows] == [f"4600{rank}" for rank in range(1, 8)]
    assert float(rows[0]["score"]) == pytest.approx(10)
    assert rows[3]["demand"] == ""
    assert {row["preset"] for row in rows} == {"without_licence"}


def test_geojson_has_points_where_no_outline_is_installed(store: str) -> None:
    done = run(store, "coverage", "--geojson")
    assert done.exit_code == 0, done.exception
    answer = json.loads(done.stdout)
    albas = answer["features"][0]
    assert albas["geometry"] == {"type": "Point", "coordinates": [1.5, 43.0]}
    assert albas["properties"]["coverage_label"] == "Bien doté"
    assert answer["properties"]["reference_origin"].startswith("moyenne du département Lot")


def test_words_rank_territories_and_tell_the_method(store: str) -> None:
    done = run(store, "coverage")
    assert done.exit_code == 0, done.exception
    told = " ".join(done.stdout.replace("\u00a0", " ").split())
    assert told.index("CC du Nord") < told.index("CC Entre-Deux (partie)") < told.index("CC Albas")
    assert "30 minutes estimées au plus" in told
    assert "Public évalué : 270 sur 300" in told


def test_siting_names_the_places_in_order(store: str) -> None:
    done = run(store, "siting", "--structures", "2", "--minutes", "10", "--json")
    assert done.exit_code == 0, done.exception
    answer = json.loads(done.stdout)
    assert [site["commune_name"] for site in answer["sites"]] == ["Cahus", "Herm"]
    assert answer["status"].startswith("Aucun autre choix de sites")
    assert (answer["unit"], answer["year"], answer["counted_on"]) == ("covered", 2025, "2025-12-31")
    assert answer["synthetic"]
    words = run(store, "siting", "--structures", "1", "--minutes", "10")
    told = words.stdout.replace("\u00a0", " ")
    assert told.startswith("1. Cahus : 100 personnes de plus")
    assert told.endswith("Bénéficiaires du RSA (personnes couvertes) au 31/12/2025, ETP de 2025.\n")


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("coverage", "--preset", "loin"), "Méthode inconnue : loin"),
        (("coverage", "--public", "tous"), "code inconnu : tous"),
        (("coverage", "--json", "--csv"), "un seul format à la fois"),
        (("coverage", "--department", "75"), "n'est pas dans votre périmètre"),
        (("siting", "--structures", "0"), "au moins 1"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_french(
    store: str, options: tuple[str, ...], why: str
) -> None:
    done = run(store, *options)
    assert isinstance(done.exception, Exception)
    code, sentence = exit_code_of(done.exception)
    assert code == 2
    assert why in sentence


def test_geojson_has_the_outlines_that_are_installed(tmp_path: Path) -> None:
    observatory = Observatory(publish(tmp_path / "store"), EVERYONE)
    square = '{"type":"Polygon","coordinates":[[[1,43],[2,43],[2,44],[1,43]]]}'
    shapes = pl.DataFrame({"code": ["46002"], "geojson": [square]})
    answer = json.loads(as_geojson(observatory.coverage(CoverageQuestion("46")), shapes))
    kinds = [feature["geometry"]["type"] for feature in answer["features"]]
    assert kinds == ["Point", "Polygon", "Point", "Point", "Point", "Point", "Point"]
