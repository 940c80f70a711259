"""What is looked at when nothing is chosen: one rule, for the page and for the commands."""

from collections.abc import Sequence

import pytest

from dashboard.observatory.coverage_choices import CoverageChoices, PublicCount
from pipelines.vocabulary import PopulationUnit as Unit
from pipelines.vocabulary import TargetPublic as Public

RSA, YOUTH = Public.RSA, Public.YOUTH
Row = tuple[str, Public, Unit, int, int]


def choices(*counts: Row, years: dict[str, tuple[int, ...]] | None = None) -> CoverageChoices:
    names = {"45": "Loiret", "46": "Lot"}
    return CoverageChoices(names, tuple(PublicCount(*row) for row in counts), years or {})


@pytest.mark.parametrize(
    ("counts", "usual"),
    [
        # As many communes tell each: the preferred unit, whatever the order and the counts.
        (
            [
                ("46", RSA, Unit.COVERED, 9, 900),
                ("46", RSA, Unit.SUBJECT_TO_DUTIES, 9, 500),
                ("46", RSA, Unit.HOUSEHOLD, 9, 400),
            ],
            (RSA, Unit.SUBJECT_TO_DUTIES),
        ),
        # A unit told of one commune only gives way to one told of all.
        (
            [("46", RSA, Unit.SUBJECT_TO_DUTIES, 1, 60), ("46", RSA, Unit.COVERED, 9, 900)],
            (RSA, Unit.COVERED),
        ),
        # A unit hidden everywhere gives way to a known one, and a public too.
        (
            [("46", RSA, Unit.SUBJECT_TO_DUTIES, 9, 0), ("46", RSA, Unit.HOUSEHOLD, 2, 40)],
            (RSA, Unit.HOUSEHOLD),
        ),
        (
            [("46", RSA, Unit.COVERED, 9, 0), ("46", YOUTH, Unit.INHABITANT, 9, 40)],
            (YOUTH, Unit.INHABITANT),
        ),
        # Hidden everywhere, the only public is kept, so that the page says why.
        ([("46", RSA, Unit.COVERED, 9, 0)], (RSA, Unit.COVERED)),
        # The Loiret is not looked at.
        (
            [("45", RSA, Unit.COVERED, 9, 9), ("46", YOUTH, Unit.INHABITANT, 1, 5)],
            (YOUTH, Unit.INHABITANT),
        ),
        ([], None),
    ],
)
def test_the_usual_public_and_unit_of_a_departement(
    counts: Sequence[Row], usual: tuple[Public, Unit] | None
) -> None:
    assert choices(*counts).usual(["46"]) == usual
    assert choices(*reversed(counts)).usual(["46"]) == usual


def test_a_public_chosen_has_a_usual_unit_of_its_own() -> None:
    offered = choices(("46", RSA, Unit.COVERED, 9, 900), ("46", YOUTH, Unit.INHABITANT, 3, 40))
    assert offered.usual(["46"], YOUTH) == (YOUTH, Unit.INHABITANT)
    assert offered.usual(["46"], Public.DISABLED) is None


def test_several_departements_are_read_in_the_unit_known_in_the_most() -> None:
    offered = choices(
        ("45", RSA, Unit.SUBJECT_TO_DUTIES, 90, 900),
        ("45", RSA, Unit.COVERED, 9, 900),
        ("46", RSA, Unit.COVERED, 9, 900),
        years={"45": (2026, 2025), "46": (2025, 2024)},
    )
    assert offered.usual(["45", "46"]) == (RSA, Unit.COVERED)
    assert offered.usual(["45"]) == (RSA, Unit.SUBJECT_TO_DUTIES)
    assert offered.years_of(["45", "46"]) == (2025, 2026, 2024)
    assert offered.years_of(["46"]) == (2025, 2024)
    assert offered.publics(["46"]) == ((RSA, Unit.COVERED),)
