"""Entrée dans un autre dispositif dans les 3 mois."""

from drawing import Observe, counts


def test_the_92nd_day_counts_and_the_same_scheme_does_not(observe: Observe) -> None:
    """Sorti le 31 mars : entré ailleurs le jour même ou le 1er juillet, oui ; le 2 juillet, non.

    Sorti le 30 juin, on est jugé le 30 septembre ; sorti le 1er juillet, pas encore, même entré.
    """
    pathways = """
    pathway_id | participant_id | scheme      | entry_date | exit_date  | exit_reason
    -----------+----------------+-------------+------------+------------+------------
    same_day   | a              | rsa_support | 2024-01-15 | 2025-03-31 | next_scheme
    a_then     | a              | aci         | 2025-03-31 |            |
    day_92     | b              | rsa_support | 2024-01-15 | 2025-03-31 |
    b_then     | b              | aci         | 2025-07-01 |            |
    day_93     | c              | rsa_support | 2024-01-15 | 2025-03-31 | next_scheme
    c_then     | c              | aci         | 2025-07-02 |            |
    same       | d              | rsa_support | 2024-01-15 | 2025-03-31 |
    d_then     | d              | rsa_support | 2025-04-15 |            |
    overlap    | e              | rsa_support | 2024-01-15 | 2025-03-31 |
    e_then     | e              | aci         | 2025-03-30 |            |
    nothing    | f              | rsa_support | 2024-01-15 | 2025-03-31 | dropout
    died       | g              | rsa_support | 2024-01-15 | 2025-03-31 | death
    mature     | h              | rsa_support | 2024-01-15 | 2025-06-30 |
    young      | i              | rsa_support | 2024-01-15 | 2025-07-01 |
    i_then     | i              | aci         | 2025-07-15 |            |
    """
    assert observe("next_scheme_within_3_months", pathway=pathways) == counts(
        yes=2, no=5, excluded=1, immature=1
    )


def test_a_return_to_the_same_scheme_does_not_hide_the_other_one(observe: Observe) -> None:
    """Revenu d'abord dans le même dispositif, puis entré dans un autre : l'autre se voit."""
    pathways = """
    pathway_id | participant_id | scheme      | entry_date | exit_date
    -----------+----------------+-------------+------------+-----------
    left       | a              | rsa_support | 2024-01-15 | 2025-03-31
    came_back  | a              | rsa_support | 2025-04-01 |
    trial      | a              | mispe_esat  | 2025-05-05 |
    """
    assert observe("next_scheme_within_3_months", pathway=pathways) == counts(yes=1)


def test_two_identifiers_are_one_person_only_when_linked(observe: Observe) -> None:
    """Deux identifiants sans lien sont deux personnes ; reliés, la suite du parcours se voit."""
    pathways = """
    pathway_id | participant_id | scheme      | entry_date | exit_date
    -----------+----------------+-------------+------------+-----------
    left       | rsa7           | rsa_support | 2024-01-15 | 2025-03-31
    joined     | aci7           | aci         | 2025-04-15 |
    """
    links = """
    source_system | source_participant_id | participant_id
    --------------+-----------------------+---------------
    rsa           | rsa7                  | shared7
    aci           | aci7                  | shared7
    """
    assert observe("next_scheme_within_3_months", pathway=pathways) == counts(no=1)
    assert observe("next_scheme_within_3_months", pathway=pathways, identity_link=links) == counts(
        yes=1
    )
