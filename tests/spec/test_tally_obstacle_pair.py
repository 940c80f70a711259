"""Freins identifiés ensemble."""

from drawing import EVERYONE, Build

from dashboard.observatory import Observatory

PATHWAYS = """
pathway_id | participant_id
-----------+---------------
both       | a
again      | b
one        | c
half       | d
none       | e
silent     | f
"""
OBSTACLES = """
pathway_id | obstacle      | state
-----------+---------------+---------------
both       | mobility      | identified
both       | health        | identified
both       | qualification | identified
again      | mobility      | identified
again      | health        | identified
one        | mobility      | identified
one        | health        | not_identified
half       | mobility      | identified
half       | health        | not_assessed
half       | qualification | identified
none       | mobility      | not_identified
none       | health        | not_identified
"""


def test_a_pair_is_counted_where_both_are_assessed(built: Build) -> None:
    """Un frein non évalué sort le parcours de la base de chacune de ses paires."""
    snapshot = built(pathway=PATHWAYS, obstacle=OBSTACLES)
    table = Observatory(snapshot, EVERYONE).tally("obstacle_pair").table
    rows = table.select("obstacle", "other_obstacle", "assessed", "identified").rows()
    assert rows == [
        ("health", "qualification", 1, 1),
        ("mobility", "health", 4, 2),
        ("mobility", "qualification", 2, 2),
    ]


def test_a_pair_never_met_is_a_zero_and_not_an_absence(built: Build) -> None:
    """Deux freins évalués sans être identifiés ensemble donnent 0 sur leur base."""
    only = "\n".join(OBSTACLES.strip().splitlines()[:2] + OBSTACLES.strip().splitlines()[-2:])
    snapshot = built(pathway=PATHWAYS, obstacle=only)
    table = Observatory(snapshot, EVERYONE).tally("obstacle_pair").table
    assert table.select("assessed", "identified").rows() == [(1, 0)]
