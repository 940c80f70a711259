"""The platform's list beside ours, read through its mapping: each field is compared alone."""

import tomllib

import pytest
from views.platform_given import AS_OF, LINE, SAMPLE, A, Given, differing, people, read, said

from dashboard.components.fse_platform import COMPARED, compare
from dashboard.components.fse_platform_list import load
from dashboard.components.fse_platform_words import FIELDS, value_in_words

HEADERS = tomllib.loads(SAMPLE.read_text("utf-8"))["columns"]


def test_the_sample_names_every_column_and_a_faithful_list_differs_in_nothing() -> None:
    assert set(LINE) == set(HEADERS)
    there = read(LINE)
    found = compare(people({}), there.rows)
    assert found.fields == COMPARED == tuple(FIELDS)
    assert (found.both, len(found.differences), found.absent) == (1, 0, ())
    assert (there.not_understood, there.elsewhere, there.after, there.duplicates) == ({}, 0, 0, 0)


@pytest.mark.parametrize(
    ("header", "cell", "field", "here", "there"),
    [
        ("Date d'entrée dans l'opération", "02/03/2024", "entry_date", "2024-03-01", "2024-03-02"),
        ("Date de sortie de l'opération", "", "exit_date", "2024-09-30", None),
        ("Genre", "Non binaire", "sex", "F", "X"),
        ("Date de naissance", "01/01/1985", "birth_year", "1984", "1985"),
        ("Durée de chômage (mois)", "15", "unemployed_months", "14", "15"),
        ("Niveau de diplôme", "CITE 3 ou 4", "education", "lower", "upper"),
        ("Niveau de diplôme", "CITE 5 à 8", "education", "lower", "tertiary"),
        ("Niveau de diplôme", "Inconnu", "education", "lower", None),
        ("Suit une formation à l'entrée", "Oui", "in_training_entry", "false", "true"),
        ("Reconnu handicapé", "Non reconnu", "disability", "true", "false"),
        ("Reconnu handicapé", "Ne souhaite pas répondre", "disability", "true", None),
        ("Reconnu handicapé", "", "disability", "true", None),
        ("Ressortissant d'un pays tiers", "oui", "third_country", "false", "true"),
        ("Origine étrangère", "oui", "foreign_background", None, "true"),
        ("Origine étrangère", "non", "foreign_background", None, "false"),
        ("Sans domicile fixe ou exclusion du logement", "1", "homeless", "false", "true"),
        ("Réside en zone rurale", "Non", "rural", "true", "false"),
        ("Réside en zone rurale", "non renseigné", "rural", "true", None),
        ("Situation à la sortie", "Inactif", "status_exit", "employed", "inactive"),
        (
            "Situation de sortie constatée le",
            "28/10/2024",
            "exit_observed_on",
            "2024-10-10",
            "2024-10-28",
        ),
        (
            "Questionnaire d'entrée saisi le",
            "01/10/2024",
            "entry_recorded_on",
            "2024-03-04",
            "2024-10-01",
        ),
        ("Questionnaire de sortie saisi le", "", "exit_recorded_on", "2024-10-12", None),
        ("Justificatif d'éligibilité", "Déclaration", "eligibility_proof", "certified", "declared"),
        ("Date du justificatif", "", "eligibility_proof_date", "2024-02-01", None),
    ],
)
def test_each_field_differs_alone(
    header: str, cell: str, field: str, here: str | None, there: str | None
) -> None:
    assert differing({header: cell}) == {field: (here, there)}


def test_long_term_unemployment_is_kept_apart_from_unemployment() -> None:
    """Twelve months exactly: not long-term here under the rule of the ages, long-term there."""
    entered = "Situation à l'entrée"
    told = {"unemployed_months": 12, "long_term": False}
    months = {"Durée de chômage (mois)": "12"}
    assert differing(months, **told) == {"long_term": ("false", "true")}
    assert differing(months | {entered: "Demandeur d'emploi"}, **told) == {}
    assert differing({entered: "Demandeur d'emploi"}) == {"long_term": ("true", "false")}
    assert differing({entered: ""}) == {
        "status_entry": ("unemployed", None),
        "long_term": ("true", None),
    }


def test_long_term_is_said_of_the_unemployed_whose_months_are_known() -> None:
    told = people(
        {},
        {"unemployed_months": None, "long_term": False},
        {"status_entry": "employed", "unemployed_months": 30, "long_term": True},
        {"status_entry": None},
    )
    assert told["long_term"].to_list() == [True, None, False, None]


def test_training_is_kept_apart_from_inactivity() -> None:
    training = {"Situation à l'entrée": "En formation", "Durée de chômage (mois)": ""}
    inactive = {"status_entry": "inactive", "unemployed_months": None}
    del_answer = {"Suit une formation à l'entrée": ""}
    assert differing(training | del_answer, **inactive) == {"in_training_entry": ("false", "true")}
    assert differing(training | del_answer, **inactive, in_training_entry=True) == {}
    left = {"Situation à la sortie": "En formation"}
    assert differing(left, status_exit="inactive") == {"in_training_exit": ("false", "true")}
    assert differing(left, status_exit="inactive", in_training_exit=True) == {}


def test_a_list_that_keeps_nothing_apart_is_not_compared_on_it() -> None:
    header = "id_participant;date_entree;situation_entree;situation_sortie"
    line = f"ps1_{A};2024-03-01;unemployed;inactive"
    there = load(Given("liste.csv", f"{header}\n{line}\n"), None, ("OP1",), AS_OF, None)
    found = compare(people({}), there.rows)
    assert found.fields == ("entry_date", "status_entry", "status_exit")
    assert {"long_term", "in_training_entry", "in_training_exit"} <= set(found.absent)
    assert "Absentes de la liste, non comparées : date de sortie, sexe," in said(found, there)


def test_levels_are_compared_in_the_classes_of_the_indicators() -> None:
    """CITE 0 and 2 are one class, 3 and 4 another, 5 to 8 the last."""
    told = people(*({"isced_entry": level} for level in (0, 2, 3, 4, 5, 6, 7, None)))
    assert told["education"].to_list() == [
        *("lower", "lower", "upper", "upper", "tertiary", "tertiary", "tertiary"),
        None,
    ]


def test_the_third_degree_of_urbanisation_alone_is_rural() -> None:
    told = people(*({"degurba": degree} for degree in (1, 2, 3, None)))
    assert told["rural"].to_list() == [False, False, True, None]


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("exit_observed_on", "2024-10-28", "28/10/2024"),
        ("disability", "false", "non"),
        ("education", "upper", "CAP, BEP ou baccalauréat (Cite 3 et 4)"),
        ("eligibility_proof", "declared", "Déclarée"),
        ("status_exit", "employed", "en emploi"),
        ("birth_year", "1984", "1984"),
        ("sex", None, "vide"),
    ],
)
def test_values_are_told_in_french(field: str, value: str | None, told: str) -> None:
    assert value_in_words(field, value) == told
