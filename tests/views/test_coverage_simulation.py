"""Couverture IAE, simulation: an opening and a closing worked by hand, before and after.

In the demonstration's Lot: 10 posts for the 300 people of Cahors, 5 for the 100 of Figeac, none
near the 100 of Labastide: 3 posts for 100 people on average.
"""

from pathlib import Path

from drawing import EVERYONE
from drawn_coverage import SUPPLY, publish
from views.conftest import Open
from views.screen import address_of, elements, text_of

PATH = "couverture"
SIMULATION = {"dep": "46", "vue": "simulation"}


def said(open_page: Open, address: dict[str, str], **options: object) -> str:
    return " ".join(text_of(open_page(PATH, SIMULATION | address, **options)).split())


def test_an_opening_is_worked_by_hand(open_page: Open) -> None:
    text = said(open_page, {"ouvrir": "46138", "taille": "5"})
    # 5 posts for 100 people: 5,0 in place of 0, nothing missing any more.
    assert (
        "Avec 5 ETP de plus à Labastide, 100 personnes de plus auraient une structure à "
        "30 minutes estimées au plus ; le manque passerait de 3,0 ETP à 0,0 ETP"
    ) in text
    assert "Labastide 100 0,0 5,0 3,0 0,0" in text
    assert "100 personnes de plus à portée : 500/500 au lieu de 400/500." in text
    assert "1. Labastide 100 100,0 % (500/500)" in text


def test_nothing_is_closed_until_a_structure_is_chosen(open_page: Open) -> None:
    text = said(open_page, {})
    assert "Fermer une structure" in text
    assert "baisserait" not in text


def test_a_closing_is_worked_by_hand(open_page: Open) -> None:
    app = open_page(PATH, SIMULATION | {"fermer": "S2|AI|46102"})
    text = " ".join(text_of(app).split())
    # Figeac falls from 5 to 0, and lacks 3 posts beside the 3 of Labastide.
    assert (
        "(AI, Figeac), 5,0 ETP, 100 personnes n'auraient plus aucune structure à "
        "30 minutes estimées au plus ; le manque passerait de 3,0 ETP à 6,0 ETP ; l'accessibilité "
        "potentielle baisserait dans"
    ) in text
    assert "Les communes qui y perdraient le plus" in text
    assert "Figeac 100 5,0 0,0 0,0 3,0" in text
    assert address_of(app)["fermer"] == ["S2|AI|46102"]
    assert any("Fermeture" in element.options for element in elements(app, "selectbox"))


def test_only_structures_of_the_departement_are_offered(open_page: Open) -> None:
    app = open_page(PATH, SIMULATION | {"fermer": "S3|EI|45234"})
    assert "fermer" not in address_of(app)
    offered = app.selectbox(key="fermer").options
    assert len(offered) == 3


def test_posts_that_are_not_told_change_nothing(open_page: Open, tmp_path: Path) -> None:
    untold = SUPPLY.replace("S2|AI |46002|2025|4|", "S2|AI |46002|2025||")
    publish(tmp_path / "store", iae_supply=untold)
    text = said(
        open_page,
        {"fermer": "S2|AI|46002"},
        identity=EVERYONE.identity,
        store=tmp_path / "store",
    )
    assert "Les ETP de cette structure ne sont pas renseignés" in text


def test_no_structure_within_the_departement_is_a_sentence(open_page: Open, tmp_path: Path) -> None:
    # S2 is the only placement structure, and stands beyond the border.
    outside = SUPPLY.replace("S2|AI |46002|2025|4|", "S2|AI |82001|2025|4|")
    publish(tmp_path / "store", iae_supply=outside)
    text = said(
        open_page,
        {"offre": "placement"},
        identity=EVERYONE.identity,
        store=tmp_path / "store",
    )
    assert "Aucune structure de cette offre n'est installée dans le département." in text
