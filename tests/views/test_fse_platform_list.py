"""The list given by the platform: what is read, left out or refused, and never told nor kept."""

from datetime import date
from pathlib import Path
from tempfile import gettempdir

import polars as pl
import pytest
from views.platform_given import AS_OF, LINE, MAPPING, A, B, C, Given, people, read, said, written

from dashboard.components.fse_platform import PlatformError, compare
from dashboard.components.fse_platform_list import load
from pipelines.pseudonym import pseudonymise
from pipelines.sources.reading import UnreadableFile

KEY = b"k" * 40


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
