"""Sorties vers l'emploi ou la formation ; sorties dynamiques dans l'IAE."""

from drawing import Observe, counts

from pipelines.vocabulary import Dimension

PATHWAYS = """
pathway_id  | participant_id | scheme      | exit_date  | exit_reason
------------+----------------+-------------+------------+-------------------
cdi         | a              | aci         | 2025-01-31 | permanent_contract
short       | b              | aci         | 2025-01-31 | fixed_term_short
training    | c              | aci         | 2025-02-28 | training
other_siae  | d              | aci         | 2025-02-28 | other_siae
seeking     | e              | aci         | 2025-03-31 | job_seeking
vanished    | f              | aci         | 2025-03-31 |
died        | g              | aci         | 2025-03-31 | death
ongoing     | h              | aci         |            |
confirmed   | i              | mispe_esat  | 2025-01-31 | orientation_confirmed
"""


def test_a_vanished_person_stays_in_the_base_and_a_withdrawn_exit_leaves_it(
    observe: Observe,
) -> None:
    """Une sortie non documentée reste dans la base ; un décès en sort."""
    assert observe("positive_exit", pathway=PATHWAYS) == counts(yes=4, no=2, unknown=1, excluded=1)


def test_each_scheme_has_its_own_count(observe: Observe) -> None:
    """Une orientation confirmée n'est pas une sortie vers l'emploi ou la formation."""
    assert observe("positive_exit", by=(Dimension.SCHEME,), pathway=PATHWAYS) == {
        "aci": {"yes": 4, "no": 1, "unknown": 1, "excluded": 1},
        "mispe_esat": {"no": 1},
    }


def test_a_situation_without_reason_documents_the_exit(observe: Observe) -> None:
    """Sans motif, la situation observée à la sortie suffit ; « injoignable » n'en est pas une."""
    pathways = """
    pathway_id  | participant_id | exit_date  | exit_situation
    ------------+----------------+------------+---------------
    at_work     | a              | 2025-01-31 | employed
    in_class    | b              | 2025-01-31 | in_training
    no_answer   | c              | 2025-01-31 | unreachable
    """
    assert observe("positive_exit", pathway=pathways) == counts(yes=2, unknown=1)
