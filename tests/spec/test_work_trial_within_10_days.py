"""Mises en situation de 10 jours ouvrés au plus."""

from drawing import Observe, counts

PATHWAYS = """
pathway_id | participant_id | scheme
-----------+----------------+-----------
esat       | a              | mispe_esat
ccas       | b              | mesp_ccas
"""


def test_working_days_go_from_monday_to_friday(observe: Observe) -> None:
    """Du lundi 6 au vendredi 17 janvier : dix jours ; le week-end n'y change rien, le lundi si."""
    activities = """
    activity_id    | pathway_id | kind       | start_date | end_date
    ---------------+------------+------------+------------+-----------
    mon_to_fri     | esat       | work_trial | 2025-01-06 | 2025-01-17
    mon_to_sun     | esat       | work_trial | 2025-01-06 | 2025-01-19
    mon_to_mon     | esat       | work_trial | 2025-01-06 | 2025-01-20
    sat_to_fri     | esat       | work_trial | 2025-01-04 | 2025-01-17
    fri_to_thu     | esat       | work_trial | 2025-01-03 | 2025-01-16
    fri_to_fri     | esat       | work_trial | 2025-01-03 | 2025-01-17
    a_week_end     | esat       | work_trial | 2025-01-04 | 2025-01-05
    """
    assert observe("work_trial_within_10_days", pathway=PATHWAYS, activity=activities) == counts(
        yes=5, no=2
    )


def test_public_holidays_count_and_an_open_trial_is_apart(observe: Observe) -> None:
    """Le 1er janvier compte : le 14 est le dixième jour ; sans fin : à part ; hors ESAT : rien."""
    activities = """
    activity_id | pathway_id | kind       | start_date | end_date
    ------------+------------+------------+------------+-----------
    day_10      | esat       | work_trial | 2025-01-01 | 2025-01-14
    day_11      | esat       | work_trial | 2025-01-01 | 2025-01-15
    no_end      | esat       | work_trial | 2025-01-01 |
    elsewhere   | ccas       | work_trial | 2025-01-01 | 2025-01-14
    immersion   | esat       | pmsmp      | 2025-01-01 | 2025-01-14
    """
    assert observe("work_trial_within_10_days", pathway=PATHWAYS, activity=activities) == counts(
        yes=1, no=1, unknown=1
    )
