"""Sorties non documentées."""

from drawing import Observe, counts


def test_no_reason_and_no_situation_make_an_exit_undocumented(observe: Observe) -> None:
    """Un motif ou une situation suffit à documenter ; un décès sort de la base."""
    pathways = """
    pathway_id | participant_id | exit_date  | exit_reason | exit_situation
    -----------+----------------+------------+-------------+---------------
    neither    | a              | 2025-01-31 |             |
    reason     | b              | 2025-01-31 | dropout     |
    situation  | c              | 2025-01-31 |             | unemployed
    died       | d              | 2025-01-31 | death       |
    ongoing    | e              |            |             |
    """
    assert observe("undocumented_exit", pathway=pathways) == counts(yes=1, no=2, excluded=1)
