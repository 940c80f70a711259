"""Coverage through the door, scored by hand.

Thirty minutes, weight 1 up to 15 and 0.6 up to 30. S1: 10 posts for 100 + 0.6 × 50 = 130 people;
S2: 4 for 50 + 0.6 × 100 + 30 = 140; S3: 2 for 0.6 × 100 + 40 = 100. Douelle (not diffused) and
Gourdon (absent) weigh nothing; Estal is at the edge of the data; Herm has nothing in reach.
"""

from dataclasses import replace
from pathlib import Path

import pytest
from drawing import EVERYONE
from drawn_coverage import (
    ALBAS,
    BACH,
    CAHUS,
    LACK_OF_CAHUS,
    LACK_OF_HERM,
    MEAN,
    SUPPLY,
    TIMES,
    publish,
)

from dashboard.observatory import (
    CoverageQuestion,
    Observatory,
    QuestionError,
    ReleasedCoverage,
)
from dashboard.scope import Role, Scope
from pipelines.vocabulary import PopulationUnit, TargetPublic
from pipelines.vocabulary.coverage import SupplyFamily

LOT = CoverageQuestion("46")


@pytest.fixture
def observatory(tmp_path: Path) -> Observatory:
    """Publish the territory as it is drawn."""
    return Observatory(publish(tmp_path / "store"), EVERYONE)


def by_code(released: ReleasedCoverage, column: str) -> dict[str, object]:
    return dict(released.communes.select("commune_code", column).iter_rows())


def territory(released: ReleasedCoverage, code: str) -> dict[str, object]:
    return released.territories.filter(code=code).to_dicts()[0]


def test_scores_are_those_worked_by_hand(observatory: Observatory) -> None:
    released = observatory.coverage(LOT)
    assert by_code(released, "score") == {
        "46001": pytest.approx(ALBAS),
        "46002": pytest.approx(BACH),
        "46003": pytest.approx(CAHUS),
        "46004": pytest.approx(ALBAS),
        "46005": pytest.approx(100 / 35),
        "46006": pytest.approx(60 / 13),
        "46007": 0,
    }
    assert released.reference == pytest.approx(MEAN)
    assert "Lot" in released.reference_origin
    assert (released.year, released.unit) == (2025, PopulationUnit.COVERED)


def test_what_is_not_known_or_beyond_the_edge_is_never_under_served(
    observatory: Observatory,
) -> None:
    released = observatory.coverage(replace(LOT, reference=6.0))
    assert by_code(released, "coverage_class") == {
        "46001": "well",
        "46002": "well",
        "46003": "underserved",
        "46004": "demand_withheld",
        "46005": "edge",
        "46006": "demand_missing",
        "46007": "uncovered",
    }
    assert by_code(released, "rank") == {
        "46001": 4,
        "46002": 3,
        "46003": 2,
        "46004": None,
        "46005": None,
        "46006": None,
        "46007": 1,
    }
    assert by_code(released, "demand")["46004"] is None
    assert by_code(released, "deficit")["46005"] is None
    assert released.reference_origin == "valeur saisie"


def test_deficits_add_up_without_making_up_for_each_other(observatory: Observatory) -> None:
    released = observatory.coverage(LOT)
    deficits = by_code(released, "deficit")
    assert deficits["46003"] == pytest.approx(LACK_OF_CAHUS)
    assert deficits["46007"] == pytest.approx(LACK_OF_HERM)
    assert deficits["46001"] == 0
    assert released.totals == {
        "demand": 300,
        "assessed": 270,
        "outside": 20,
        "fte": 14,
        "deficit_gross": pytest.approx(LACK_OF_CAHUS + LACK_OF_HERM),
        "deficit_net": pytest.approx(0, abs=1e-9),
        "communes": 7,
        "edge": 1,
        "withheld": 1,
        "missing": 1,
    }
    north = territory(released, "E4")
    assert north["deficit_gross"] == north["deficit_net"] == pytest.approx(LACK_OF_HERM)


def test_a_surplus_makes_up_for_a_lack_in_the_net_deficit_alone(observatory: Observatory) -> None:
    """At 7.6 per 100, Albas has 0.092 to spare and Bach lacks 0.064."""
    first = territory(observatory.coverage(replace(LOT, reference=7.6)), "E1")
    assert first["deficit_gross"] == pytest.approx((7.6 - BACH) / 2)
    assert first["deficit_net"] == 0


def test_territories_are_weighted_labelled_and_ranked(observatory: Observatory) -> None:
    released = observatory.coverage(LOT)
    first = territory(released, "E1")
    assert first["score"] == pytest.approx((100 * ALBAS + 50 * BACH) / 150)
    assert (first["coverage_class"], first["is_cut"], first["rank"]) == ("well", False, 3)
    assert first["minutes"] == pytest.approx(5)
    shared = territory(released, "E2")
    assert (shared["is_cut"], shared["communes"], shared["withheld"]) == (True, 2, 1)
    assert (shared["demand"], shared["rank"]) == (100, 2)
    assert territory(released, "E3")["coverage_class"] == "edge"
    north = territory(released, "E4")
    assert (north["coverage_class"], north["missing"], north["outside_share"]) == (
        "uncovered",
        1,
        1,
    )
    assert north["rank"] == 1
    assert territory(released, "T1")["name"] == "Territoire d'Albas"
    assert territory(released, "46")["score"] == pytest.approx(MEAN)


