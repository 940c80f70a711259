"""Suivi des deux côtés dans l'emploi."""

from drawing import EVERYONE, Build

from dashboard.observatory import Observatory


def test_who_was_reached_is_told_for_each_due_month(built: Build) -> None:
    """À un mois les deux, à trois mois le salarié seul, à six mois personne ; douze, à venir."""
    tables = {
        "pathway": """
        pathway_id | participant_id | scheme           | entry_date
        -----------+----------------+------------------+-----------
        P1         | a              | active_mediation | 2025-01-15
        P2         | b              | aci              | 2025-01-15
        """,
        "employment": """
        job_id | participant_id | pathway_id | contract_kind | start_date
        -------+----------------+------------+---------------+-----------
        J1     | a              | P1         | permanent     | 2025-03-01
        J2     | b              | P2         | permanent     | 2025-03-01
        """,
        "followup": """
        followup_id | job_id | side     | due_month | done_on
        ------------+--------+----------+-----------+-----------
        F1          | J1     | employee | 1         | 2025-04-02
        F2          | J1     | employer | 1         | 2025-04-03
        F3          | J1     | employee | 3         | 2025-06-02
        F4          | J1     | employer | 3         |
        """,
    }
    table = Observatory(built(**tables), EVERYONE).tally("step_two_sides").table
    assert table.rows() == [(1, 1, 1, 0, 0, 0), (3, 1, 0, 1, 0, 0), (6, 1, 0, 0, 0, 1)]
