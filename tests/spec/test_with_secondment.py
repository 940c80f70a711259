"""Parcours avec une mise à disposition."""

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
a1          | done       | secondment | 2025-01-06 | done
a2          | done       | secondment | 2025-03-03 | done
a3          | told_less  | secondment | 2025-09-30 |
a4          | missed     | secondment | 2025-01-06 | missed
a5          | both       | secondment | 2025-01-06 | missed
a6          | both       | secondment | 2025-02-03 | done
a7          | other      | work_trial | 2025-01-06 | done
a8          | planned    | secondment | 2025-10-01 |
"""


def test_a_missed_or_coming_secondment_does_not_count(observe: Observe) -> None:
    """Une mise en situation n'en est pas une ; à venir, non plus ; sans étape : inconnu."""
    assert observe("with_secondment", pathway=PATHWAYS, activity=ACTIVITIES) == counts(
        yes=3, no=3, unknown=1
    )
