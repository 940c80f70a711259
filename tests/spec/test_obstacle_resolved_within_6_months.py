"""Freins levés dans les 6 mois."""

from drawing import Observe, counts

PATHWAYS = """
pathway_id | participant_id
-----------+---------------
one        | a
two        | b
"""
OBSTACLES = """
pathway_id | obstacle      | state          | identified_on | closed_on
-----------+---------------+----------------+---------------+-----------
one        | mobility      | identified     | 2025-01-01    | 2025-01-01
one        | health        | identified     | 2025-01-01    | 2025-07-03
one        | housing       | identified     | 2025-01-01    | 2025-07-04
one        | childcare     | identified     | 2025-01-01    |
one        | finances      | identified     | 2025-03-31    | 2025-09-30
one        | rights        | identified     | 2025-04-01    | 2025-04-02
one        | language      | identified     | 2025-04-01    |
two        | mobility      | identified     |               | 2025-05-01
two        | health        | not_identified | 2025-01-01    |
two        | qualification | not_assessed   |               |
"""


def test_the_183rd_day_counts_and_a_young_obstacle_is_not_judged(observe: Observe) -> None:
    """Repéré le 1er janvier : levé le 3 juillet, oui ; le 4, non ; sans date de repérage : à part.

    Repéré le 31 mars, il est jugé le 30 septembre ; repéré le 1er avril, pas encore, même levé.
    """
    assert observe(
        "obstacle_resolved_within_6_months", pathway=PATHWAYS, obstacle=OBSTACLES
    ) == counts(yes=3, no=2, unknown=1, immature=2)
