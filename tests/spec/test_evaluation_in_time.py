"""Évaluations transmises dans les 15 jours."""

from drawing import Observe, counts

PATHWAYS = """
pathway_id | participant_id | scheme
-----------+----------------+-----------
same_day   | a              | mispe_esat
day_15     | b              | mispe_esat
day_16     | c              | mispe_esat
too_soon   | d              | mispe_esat
never      | e              | mispe_esat
mature     | f              | mispe_esat
young      | g              | mispe_esat
no_end     | h              | mispe_esat
elsewhere  | i              | mesp_ccas
"""
ACTIVITIES = """
activity_id | pathway_id | kind            | start_date | end_date
------------+------------+-----------------+------------+-----------
t1          | same_day   | work_trial      | 2025-01-06 | 2025-01-17
e1          | same_day   | evaluation_sent | 2025-01-17 |
e1_again    | same_day   | evaluation_sent | 2025-01-20 |
t2          | day_15     | work_trial      | 2025-01-06 | 2025-01-17
e2          | day_15     | evaluation_sent | 2025-02-01 |
t3          | day_16     | work_trial      | 2025-01-06 | 2025-01-17
e3          | day_16     | evaluation_sent | 2025-02-02 |
t4          | too_soon   | work_trial      | 2025-01-06 | 2025-01-17
e4          | too_soon   | evaluation_sent | 2025-01-16 |
t5          | never      | work_trial      | 2025-01-06 | 2025-01-17
no_eval     | never      | interview       | 2025-01-20 |
t6          | mature     | work_trial      | 2025-09-01 | 2025-09-15
t7          | young      | work_trial      | 2025-09-01 | 2025-09-16
e7          | young      | evaluation_sent | 2025-09-17 |
t8          | no_end     | work_trial      | 2025-09-01 |
e8          | no_end     | evaluation_sent | 2025-09-17 |
t9          | elsewhere  | work_trial      | 2025-01-06 | 2025-01-17
e9          | elsewhere  | evaluation_sent | 2025-01-17 |
"""


def test_the_fifteenth_day_is_in_time_and_the_sixteenth_is_not(observe: Observe) -> None:
    """Finie le 17 janvier : le 1er février est à temps, le 2 non ; avant la fin ne compte pas.

    Finie le 15 septembre, elle est jugée le 30 ; finie le 16, pas encore, même déjà transmise.
    """
    assert observe("evaluation_in_time", pathway=PATHWAYS, activity=ACTIVITIES) == counts(
        yes=2, no=4, immature=1
    )


def test_each_trial_needs_its_own_evaluation(observe: Observe) -> None:
    """L'évaluation d'une mise en situation ne vaut pas pour une autre du même parcours."""
    activities = """
    activity_id | pathway_id | kind            | start_date | end_date
    ------------+------------+-----------------+------------+-----------
    first       | never      | work_trial      | 2025-01-06 | 2025-01-17
    second      | never      | work_trial      | 2025-03-03 | 2025-03-14
    sent        | never      | evaluation_sent | 2025-03-20 |
    """
    assert observe("evaluation_in_time", pathway=PATHWAYS, activity=activities) == counts(
        yes=1, no=1
    )
