"""Searching a territory: what people write finds what they mean."""

import pytest

from dashboard.components.coverage_search import Place, find

CERE = Place("46251", "Saint-Céré", "commune", ("46400",))
LAURENT = Place("46276", "Saint-Laurent-les-Tours", "commune", ("46400",))
FIGEAC = Place("46102", "Figeac", "commune", ("46100",))
GRAND_FIGEAC = Place("200067361", "CC Grand-Figeac", "intercommunalité")
ARCAMBAL = Place("46007", "Arcambal", "commune", ("46090",))
CORSE = Place("2A004", "Ajaccio", "commune", ("20000", "20090"))
BOUYSSOU = Place("46035", "Le Bouyssou", "commune", ("46120",))
PLACES = (GRAND_FIGEAC, LAURENT, CERE, FIGEAC, ARCAMBAL, CORSE, BOUYSSOU)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("Saint-Céré", [CERE]),
        ("saint cere", [CERE]),
        ("ST CÉRÉ", [CERE]),
        ("st-cere", [CERE]),
        ("sain", [CERE, LAURENT]),
        ("laurent tours", [LAURENT]),
        ("tours laurent", []),
        ("figeac", [FIGEAC, GRAND_FIGEAC]),
        ("cc grand figeac", [GRAND_FIGEAC]),
        ("bouyssou", [BOUYSSOU]),
        ("le bouyssou", [BOUYSSOU]),
        ("46251", [CERE]),
        (" 46251 ", [CERE]),
        ("46400", [CERE, LAURENT]),
        ("2a004", [CORSE]),
        ("20090", [CORSE]),
        ("200067361", [GRAND_FIGEAC]),
        ("99999", []),
        ("", []),
        ("   ", []),
        ("le", []),
        ("<script>", []),
    ],
)
def test_a_query_finds_what_it_means(query: str, found: list[Place]) -> None:
    assert list(find(query, PLACES)) == found


def test_no_more_places_than_asked_are_offered() -> None:
    many = [Place(f"460{rank:02d}", f"Saint-{rank:02d}") for rank in range(30)]
    assert [place.code for place in find("saint", many, most=3)] == ["46000", "46001", "46002"]
