"""Intensité des freins identifiés."""

from drawing import EVERYONE, Build

from dashboard.observatory import Observatory
from pipelines.vocabulary import Dimension

PATHWAYS = """
pathway_id | participant_id | scheme
-----------+----------------+------------
P1         | a              | aci
P2         | b              | aci
P3         | c              | rsa_support
silent     | d              | aci
"""
OBSTACLES = """
pathway_id | obstacle | state          | intensity
-----------+----------+----------------+----------
P1         | mobility | identified     | high
P1         | health   | identified     | low
P2         | mobility | identified     |
P2         | health   | not_identified |
P3         | mobility | identified     | high
P3         | health   | not_assessed   |
"""


def test_only_identified_obstacles_have_an_intensity(built: Build) -> None:
    """Une intensité non saisie est comptée à part, jamais répartie ni prise pour faible."""
    snapshot = built(pathway=PATHWAYS, obstacle=OBSTACLES)
    released = Observatory(snapshot, EVERYONE).tally("obstacle_intensity")
    assert released.table.rows() == [
        ("health", "Santé", 1, 1, 0, 0, 0),
        ("mobility", "Mobilité", 3, 0, 0, 2, 1),
    ]


def test_the_filters_of_the_page_hold(built: Build) -> None:
    """Un dispositif retenu ne compte que ses parcours."""
    snapshot = built(pathway=PATHWAYS, obstacle=OBSTACLES)
    where = ((Dimension.SCHEME, ("rsa_support",)),)
    released = Observatory(snapshot, EVERYONE).tally("obstacle_intensity", where)
    assert released.table.rows() == [("mobility", "Mobilité", 1, 0, 0, 1, 0)]


def test_without_obstacle_the_table_is_empty(built: Build) -> None:
    """Aucun frein saisi : aucune ligne, et pas d'erreur."""
    snapshot = built(pathway=PATHWAYS)
    assert Observatory(snapshot, EVERYONE).tally("obstacle_intensity").table.is_empty()
