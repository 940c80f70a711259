"""Whether a target may be compared, and how many people are missing: worked by hand."""

from datetime import date
from typing import Any

import pytest

from dashboard.reading.targets_judgement import Aim, gap, judge
from pipelines.indicators import indicators

QUARTERS = {"2024-Q1": True, "2024-Q2": True, "2024-Q3": True, "2024-Q4": False}
TODAY = date(2024, 11, 15)
ROW = {
    "target_id": "T1",
    "indicator": "positive_exit",
    "period_start": date(2024, 1, 1),
    "period_end": date(2024, 12, 31),
    "value": 0.45,
    "unit": "part",
    "source_document": "Convention 12",
}


def judged(**changes: Any) -> Aim | str:
    return judge(ROW | changes, indicators(), QUARTERS, TODAY)


def test_a_share_is_read_in_either_unit() -> None:
    expected = Aim("positive_exit", 0.45, ("2024-Q1", "2024-Q4"), is_ceiling=False)
    assert judged() == expected
    assert judged(value=45.0, unit="%") == expected


def test_a_count_is_read_as_it_is() -> None:
    assert judged(indicator="entries", value=60.0, unit="parcours") == Aim(
        "entries", 60.0, ("2024-Q1", "2024-Q4"), is_ceiling=False
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"indicator": "taux"}, "l'indicateur « taux » est inconnu"),
        ({"unit": "personnes"}, "il est en « personnes » et l'indicateur est une part"),
        ({"value": 45.0}, "45,00 n'est pas une part"),
        ({"indicator": "entries", "unit": "%"}, "il est en « % » et l'indicateur compte des"),
        (
            {"indicator": "entries", "unit": "personnes", "value": 60.0},
            "il est en « personnes » et l'indicateur compte des",
        ),
        (
            {"indicator": "caseload", "unit": "parcours", "value": 60.0},
            "il est en « parcours » et l'indicateur compte des personnes",
        ),
        ({"indicator": "entries", "unit": "nombre", "value": 60.5}, "60,50 n'est pas un effectif"),
        (
            {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)},
            "sa période (01/01/2025 à 31/12/2025) est hors des données",
        ),
        (
            {"period_start": date(2022, 1, 1), "period_end": date(2022, 12, 31)},
            "est hors des données",
        ),
        (
            {"period_start": date(2023, 10, 1)},
            "commence le 01/10/2023, avant les données (T1 2024)",
        ),
        ({"period_start": date(2024, 2, 1)}, "coupe un trimestre"),
        ({"period_end": date(2024, 12, 30)}, "coupe un trimestre"),
    ],
)
def test_another_unit_base_or_period_is_refused(changes: dict[str, Any], said: str) -> None:
    why = judged(**changes)
    assert isinstance(why, str)
    assert why.startswith("Objectif T1 (Convention 12) refusé : ")
    assert said in why


@pytest.mark.parametrize(
    ("numerator", "base", "people", "points"),
    [
        (40, 100, 5, -5.0),
        (45, 100, 0, 0.0),
        (50, 100, -5, 5.0),
        (43, 97, 1, -0.6701),
        (9, 20, 0, 0.0),
    ],
)
def test_the_gap_in_people_is_what_the_numerator_lacks(
    numerator: int, base: int, people: int, points: float
) -> None:
    # 45 % of 97 is 43.65: the 44th reaches it.
    found = gap(Aim("positive_exit", 0.45, ("", ""), is_ceiling=False), numerator, base)
    assert found.people == people
    assert found.points == pytest.approx(points, abs=1e-4)
    assert found.is_reached == (people <= 0)


def test_a_ceiling_counts_those_too_many() -> None:
    aim = Aim("dropout", 0.1, ("", ""), is_ceiling=True)
    assert gap(aim, 13, 97).people == 4
    assert gap(aim, 9, 97).is_reached


def test_a_count_lacks_the_rest() -> None:
    found = gap(Aim("entries", 60.0, ("", ""), is_ceiling=False), 37, None)
    assert (found.people, found.points) == (23, None)
