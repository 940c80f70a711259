"""Parcours terminés en moins de 12 mois."""

from drawing import Observe, counts


def test_a_year_ends_the_day_before_its_anniversary_and_ongoing_pathways_count(
    observe: Observe,
) -> None:
    """Entré le 15 janvier, sorti le 14 un an après : oui ; le 15 : non ; en cours : non.

    Entré le 30 septembre 2024, on est jugé un an après ; entré le 1er octobre, pas encore.
    """
    pathways = """
    pathway_id | participant_id | scheme      | entry_date | exit_date  | exit_reason
    -----------+----------------+-------------+------------+------------+------------
    day_before | a              | rsa_support | 2024-02-29 | 2025-02-27 | end_of_pathway
    that_day   | b              | rsa_support | 2024-02-29 | 2025-02-28 | end_of_pathway
    usual      | c              | rsa_support | 2024-01-15 | 2025-01-14 |
    birthday   | d              | rsa_support | 2024-01-15 | 2025-01-15 |
    ongoing    | e              | rsa_support | 2024-01-15 |            |
    mature     | f              | rsa_support | 2024-09-30 |            |
    young      | g              | rsa_support | 2024-10-01 | 2025-07-10 | dropout
    """
    assert observe("exit_within_12_months", pathway=pathways) == counts(yes=2, no=4, immature=1)


def test_only_the_same_structure_prolongs_a_contract(observe: Observe) -> None:
    """ACI : reprise dans la structure, le contrat continue ; ailleurs, le premier est fini."""
    pathways = """
    pathway_id | participant_id | structure_id | entry_date | exit_date
    -----------+----------------+--------------+------------+-----------
    prolonged  | a              | S1           | 2024-01-15 | 2024-06-30
    next_day   | a              | S1           | 2024-07-01 |
    ended      | b              | S1           | 2024-01-15 | 2024-06-30
    elsewhere  | b              | S2           | 2024-07-01 |
    """
    assert observe("exit_within_12_months", pathway=pathways) == counts(yes=1, no=2, excluded=1)
