"""The choices of the FSE+ pages: half-years offered, dates refused, rules kept in the address."""

from datetime import date
from pathlib import Path

import pytest
from views import fse_stage
from views.conftest import Open
from views.screen import address_of, text_of

from dashboard.components.fse_settings import half_year_ends, read_cut_off

PATH = "fse-controle"


def test_half_years_end_on_30_june_and_31_december() -> None:
    assert half_year_ends(date(2025, 9, 30), 4) == (
        date(2025, 6, 30),
        date(2024, 12, 31),
        date(2024, 6, 30),
        date(2023, 12, 31),
    )
    assert half_year_ends(date(2025, 12, 31), 1) == (date(2025, 12, 31),)
    assert half_year_ends(date(2025, 6, 29), 1) == (date(2024, 12, 31),)


def test_a_cut_off_is_a_day_of_the_past() -> None:
    today = date(2025, 9, 30)
    assert read_cut_off("2025-09-30", today) == today
    assert "lisible" in str(read_cut_off("30/09/2025", today))
    assert "01/10/2025 est postérieure" in str(read_cut_off("2025-10-01", today))


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("fse-reglages")
    fse_stage.publish(root)
    return root


def test_the_rules_of_the_address_are_in_force_and_printed(open_page: Open, stage: Path) -> None:
    rules = {"regle": "flat12", "delai": "7", "esat": "oui", "iae": "non"}
    app = open_page(PATH, rules, identity="conseil", store=stage)
    said = text_of(app)
    assert "Chômage de longue durée : 12 mois et plus à tout âge" in said
    assert "Délai des résultats immédiats : 7 jours après la sortie" in said
    assert "Travail en ESAT à la sortie : compté en emploi" in said
    assert "Emploi dans une autre SIAE à la sortie : non compté en emploi" in said
    assert address_of(app) == {key: [value] for key, value in rules.items()}


def test_a_shorter_window_loses_the_results_seen_later(open_page: Open, stage: Path) -> None:
    """The five exits in work are observed ten days after: inside 10 days, outside 9."""
    for window, expected in (("10", "5 sur 11 (45 %)"), ("9", "0 sur 11 (0 %)")):
        said = text_of(open_page(PATH, {"delai": window}, identity="conseil", store=stage))
        assert expected in " ".join(said.split())


def test_choices_that_mean_nothing_leave_the_address(open_page: Open, stage: Path) -> None:
    wrong = {"regle": "moitie", "delai": "400", "op": "OP9"}
    app = open_page(PATH, wrong, identity="conseil", store=stage)
    assert not app.exception
    assert address_of(app) == {}
    assert "28 jours après la sortie" in text_of(app)
