"""Every page, for every identity: drawn whole, in French, within the scope."""

import polars as pl
import pytest
from demonstration import DIRECTOR, FUNDER, LOCAL, LOT, PATHWAYS, SCOPES, pathways
from views.conftest import Open
from views.screen import ENGLISH, elements, everything_said, text_of

QUESTIONS = {
    "vue-d-ensemble": "Où en est-on ?",
    "resultats": "Que deviennent les personnes ?",
    "comparaison": "Les écarts tiennent-ils au public accueilli ?",
    "freins": "Qu'est-ce qui bloque, qu'est-ce qui se lève ?",
    "parcours": "Par où passent les gens ?",
    "maintien": "L'emploi tient-il ?",
    "couverture": "Où l'offre manque-t-elle ?",
    "fse-controle": "Ces chiffres se recalculent-ils ?",
    "fse-presenter": "Que puis-je dire ?",
    "fse-risques": "Où agir avant le bilan ?",
    "qualite": "Peut-on se fier aux chiffres ?",
    "methodologie": "D'où vient ce chiffre ?",
}


@pytest.mark.parametrize("identity", [scope.identity for scope in SCOPES])
@pytest.mark.parametrize("path", QUESTIONS)
def test_a_page_is_whole_and_in_french(open_page: Open, path: str, identity: str) -> None:
    app = open_page(path, identity=identity)
    assert not app.exception
    assert [title.value for title in app.title] == [QUESTIONS[path]]
    said = everything_said(app)
    for needed in ("Données fictives", "édition restreinte", "15/08/2025", "Instantané 000001-"):
        assert needed in said
    assert ENGLISH.findall(said) == []


@pytest.mark.parametrize(
    ("identity", "rows"),
    [
        (LOCAL.identity, pl.lit(True)),
        (LOT.identity, pl.col("commune_code").str.starts_with("46")),
        (DIRECTOR.identity, pl.col("structure_id") == "S2"),
        (FUNDER.identity, pl.col("operation_id") == "OP1"),
    ],
)
def test_entries_are_those_of_the_scope(open_page: Open, identity: str, rows: pl.Expr) -> None:
    expected = len(pathways().filter(rows))
    assert f"{expected} parcours commencés sur la période" in text_of(open_page(identity=identity))


def test_a_director_is_offered_no_other_structure(open_page: Open) -> None:
    app = open_page(identity=DIRECTOR.identity)
    structures = next(item for item in app.multiselect if item.label == "Structure")
    assert structures.options == ["Association fictive S2"]


def test_iae_words_hold_only_when_every_scheme_kept_is_iae(open_page: Open) -> None:
    for schemes, expected in (
        (["aci", "iae"], "Sorties dynamiques (IAE)"),
        (["aci", "rsa_support"], "Sorties vers l'emploi ou la formation"),
        ([], "Sorties vers l'emploi ou la formation"),
    ):
        said = text_of(open_page(address={"disp": schemes}))
        labels = {"Sorties dynamiques (IAE)", "Sorties vers l'emploi ou la formation"}
        assert {label for label in labels if label in said} == {expected}


def test_the_quarter_in_progress_is_set_apart(open_page: Open) -> None:
    app = open_page("resultats", {"ind": "entries", "par": "entree"})
    assert "Colonne hachurée : trimestre en cours, à ne pas comparer." in text_of(app)
    over = open_page("resultats", {"ind": "entries", "par": "entree", "au": "2025-Q2"})
    assert "trimestre en cours" not in text_of(over)


def test_the_account_of_files_is_told(open_page: Open) -> None:
    said = text_of(open_page("qualite"))
    assert f"Le compte est juste : 412 lignes lues = {PATHWAYS} chargées + 12 mises de côté" in said
    assert "Code de commune inconnu." in said


def test_the_contracts_to_be_checked_are_told(open_page: Open) -> None:
    said = text_of(open_page("qualite"))
    assert "Emplois à vérifier" in said
    assert "Sans fin constatée ni fin prévue passée : encore en cours" in said


def test_the_registry_is_searched_by_every_word_without_accents(open_page: Open) -> None:
    app = open_page("methodologie", {"q": "freins leves"})
    titles = [item.label for item in app.expander]
    assert [title for title in titles if "`" in title] == [
        "Freins levés  ·  `obstacle_resolved`",
        "Freins levés dans les 6 mois  ·  `obstacle_resolved_within_6_months`",
    ]


def test_every_page_offers_both_file_formats(open_page: Open) -> None:
    for path in QUESTIONS:
        labels = [button.label for button in elements(open_page(path), "download_button")]
        assert labels == ["CSV (tableur)", "XLSX (Excel)"]
