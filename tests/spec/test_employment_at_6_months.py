"""En emploi à 6 mois."""

from drawing import Observe, counts

PATHWAYS = """
pathway_id | participant_id | exit_date  | exit_reason
-----------+----------------+------------+-------------------
working    | a              | 2025-01-31 | permanent_contract
stopped    | b              | 2025-01-31 | permanent_contract
no_answer  | c              | 2025-01-31 | permanent_contract
nobody     | d              | 2025-01-31 | permanent_contract
day_183    | e              | 2025-03-31 | permanent_contract
day_182    | f              | 2025-04-01 | permanent_contract
died       | g              | 2025-01-31 | death
ongoing    | h              |            |
"""
FOLLOWUPS = """
followup_id | pathway_id | side     | due_month | done_on    | situation
------------+------------+----------+-----------+------------+-----------
f1          | working    | employee | 6         | 2025-07-31 | employed
f2          | stopped    | employee | 6         | 2025-07-31 | unemployed
f3          | no_answer  | employee | 6         | 2025-07-31 | unreachable
f4          | nobody     | employee | 3         | 2025-04-30 | employed
f5          | day_183    | employer | 6         | 2025-09-30 | employed
f6          | day_182    | employee | 6         | 2025-09-30 | employed
"""


def test_only_the_six_month_followup_of_the_person_counts(observe: Observe) -> None:
    """Ni le suivi à trois mois ni celui de l'employeur ne valent ; injoignable reste inconnu.

    Sorti le 31 mars, on est jugé le 30 septembre (183 jours) ; sorti le 1er avril, pas encore.
    """
    assert observe("employment_at_6_months", pathway=PATHWAYS, followup=FOLLOWUPS) == counts(
        yes=1, no=1, unknown=3, excluded=1, immature=1
    )


def test_the_last_followup_done_prevails(observe: Observe) -> None:
    """Deux suivis à six mois : le plus récent fait foi."""
    followups = FOLLOWUPS + "f7 | working | employee | 6 | 2025-08-15 | unemployed\n"
    assert observe("employment_at_6_months", pathway=PATHWAYS, followup=followups) == counts(
        no=2, unknown=3, excluded=1, immature=1
    )
