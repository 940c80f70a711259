"""Completeness of FSE+ files: what is known over what is due, counted by hand."""

from datetime import date

import polars as pl

from dashboard.components.fse_complete import completeness
from pipelines.fse import FseSettings

SETTINGS = FseSettings(date(2024, 12, 31))
PEOPLE = pl.DataFrame(
    {
        "operation_id": ["OP1", "OP1", "OP1", "L1", "OP1"],
        "account": ["counted", "incomplete", "incomplete", "counted", "short"],
        "sex": ["F", "M", None, "F", None],
        "age_at_entry": [40, 41, 42, 43, None],
        "status_entry": ["unemployed", "unemployed", "inactive", None, None],
        "unemployed_months": [14, None, None, None, None],
        "isced_entry": [2, 3, None, None, None],
        "eligibility_proof": ["document", None, None, None, None],
        "entry_recorded_on": [date(2024, 3, 4), None, None, None, None],
        "disability": [True, None, False, None, None],
        "third_country": [False, False, False, False, None],
        "foreign_background": pl.Series([None] * 5, dtype=pl.Boolean),
        "homeless": [True, None, None, None, None],
        "degurba": [3, 1, None, 2, None],
        "exit_date": [date(2024, 12, 3), date(2024, 12, 4), None, None, date(2024, 3, 1)],
        "status_exit": ["employed", None, None, None, None],
        "exit_observed_on": pl.Series([None] * 5, dtype=pl.Date),
        "exit_recorded_on": pl.Series([None] * 5, dtype=pl.Date),
        "in_sample_6m": [False] * 5,
        "L05": [False] * 5,
        "N05": [False] * 5,
    }
)


def told(light: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    rows = completeness(PEOPLE, SETTINGS, light).select("title", "known", "due").iter_rows()
    return {title: (known, due) for title, known, due in rows}


def test_what_objective_l_does_not_ask_is_not_due_of_its_participants() -> None:
    found = told(("L1",))
    assert found["Situation à l'entrée"] == (3, 3)
    assert found["Niveau de formation (CITE)"] == (2, 3)
    assert found["Sexe"] == (3, 4)
    assert found["Justificatif d'éligibilité"] == (1, 4)
    assert told(())["Situation à l'entrée"] == (3, 4)


def test_a_length_is_due_of_the_unemployed_and_an_exit_once_its_window_is_over() -> None:
    """The window of an exit on 03/12/2024 is over on 31/12/2024; that of the next day is not."""
    found = told(())
    assert found["Mois de chômage des personnes au chômage"] == (1, 2)
    assert found["Situation à la sortie"] == (1, 1)
    assert found["Date d'observation de la sortie"] == (0, 1)


def test_the_traits_that_block_nothing_are_counted_too() -> None:
    found = told(())
    assert found["Handicap"] == (2, 4)
    assert found["Pays tiers"] == (4, 4)
    assert found["Origine étrangère"] == (0, 4)
    assert found["Sans domicile ou exclusion liée au logement"] == (1, 4)
    assert found["Degré d'urbanisation de la commune"] == (3, 4)
