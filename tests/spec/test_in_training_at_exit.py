"""En formation à la sortie."""

from drawing import Observe, counts


def test_the_situation_prevails_and_the_reason_speaks_in_its_absence(observe: Observe) -> None:
    """La situation prime ; sans elle, le motif ; injoignable ou muet, on ne sait pas."""
    pathways = """
    pathway_id | participant_id | exit_date  | exit_reason        | exit_situation
    -----------+----------------+------------+--------------------+---------------
    in_class   | a              | 2025-01-31 | dropout            | in_training
    training   | b              | 2025-01-31 | training           |
    alternance | c              | 2025-01-31 | apprenticeship     |
    seen_idle  | d              | 2025-01-31 | training           | unemployed
    seen_work  | j              | 2025-01-31 | training           | employed
    cdi        | e              | 2025-01-31 | permanent_contract |
    left       | f              | 2025-01-31 | dropout            |
    no_answer  | g              | 2025-01-31 | training           | unreachable
    vanished   | h              | 2025-01-31 |                    |
    died       | i              | 2025-01-31 | death              |
    ongoing    | k              |            |                    |
    """
    assert observe("in_training_at_exit", pathway=pathways) == counts(
        yes=3, no=4, unknown=2, excluded=1
    )
