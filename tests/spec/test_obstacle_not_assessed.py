"""Parcours sans diagnostic des freins."""

from drawing import Observe, counts


def test_an_absent_obstacle_was_assessed_and_an_unasked_one_was_not(observe: Observe) -> None:
    """« Pas de frein » est un diagnostic ; seulement « non évalué », ou rien, n'en est pas un."""
    pathways = """
    pathway_id | participant_id
    -----------+---------------
    present    | a
    absent     | b
    half       | c
    unasked    | d
    never      | e
    """
    obstacles = """
    pathway_id | obstacle | state
    -----------+----------+---------------
    present    | mobility | identified
    absent     | mobility | not_identified
    half       | mobility | not_assessed
    half       | health   | not_identified
    unasked    | mobility | not_assessed
    unasked    | health   | not_assessed
    """
    assert observe("obstacle_not_assessed", pathway=pathways, obstacle=obstacles) == counts(
        yes=2, no=3
    )
