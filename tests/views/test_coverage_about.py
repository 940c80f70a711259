"""The files of Couverture IAE say what their figures depend on, place by place."""

from dataclasses import replace
from pathlib import Path

import pytest
from demonstration import LOCAL
from drawing import EVERYONE
from drawn_coverage import DEMAND, publish

from dashboard.components.coverage_about import about_of
from dashboard.components.coverage_files import places_files, sites
from dashboard.disclosure import ReleasedTally
from dashboard.observatory import CoverageQuestion, Observatory, ReleasedCoverage
from pipelines.snapshot import Store
from pipelines.vocabulary import PopulationUnit


@pytest.fixture(scope="module")
def lot_and_loiret(demonstration_store: Path) -> list[ReleasedCoverage]:
    observatory = Observatory(Store(demonstration_store).current()[0], LOCAL)
    return [observatory.coverage(CoverageQuestion(code)) for code in ("45", "46")]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_each_departement_is_read_beside_its_own_reference(
    lot_and_loiret: list[ReleasedCoverage],
) -> None:
    told = dict(about_of(lot_and_loiret).conditions)
    # 40 posts for 2,000 people in Orléans; 15 for 500 in the Lot.
    assert plain(told["Référence (Loiret)"]).startswith("2,00 ETP pour 100 personnes, moyenne du")
    assert plain(told["Référence (Lot)"]).startswith("3,00 ETP pour 100 personnes, moyenne du")
    assert told["Public compté au"] == "31/12/2024"


def test_a_reference_typed_carries_its_source(tmp_path: Path) -> None:
    observatory = Observatory(publish(tmp_path / "store"), EVERYONE)
    released = observatory.coverage(CoverageQuestion("46", reference=4.0))
    for origin, words in (("Convention 12", "Convention 12"), ("", "non renseignée")):
        told = dict(about_of([released], origin).conditions)
        assert plain(told["Référence"]) == (
            f"4,00 ETP pour 100 personnes, valeur saisie, source : {words}"
        )


def test_households_are_not_called_people(tmp_path: Path) -> None:
    households = DEMAND.replace("|covered|", "|household|").replace(
        "46001|rsa|household|2025-12-31|60|known|Caf\n", ""
    )
    observatory = Observatory(publish(tmp_path / "store", target_population=households), EVERYONE)
    released = observatory.coverage(CoverageQuestion("46"))
    assert released.unit is PopulationUnit.HOUSEHOLD
    file = places_files([released])["Communes"]
    assert isinstance(file, ReleasedTally)
    assert file.tally.columns["score"] == "ETP pour 100 foyers"
    assert "100 foyers" in dict(file.conditions)["Référence"]


def test_a_structure_near_two_departements_is_in_the_file_once(
    lot_and_loiret: list[ReleasedCoverage],
) -> None:
    lot = lot_and_loiret[1]
    beside = replace(lot, structures=lot.structures.with_columns(is_outside=True))
    kept = sites([beside, lot])
    assert kept["site_id"].to_list() == lot.structures["site_id"].to_list()
    assert not kept["is_outside"].any()
