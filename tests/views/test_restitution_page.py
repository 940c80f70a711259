"""Restitution: a document chosen, previewed and offered, or the reason why there is none."""

from streamlit.testing.v1 import AppTest
from views.conftest import Open
from views.screen import elements, everything_said

YEAR = {"du": "2024-Q3", "au": "2025-Q2"}


def names(page: AppTest) -> list[str]:
    return [button.label for button in elements(page, "download_button")]


def test_a_council_is_offered_its_quarterly_document(open_page: Open) -> None:
    page = open_page("restitution", YEAR)
    assert not page.exception
    assert page.selectbox(key="document").value == "quarterly"
    assert names(page) == [
        "Télécharger le document (PDF)",
        "Les mêmes chiffres (XLSX)",
        "Les mêmes chiffres (CSV)",
    ]
    assert len(elements(page, "image")) >= 2
    assert "T3 2024 à T2 2025" in everything_said(page)


def test_a_director_and_a_funder_open_on_their_own_meeting(open_page: Open) -> None:
    director = open_page("restitution", YEAR, identity="association")
    assert director.selectbox(key="document").value == "board"
    funder = open_page("restitution", YEAR, identity="financeur")
    assert funder.selectbox(key="document").value == "control"
    assert not funder.exception


def test_without_a_period_the_last_four_quarters_over_are_kept(open_page: Open) -> None:
    """The data stop on 15 August 2025: the third quarter is not over."""
    assert "T3 2024 à T2 2025" in everything_said(open_page("restitution"))


def test_an_empty_perimeter_says_why_and_offers_no_file(open_page: Open) -> None:
    """Every intensive coaching of the invented store is lived in Figeac, in the Lot."""
    page = open_page("restitution", YEAR | {"disp": "intensive_coaching", "dep": "45"})
    assert not page.exception
    assert "Personne ne compte dans ce périmètre" in everything_said(page)
    assert names(page) == []
