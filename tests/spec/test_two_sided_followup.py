"""Suivis salarié et employeur tous deux faits."""

from drawing import Observe, counts

PATHWAYS = """
pathway_id | participant_id | scheme               | entry_date
-----------+----------------+----------------------+-----------
mediation  | a              | active_mediation     | 2024-06-01
supported  | b              | supported_employment | 2024-06-01
support    | c              | rsa_support          | 2024-06-01
"""


def test_both_sides_must_be_followed_for_the_same_job_and_month(observe: Observe) -> None:
    """Embauché le 30 juin : suivi des deux côtés à un mois, d'un seul à trois, le reste à venir.

    Un suivi prévu sans date, ou rattaché au parcours et non à l'emploi, n'est pas fait.
    """
    jobs = """
    job_id | participant_id | pathway_id | contract_kind | start_date
    -------+----------------+------------+---------------+-----------
    j1     | a              | mediation  | permanent     | 2025-06-30
    j2     | b              | supported  | permanent     | 2025-08-31
    """
    followups = """
    followup_id | job_id | pathway_id | side     | due_month | done_on
    ------------+--------+------------+----------+-----------+-----------
    f1          | j1     |            | employee | 1         | 2025-07-30
    f2          | j1     |            | employer | 1         | 2025-08-04
    f3          | j1     |            | employee | 3         | 2025-09-30
    f4          |        | mediation  | employer | 3         | 2025-09-30
    f5          | j2     |            | employee | 1         | 2025-09-30
    f6          | j2     |            | employer | 1         |
    f7          | j2     |            | employee | 3         | 2025-09-30
    f8          | j2     |            | employer | 3         | 2025-09-30
    """
    assert observe(
        "two_sided_followup", pathway=PATHWAYS, employment=jobs, followup=followups
    ) == counts(yes=1, no=2, immature=5)


def test_a_job_already_over_an_insertion_contract_or_another_scheme_owes_nothing(
    observe: Observe,
) -> None:
    """Commencé le 31 janvier, dû le 28 février : fini ce jour-là, il compte ; la veille, non."""
    jobs = """
    job_id | participant_id | pathway_id | contract_kind | start_date | end_date
    -------+----------------+------------+---------------+------------+-----------
    j1     | a              | mediation  | permanent     | 2025-01-31 | 2025-02-28
    j2     | a              | mediation  | permanent     | 2025-01-31 | 2025-02-27
    j3     | b              | supported  | inclusion     | 2025-01-31 |
    j4     | c              | support    | permanent     | 2025-01-31 |
    """
    assert observe("two_sided_followup", pathway=PATHWAYS, employment=jobs) == counts(no=1)
