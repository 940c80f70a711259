"""File active."""

from drawing import Observe, counts

from pipelines.vocabulary import Dimension

PATHWAYS = """
pathway_id | participant_id | scheme      | entry_date | exit_date
-----------+----------------+-------------+------------+-----------
early      | a              | aci         | 2025-01-10 | 2025-06-30
late       | a              | rsa_support | 2025-07-01 |
both       | b              | aci         | 2025-02-01 |
also       | b              | rsa_support | 2025-03-01 |
today      | c              | aci         | 2025-09-30 |
"""


def test_a_person_in_two_schemes_counts_once_in_the_whole(observe: Observe) -> None:
    """Trois personnes présentes le 30 septembre, dont une dans deux dispositifs."""
    assert observe("caseload", pathway=PATHWAYS) == counts(yes=3)
    assert observe("caseload", by=(Dimension.SCHEME,), pathway=PATHWAYS) == {
        "aci": {"yes": 2},
        "rsa_support": {"yes": 2},
    }


def test_a_person_who_leaves_on_the_last_day_is_not_present_that_day(observe: Observe) -> None:
    """Sortie le 30 juin : présente fin mars, absente fin juin."""
    assert observe("caseload", by=(Dimension.STOCK_QUARTER,), pathway=PATHWAYS) == {
        "2025-Q1": {"yes": 2},
        "2025-Q2": {"yes": 1},
        "2025-Q3": {"yes": 3},
    }


def test_the_end_of_the_period_chooses_the_day(observe: Observe) -> None:
    """Jusqu'au T1 2025, la file active est celle du 31 mars."""
    assert observe("caseload", period=(None, "2025-Q1"), pathway=PATHWAYS) == counts(yes=2)
