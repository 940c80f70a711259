"""Freins repérés en cours de parcours."""

from drawing import Observe, counts

from pipelines.vocabulary import Dimension

PATHWAYS = """
pathway_id | participant_id
-----------+---------------
one        | a
two        | b
"""
OBSTACLES = """
pathway_id | obstacle | state          | detected_by
-----------+----------+----------------+-----------------
one        | mobility | identified     | entry_assessment
one        | health   | identified     | during_pathway
one        | housing  | identified     |
two        | mobility | identified     | during_pathway
two        | health   | not_identified | during_pathway
two        | housing  | not_assessed   |
"""


def test_an_obstacle_of_unknown_moment_is_apart(observe: Observe) -> None:
    """Deux freins repérés en route sur trois dont le moment est connu ; un sans moment, à part."""
    assert observe("obstacle_detected_on_the_way", pathway=PATHWAYS, obstacle=OBSTACLES) == counts(
        yes=2, no=1, unknown=1
    )


def test_each_obstacle_is_counted_for_itself(observe: Observe) -> None:
    """La mobilité : un frein repéré en route sur deux ; la santé : un sur un."""
    assert observe(
        "obstacle_detected_on_the_way",
        by=(Dimension.OBSTACLE,),
        pathway=PATHWAYS,
        obstacle=OBSTACLES,
    ) == {"mobility": {"yes": 1, "no": 1}, "health": {"yes": 1}, "housing": {"unknown": 1}}
