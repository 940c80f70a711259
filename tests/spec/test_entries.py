"""Entrées."""

from drawing import Observe, counts

from pipelines.vocabulary import Dimension

PATHWAYS = """
pathway_id | participant_id | scheme      | entry_date | exit_date
-----------+----------------+-------------+------------+-----------
first      | a              | aci         | 2024-03-31 | 2024-12-31
again      | a              | aci         | 2025-04-01 |
other      | b              | rsa_support | 2024-04-01 |
"""


def test_a_person_who_comes_back_counts_for_each_entry(observe: Observe) -> None:
    """Deux parcours de la même personne sont deux entrées."""
    assert observe("entries", pathway=PATHWAYS) == counts(yes=3)


def test_the_last_day_of_march_is_in_the_first_quarter(observe: Observe) -> None:
    """Le 31 mars est au premier trimestre, le 1er avril au deuxième."""
    assert observe("entries", by=(Dimension.ENTRY_QUARTER,), pathway=PATHWAYS) == {
        "2024-Q1": {"yes": 1},
        "2024-Q2": {"yes": 1},
        "2025-Q2": {"yes": 1},
    }


def test_a_period_keeps_its_two_bounds(observe: Observe) -> None:
    """Une période du T2 2024 au T1 2025 garde une entrée."""
    assert observe("entries", period=("2024-Q2", "2025-Q1"), pathway=PATHWAYS) == counts(yes=1)
