"""Semaines avec la rencontre collective."""

from drawing import Observe, counts

PATHWAYS = """
pathway_id  | participant_id | scheme             | entry_date | exit_date
------------+----------------+--------------------+------------+-----------
three_weeks | a              | intensive_coaching | 2025-01-06 | 2025-01-26
a_week_more | b              | intensive_coaching | 2025-01-06 | 2025-01-13
silent      | c              | intensive_coaching | 2025-01-06 | 2025-01-19
missed      | d              | intensive_coaching | 2025-01-06 | 2025-01-12
elsewhere   | e              | rsa_support        | 2025-01-06 | 2025-01-26
"""
ACTIVITIES = """
activity_id | pathway_id  | kind          | start_date | outcome
------------+-------------+---------------+------------+--------
a1          | three_weeks | group_meeting | 2025-01-06 | done
a2          | three_weeks | group_meeting | 2025-01-12 |
a3          | three_weeks | group_meeting | 2025-01-15 | missed
a4          | three_weeks | interview     | 2025-01-20 | done
a5          | a_week_more | group_meeting | 2025-01-13 | done
a6          | silent      | workshop      | 2025-01-07 | done
a7          | missed      | group_meeting | 2025-01-07 | missed
a8          | elsewhere   | group_meeting | 2025-01-07 | done
"""


def test_a_missed_meeting_is_not_held_and_a_silent_pathway_is_apart(observe: Observe) -> None:
    """Deux rencontres la même semaine comptent une fois ; manquée, non ; l'entretien non plus.

    Sorti le 13 janvier, jour où commence la deuxième semaine : elle compte.
    """
    assert observe("group_meeting_weeks", pathway=PATHWAYS, activity=ACTIVITIES) == counts(
        yes=2, no=4, unknown=2
    )


def test_an_open_pathway_has_the_weeks_begun_by_the_reference_date(observe: Observe) -> None:
    """Trois semaines entamées le 30 septembre ; la rencontre prévue demain n'a pas eu lieu."""
    pathways = """
    pathway_id | participant_id | scheme             | entry_date
    -----------+----------------+--------------------+-----------
    ongoing    | a              | intensive_coaching | 2025-09-16
    today      | b              | intensive_coaching | 2025-09-30
    """
    activities = """
    activity_id | pathway_id | kind          | start_date | outcome
    ------------+------------+---------------+------------+--------
    a1          | ongoing    | group_meeting | 2025-09-22 | done
    a2          | ongoing    | group_meeting | 2025-09-29 | done
    a3          | ongoing    | group_meeting | 2025-10-01 |
    """
    assert observe("group_meeting_weeks", pathway=pathways, activity=activities) == counts(
        yes=2, no=1, unknown=1
    )
