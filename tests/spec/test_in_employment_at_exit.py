"""En emploi à la sortie."""

from drawing import Observe, counts


def test_the_situation_prevails_and_the_reason_speaks_in_its_absence(observe: Observe) -> None:
    """La situation prime ; sans elle, le motif ; un motif muet laisse la situation inconnue."""
    pathways = """
    pathway_id  | participant_id | exit_date  | exit_reason        | exit_situation
    ------------+----------------+------------+--------------------+---------------
    seen_work   | a              | 2025-01-31 | end_of_pathway     | employed
    own_account | b              | 2025-01-31 |                    | self_employed
    seen_idle   | c              | 2025-01-31 | permanent_contract | unemployed
    reason_job  | d              | 2025-01-31 | fixed_term_short   |
    reason_no   | e              | 2025-01-31 | training           |
    silent      | f              | 2025-01-31 | dropout            |
    no_answer   | g              | 2025-01-31 |                    | unreachable
    vanished    | h              | 2025-01-31 |                    |
    died        | i              | 2025-01-31 | death              |
    """
    assert observe("in_employment_at_exit", pathway=pathways) == counts(
        yes=3, no=2, unknown=3, excluded=1
    )
