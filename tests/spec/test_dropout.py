"""Abandons."""

from drawing import Observe, counts


def test_only_the_reason_makes_a_dropout(observe: Observe) -> None:
    """L'abandon se lit dans le motif, quelle que soit la situation ; sans rien, on ne sait pas."""
    pathways = """
    pathway_id | participant_id | exit_date  | exit_reason        | exit_situation
    -----------+----------------+------------+--------------------+---------------
    left       | a              | 2025-01-31 | dropout            |
    left_work  | b              | 2025-01-31 | dropout            | employed
    cdi        | c              | 2025-01-31 | permanent_contract |
    seen_idle  | d              | 2025-01-31 |                    | unemployed
    vanished   | e              | 2025-01-31 |                    |
    no_answer  | f              | 2025-01-31 |                    | unreachable
    died       | g              | 2025-01-31 | death              |
    ongoing    | h              |            |                    |
    """
    assert observe("dropout", pathway=pathways) == counts(yes=2, no=2, unknown=2, excluded=1)


def test_an_exit_that_does_not_count_in_the_iae_is_no_dropout(observe: Observe) -> None:
    """ACI : trois mois tout juste ne comptent pas, un jour de plus si ; un contrat prolongé non.

    Hors IAE il n'y a pas de seuil : deux semaines d'accompagnement suffisent.
    """
    pathways = """
    pathway_id   | participant_id | scheme      | entry_date | exit_date  | exit_reason
    -------------+----------------+-------------+------------+------------+------------
    three_months | a              | aci         | 2025-01-15 | 2025-04-14 | dropout
    one_day_more | b              | aci         | 2025-01-15 | 2025-04-15 | dropout
    two_weeks    | c              | rsa_support | 2025-01-15 | 2025-01-29 | dropout
    prolonged    | d              | aci         | 2024-01-15 | 2025-01-31 | dropout
    next_day     | d              | aci         | 2025-02-01 |            |
    """
    assert observe("dropout", pathway=pathways) == counts(yes=2, excluded=2)
