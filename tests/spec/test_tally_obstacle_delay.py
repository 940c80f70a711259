"""Délai de levée des freins ; date de référence : 30/09/2025."""

from drawing import EVERYONE, Build, Observe

from dashboard.observatory import Observatory

PATHWAYS = """
pathway_id | participant_id
-----------+---------------
old        | a
late       | b
open       | c
young      | d
edge       | e
undated    | f
absent     | g
"""
OBSTACLES = """
pathway_id | obstacle | state          | identified_on | closed_on
-----------+----------+----------------+---------------+-----------
old        | mobility | identified     | 2024-01-15    | 2024-02-14
late       | mobility | identified     | 2024-01-15    | 2024-07-17
open       | mobility | identified     | 2024-01-15    |
young      | mobility | identified     | 2025-09-01    | 2025-09-10
edge       | mobility | identified     | 2025-08-31    |
undated    | mobility | identified     |               | 2025-01-01
absent     | mobility | not_identified | 2024-01-15    |
"""


def delays(built: Build) -> dict[int, tuple[int, ...]]:
    snapshot = built(pathway=PATHWAYS, obstacle=OBSTACLES)
    table = Observatory(snapshot, EVERYONE).tally("obstacle_delay").table
    counts = ("months", "mature", "resolved", "immature", "undated")
    return {row[0]: row[1:] for row in table.select(counts).iter_rows()}


def test_a_delay_is_judged_on_obstacles_old_enough(built: Build) -> None:
    """Un frein levé vite mais repéré il y a 29 jours ne compte pas encore ; à 30 jours, il compte.

    « old » est levé au 30e jour ; « late » au 184e : trop tard pour 6 mois, à temps pour 12.
    """
    assert delays(built) == {
        1: (4, 1, 1, 1),
        3: (3, 1, 2, 1),
        6: (3, 1, 2, 1),
        12: (3, 2, 2, 1),
    }


def test_six_months_agree_with_the_indicator(built: Build, observe: Observe) -> None:
    """Le point à 6 mois et l'indicateur disent le même n/N."""
    mature, resolved, immature, undated = delays(built)[6]
    told = observe("obstacle_resolved_within_6_months", pathway=PATHWAYS, obstacle=OBSTACLES)
    assert (told["yes"], told["yes"] + told["no"]) == (resolved, mature)
    assert (told["immature"], told["unknown"]) == (immature, undated)
