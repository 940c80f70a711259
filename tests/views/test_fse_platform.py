"""The platform's list beside ours: read through its mapping, compared, never told nor kept."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import polars as pl
import pytest

from dashboard.components.fse_platform import (
    COMPARED,
    Comparison,
    PlatformError,
    PlatformList,
    compare,
    ours,
)
from dashboard.components.fse_platform_list import load
from dashboard.components.fse_platform_words import FIELDS, sentence, value_in_words
from pipelines.pseudonym import pseudonymise
from pipelines.resources import resource
from pipelines.sources.reading import UnreadableFile

SAMPLE = resource("data_samples", "mappings", "fse") / "exemple_plateforme.toml"
A, B, C = ("a" * 32, "b" * 32, "c" * 32)
KEY = b"k" * 40
AS_OF = date(2024, 12, 31)
HEADERS = tomllib.loads(SAMPLE.read_text("utf-8"))["columns"]
PERSON: dict[str, Any] = {
    "operation_id": "OP1",
    "pseudonym": A,
    "entry_date": date(2024, 3, 1),
    "exit_date": date(2024, 9, 30),
    "sex": "F",
    "age_at_entry": 40,
    "status_entry": "unemployed",
    "unemployed_months": 14,
    "long_term": True,
    "isced_entry": 2,
    "in_training_entry": False,
    "disability": True,
    "third_country": False,
    "foreign_background": None,
    "homeless": False,
    "degurba": 3,
    "status_exit": "employed",
    "in_training_exit": False,
    "exit_observed_on": date(2024, 10, 10),
    "entry_recorded_on": date(2024, 3, 4),
    "exit_recorded_on": date(2024, 10, 12),
    "eligibility_proof": "certified",
    "eligibility_proof_date": date(2024, 2, 1),
}
LINE = {
    "Identifiant participant": f"ps1_{A}",
    "N° opération": "OP1",
    "Date d'entrée dans l'opération": "01/03/2024",
    "Date de sortie de l'opération": "30/09/2024",
    "Genre": "Femme",
    "Date de naissance": "17/05/1984",
    "Situation à l'entrée": "Demandeur d'emploi de longue durée",
    "Durée de chômage (mois)": "14",
    "Niveau de diplôme": "CITE 0 à 2",
    "Suit une formation à l'entrée": "non",
    "Reconnu handicapé": "Reconnu",
    "Ressortissant d'un pays tiers": "NON",
    "Origine étrangère": "Ne souhaite pas répondre",
    "Sans domicile fixe ou exclusion du logement": "0",
    "Réside en zone rurale": "Oui",
    "Situation à la sortie": "Indépendant",
    "Situation de sortie constatée le": "10/10/2024",
    "Questionnaire d'entrée saisi le": "04/03/2024",
    "Questionnaire de sortie saisi le": "2024-10-12",
    "Justificatif d'éligibilité": "Attestation d'une administration",
    "Date du justificatif": "01/02/2024",
    "Nom": "CANARI",
    "Prénom": "CANARI",
    "Adresse": "1 rue du CANARI",
}


@dataclass
class Given:
    """A file as the page receives it."""

    name: str
    text: str

    def getvalue(self) -> bytes:
        return self.text.encode()


MAPPING = Given("plateforme.toml", SAMPLE.read_text("utf-8"))


def written(*lines: dict[str, str]) -> Given:
    """Write lines under the headers of the first one."""
    rows = [list(lines[0]), *([line[name] for name in lines[0]] for line in lines)]
    return Given("liste.csv", "\n".join(";".join(row) for row in rows) + "\n")


def read(
    *lines: dict[str, str], as_of: date = AS_OF, operations: tuple[str, ...] = ("OP1",)
) -> PlatformList:
    return load(written(*lines), MAPPING, operations, as_of, None)


def people(*changes: dict[str, Any]) -> pl.DataFrame:
    """Return our participations, one per change of the person all tests start from."""
    schema = pl.DataFrame([PERSON], schema_overrides={"foreign_background": pl.Boolean}).schema
    return ours(pl.DataFrame([PERSON | change for change in changes], schema=schema))


def differing(line: dict[str, str], **change: Any) -> dict[str, tuple[str | None, str | None]]:
    found = compare(people(change), read(LINE | line).rows).differences
    return {field: (here, there) for _, _, field, here, there in found.rows()}


def said(found: Comparison, there: PlatformList) -> str:
    return sentence(found, there).replace("\u00a0", " ")


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


def test_what_follows_the_cut_off_is_not_read() -> None:
    """At 30/06/2024 nobody has left: our exit is empty, the exit of the list is too."""
    later = LINE | {
        "Identifiant participant": f"ps1_{B}",
        "Date d'entrée dans l'opération": "01/07/2024",
    }
    there = read(LINE, later, as_of=date(2024, 6, 30))
    here = people(
        dict.fromkeys(
            ("exit_date", "status_exit", "in_training_exit", "exit_observed_on", "exit_recorded_on")
        )
    )
    found = compare(here, there.rows)
    assert (found.both, len(found.differences), len(found.only_there)) == (1, 0, 0)
    assert there.after == 1
    assert said(found, there).endswith(" 1 entrée après l'arrêté, écartée.")


def test_who_is_missing_on_each_side_and_what_was_left_out() -> None:
    lines = (
        LINE,
        LINE | {"Identifiant participant": f"ps1_{B}"},
        LINE | {"Identifiant participant": f"ps1_{B}", "Genre": "Homme"},
        LINE | {"Identifiant participant": f"ps1_{'0' * 32}", "N° opération": "OP2"},
        LINE
        | {
            "Identifiant participant": f"ps1_{'1' * 32}",
            "Date d'entrée dans l'opération": "31/02/2024",
            "Situation à l'entrée": "Retraité",
            "Reconnu handicapé": "peut-être",
            "Durée de chômage (mois)": "un an",
        },
    )
    there = read(*lines)
    found = compare(people({}, {"pseudonym": B}, {"pseudonym": C}), there.rows)
    assert (found.both, there.elsewhere, there.duplicates) == (2, 1, 1)
    assert found.only_here["pseudonym"].to_list() == [C]
    assert found.only_there["pseudonym"].to_list() == ["1" * 32]
    assert there.not_understood == {
        **{"entry_date": 1, "status_entry": 1, "disability": 1, "unemployed_months": 1}
    }
    told = said(found, there)
    assert told.startswith(
        "2 participations des deux côtés, dont 0 avec une différence au moins ; 1 ici seulement, "
        "1 sur la plateforme seulement. Données comparées : date d'entrée, date de sortie, sexe,"
    )
    assert told.endswith(
        " Cellules non comprises, tenues pour vides : date d'entrée (1), situation à l'entrée (1), "
        "mois de chômage (1), handicap (1). 1 ligne d'une autre opération, écartée. "
        "1 ligne répétée : la première compte."
    )


def test_a_row_that_is_not_whole_is_counted() -> None:
    text = written(LINE).text + f"ps1_{B};OP1;01/03/2024\n"
    there = load(Given("liste.csv", text), MAPPING, ("OP1",), AS_OF, None)
    assert (len(there.rows), there.unread) == (1, 1)
    told = said(compare(people({}), there.rows), there)
    assert told.endswith(" 1 ligne illisible, écartée.")


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


def test_identifiers_in_clear_need_the_key_and_are_never_told() -> None:
    clear = written(LINE | {"Identifiant participant": "DOSSIER-CANARI"})
    with pytest.raises(PlatformError) as refusal:
        load(clear, MAPPING, ("OP1",), AS_OF, None)
    assert "CANARI" not in str(refusal.value)
    there = load(clear, MAPPING, ("OP1",), AS_OF, KEY)
    expected = pseudonymise(pl.Series(["DOSSIER-CANARI"]), KEY).item()
    assert there.rows["pseudonym"].to_list() == [expected]
    assert "CANARI" not in str(there.rows.to_dicts())


def test_our_own_headers_need_no_mapping() -> None:
    header = "id_participant;date_entree;sexe;rqth;niveau_formation;degurba"
    line = f"ps1_{A};2024-03-01;Femme;Vrai;isced_7_8;1"
    there = load(Given("liste.csv", f"{header}\n{line}\n"), None, ("OP1",), AS_OF, None)
    names = ("operation_id", "pseudonym", "entry_date", "sex", "disability", "education", "rural")
    assert there.rows.select(names).rows() == [
        ("OP1", A, date(2024, 3, 1), "F", True, "tertiary", False)
    ]


@pytest.mark.parametrize(
    ("header", "row", "operations", "why"),
    [
        ("Prénom;Âge", "CANARI;31", ("OP1",), "l'identifiant du participant"),
        (
            "id_participant;date_entree",
            f"ps1_{A};2024-03-01",
            ("OP1", "OP2"),
            "dit pas l'opération",
        ),
        ("id_participant;date_entree", ";2024-03-01", ("OP1",), "pas d'identifiant"),
    ],
)
def test_a_list_that_cannot_be_compared_is_refused_in_french(
    header: str, row: str, operations: tuple[str, ...], why: str
) -> None:
    with pytest.raises(PlatformError, match=why) as refusal:
        load(Given("liste.csv", f"{header}\n{row}\n"), None, operations, AS_OF, None)
    assert "CANARI" not in str(refusal.value)


def test_nothing_of_the_list_stays_on_the_disk() -> None:
    before = {path.name for path in Path(gettempdir()).glob("liste-fse-*")}
    read(LINE)
    with pytest.raises(UnreadableFile):
        load(Given("liste.xlsx", "not a workbook"), MAPPING, ("OP1",), AS_OF, None)
    assert {path.name for path in Path(gettempdir()).glob("liste-fse-*")} <= before
