"""Entrées prescrites."""

from drawing import Observe, counts

from pipelines.vocabulary import Dimension

PATHWAYS = """
pathway_id  | participant_id | prescriber_kind
------------+----------------+----------------
jobcentre   | a              | FT
other       | b              | AUTRE
spontaneous | c              | SPONTANEOUS
not_known   | d              | NON_CONNU
empty       | e              |
"""


def test_a_spontaneous_entry_is_in_the_base_and_an_unknown_one_is_apart(observe: Observe) -> None:
    """« Autre » est un prescripteur ; la candidature spontanée n'en a pas ; non connu : à part."""
    assert observe("prescribed_entry", pathway=PATHWAYS) == counts(yes=2, no=1, unknown=2)


def test_an_empty_prescriber_is_not_known(observe: Observe) -> None:
    """Un prescripteur vide et un prescripteur « non connu » sont le même groupe."""
    assert observe("prescribed_entry", by=(Dimension.PRESCRIBER,), pathway=PATHWAYS) == {
        "FT": {"yes": 1},
        "AUTRE": {"yes": 1},
        "SPONTANEOUS": {"no": 1},
        "NON_CONNU": {"unknown": 2},
    }
