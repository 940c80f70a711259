"""Freins identifiés."""

from drawing import Observe, counts

from pipelines.vocabulary import Dimension

PATHWAYS = """
pathway_id | participant_id
-----------+---------------
two        | a
none       | b
half       | c
never      | d
"""
OBSTACLES = """
pathway_id | obstacle | state
-----------+----------+---------------
two        | mobility | identified
two        | health   | identified
none       | mobility | not_identified
none       | health   | not_identified
half       | mobility | not_assessed
half       | health   | not_identified
"""


def test_without_detail_a_pathway_counts_once(observe: Observe) -> None:
    """Au moins un frein : une fois ; rien d'évalué : à part, hors de la base."""
    assert observe("obstacle_identified", pathway=PATHWAYS, obstacle=OBSTACLES) == counts(
        yes=1, no=2, unknown=1
    )


def test_each_obstacle_has_its_own_base(observe: Observe) -> None:
    """La prévalence d'un frein se lit sur les parcours où il a été évalué."""
    by_obstacle = observe(
        "obstacle_identified",
        by=(Dimension.OBSTACLE,),
        pathway=PATHWAYS,
        obstacle=OBSTACLES,
    )
    assert by_obstacle == {
        "mobility": {"yes": 1, "no": 1, "unknown": 1},
        "health": {"yes": 1, "no": 2},
        None: {"unknown": 1},
    }


def test_an_outcome_is_read_among_the_people_concerned(observe: Observe) -> None:
    """Ventiler un résultat par frein garde les parcours où ce frein est identifié."""
    assert observe("entries", by=(Dimension.OBSTACLE,), pathway=PATHWAYS, obstacle=OBSTACLES) == {
        "health": {"yes": 1},
        "mobility": {"yes": 1},
    }
