"""Qualification obtenue."""

from drawing import Observe, counts

PATHWAYS = """
pathway_id | participant_id
-----------+---------------
one        | a
two        | b
"""
ACTIVITIES = """
activity_id | pathway_id | kind     | start_date | end_date   | outcome
------------+------------+----------+------------+------------+----------
qualified   | one        | training | 2025-01-06 | 2025-03-28 | qualified
followed    | one        | training | 2025-04-07 | 2025-04-18 | done
ends_today  | one        | training | 2025-09-01 | 2025-09-30 | none
not_told    | two        | training | 2025-01-06 | 2025-03-28 |
missed      | two        | training | 2025-04-07 | 2025-04-18 | missed
tomorrow    | two        | training | 2025-09-01 | 2025-10-01 |
no_end      | two        | training | 2025-09-01 |            | qualified
immersion   | two        | pmsmp    | 2025-05-05 | 2025-05-16 | done
"""


def test_only_trainings_that_are_over_and_were_followed_are_judged(observe: Observe) -> None:
    """Manquée, sans fin ou finie demain : pas jugée ; finie sans suite saisie : à part.

    Deux formations d'un même parcours comptent pour deux.
    """
    assert observe("qualification_obtained", pathway=PATHWAYS, activity=ACTIVITIES) == counts(
        yes=1, no=2, unknown=1
    )
