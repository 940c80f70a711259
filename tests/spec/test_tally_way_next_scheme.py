"""Dispositif suivant."""

from drawing import EVERYONE, Build

from dashboard.observatory import Observatory, Question
from pipelines.vocabulary import Dimension

PATHWAYS = """
pathway_id | participant_id | scheme           | entry_date | exit_date  | exit_reason
-----------+----------------+------------------+------------+------------+------------
same_day   | a              | rsa_support      | 2024-01-10 | 2024-03-01 |
a2         | a              | mesp_ccas        | 2024-03-01 |            |
a3         | a              | active_mediation | 2024-03-02 |            |
day_92     | b              | rsa_support      | 2024-01-10 | 2024-03-01 |
b2         | b              | active_mediation | 2024-06-01 |            |
day_93     | c              | rsa_support      | 2024-01-10 | 2024-03-01 |
c2         | c              | active_mediation | 2024-06-02 |            |
same       | d              | rsa_support      | 2024-01-10 | 2024-03-01 |
d2         | d              | rsa_support      | 2024-03-10 |            |
young      | e              | rsa_support      | 2025-01-10 | 2025-07-01 |
dead       | f              | rsa_support      | 2024-01-10 | 2024-03-01 | death
"""


def test_the_first_other_scheme_within_92_days_is_kept(built: Build) -> None:
    """Le premier autre dispositif, jusqu'au 92e jour ; un retour dans le même n'en est pas un."""
    table = Observatory(built(pathway=PATHWAYS), EVERYONE).tally("way_next_scheme").table
    assert {(row["scheme"], row["next_scheme"]): row["exits"] for row in table.to_dicts()} == {
        ("rsa_support", "mesp_ccas"): 1,
        ("rsa_support", "active_mediation"): 1,
        ("rsa_support", "—"): 2,
    }


def test_the_flows_add_up_to_the_indicator(built: Build) -> None:
    """Les passages font le numérateur de l'indicateur, et toutes les sorties sa base."""
    observatory = Observatory(built(pathway=PATHWAYS), EVERYONE)
    table = observatory.tally("way_next_scheme").table
    moved = {"—": 0}
    question = Question("next_scheme_within_3_months", (Dimension.SCHEME,))
    row = observatory.observe(question).table.row(0, named=True)
    gone = sum(moved.get(code, n) for code, n in table.select("next_scheme", "exits").iter_rows())
    assert (row["numerator"], row["base"]) == (gone, table["exits"].sum()) == (2, 4)
