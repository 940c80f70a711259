"""What opening, closing and siting would change, through the door, worked by hand.

The territory and its scores are those of `test_coverage_door.py`.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from drawing import EVERYONE
from drawn_coverage import LACK_OF_CAHUS, LACK_OF_HERM, publish

from dashboard.observatory import (
    CoverageClosing,
    CoverageOpening,
    CoverageQuestion,
    CoverageSiting,
    Observatory,
    QuestionError,
)

LOT = CoverageQuestion("46")


@pytest.fixture
def observatory(tmp_path: Path) -> Observatory:
    """Publish the territory as it is drawn."""
    return Observatory(publish(tmp_path / "store"), EVERYONE)


def test_an_opening_shared_by_who_is_in_reach_says_who_gains(observatory: Observatory) -> None:
    """Thirteen posts beside S1: 130 people weigh on them, 10 per 100 where the weight is 1."""
    found = observatory.what_if(LOT, CoverageOpening("46001", 13.0))
    gained = {row["commune_code"]: row["change"] for row in found.gainers().iter_rows(named=True)}
    assert gained == {
        "46001": pytest.approx(10),
        "46002": pytest.approx(6),
        "46004": pytest.approx(10),
        "46006": pytest.approx(6),
    }
    assert found.losers().is_empty()
    assert found.newly_covered == 0
    assert found.deficit_after == pytest.approx(LACK_OF_CAHUS + LACK_OF_HERM)


def test_an_opening_covers_those_who_had_nothing(observatory: Observatory) -> None:
    found = observatory.what_if(LOT, CoverageOpening("46007", 5.0))
    herm = found.communes.filter(commune_code="46007").to_dicts()[0]
    assert (herm["before"], herm["after"]) == (0, pytest.approx(25))
    assert found.newly_covered == 20
    assert found.deficit_before == pytest.approx(LACK_OF_CAHUS + LACK_OF_HERM)
    assert found.deficit_after == pytest.approx(LACK_OF_CAHUS)
    assert found.gainers()["commune_code"].to_list() == ["46007"]


def test_a_closing_says_who_loses(observatory: Observatory) -> None:
    found = observatory.what_if(LOT, CoverageClosing("S2|AI|46002"))
    lost = {row["commune_code"]: row["change"] for row in found.losers().iter_rows(named=True)}
    assert lost == {
        "46002": pytest.approx(-100 / 35),
        "46003": pytest.approx(-60 / 35),
        "46005": pytest.approx(-100 / 35),
    }
    assert found.no_longer_covered == 0


def test_sites_cover_the_most_people_first(observatory: Observatory) -> None:
    """At 10 minutes, 180 of 300 people are covered; Cahus brings 100 more, Herm 20."""
    found = observatory.siting(replace(LOT, max_minutes=10.0), CoverageSiting(2))
    assert found.sites.select("commune_name", "newly_covered").rows() == [
        ("Cahus", 100),
        ("Herm", 20),
    ]
    assert (found.demand, found.already_covered, found.gap) == (300, 180, 0)
    assert found.sites["covered_share"].to_list() == pytest.approx([280 / 300, 1])
    assert "Cahus : 100\u00a0personnes de plus" in found.sentences[0]


def test_one_site_is_enough_when_nobody_else_is_left_out(observatory: Observatory) -> None:
    found = observatory.siting(LOT, CoverageSiting(2))
    assert found.sites["commune_name"].to_list() == ["Herm"]
    assert found.status.startswith("Moins de sites que demandé suffisent")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (CoverageOpening("46999", 5.0), "La commune 46999"),
        (CoverageOpening("82001", 5.0), "La commune 82001"),
        (CoverageOpening("46001", -1.0), "supérieur à zéro"),
        (CoverageClosing("S8"), "n'est pas dans l'offre"),
    ],
)
def test_a_change_that_cannot_be_tried_is_refused(
    observatory: Observatory, change: CoverageOpening | CoverageClosing, why: str
) -> None:
    with pytest.raises(QuestionError, match=why):
        observatory.what_if(LOT, change)
