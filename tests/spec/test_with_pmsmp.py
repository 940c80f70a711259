"""Parcours avec une immersion (PMSMP)."""

from drawing import Observe, counts

PATHWAYS = """
pathway_id | participant_id
-----------+---------------
done       | a
told_less  | b
missed     | c
both       | d
other      | e
planned    | f
nothing    | g
"""
ACTIVITIES = """
activity_id | pathway_id | kind       | start_date | outcome
------------+------------+------------+------------+--------
a1          | done       | pmsmp      | 2025-01-06 | done
a2          | done       | pmsmp      | 2025-03-03 | done
a3          | told_less  | pmsmp      | 2025-09-30 |
a4          | missed     | pmsmp      | 2025-01-06 | missed
a5          | both       | pmsmp      | 2025-01-06 | missed
a6          | both       | pmsmp      | 2025-02-03 | done
a7          | other      | work_trial | 2025-01-06 | done
a8          | planned    | pmsmp      | 2025-10-01 |
"""


def test_a_missed_or_coming_immersion_does_not_count(observe: Observe) -> None:
    """Une mise en situation n'est pas une PMSMP ; manquée ou à venir, elle ne compte pas."""
    assert observe("with_pmsmp", pathway=PATHWAYS, activity=ACTIVITIES) == counts(
        yes=3, no=3, unknown=1
    )
