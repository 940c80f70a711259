"""FSE+ · présenter mes résultats: what the page says of people counted by hand."""

from pathlib import Path

import pytest
from demonstration import FUNDER
from views import fse_stage
from views.conftest import Open
from views.screen import elements, markup_of, text_of

PATH = "fse-presenter"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the two operations once."""
    root = tmp_path_factory.mktemp("fse")
    fse_stage.publish(root)
    return root


def read(open_page: Open, store: Path, identity: str = "conseil", **address: str) -> str:
    app = open_page(PATH, dict(address), identity=identity, store=store)
    assert not app.exception
    return " ".join(text_of(app).split())


def test_the_sentence_is_that_of_the_people_drawn(open_page: Open, stage: Path) -> None:
    """24 people, 30 files, one contact of a day, two incomplete; five of eleven exits in work."""
    said = read(open_page, stage)
    assert (
        "Au 30/06/2025, 24 personnes, dont 12 femmes, ont été accueillies depuis le 01/01/2024 "
        "dans 2 opérations avec le soutien de l'Union européenne (FSE+). Cela fait "
        "29 participations de plus d'un jour, dont 27 sont comptées par le FSE+ (dossier complet). "
        "Sur 11 participations terminées depuis quatre semaines au moins, de personnes au chômage "
        "ou inactives à l'entrée, 5 (45 %) étaient suivies d'un emploi dans les quatre semaines."
    ) in said
    assert (
        "La phrase ne dit pas la situation à six mois : aucune réponse n'est enregistrée." in said
    )


def test_the_ladder_goes_from_people_to_what_is_counted(open_page: Open, stage: Path) -> None:
    said = read(open_page, stage)
    assert (
        "24 personnes, 29 participations, dont 27 que le financeur compte (EECO01) : 6 dossiers de "
        "plus pour des personnes suivies dans plusieurs opérations, 1 contact d'un jour au plus en "
        "moins, 2 dossiers incomplets en moins."
    ) in said
    for rung in ("Dossiers ouverts 30 +6", "Participations 29 −1", "(EECO01) 27 −2"):
        assert rung in said


def test_women_men_and_operations_are_told_with_their_bases(open_page: Open, stage: Path) -> None:
    """Nine women and two men left OP1; all five in work are women."""
    said = read(open_page, stage)
    assert "12 femmes, 12 hommes." in said
    assert "Femmes 12 11 9 5 sur 9 n/d Hommes 12 18 18 0 sur 2 n/d" in said
    assert "Vers l'emploi 20 19 17 5 sur 11 (45 %) n/d" in said
    assert "Immersion 10 10 10 n/d n/d" in said
    assert "Ensemble 24 29 27 5 sur 11 (45 %) n/d" in said


def test_the_column_x_is_shown_only_when_someone_is(open_page: Open, stage: Path) -> None:
    markup = markup_of(open_page(PATH, identity="conseil", store=stage))
    assert '<th scope="row">Femmes</th>' in markup
    assert '<th scope="row">X</th>' not in markup


def test_the_other_rate_stands_beside_with_its_own_words(open_page: Open, stage: Path) -> None:
    """Twelve exits of the two structures; that of a single day is under the IAE threshold."""
    said = read(open_page, stage)
    beside = said[said.index("À côté du taux de sorties dynamiques") :]
    assert "ne jamais donner l'un sous le nom de l'autre" in beside
    assert "FSE+ : en emploi à la sortie (EECR04) 5 sur 11 (45 %)" in beside
    assert "Sorties dynamiques (IAE) 5 sur 11 (45 %)" in beside
    assert "1 sortie neutralisée" in beside
    assert "de T1 2024 à T2 2025" in beside


def test_mentions_rule_and_first_line_stand_on_the_page(open_page: Open, stage: Path) -> None:
    said = read(open_page, stage)
    for needed in (
        "Cette page porte sur les participants, non sur les dépenses",
        "Cofinancé par l'Union européenne",
        "Ma Démarche FSE+ fait foi",
        "Règles en vigueur",
        "28 jours après la sortie",
    ):
        assert needed in said


def test_an_operation_alone_is_told_alone(open_page: Open, stage: Path) -> None:
    said = read(open_page, stage, op="OP2")
    assert (
        "Au 30/06/2025, 10 personnes ont été accueillies depuis le 01/02/2024 dans une opération"
    ) in said
    assert "Par opération" not in said


def test_a_director_reads_the_operation_of_the_structure(open_page: Open, stage: Path) -> None:
    assert "10 personnes ont été accueillies" in read(open_page, stage, "seconde")


@pytest.mark.parametrize(
    ("identity", "address", "why"),
    [
        ("ailleurs", {}, "Aucune opération FSE+ dans votre périmètre"),
        ("conseil", {"arrete": "2023-12-31"}, "Aucune entrée au 31/12/2023"),
        ("conseil", {"arrete": "2026-12-31"}, "postérieure aux données"),
        ("conseil", {"arrete": "hier"}, "n'est pas lisible"),
    ],
)
def test_nothing_to_say_is_said(
    open_page: Open, stage: Path, identity: str, address: dict[str, str], why: str
) -> None:
    said = read(open_page, stage, identity, **address)
    assert why in said
    assert "Femmes et hommes" not in said


def test_incomplete_files_alone_leave_people_and_no_rate(open_page: Open) -> None:
    """The demonstration holds no education level: everyone is met, nobody is counted."""
    app = open_page(PATH, identity=FUNDER.identity)
    said = " ".join(text_of(app).split())
    assert "dont 0 est comptée par le FSE+" in said
    assert "aucune sortie n'est encore assez ancienne" in said
    assert "FSE+ : en emploi à la sortie (EECR04) n/d" in said


def test_the_statement_is_offered_as_a_file(open_page: Open, stage: Path) -> None:
    app = open_page(PATH, identity="conseil", store=stage)
    choice = next(item for item in app.selectbox if item.label == "Tableau")
    assert choice.options == [
        "Bilan des participants par sexe",
        "Sorties dynamiques (IAE), mêmes structures",
    ]
    assert [item.label for item in elements(app, "download_button")] == [
        "CSV (tableur)",
        "XLSX (Excel)",
    ]
