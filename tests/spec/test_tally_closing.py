"""Fins de parcours : bilans, catégories, règles appliquées."""

from typing import Any

import polars as pl
from drawing import EVERYONE, Build, drawn

from dashboard.observatory import Observatory

LEAVERS = """
pathway_id | participant_id | exit_date  | exit_reason        | exit_year_hours
-----------+----------------+------------+--------------------+----------------
long       | a              | 2024-09-30 | permanent_contract | 300
short      | b              | 2024-02-20 | dropout            | 60
first      | c              | 2024-06-30 |                    | 200
gone       | d              | 2024-09-30 | death              | 100
open       | g              |            |                    |
"""
FOLLOWS = """
pathway_id | participant_id | entry_date | exit_date  | exit_reason | exit_year_hours
-----------+----------------+------------+------------+-------------+----------------
follows    | c              | 2024-07-01 | 2024-12-31 | training    | 400
"""
REVIEWED = """
pathway_id | participant_id | scheme      | structure_id | exit_date  | closing_recommendation
-----------+----------------+-------------+--------------+------------+-----------------------
reviewed   | e              | rsa_support | S2           | 2024-09-30 | stay
unreviewed | f              | rsa_support | S2           | 2024-09-30 |
"""
STRUCTURES = """
structure_id | structure_name | kind
-------------+----------------+------------
S1           | Chantier       | ACI
S2           | Association    | ASSOCIATION
"""


def tallied(built: Build, code: str) -> list[dict[str, Any]]:
    pathways = pl.concat(drawn("pathway", text) for text in (LEAVERS, FOLLOWS, REVIEWED))
    snapshot = built(pathway=pathways, structure=STRUCTURES)
    return Observatory(snapshot, EVERYONE).tally(code).table.to_dicts()


def test_reviews_are_counted_and_the_missing_ones_named(built: Build) -> None:
    """Une sortie sans bilan est « non renseignée » ; un contrat prolongé n'en attend pas."""
    found = {
        row["closing_recommendation_label"]: row["exits"]
        for row in tallied(built, "closing_review")
    }
    assert found == {"Poursuivre l'accompagnement": 1, "Non renseigné": 5}


def test_neutralised_leavers_stay_visible(built: Build) -> None:
    """Sous le seuil, prolongé, retiré : hors du constat, mais comptés."""
    found = {
        row["exit_category"]: (row["is_counted_label"], row["exits"])
        for row in tallied(built, "closing_category")
    }
    assert found == {
        "durable": ("Oui", 1),
        "other_positive": ("Oui", 1),
        "undocumented": ("Oui", 2),
        "not_counted": ("Non", 1),
        "continued": ("Non", 1),
        "withdrawn": ("Non", 1),
    }


def test_the_rule_in_force_says_what_it_does(built: Build) -> None:
    """La règle des ACI s'applique aux cinq départs de chantier, à aucun autre."""
    (row,) = tallied(built, "closing_rule")
    assert row["rule"].startswith("ACI : plus de trois mois")
    assert [row[name] for name in ("exits", "counted", "below", "continued", "withdrawn")] == [
        5,
        2,
        1,
        1,
        1,
    ]
