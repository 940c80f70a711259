"""Aides et suite donnée au frein ; date de référence : 30/09/2025."""

from drawing import EVERYONE, Build, Observe

from dashboard.observatory import Observatory

PATHWAYS = """
pathway_id | participant_id
-----------+---------------
P1         | a
P2         | b
P3         | c
"""
OBSTACLES = """
pathway_id | obstacle | state          | identified_on | closed_on
-----------+----------+----------------+---------------+-----------
P1         | mobility | identified     | 2024-01-15    | 2024-06-01
P1         | health   | identified     | 2024-01-15    |
P2         | mobility | identified     | 2024-01-15    |
P2         | health   | not_identified |               |
P3         | mobility | identified     | 2024-01-15    | 2025-09-15
"""
ACTIVITIES = """
activity_id | pathway_id | kind      | start_date | obstacle
------------+------------+-----------+------------+---------
followed    | P1         | aid       | 2024-03-01 | mobility
after       | P1         | aid       | 2024-07-01 | mobility
ignored     | P1         | interview | 2024-03-01 | mobility
general     | P1         | aid       | 2024-03-01 |
other       | P1         | aid       | 2024-03-01 | health
vain        | P2         | aid       | 2024-03-01 | mobility
unmet       | P2         | aid       | 2024-03-01 | health
recent      | P3         | aid       | 2025-09-01 | mobility
"""


def test_an_aid_counts_for_the_obstacle_it_answers(built: Build) -> None:
    """Chaque aide compte pour son frein, non pour tous ceux du parcours.

    Mobilité : « followed » est suivie de la levée ; « after » vient après elle, « vain » n'en a
    pas, « recent » est trop récente. Santé : « other » sans levée, « unmet » sans frein identifié.
    """
    snapshot = built(pathway=PATHWAYS, obstacle=OBSTACLES, activity=ACTIVITIES)
    table = Observatory(snapshot, EVERYONE).tally("aid_by_obstacle").table
    assert table.drop("obstacle_label").rows() == [
        ("health", 2, 0, 1, 1, 0),
        ("mobility", 4, 1, 2, 0, 1),
    ]


def test_the_lines_add_up_to_the_indicator(built: Build, observe: Observe) -> None:
    """La somme des lignes est l'indicateur « aides suivies de la levée du frein »."""
    tables = {"pathway": PATHWAYS, "obstacle": OBSTACLES, "activity": ACTIVITIES}
    table = Observatory(built(**tables), EVERYONE).tally("aid_by_obstacle").table
    told = observe("aid_then_resolved", **tables)
    assert (told["yes"], told["no"], told["unknown"], told["immature"]) == (
        table["resolved"].sum(),
        table["not_resolved"].sum(),
        table["not_identified"].sum(),
        table["immature"].sum(),
    )
