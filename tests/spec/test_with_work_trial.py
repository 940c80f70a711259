"""Parcours avec une mise en situation de travail."""

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
a1          | done       | work_trial | 2025-01-06 | done
a2          | done       | work_trial | 2025-03-03 | done
a3          | told_less  | work_trial | 2025-09-30 |
a4          | missed     | work_trial | 2025-01-06 | missed
a5          | both       | work_trial | 2025-01-06 | missed
a6          | both       | work_trial | 2025-02-03 | done
a7          | other      | pmsmp      | 2025-01-06 | done
a8          | planned    | work_trial | 2025-10-01 |
"""


def test_a_missed_or_coming_work_trial_does_not_count(observe: Observe) -> None:
    """Une PMSMP n'en est pas une ; manquée ou à venir, non plus ; sans étape : inconnu."""
    assert observe("with_work_trial", pathway=PATHWAYS, activity=ACTIVITIES) == counts(
        yes=3, no=3, unknown=1
    )
