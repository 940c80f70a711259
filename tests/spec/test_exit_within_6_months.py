"""Parcours terminés en moins de 6 mois."""

from drawing import Observe, counts


def test_six_months_are_six_calendar_months_and_ongoing_pathways_count(observe: Observe) -> None:
    """Entré le 31 août, on atteint six mois le 28 février : sorti la veille, oui.

    Entré le 31 mars, on est jugé le 30 septembre ; entré le 1er avril, pas encore, même sorti.
    """
    pathways = """
    pathway_id | participant_id | scheme      | entry_date | exit_date  | exit_reason
    -----------+----------------+-------------+------------+------------+------------
    day_before | a              | rsa_support | 2024-08-31 | 2025-02-27 | end_of_pathway
    that_day   | b              | rsa_support | 2024-08-31 | 2025-02-28 | end_of_pathway
    died       | c              | rsa_support | 2025-01-15 | 2025-01-31 | death
    ongoing    | d              | rsa_support | 2025-01-15 |            |
    mature     | e              | rsa_support | 2025-03-31 | 2025-09-29 | dropout
    young      | f              | rsa_support | 2025-04-01 | 2025-07-10 | dropout
    """
    assert observe("exit_within_6_months", pathway=pathways) == counts(yes=3, no=2, immature=1)


def test_a_prolonged_contract_did_not_end(observe: Observe) -> None:
    """ACI : repris le lendemain, le contrat n'est pas fini ; deux jours après, il l'est."""
    pathways = """
    pathway_id | participant_id | entry_date | exit_date
    -----------+----------------+------------+-----------
    prolonged  | a              | 2025-01-15 | 2025-02-27
    next_day   | a              | 2025-02-28 |
    ended      | b              | 2025-01-15 | 2025-02-27
    day_after  | b              | 2025-03-01 |
    """
    assert observe("exit_within_6_months", pathway=pathways) == counts(yes=1, no=2, excluded=1)
