"""The FSE+ set: its files, what each says of itself, what is refused, and its journal line."""

import hashlib
import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from exports.export_readers import parts_of, provenance_of, read_csv, read_xlsx, text_cells
from exports.fse_store import Asked, ask, built_sample

from dashboard.exports import fse as module
from dashboard.exports import fse_workbook
from dashboard.exports.fse import archive_bytes, archive_name, deliver_fse, fse_files
from dashboard.journal import JournalError, read, verify
from dashboard.observatory import QuestionError
from pipelines.fse import FseSettings, LongTermRule
from pipelines.snapshot import Snapshot

EXPORT_ID = "0a1b2c3d4e5f"
SUBJECTS = ("participations", "table6", "table10", "anomalies", "tableaux", "tracabilite")
SETTINGS = FseSettings(date(2025, 12, 31))
SHEETS = {
    "Participations": "participations",
    "Tableau 6": "table6",
    "Tableau 10": "table10",
    "Anomalies": "anomalies",
}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return built_sample(tmp_path_factory.mktemp("export"))


@pytest.fixture(scope="module")
def asked(snapshot: Snapshot) -> Asked:
    return ask(snapshot, SETTINGS)


@pytest.fixture(scope="module")
def files(asked: Asked) -> dict[str, bytes]:
    return given(asked)


def given(asked: Asked, export_id: str = EXPORT_ID) -> dict[str, bytes]:
    manifest = asked.snapshot.manifest
    return fse_files(asked.figures, asked.rows, manifest, "Contrôle", export_id)


def content_of(files: dict[str, bytes], subject: str) -> bytes:
    (content,) = [data for name, data in files.items() if name.startswith(f"fse_{subject}.")]
    return content


