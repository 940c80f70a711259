"""Autres sorties positives."""

from drawing import Observe, counts


def test_training_and_other_insertion_structures_are_the_other_positive_exits(
    observe: Observe,
) -> None:
    """Formation, alternance, autre SIAE ; à défaut de motif, la situation « en formation »."""
    pathways = """
    pathway_id  | participant_id | exit_date  | exit_reason        | exit_situation
    ------------+----------------+------------+--------------------+---------------
    training    | a              | 2025-01-31 | training           |
    alternance  | b              | 2025-01-31 | apprenticeship     |
    other_siae  | c              | 2025-01-31 | other_siae         |
    in_class    | d              | 2025-01-31 |                    | in_training
    seeking     | e              | 2025-01-31 | job_seeking        | in_training
    cdi         | f              | 2025-01-31 | permanent_contract |
    next_scheme | g              | 2025-01-31 | next_scheme        |
    vanished    | h              | 2025-01-31 |                    |
    no_answer   | i              | 2025-01-31 |                    | unreachable
    died        | j              | 2025-01-31 | death              |
    withdrawn   | k              | 2025-01-31 | withdrawn          |
    ongoing     | l              |            |                    |
    """
    assert observe("other_positive_exit", pathway=pathways) == counts(
        yes=4, no=3, unknown=2, excluded=2
    )
