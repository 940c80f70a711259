"""The workbook and the CSV file of a meeting document hold its numbers, as numbers."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from exports.document_figures import (
    DOCUMENT,
    EXPORT_ID,
    NOWHERE,
)
from exports.export_readers import Cells, parts_of, read_csv, read_xlsx

from dashboard.document import Document
from dashboard.exports.document_csv import document_csv
from dashboard.exports.document_sheets import document_name
from dashboard.exports.document_workbook import document_xlsx
from dashboard.observatory import QuestionError

Writer = Callable[[Document, str], bytes]
WRITERS = pytest.mark.parametrize("write", [document_csv, document_xlsx])
FIGURE = ["Numérateur", "Base", "Taux", "Borne basse", "Borne haute"]
BESIDE = ["Inconnu", "Exclu", "Trop récent", "Statut"]
SHOWN = [129, 344, 0.375, 0.3255, 0.4272, 17, 5, 9, "Affiché"]
SMALL = [1, 3, None, None, None, 1, 0, 0, "Base inférieure à 10"]
EMPTY = [0, 0, None, None, None, 0, 4, 0, "Base vide"]


def readme(write: Writer, document: Document = DOCUMENT) -> Cells:
    if write is document_csv:
        return read_csv(document_csv(document, EXPORT_ID))[0]
    return read_xlsx(document_xlsx(document, EXPORT_ID))["Lisez-moi"]


def sheets(document: Document = DOCUMENT) -> dict[str, Cells]:
    return read_xlsx(document_xlsx(document, EXPORT_ID))


def lines(document: Document = DOCUMENT) -> dict[tuple[str, ...], list[str]]:
    """Return the lines of the CSV file by section, group and figure, without empty ends."""
    _, table = read_csv(document_csv(document, EXPORT_ID))
    return {tuple(row[:3]): row[3:] for row in table[1:]}


def test_the_workbook_has_a_sheet_per_table_in_reading_order() -> None:
    assert list(sheets()) == [
        "Lisez-moi",
        "Chiffres clés",
        "Constats",
        "Graphique",
        "Carte",
        "Légende de la carte",
        "Résultats par dispositif tous l",
        "Résultats par dispositif to (2)",
        "Ce qui manque",
    ]


def test_key_figures_stand_beside_the_year_before_and_their_target() -> None:
    head, exits, entries, dropout = sheets()["Chiffres clés"]
    now = [f"Période : {name.lower()}" for name in (*FIGURE, *BESIDE)]
    before = [f"Avant : {name.lower()}" for name in (*FIGURE, *BESIDE)]
    assert head == [
        *("Chiffre", "Code", "Compté sur", *now, "Comparé à", *before, "Écart non donné"),
        *("Évolution en points", "Évolution en nombre", "Objectif (taux)", "Objectif (nombre)"),
        *("Objectif", "Écart à l'objectif", "Manque pour l'objectif", "Source de l'objectif"),
    ]
    assert exits[3:12] == SHOWN
    assert exits[12:22] == ["Un an avant", 120, 400, 0.3, 0.2571, 0.3467, 11, 2, 0, "Affiché"]
    assert (exits[22], exits[23]) == (None, pytest.approx(7.5))
    assert exits[24:27] == [None, 0.4, None]
    assert exits[27:] == ["40 % des sorties", "2,5 points sous l'objectif", 0, "Convention 2026"]
    assert entries[3:12] == [1234567, *[None] * 4, 0, 0, 0, "Effectif"]
    assert entries[23:27] == [None, -33, None, 1300000]
    assert entries[29] == 65433
    assert dropout[3:14] == [*SMALL, "Un an avant", None]
    assert (dropout[21], dropout[22:28]) == ("non connu", [*[None] * 5, "Non paramétré"])


def test_a_table_holds_real_numbers_and_ends_with_the_whole() -> None:
    head, aci, formula, whole = sheets()["Résultats par dispositif tous l"]
    assert head[:3] == ["Dispositif", "Entrées", "Sorties : numérateur"]
    assert aci == ["Atelier et chantier d'insertion", 420, *SHOWN, *SMALL, 12.25, 0.515]
    assert formula[:11] == ["'=1+1", 3, *EMPTY]
    assert formula[11:] == [*[None] * 8, "non connu", None, None]
    assert whole[0] == "Ensemble"
    assert whole[-1] == 0.5


def test_chart_map_findings_and_gaps_have_their_numbers_and_no_outline() -> None:
    found = sheets()
    assert found["Graphique"] == [
        ["Groupe", *FIGURE, *BESIDE],
        ["Femmes", *SHOWN],
        ["X", *SMALL],
    ]
    assert found["Carte"][1] == ["CC du Quercy Blanc", 31, 6400, 4.84375]
    assert found["Carte"][2][:2] == ["CA du Grand Cahors", 0]
    assert found["Légende de la carte"][1:] == [["4 à 5", 1], ["Aucune entrée", 1]]
    assert found["Constats"][1][1] == "Les sorties passent de 30 % à 37,5 %."
    assert found["Ce qui manque"][1:] == [
        ["Suivis en retard", 14, 60, "non faits"],
        ["Lignes écartées", 3, None, "dates"],
    ]
    for content in (document_xlsx(DOCUMENT, EXPORT_ID), document_csv(DOCUMENT, EXPORT_ID)):
        told = "".join(parts_of(content).values()) if content[:2] == b"PK" else content.decode()
        assert not re.search("1[.,]40625|44[.,]625", told)


def test_the_csv_has_one_line_per_figure_of_a_group() -> None:
    _, table = read_csv(document_csv(DOCUMENT, EXPORT_ID))
    percent = [f"{name} (%, 4 décimales)" for name in FIGURE[2:]]
    assert table[0] == [
        *("Rubrique", "Groupe", "Chiffre", "Numérateur", "Base", *percent, *BESIDE),
        *("Valeur (4 décimales)", "Texte"),
    ]
    found = lines()
    shown = ["129", "344", "37,5000", "32,5500", "42,7200", "17", "5", "9", "Affiché", "", ""]
    assert found["Chiffres clés", "Sorties vers l'emploi", "Période"] == shown
    assert found["Graphique", "Femmes", "Taux"] == shown
    change = found["Chiffres clés", "Sorties vers l'emploi", "Évolution en points"]
    assert change == [*[""] * 9, "7,5000", ""]
    assert found["Chiffres clés", "Sorties vers l'emploi", "Objectif (taux)"][2] == "40,0000"
    assert found["Chiffres clés", "Entrées", "Période"][:2] == ["1234567", ""]
    assert found["Carte", "CC du Quercy Blanc", "Entrées"] == ["31", *[""] * 10]
    assert found["Carte", "CC du Quercy Blanc", "Pour 1 000 habitants"][9] == "4,8438"
    assert found["Ce qui manque", "Suivis en retard", "Raison"] == [*[""] * 10, "non faits"]
    assert ("Ce qui manque", "Lignes écartées", "Sur") not in found


def test_what_is_not_known_is_said_and_is_no_zero() -> None:
    found = lines()
    unknown = [*[""] * 10, "non connu"]
    assert found["Carte", "CA du Grand Cahors", "Habitants"] == unknown
    assert found["Chiffres clés", "Abandons", "Avant"] == unknown
    assert found["Carte", "CA du Grand Cahors", "Entrées"][0] == "0"


@WRITERS
def test_the_file_opens_with_its_identifier_and_says_what_it_is(write: Writer) -> None:
    rows = readme(write)
    assert rows[0] == ["Export", EXPORT_ID]
    said = dict(rows)
    expected = {
        "Titre": "Cœur de l'année : bilan",
        "Document": "Comité trimestriel",
        "Périmètre": "Département du Lot",
        "Période": "T1 2026 à T3 2026",
        "Édition": "édition restreinte",
        "Avertissement": "Données fictives",
        "Instantané": "000007-0123456789ab",
        "Gel": "G0001",
        "Établi le": "30/09/2026",
        "Contact": "observatoire@example.org",
        "Cellule vide": "non connu ou sans objet, jamais zéro",
        "Sorties vers l'emploi : définition": "Part des sorties.",
        "Sorties vers l'emploi : version de la définition": "1a2b3c",
        "Tableau : Graphique": "2\u00a0lignes · Sorties par sexe · Bornes",
    }
    assert {term: said[term] for term in expected} == expected
    assert [value for term, value in rows if term == "À savoir"] == list(DOCUMENT.notices)


def test_the_csv_is_written_as_a_french_spreadsheet_expects() -> None:
    content = document_csv(DOCUMENT, EXPORT_ID)
    assert content.startswith(f"\ufeffExport;{EXPORT_ID}\r\n".encode())
    assert b"\n" not in content.replace(b"\r\n", b"")


@WRITERS
def test_an_absent_chart_or_map_is_explained(write: Writer) -> None:
    chart = replace(DOCUMENT.chart, bars=(), refusal="Moins de 10 sorties.")
    maps = replace(DOCUMENT.map, legend=(), table=None, refusal="Contours absents.")
    bare = replace(DOCUMENT, chart=chart, map=maps, gaps=(), warning=None, freeze=None)
    said = dict(readme(write, bare))
    assert said["Tableau : Graphique"].startswith("Moins de 10 sorties.")
    assert said["Tableau : Carte"].startswith("Contours absents.")
    assert said["Tableau : Ce qui manque"] == "rien n'est signalé"
    assert said["Gel"] == "document non gelé"
    assert "Avertissement" not in said
    assert {"Graphique", "Carte", "Ce qui manque"}.isdisjoint(sheets(bare))


def test_a_spreadsheet_engine_reads_the_same_numbers(tmp_path: Path) -> None:
    path = tmp_path / "document.xlsx"
    path.write_bytes(document_xlsx(DOCUMENT, EXPORT_ID))
    table = pl.read_excel(path, sheet_name="Graphique", engine="calamine")
    assert table["Taux"].to_list() == [0.375, None]
    assert table["Numérateur"].to_list() == [129, 1]


@WRITERS
def test_no_file_when_nobody_is_counted(write: Writer) -> None:
    for document in (NOWHERE, replace(DOCUMENT, key_figures=())):
        with pytest.raises(
            QuestionError, match="personne sur ce périmètre et cette période : rien n'est exporté"
        ):
            write(document, EXPORT_ID)


def test_people_too_recent_to_be_judged_are_counted() -> None:
    waiting = replace(NOWHERE.key_figures[0].now, immature=12)
    document = replace(NOWHERE, key_figures=(replace(NOWHERE.key_figures[0], now=waiting),))
    assert sheets(document)["Chiffres clés"][1][10] == 12


def test_the_name_is_plain_ascii_and_ends_with_the_identifier() -> None:
    assert document_name(DOCUMENT, EXPORT_ID, "xlsx") == (
        "comite-trimestriel_departement-du-lot_2026-09-30_0a1b2c3d4e5f.xlsx"
    )
    long = replace(DOCUMENT, perimeter="Communauté d’agglomération, œuvres / " * 20)
    assert re.fullmatch(r"[a-z0-9._-]{20,140}", document_name(long, EXPORT_ID, "csv"))
    unnamed = replace(DOCUMENT, perimeter="…")
    assert document_name(unnamed, EXPORT_ID, "csv").startswith("comite-trimestriel_2026")
