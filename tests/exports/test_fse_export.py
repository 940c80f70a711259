"""The FSE+ set: its files, and what each says of itself."""

import hashlib
import re
from dataclasses import replace
from datetime import UTC, datetime

import polars as pl
import pytest
from exports.export_readers import parts_of, provenance_of, read_csv, read_xlsx, text_cells
from exports.fse_given import EXPORT_ID, SETTINGS, SUBJECTS, content_of, given, traced
from exports.fse_store import Asked, ask

from dashboard.exports.fse import fse_files
from pipelines.fse import LongTermRule
from pipelines.snapshot import Snapshot


def test_names_are_stable_and_first_bytes_hold_the_identifier(files: dict[str, bytes]) -> None:
    extensions = ["csv"] * 4 + ["xlsx", "json"]
    assert list(files) == [
        f"fse_{subject}.{extension}"
        for subject, extension in zip(SUBJECTS, extensions, strict=True)
    ]
    for name, content in files.items():
        if name.endswith("csv"):
            assert content.startswith(f"\ufeffExport;{EXPORT_ID}\r\n".encode())
        elif name.endswith("json"):
            assert content.startswith(f'{{\n "export": "{EXPORT_ID}",\n'.encode())
        else:
            assert f"({EXPORT_ID})</dc:title>" in parts_of(content)["docProps/core.xml"]
            assert read_xlsx(content)["Lisez-moi"][0] == ["Export", EXPORT_ID]


def test_two_exports_share_no_identifier(asked: Asked) -> None:
    manifest = asked.snapshot.manifest
    sets = [fse_files(asked.figures, asked.rows, manifest, "Contrôle") for _ in range(2)]
    assert traced(sets[0])["export"] != traced(sets[1])["export"]


@pytest.mark.parametrize("subject", SUBJECTS[:5])
def test_every_file_says_what_it_is(files: dict[str, bytes], asked: Asked, subject: str) -> None:
    said = provenance_of(content_of(files, subject))
    assert re.fullmatch(r"\d\d/\d\d/\d{4} à \d\d:\d\d UTC", said["Exporté le"])
    assert said["Produit"].startswith("observatoire-insertion ")
    expected = {
        "Édition": "édition restreinte",
        "Cofinancement": "Cofinancé par l'Union européenne",
        "Saisie de référence": "Ma Démarche FSE+ fait foi",
        "Champ": "participants seulement ; les dépenses n'y sont pas",
        "Cellule vide": "inconnu, jamais zéro",
        "Périmètre": "Cinq départements",
        "Date d'arrêté": "31/12/2025",
        "Chômage de longue durée": "plus de 6 mois avant 25 ans, plus de 12 mois ensuite",
        "Délai des résultats immédiats": "28 jours après la sortie",
        "Date de référence": "30/09/2026",
        "Instantané": asked.snapshot.id,
        "Page": "Contrôle",
    }
    assert {term: said[term] for term in expected} == expected
    assert said["Avertissement"].startswith("Données fictives")
    assert said["Emblème"].startswith("Emplacement de l'emblème de l'Union européenne")
    assert len([term for term in said if term.startswith("Point ouvert (")]) == 7
    assert said["EECR05"].startswith(("estimation ", "n/d"))
    assert len([term for term in said if term.startswith("Compte de lignes : ")]) == 4


def test_real_data_are_not_said_to_be_invented_and_the_other_rule_is_told(
    snapshot: Snapshot,
) -> None:
    asked = ask(snapshot, replace(SETTINGS, ltu_rule=LongTermRule.FLAT_12), ("OP46-A1",))
    real = replace(asked, figures=replace(asked.figures, is_synthetic=False))
    files = given(real)
    for subject in SUBJECTS[:5]:
        said = provenance_of(content_of(files, subject))
        assert "Avertissement" not in said
        assert said["Chômage de longue durée"] == "12 mois et plus à tout âge"
        assert said["Opérations"] == "OP46-A1"
    assert traced(files)["avertissement"] is None
    assert traced(files)["parametres"]["regle_chomage_longue_duree"] == "flat12"
    assert traced(files)["operations"] == ["OP46-A1"]


def test_the_traceability_says_how_to_redo_the_files(files: dict[str, bytes], asked: Asked) -> None:
    answer = traced(files)
    manifest = asked.snapshot.manifest
    assert answer["arrete_au"] == "2025-12-31"
    assert answer["parametres"] == {
        "regle_chomage_longue_duree": "age_split",
        "delai_resultats_immediats_jours": 28,
        "esat_compte_en_emploi": False,
        "autre_siae_comptee_en_emploi": True,
    }
    assert [item["point"] for item in answer["points_ouverts"]] == list("abcdefg")
    assert answer["instantane"] == asked.snapshot.id
    assert answer["perimetre"] == "Cinq départements"
    assert answer["bases_sha256"] == manifest["sha256"]
    assert {item["nom"]: item["sha256"] for item in answer["fichiers_sources"]} == {
        item["name"]: item["digest"] for item in manifest["files"]
    }
    assert len(answer["fichiers_sources"]) == 14
    written = {item["nom"]: item["sha256"] for item in answer["fichiers_exportes"]}
    assert written == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if "json" not in name
    }
    assert answer["lignes_exportees"] == {
        subject: len(read_csv(content_of(files, subject))[1]) - 1 for subject in SUBJECTS[:4]
    }
    assert answer["identites_tenues"] == answer["identites_verifiees"] > 100
    assert {item["tenue"] for item in answer["regles_sfc_niveau_programme"]} == {True}
    assert datetime.fromisoformat(answer["genere_le"]) <= datetime.now(UTC)


def test_no_column_beyond_those_told_leaves(asked: Asked) -> None:
    extra = asked.rows.participations.with_columns(
        obstacles=pl.lit("justice"), commentaire=pl.lit("santé mentale")
    )
    files = given(replace(asked, rows=replace(asked.rows, participations=extra)))
    assert not [name for name, data in files.items() if b"justice" in data or b"mentale" in data]
    assert text_cells(content_of(files, "tableaux")).count("justice") == 0
