"""Mises en situation confirmant l'orientation."""

from drawing import Observe, counts

PATHWAYS = """
pathway_id | participant_id | scheme
-----------+----------------+-----------
esat       | a              | mispe_esat
ccas       | b              | mesp_ccas
"""
ACTIVITIES = """
activity_id | pathway_id | kind       | start_date | end_date   | outcome
------------+------------+------------+------------+------------+--------------------------
confirmed   | esat       | work_trial | 2025-01-06 | 2025-01-17 | orientation_confirmed
ends_today  | ccas       | work_trial | 2025-09-22 | 2025-09-30 | orientation_confirmed
refused     | esat       | work_trial | 2025-02-03 | 2025-02-14 | orientation_not_confirmed
no_sequel   | ccas       | work_trial | 2025-01-06 | 2025-01-17 | none
hired       | ccas       | work_trial | 2025-02-03 | 2025-02-14 | hired
training    | ccas       | work_trial | 2025-03-03 | 2025-03-14 | training
missed      | esat       | work_trial | 2025-03-03 | 2025-03-14 | missed
undecided   | esat       | work_trial | 2025-04-07 | 2025-04-18 | done
not_told    | esat       | work_trial | 2025-05-05 | 2025-05-16 |
no_end      | esat       | work_trial | 2025-09-22 |            | orientation_confirmed
tomorrow    | esat       | work_trial | 2025-09-22 | 2025-10-01 |
immersion   | ccas       | pmsmp      | 2025-01-06 | 2025-01-17 | orientation_confirmed
"""


def test_an_untold_decision_stays_in_the_base_and_an_unfinished_trial_does_not(
    observe: Observe,
) -> None:
    """« Réalisée » ne dit pas la décision : inconnue, dans la base ; finie demain : pas encore."""
    assert observe("work_trial_confirmed", pathway=PATHWAYS, activity=ACTIVITIES) == counts(
        yes=2, no=5, unknown=2
    )
