"""Formation pendant le parcours."""

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
a1          | done       | training   | 2025-01-06 | done
a2          | done       | training   | 2025-03-03 | done
a3          | told_less  | training   | 2025-09-30 |
a4          | missed     | training   | 2025-01-06 | missed
a5          | both       | training   | 2025-01-06 | missed
a6          | both       | training   | 2025-02-03 | done
a7          | other      | workshop   | 2025-01-06 | done
a8          | planned    | training   | 2025-10-01 |
"""


def test_a_missed_or_coming_training_does_not_count(observe: Observe) -> None:
    """Manquée ou à venir, elle ne compte pas ; sans aucune étape saisie, on ne sait pas."""
    assert observe("training_during_pathway", pathway=PATHWAYS, activity=ACTIVITIES) == counts(
        yes=3, no=3, unknown=1
    )
