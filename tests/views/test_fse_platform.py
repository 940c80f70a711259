"""The platform's list beside ours: read through its mapping, compared, never told nor kept."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import gettempdir

import polars as pl
import pytest

from dashboard.components.fse_platform import PlatformError, compare
from dashboard.components.fse_platform_list import load, sentence
from pipelines.pseudonym import pseudonymise
from pipelines.resources import resource
from pipelines.sources.reading import UnreadableFile

SAMPLE = resource("data_samples", "mappings", "fse") / "exemple_plateforme.toml"
A, B, C = ("a" * 32, "b" * 32, "c" * 32)
KEY = b"k" * 40
HEADER = (
    "Identifiant participant;N° opération;Date d'entrée dans l'opération;"
    "Date de sortie de l'opération;Genre;Situation à l'entrée;Durée de chômage (mois);Nom"
)
ROWS = (
    f"ps1_{A};OP1;01/03/2024;30/09/2024;Femme;Demandeur d'emploi;14;CANARI",
    f"ps1_{B};OP1;05/03/2024;;Homme;Inactif;;CANARI",
    f"ps1_{B};OP1;06/03/2024;;Homme;Inactif;;CANARI",
    f"ps1_{'0' * 32};OP1;31/02/2024;;Femme;Retraité;;CANARI",
)
HERE = pl.DataFrame(
    {
        "operation_id": ["OP1", "OP1", "OP1"],
        "pseudonym": [A, B, C],
        "entry_date": [date(2024, 3, 1), date(2024, 3, 5), date(2024, 4, 1)],
        "exit_date": [date(2024, 9, 27), None, None],
        "sex": ["F", "M", "F"],
        "status_entry": ["unemployed", "unemployed", "inactive"],
        "unemployed_months": [14, 3, None],
        "status_exit": ["employed", None, None],
    }
)


@dataclass
class Given:
    """A file as the page receives it."""

    name: str
    text: str

    def getvalue(self) -> bytes:
        return self.text.encode()


def given(*rows: str, header: str = HEADER, name: str = "liste.csv") -> Given:
    return Given(name, "\n".join((header, *rows)) + "\n")


MAPPING = Given("plateforme.toml", SAMPLE.read_text("utf-8"))


def test_two_lists_are_compared_field_by_field() -> None:
    there = load(given(*ROWS), MAPPING, ("OP1",), None)
    found = compare(HERE, there.rows)
    assert (found.both, there.duplicates) == (2, 1)
    assert found.only_here["pseudonym"].to_list() == [C]
    assert found.only_there["pseudonym"].to_list() == ["0" * 32]
    assert found.differences.rows() == [
        ("OP1", A, "exit_date", "2024-09-27", "2024-09-30"),
        ("OP1", B, "status_entry", "unemployed", "inactive"),
        ("OP1", B, "unemployed_months", "3", None),
    ]
    assert there.not_understood == {"entry_date": 1, "status_entry": 1}
    assert sentence(found, there).replace("\u00a0", " ") == (
        "2 participations des deux côtés, dont 2 avec une différence au moins ; 1 ici seulement, "
        "1 sur la plateforme seulement. Données comparées : date d'entrée, date de sortie, sexe, "
        "situation à l'entrée, mois de chômage. Cellules non comprises, tenues pour vides : date "
        "d'entrée (1), situation à l'entrée (1). 1 ligne répétée : la première compte."
    )


def test_identifiers_in_clear_need_the_key_and_are_never_told() -> None:
    clear = given("DOSSIER-CANARI;OP1;01/03/2024;;Femme;Inactif;;CANARI")
    with pytest.raises(PlatformError) as refusal:
        load(clear, MAPPING, ("OP1",), None)
    assert "CANARI" not in str(refusal.value)
    there = load(clear, MAPPING, ("OP1",), KEY)
    expected = pseudonymise(pl.Series(["DOSSIER-CANARI"]), KEY).item()
    assert there.rows["pseudonym"].to_list() == [expected]


def test_our_own_headers_need_no_mapping() -> None:
    header = "id_participant;date_entree;sexe"
    there = load(given(f"ps1_{A};2024-03-01;F", header=header), None, ("OP1",), None)
    assert there.rows.select("operation_id", "pseudonym", "entry_date", "sex").rows() == [
        ("OP1", A, date(2024, 3, 1), "F")
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
        load(given(row, header=header), None, operations, None)
    assert "CANARI" not in str(refusal.value)


def test_nothing_of_the_list_stays_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path.name for path in Path(gettempdir()).glob("liste-fse-*")}
    load(given(*ROWS), MAPPING, ("OP1",), None)
    with pytest.raises(UnreadableFile):
        load(Given("liste.xlsx", "not a workbook"), MAPPING, ("OP1",), None)
    assert {path.name for path in Path(gettempdir()).glob("liste-fse-*")} <= before
