"""Durée des parcours terminés et ancienneté des parcours en cours."""

from drawing import EVERYONE, Build

from dashboard.observatory import Observatory


def test_open_pathways_are_said_apart_by_their_age(built: Build) -> None:
    """Un parcours en cours se range selon son ancienneté au 30/09/2025, à part des terminés."""
    pathways = """
    pathway_id | participant_id | scheme      | entry_date | exit_date
    -----------+----------------+-------------+------------+-----------
    eve        | a              | rsa_support | 2024-01-15 | 2024-04-14
    three      | b              | rsa_support | 2024-01-15 | 2024-04-15
    six        | c              | rsa_support | 2024-01-15 | 2024-07-15
    twelve     | d              | rsa_support | 2024-01-15 | 2025-01-15
    two_years  | e              | rsa_support | 2022-01-15 | 2024-01-15
    open_young | f              | rsa_support | 2025-07-01 |
    open_old   | g              | rsa_support | 2023-09-30 |
    """
    table = Observatory(built(pathway=pathways), EVERYONE).tally("duration_band").table
    found = {
        (row["scheme"], row["duration"]): (row["finished"], row["ongoing"])
        for row in table.to_dicts()
    }
    assert found == {
        ("rsa_support", "under_3"): (1, 1),
        ("rsa_support", "3_6"): (1, 0),
        ("rsa_support", "6_12"): (1, 0),
        ("rsa_support", "12_24"): (1, 0),
        ("rsa_support", "24_plus"): (1, 1),
    }


def test_a_contract_continued_in_the_structure_is_left_aside(built: Build) -> None:
    """Un contrat prolongé le lendemain dans la même structure n'est pas une fin."""
    pathways = """
    pathway_id | participant_id | scheme | entry_date | exit_date
    -----------+----------------+--------+------------+-----------
    first      | a              | aci    | 2024-01-15 | 2024-06-30
    follows    | a              | aci    | 2024-07-01 | 2024-12-31
    """
    table = Observatory(built(pathway=pathways), EVERYONE).tally("duration_band").table
    assert table.select("duration", "finished", "ongoing").rows() == [("3_6", 1, 0)]
