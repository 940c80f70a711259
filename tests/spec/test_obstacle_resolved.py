"""Freins levés."""

from drawing import Observe, counts

from pipelines.vocabulary import Dimension

OBSTACLES = """
pathway_id | obstacle | state          | identified_on | closed_on
-----------+----------+----------------+---------------+-----------
one        | mobility | identified     | 2024-02-01    | 2024-06-01
one        | housing  | identified     | 2024-02-01    |
two        | mobility | identified     | 2024-02-01    |
two        | health   | not_identified |               |
three      | mobility | not_assessed   |               |
"""
PATHWAYS = """
pathway_id | participant_id
-----------+---------------
one        | a
two        | b
three      | c
four       | d
"""


def test_only_identified_obstacles_are_in_the_base(observe: Observe) -> None:
    """On compte des freins : un levé sur trois identifiés."""
    assert observe("obstacle_resolved", pathway=PATHWAYS, obstacle=OBSTACLES) == counts(yes=1, no=2)


def test_each_obstacle_is_counted_for_itself(observe: Observe) -> None:
    """La mobilité : un frein levé sur deux ; le logement : aucun sur un."""
    assert observe(
        "obstacle_resolved", by=(Dimension.OBSTACLE,), pathway=PATHWAYS, obstacle=OBSTACLES
    ) == {"housing": {"no": 1}, "mobility": {"yes": 1, "no": 1}}
