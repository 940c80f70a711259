"""What coverage refuses to answer, in French."""

from dataclasses import replace
from pathlib import Path

import pytest
from drawing import EVERYONE
from drawn_coverage import DEMAND, publish

from dashboard.observatory import CoverageQuestion, Observatory, QuestionError
from pipelines.vocabulary import TargetPublic

LOT = CoverageQuestion("46")


@pytest.fixture
def observatory(tmp_path: Path) -> Observatory:
    """Publish the territory as it is drawn."""
    return Observatory(publish(tmp_path / "store"), EVERYONE)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (CoverageQuestion("82"), "n'est pas dans votre périmètre"),
        (CoverageQuestion("45"), "Aucune offre"),
        (replace(LOT, public=TargetPublic.DISABLED), "Aucun effectif de ce public"),
        (replace(LOT, public=TargetPublic.YOUTH), "n'est connu dans aucune commune"),
        (replace(LOT, year=1999), "Aucune offre n'est chargée pour 1999. Années : 2025, 2024"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_french(
    observatory: Observatory, question: CoverageQuestion, why: str
) -> None:
    with pytest.raises(QuestionError, match=why):
        observatory.coverage(question)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"preset": "loin"}, "Méthode inconnue : loin"),
        ({"reference": 0.0}, "supérieur à zéro"),
        ({"reference": float("nan")}, "supérieur à zéro"),
        ({"max_minutes": 90.0}, "de 5 à 60 minutes"),
        ({"max_minutes": 46.0}, "ne compte rien au-delà de 45 minutes"),
        ({"preset": "type_apl", "max_minutes": 30.0}, "ne compte rien au-delà de 20 minutes"),
    ],
)
def test_a_parameter_without_meaning_is_refused(asked: dict[str, object], why: str) -> None:
    with pytest.raises(QuestionError, match=why):
        CoverageQuestion("46", **asked)  # type: ignore[arg-type]


def test_no_commune_assessed_is_said(tmp_path: Path) -> None:
    """Only Estal is counted, and its reach leaves the data."""
    head = DEMAND.strip().splitlines()[:2]
    only = "\n".join([*head, "46005|rsa|covered|2025-12-31|30|known|Caf"])
    snapshot = publish(tmp_path / "store", target_population=only)
    with pytest.raises(QuestionError, match="Aucune commune n'est évaluée à 30 minutes"):
        Observatory(snapshot, EVERYONE).coverage(LOT)


@pytest.mark.parametrize("preset", ["2sfca", "gauss"])
def test_methods_without_bands_go_as_far_as_times_are_estimated(preset: str) -> None:
    assert CoverageQuestion("46", preset=preset, max_minutes=60.0).rule.max_minutes == 60


@pytest.mark.parametrize(
    ("count", "status", "why"),
    [("0", "known", "ne compte personne"), ("", "withheld", "n'est connu dans aucune commune")],
)
def test_nobody_and_hidden_are_two_sentences(
    tmp_path: Path, count: str, status: str, why: str
) -> None:
    head = DEMAND.strip().splitlines()[:2]
    rows = [f"46001|rsa|covered|2025-12-31|{count}|{status}|Caf"]
    snapshot = publish(tmp_path / "store", target_population="\n".join([*head, *rows]))
    with pytest.raises(QuestionError, match=why):
        Observatory(snapshot, EVERYONE).coverage(LOT)
