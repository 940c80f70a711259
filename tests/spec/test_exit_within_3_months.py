"""Parcours terminés en moins de 3 mois."""

from drawing import Observe, counts


def test_three_months_are_three_calendar_months_and_ongoing_pathways_count(
    observe: Observe,
) -> None:
    """Entré le 30 novembre, on atteint trois mois le 28 février : sorti la veille, oui.

    Entré le 30 juin, on est jugé le 30 septembre ; entré le 1er juillet, pas encore, même sorti.
    """
    pathways = """
    pathway_id | participant_id | scheme      | entry_date | exit_date  | exit_reason
    -----------+----------------+-------------+------------+------------+------------
    day_before | a              | rsa_support | 2024-11-30 | 2025-02-27 | end_of_pathway
    that_day   | b              | rsa_support | 2024-11-30 | 2025-02-28 | end_of_pathway
    same_day   | c              | rsa_support | 2025-01-15 | 2025-01-15 |
    died       | d              | rsa_support | 2025-01-15 | 2025-01-31 | death
    ongoing    | e              | rsa_support | 2025-01-15 |            |
    mature     | f              | rsa_support | 2025-06-30 |            |
    young      | g              | rsa_support | 2025-07-01 | 2025-07-10 | dropout
    """
    assert observe("exit_within_3_months", pathway=pathways) == counts(yes=3, no=3, immature=1)


def test_a_prolonged_contract_did_not_end_and_a_short_one_did(observe: Observe) -> None:
    """ACI : repris le lendemain, le contrat n'est pas fini ; fini sous le seuil, il l'est."""
    pathways = """
    pathway_id | participant_id | entry_date | exit_date
    -----------+----------------+------------+-----------
    prolonged  | a              | 2025-01-15 | 2025-02-28
    next_day   | a              | 2025-03-01 |
    one_month  | b              | 2025-01-15 | 2025-02-14
    """
    assert observe("exit_within_3_months", pathway=pathways) == counts(yes=1, no=1, excluded=1)
