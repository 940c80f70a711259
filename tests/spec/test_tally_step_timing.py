"""Étapes selon le moment du parcours, et parcours qui les connaissent."""

from typing import Any

from drawing import EVERYONE, Build

from dashboard.observatory import Observatory

PATHWAYS = """
pathway_id | participant_id | scheme | entry_date
-----------+----------------+--------+-----------
P1         | a              | aci    | 2024-01-15
P2         | b              | aci    | 2024-01-15
P3         | c              | iae    | 2024-01-15
silent     | d              | aci    | 2024-01-15
"""
ACTIVITIES = """
activity_id | pathway_id | kind     | start_date | outcome
------------+------------+----------+------------+--------
early       | P1         | pmsmp    | 2024-01-10 |
same_day    | P1         | pmsmp    | 2024-01-15 | done
eve         | P1         | pmsmp    | 2024-02-14 |
one_month   | P1         | pmsmp    | 2024-02-15 |
three       | P2         | pmsmp    | 2024-04-15 |
six         | P2         | pmsmp    | 2024-07-15 |
a_year      | P2         | pmsmp    | 2025-01-15 |
missed      | P2         | training | 2024-02-01 | missed
other       | P3         | training | 2024-02-01 |
"""


def tallied(built: Build, code: str) -> list[dict[str, Any]]:
    snapshot = built(pathway=PATHWAYS, activity=ACTIVITIES)
    return Observatory(snapshot, EVERYONE).tally(code).table.to_dicts()


def test_a_delay_is_counted_in_months_from_date_to_date(built: Build) -> None:
    """Les mois vont de date à date ; un rendez-vous manqué n'est pas une étape."""
    found = {
        (row["kind"], row["moment"]): (row["steps"], row["pathways"])
        for row in tallied(built, "step_timing")
    }
    assert found == {
        ("pmsmp", "before"): (1, 1),
        ("pmsmp", "under_1"): (2, 1),
        ("pmsmp", "1_3"): (1, 1),
        ("pmsmp", "3_6"): (1, 1),
        ("pmsmp", "6_12"): (1, 1),
        ("pmsmp", "12_plus"): (1, 1),
        ("training", "under_1"): (1, 1),
    }


def test_pathways_without_any_step_are_out_of_the_base(built: Build) -> None:
    """La base est celle des parcours dont une étape est saisie, manquée comprise."""
    found = {
        (row["scheme"], row["kind"]): (row["pathways"], row["told"], row["entered"], row["steps"])
        for row in tallied(built, "step_reach")
    }
    assert found == {("aci", "pmsmp"): (2, 2, 3, 7), ("iae", "training"): (1, 1, 1, 1)}


def test_labels_come_with_the_codes(built: Build) -> None:
    """Chaque code est accompagné de son libellé."""
    row = next(row for row in tallied(built, "step_timing") if row["moment"] == "1_3")
    assert (row["kind_label"], row["moment_label"]) == ("Immersion (PMSMP)", "De 1 à 3 mois")
