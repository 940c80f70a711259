"""Suivis dans l'emploi, un côté à la fois : faits, en retard, injoignables, à venir."""

from datetime import date

import pytest
from drawing import EVERYONE, Build

from dashboard.observatory import Observatory

TABLES = {
    "structure": """
    structure_id | structure_name
    -------------+---------------
    S1           | Une structure
    """,
    "pathway": """
    pathway_id | participant_id | scheme           | entry_date
    -----------+----------------+------------------+-----------
    P1         | a              | active_mediation | 2024-01-15
    P2         | b              | aci              | 2024-01-15
    P3         | c              | active_mediation | 2024-01-15
    """,
    "employment": """
    job_id | participant_id | pathway_id | contract_kind | start_date | end_date
    -------+----------------+------------+---------------+------------+-----------
    J1     | a              | P1         | permanent     | 2025-03-01 |
    J2     | b              | P2         | permanent     | 2025-03-01 |
    J3     | c              | P3         | permanent     | 2025-03-01 | 2025-03-31
    """,
    "followup": """
    followup_id | job_id | side     | due_month | done_on    | situation
    ------------+--------+----------+-----------+------------+------------
    F1          | J1     | employee | 1         | 2025-05-02 | employed
    F2          | J1     | employer | 1         | 2025-05-03 | employed
    F3          | J1     | employee | 3         | 2025-06-02 | unreachable
    F4          | J1     | employer | 3         |            | employed
    F5          | J1     | employee | 6         | 2025-09-20 | unreachable
    F6          | J1     | employee | 6         | 2025-09-25 | employed
    """,
}
"""Observed on 30/09/2025. J1 is due on 1 April, 1 June, 1 September, and 1 March 2026."""


@pytest.fixture
def observatory(built: Build) -> Observatory:
    return Observatory(built(**TABLES), EVERYONE)


def test_each_side_and_month_has_one_state(observatory: Observatory) -> None:
    """Fait le 31e jour : à temps ; le 32e : en retard. Injoignable puis joint : fait.

    Un suivi sans date n'est pas fait. Un autre dispositif, ou un emploi fini, ne doit rien.
    """
    table = observatory.tally("followup_state").table
    told = {(row["due_month"], row["side"]): row["state"] for row in table.to_dicts()}
    assert told == {
        (1, "employee"): "done",
        (1, "employer"): "done_late",
        (3, "employee"): "unreachable",
        (3, "employer"): "overdue",
        (6, "employee"): "done",
        (6, "employer"): "due",
        (12, "employee"): "to_come",
        (12, "employer"): "to_come",
    }
    assert set(table["followups"]) == {1}


def test_the_calendar_holds_what_is_to_be_done(observatory: Observatory) -> None:
    rows = observatory.tally("followup_calendar").table
    assert rows.select("due_in", "side", "due_month", "followups").rows() == [
        (date(2025, 9, 1), "employer", 6, 1),
        (date(2026, 3, 1), "employee", 12, 1),
        (date(2026, 3, 1), "employer", 12, 1),
    ]


def test_what_is_overdue_is_listed_by_structure_under_pseudonyms(observatory: Observatory) -> None:
    """Dû le 1er juin, en retard à partir du 3 juillet : quatre-vingt-dix jours le 30 septembre."""
    (row,) = observatory.tally("followup_overdue").table.to_dicts()
    assert (row["structure_id_label"], row["pseudonym"], row["job_code"]) == (
        "Une structure",
        "a",
        "J1",
    )
    assert (row["side"], row["due_on"], row["days_overdue"]) == ("employer", date(2025, 6, 1), 90)