def traced(files: dict[str, bytes]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(content_of(files, "tracabilite"))
    return answer


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


@pytest.mark.parametrize("subject", SUBJECTS[:4])
def test_a_french_spreadsheet_opens_the_csv(files: dict[str, bytes], subject: str) -> None:
    content = content_of(files, subject).decode("utf-8")
    assert content.startswith("\ufeff")
    assert "\n" not in content.replace("\r\n", "")
    header, *rows = read_csv(content.encode())[1]
    assert all(header)
    assert len(set(header)) == len(header)
    assert {len(row) for row in rows} == {len(header)}
    assert not [cell for row in rows for cell in row if re.fullmatch(r"[\[{].*", cell)]
    assert not [cell for row in rows for cell in row if re.fullmatch(r"\d+\.\d+", cell)]


def test_an_unknown_trait_is_an_empty_cell_and_a_false_one_is_said(
    files: dict[str, bytes], asked: Asked
) -> None:
    header, *rows = read_csv(content_of(files, "participations"))[1]
    people = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    situations = {"employed": "emploi", "unemployed": "chômage", "inactive": "inactivité"}
    columns: dict[str, tuple[str, dict[Any, str]]] = {
        "disability": ("Handicap", {True: "oui", False: "non"}),
        "status_exit": ("Situation à la sortie", situations),
        "sample_weight": ("Poids dans l'échantillon (vide : 1)", {}),
    }
    for name, (title, words) in columns.items():
        values = asked.rows.participations.select("participation_id", name).iter_rows()
        told = {value: people[str(key)][title] for key, value in values}
        assert told.pop(None) == ""
        assert told
        assert told == {value: words.get(value) or french(value) for value in told}


def french(value: float) -> str:
    return repr(value).replace(".", ",")


def test_the_workbook_holds_the_same_cells_as_numbers_and_days(files: dict[str, bytes]) -> None:
    book = read_xlsx(content_of(files, "tableaux"))
    assert list(book) == ["Lisez-moi", *SHEETS, "Définitions"]
    for sheet, subject in SHEETS.items():
        header, *lines = read_csv(content_of(files, subject))[1]
        assert book[sheet][0] == header
        assert len(book[sheet]) == len(lines) + 1
        for line, cells in zip(lines, book[sheet][1:], strict=True):
            padded = cells + [None] * (len(header) - len(cells))
            assert [as_in_csv(cell, text) for cell, text in zip(padded, line, strict=True)] == line
    definitions = {row[0] for row in book["Définitions"][1:]}
    columns = set(book["Participations"][0])
    assert {"PART", "EECO01", "EECR04", "L04", "N05"} <= definitions & columns
    assert {name for name in columns if re.match(r"EEC[OR]\d", name)} <= definitions


def as_in_csv(cell: Any, text: str) -> str:
    """Write a cell of the workbook as its CSV twin; a text stays text, a day is a number."""
    if cell is None or isinstance(cell, str):
        assert not re.fullmatch(r"\d+,\d+|\d{4}-\d\d-\d\d", text)
        return cell or ""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return (date(1899, 12, 30) + timedelta(cell)).isoformat()
    return str(int(cell)) if cell == int(cell) and "," not in text else french(cell)


def test_numbers_days_and_text_have_their_formats(files: dict[str, bytes]) -> None:
    parts = parts_of(content_of(files, "tableaux"))
    formats = set(re.findall(r'formatCode="([^"]+)"', parts["xl/styles.xml"]))
    assert formats == {"#,##0", "dd/mm/yyyy", "@"}
    sheets = "".join(text for name, text in parts.items() if "worksheets" in name)
    assert not re.search(r'<f>|<hyperlink|hidden=|t="str"', sheets)
    assert "<dc:creator></dc:creator>" in parts["docProps/core.xml"]


def test_a_table_too_tall_for_a_sheet_is_named_in_the_first_one(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fse_workbook, "MOST_ROWS", 150)
    files = given(asked)
    book = read_xlsx(content_of(files, "tableaux"))
    height = asked.rows.participations.height
    assert height > 150
    assert "Participations" not in book
    assert "Tableau 6" in book
    (told,) = [value for term, value in book["Lisez-moi"] if term == "Feuille : Participations"]
    assert told == f"absente ({height}\u00a0lignes) : voir {next(iter(files))}"


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


@pytest.mark.parametrize("payload", ["=1+1", "+33", "-2+3", "@SUM(1;2)", "\t=1", "\u200b=1"])
def test_no_text_is_a_formula_wherever_it_comes_from(asked: Asked, payload: str) -> None:
    hostile = pl.lit(payload)
    figures = replace(
        asked.figures,
        operations=asked.figures.operations.with_columns(operation_name=hostile),
        scope=replace(asked.figures.scope, label=payload),
    )
    rows = replace(
        asked.rows,
        participations=asked.rows.participations.with_columns(
            pseudonym=hostile, pathway_code=hostile, structure_id=hostile
        ),
        anomalies=asked.rows.anomalies.with_columns(pathway_code=hostile, label=hostile),
        scope=figures.scope,
    )
    files = fse_files(figures, rows, asked.snapshot.manifest, payload)
    for subject in SUBJECTS[:5]:
        texts = text_cells(content_of(files, subject))
        assert not [text for text in texts if text.strip(" \t\u200b").startswith(tuple("=+-@"))]
        assert texts.count(f"'{payload}") >= 2
        assert payload not in texts


def test_a_cell_without_anyone_counts_zero_and_has_no_estimate(snapshot: Snapshot) -> None:
    files = given(ask(snapshot, FseSettings(date(2025, 6, 30)), ("OP46-A2", "OP46-B1")))
    header, *rows = read_csv(content_of(files, "table10"))[1]
    lines = [dict(zip(header, row, strict=True)) for row in rows]
    empty = [line for line in lines if line["Catégorie de région"] == "transition"]
    assert [line["Indicateur"] for line in empty] == [
        *("EECR01", "EECR02", "EECR03", "EECR04", "EECR05", "EECR06s")
    ]
    for line in empty:
        sexes = {line[name] for name in ("Femmes", "Hommes", "Non-binaires", "Total")}
        assert sexes == ({""} if line["Indicateur"] == "EECR05" else {"0"})
        assert (line["Numérateur du taux"], line["Base du taux"]) == ("0", "0")
    assert any(line["Base du taux"] != "0" for line in lines if line not in empty)


def test_zero_rows_are_refused_with_the_reason(snapshot: Snapshot) -> None:
    asked = ask(snapshot, FseSettings(date(2021, 12, 31)))
    with pytest.raises(QuestionError, match=r"Aucune participation au 31/12/2021 : les \d+ lignes"):
        given(asked)
    none = replace(asked, figures=replace(asked.figures, accounts=asked.figures.accounts.clear()))
    with pytest.raises(QuestionError, match="aucune ligne n'est rattachée"):
        given(none)


def with_figures(asked: Asked, **frames: Any) -> Asked:
    return replace(asked, figures=replace(asked.figures, **frames))


def test_a_broken_identity_is_refused_and_named(asked: Asked) -> None:
    is_first = pl.col("rule").eq("I01") & pl.col("operation_id").is_null() & pl.col("sex").eq("F")
    identities = asked.figures.identities.with_columns(holds=pl.col("holds") & ~is_first)
    with pytest.raises(QuestionError, match=r"identité n'est pas tenue.*complète ou incomplète"):
        given(with_figures(asked, identities=identities))
    all_broken = asked.figures.identities.with_columns(holds=pl.lit(value=False))
    with pytest.raises(QuestionError, match=r"Et \d+ autres\.$"):
        given(with_figures(asked, identities=all_broken))


def test_a_broken_rule_of_the_commission_is_refused_and_named(asked: Asked) -> None:
    rules = asked.figures.sfc_rules.with_columns(holds=pl.col("rule") != "144")
    with pytest.raises(QuestionError, match=r"niveau programme\) n'est pas tenue : Règle 144\."):
        given(with_figures(asked, sfc_rules=rules))


def test_sexes_that_do_not_add_up_are_refused(asked: Asked) -> None:
    is_one = pl.col("code").eq("EECO09") & pl.col("sex").eq("M")
    cells = asked.figures.cells.with_columns(value=pl.col("value") + is_one.cast(pl.Int64))
    with pytest.raises(QuestionError, match=r"somme par sexe n'est pas le total \(EECO09\)"):
        given(with_figures(asked, cells=cells))


def test_rows_that_do_not_give_the_figures_are_refused(asked: Asked, snapshot: Snapshot) -> None:
    short = replace(asked.rows, participations=asked.rows.participations.with_columns(EECO17=False))
    with pytest.raises(QuestionError, match=r"ne redonnent pas les chiffres \(EECO17\)"):
        given(replace(asked, rows=short))
    other = ask(snapshot, FseSettings(date(2025, 6, 30)))
    with pytest.raises(QuestionError, match="ne viennent pas de la même question"):
        given(replace(asked, rows=other.rows))
    with pytest.raises(QuestionError, match="ne viennent pas de la même question"):
        fse_files(asked.figures, asked.rows, {"snapshot": "000002-ffffffffffff"}, "Contrôle")


def delivered(asked: Asked, journal: Path) -> dict[str, bytes]:
    manifest = asked.snapshot.manifest
    return deliver_fse(asked.figures, asked.rows, manifest, "Contrôle", journal, EXPORT_ID)


def test_a_set_given_has_one_line(tmp_path: Path, asked: Asked) -> None:
    journal = tmp_path / "exports.jsonl"
    files = delivered(asked, journal)
    (entry,) = read(journal)
    assert verify(journal) == []
    assert (entry.identity, entry.role, entry.page) == ("controle", "council", "Contrôle")
    assert (entry.indicator, entry.export) == ("fse", f"{EXPORT_ID}.fse")
    assert ("Date d'arrêté", "31/12/2025") in entry.conditions
    assert dict(entry.conditions)["Opérations"].startswith("15\u00a0opérations : OP29-D1, ")
    assert entry.rows == asked.rows.participations.height
    assert entry.snapshot == asked.snapshot.id
    assert [name.removeprefix("fse_").split(".")[0] for name in files] == list(SUBJECTS)


def test_the_line_is_written_before_the_files(
    tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> dict[str, bytes]:
        raise ArithmeticError

    monkeypatch.setattr(module, "_written", fail)
    with pytest.raises(ArithmeticError):
        delivered(asked, tmp_path / "exports.jsonl")
    assert [item.export for item in read(tmp_path / "exports.jsonl")] == [f"{EXPORT_ID}.fse"]


def test_no_line_no_file(tmp_path: Path, asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[object] = []
    monkeypatch.setattr(module, "_written", lambda *arguments: written.append(arguments))
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(JournalError):
        delivered(asked, tmp_path / "file" / "exports.jsonl")
    assert written == []


def test_a_refusal_leaves_no_line(tmp_path: Path, snapshot: Snapshot) -> None:
    with pytest.raises(QuestionError):
        delivered(ask(snapshot, FseSettings(date(2021, 12, 31))), tmp_path / "exports.jsonl")
    assert read(tmp_path / "exports.jsonl") == []


def test_the_archive_holds_the_files(files: dict[str, bytes], asked: Asked) -> None:
    assert archive_name(asked.figures, EXPORT_ID) == f"fse_au-2025-12-31_{EXPORT_ID}.zip"
    content = archive_bytes(files, EXPORT_ID)
    assert content == archive_bytes(files, EXPORT_ID)
    assert EXPORT_ID.encode() in content[:80]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    assert held == {f"{EXPORT_ID}/{name}": content for name, content in files.items()}
