"""Chemins des personnes."""

import polars as pl
from drawing import EVERYONE, Build

from dashboard.observatory import Observatory

PATHWAYS = """
pathway_id | participant_id | scheme           | entry_date | exit_date  | exit_reason
-----------+----------------+------------------+------------+------------+-------------------
a1         | a              | rsa_support      | 2024-01-10 | 2024-03-01 | next_scheme
a2         | a              | mispe_esat       | 2024-03-05 | 2024-03-15 | orientation_confirmed
a3         | a              | active_mediation | 2024-05-01 | 2024-09-01 | permanent_contract
b1         | b              | rsa_support      | 2024-01-10 | 2024-06-01 | dropout
c1         | c              | rsa_support      | 2024-01-10 | 2024-06-01 | job_seeking
c2         | c              | rsa_support      | 2024-07-01 |            |
d1         | d              | rsa_support      | 2024-01-10 | 2024-03-01 | next_scheme
d2         | d-elsewhere    | mispe_esat       | 2024-03-05 | 2024-03-15 | orientation_confirmed
e1         | e              | mesp_ccas        | 2024-01-10 | 2024-03-01 | training
f1         | f              | mesp_ccas        | 2024-01-10 | 2024-03-01 |
g1         | g              | mesp_ccas        | 2024-01-10 | 2024-03-01 | death
"""
LINK = """
source               | source_participant_id | participant_id
---------------------+-----------------------+---------------
autre                | d-elsewhere           | d
"""


def ways(built: Build, **tables: str) -> dict[tuple[str, ...], tuple[int, int]]:
    """Return people and linked people by way: schemes, then the issue."""
    table = Observatory(built(**tables), EVERYONE).tally("way_people").table
    steps = table.select("first_scheme", "second_scheme", "last_scheme", "issue").iter_rows()
    counts = table.select("people", "linked_people").iter_rows()
    return {
        tuple(code for code in way if code != "—"): pair
        for way, pair in zip(steps, counts, strict=True)
    }


def test_a_person_counts_once_from_first_scheme_to_issue(built: Build) -> None:
    """Chaque personne compte une fois, du premier dispositif à l'issue du dernier."""
    assert ways(built, pathway=PATHWAYS, identity_link=LINK) == {
        ("rsa_support", "mispe_esat", "active_mediation", "employment"): (1, 0),
        ("rsa_support", "dropout"): (1, 0),
        ("rsa_support", "ongoing"): (1, 0),
        ("rsa_support", "mispe_esat", "other_scheme"): (1, 1),
        ("mesp_ccas", "training"): (1, 0),
        ("mesp_ccas", "other"): (1, 0),
        ("mesp_ccas", "neutralised"): (1, 0),
    }


def test_without_the_link_the_same_person_is_two(built: Build) -> None:
    """Sans lien d'identité, deux identifiants font deux personnes et aucun passage."""
    found = ways(built, pathway=PATHWAYS)
    assert found["rsa_support", "other_scheme"] == (1, 0)
    assert found["mispe_esat", "other_scheme"] == (1, 0)
    assert ("rsa_support", "mispe_esat", "other_scheme") not in found
    assert sum(people for people, _ in found.values()) == 8


def test_beyond_the_second_only_the_last_scheme_is_named(built: Build) -> None:
    """Au-delà de deux dispositifs, seul le dernier est nommé ; un retour est un nouveau pas."""
    pathways = """
    pathway_id | participant_id | scheme           | entry_date | exit_date
    -----------+----------------+------------------+------------+-----------
    a1         | a              | rsa_support      | 2024-01-10 | 2024-02-01
    a2         | a              | mesp_ccas        | 2024-02-05 | 2024-03-01
    a3         | a              | active_mediation | 2024-03-05 | 2024-04-01
    a4         | a              | rsa_support      | 2024-05-01 |
    """
    assert ways(built, pathway=pathways) == {
        ("rsa_support", "mesp_ccas", "rsa_support", "ongoing"): (1, 0)
    }


def test_nobody_gives_an_empty_table(built: Build) -> None:
    """Un périmètre vide rend un tableau sans ligne."""
    snapshot = built(pathway=PATHWAYS)
    elsewhere = Observatory(snapshot, EVERYONE).tally("way_people", period=("2030-Q1", None))
    assert elsewhere.table.is_empty()
    assert elsewhere.table.schema["people"] == pl.Int64