def test_minutes_and_sectors_are_those_of_what_is_there(observatory: Observatory) -> None:
    released = observatory.coverage(LOT)
    assert by_code(released, "minutes")["46003"] == 20
    assert by_code(released, "minutes_site")["46002"] == 20
    assert by_code(released, "minutes_placement")["46002"] == 5
    assert by_code(released, "minutes")["46007"] is None
    assert by_code(released, "sectors")["46003"] == 2
    assert by_code(released, "sectors")["46007"] == 0


def test_the_rule_in_use_is_read_with_its_own_minutes(observatory: Observatory) -> None:
    """At 10 minutes Cahus and Herm have nothing; at the 30 of the preset, Herm alone."""
    for minutes, outside in ((None, 20), (10.0, 120)):
        found = observatory.coverage(replace(LOT, max_minutes=minutes)).sensitivity
        rows = {row["preset"]: row for row in found.to_dicts()}
        assert rows["iae_30"]["outside"] == outside
        assert rows["iae_30"]["same_class"] == 1
        assert rows["2sfca"]["outside"] == 20


def test_families_are_scored_apart(observatory: Observatory) -> None:
    site = observatory.coverage(replace(LOT, family=SupplyFamily.SITE))
    placement = observatory.coverage(replace(LOT, family=SupplyFamily.PLACEMENT))
    assert by_code(site, "score")["46003"] == pytest.approx(1.2)
    assert by_code(placement, "score")["46003"] == pytest.approx(60 / 35)
    assert by_code(placement, "coverage_class")["46001"] == "uncovered"
    assert set(site.structures["structure_id"]) == {"S1", "S3"}


def test_structures_tell_posts_not_told_and_neighbours(observatory: Observatory) -> None:
    actual = observatory.coverage(replace(LOT, is_actual=True))
    rows = {row["structure_id"]: row for row in actual.structures.iter_rows(named=True)}
    assert {name: row["fte"] for name, row in rows.items()} == {"S1": 5, "S2": None, "S3": 2}
    assert {name: row["is_outside"] for name, row in rows.items()} == {
        "S1": False,
        "S2": False,
        "S3": True,
    }
    assert by_code(actual, "score")["46001"] == pytest.approx(ALBAS / 2)
    counts = dict(actual.accounts.select("label", "count").iter_rows())
    assert counts["Structures sans ETP renseigné, comptées pour 0"] == 1
    assert counts["Structures dont la commune est inconnue"] == 1
    assert counts["Temps de trajet fournis sans commune ou sans structure connue"] == 1
    assert counts["Communes dont le voisinage sort des données"] == 1


def test_presets_are_read_beside_their_own_mean(observatory: Observatory) -> None:
    """At 15 minutes: 10 posts for 100 people, 4 for 80, and Estal, 19 minutes from the edge."""
    released = observatory.coverage(LOT)
    row = released.sensitivity.filter(preset="without_licence").to_dicts()[0]
    assert row["mean"] == pytest.approx(100 * 14 / 300)
    assert (row["uncovered"], row["underserved"], row["outside"]) == (2, 0, 120)
    assert row["same_class"] == pytest.approx(2 / 4)
    assert by_code(released, "stability")["46007"] == 1
    chosen = released.sensitivity.filter(preset="iae_30").to_dicts()[0]
    assert chosen["same_class"] == 1


def test_fewer_minutes_bring_the_edge_back_and_leave_people_out(observatory: Observatory) -> None:
    near = observatory.coverage(replace(LOT, max_minutes=10.0))
    assert by_code(near, "score")["46005"] == pytest.approx(5)
    assert near.totals["edge"] == 0
    assert (near.totals["assessed"], near.totals["outside"]) == (300, 120)


def test_choices_are_those_of_the_scope(observatory: Observatory) -> None:
    choices = observatory.coverage_choices()
    assert list(choices.departments.items()) == [("45", "Loiret"), ("46", "Lot")]
    assert choices.years == {"45": (), "46": (2025, 2024)}
    assert choices.publics(["46"]) == (
        (TargetPublic.RSA, PopulationUnit.HOUSEHOLD),
        (TargetPublic.RSA, PopulationUnit.COVERED),
        (TargetPublic.YOUTH, PopulationUnit.INHABITANT),
    )
    director = Scope("asso", Role.DIRECTOR, frozenset({"S1"}), "Association")
    theirs = Observatory(observatory.snapshot, director)
    assert list(theirs.coverage_choices().departments) == ["46"]
    nobody = Scope("ailleurs", Role.DIRECTOR, frozenset({"S8"}), "Association")
    with pytest.raises(QuestionError, match="périmètre"):
        Observatory(observatory.snapshot, nobody).coverage(LOT)


def test_supply_out_of_reach_leaves_everyone_uncovered(tmp_path: Path) -> None:
    head = SUPPLY.strip().splitlines()[:2]
    alone = "\n".join([*head, "S2|AI|46006|2025|4||||Services"])
    times = "\n".join([*TIMES.strip().splitlines()[:2], "46001|S8|5"])
    snapshot = publish(tmp_path / "store", iae_supply=alone, travel_time=times)
    released = Observatory(snapshot, EVERYONE).coverage(LOT)
    classes = by_code(released, "coverage_class")
    assert {classes[code] for code in ("46001", "46002", "46003", "46007")} == {"uncovered"}
    assert (released.reference, released.totals["deficit_gross"]) == (0, 0)
    counts = dict(released.accounts.select("label", "count").iter_rows())
    assert counts["Structures sans public connu à portée"] == 1
