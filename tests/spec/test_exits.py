"""Sorties."""

from drawing import Observe, counts

from pipelines.vocabulary import Dimension


def test_every_exit_counts_and_ongoing_pathways_do_not(observe: Observe) -> None:
    """Toute sortie compte, documentée ou non ; un parcours en cours n'est pas une sortie."""
    pathways = """
    pathway_id | participant_id | exit_date  | exit_reason
    -----------+----------------+------------+-------------------
    job        | a              | 2025-06-30 | permanent_contract
    vanished   | b              | 2025-07-01 |
    ongoing    | c              |            |
    """
    assert observe("exits", pathway=pathways) == counts(yes=2)
    assert observe("exits", by=(Dimension.EXIT_QUARTER,), pathway=pathways) == {
        "2025-Q2": {"yes": 1},
        "2025-Q3": {"yes": 1},
    }
