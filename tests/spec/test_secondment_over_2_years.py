"""Mises à disposition de plus de 2 ans."""

from drawing import Observe, counts

PATHWAYS = """
pathway_id | participant_id | scheme               | entry_date
-----------+----------------+----------------------+-----------
one        | a              | supported_employment | 2022-06-01
"""


def test_two_years_to_the_day_are_allowed(observe: Observe) -> None:
    """Du 10 janvier au 10 janvier deux ans après : permis ; un jour de plus : dépassé.

    En cours, elle dépasse dès le lendemain des deux ans ; avant, elle est trop récente.
    """
    activities = """
    activity_id  | pathway_id | kind       | start_date | end_date
    -------------+------------+------------+------------+-----------
    in_time      | one        | secondment | 2023-01-10 | 2024-01-10
    to_the_day   | one        | secondment | 2023-01-10 | 2025-01-10
    day_after    | one        | secondment | 2023-01-10 | 2025-01-11
    open_over    | one        | secondment | 2023-09-29 |
    open_to_day  | one        | secondment | 2023-09-30 |
    open_young   | one        | secondment | 2025-01-10 |
    immersion    | one        | pmsmp      | 2023-01-10 | 2025-01-11
    """
    assert observe("secondment_over_2_years", pathway=PATHWAYS, activity=activities) == counts(
        yes=2, no=2, immature=2
    )


def test_an_end_still_to_come_is_no_end(observe: Observe) -> None:
    """Une fin prévue après la date de référence n'en est pas une : elle est en cours."""
    activities = """
    activity_id  | pathway_id | kind       | start_date | end_date
    -------------+------------+------------+------------+-----------
    ends_today   | one        | secondment | 2025-01-06 | 2025-09-30
    planned      | one        | secondment | 2025-01-06 | 2025-10-01
    planned_long | one        | secondment | 2024-06-03 | 2026-12-31
    over_already | one        | secondment | 2023-06-01 | 2025-12-31
    """
    assert observe("secondment_over_2_years", pathway=PATHWAYS, activity=activities) == counts(
        yes=1, no=1, immature=2
    )
