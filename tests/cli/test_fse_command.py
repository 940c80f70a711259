"""`observatoire fse`: the figures of the door, in words and in JSON."""

import json
import re
from pathlib import Path

import pytest
from drawing import EVERYONE, Build
from spec.fse_drawn import OPERATIONS, PARTICIPANTS, pathways
from typer.testing import CliRunner

from dashboard.cli.errors import exit_code_of
from dashboard.cli.main import app
from dashboard.scope import write_access

ASKED = ("fse", "--identity", EVERYONE.identity)


@pytest.fixture
def store(built: Build) -> str:
    snapshot = built(participant=PARTICIPANTS, pathway=pathways(), operation=OPERATIONS)
    root: Path = snapshot.folder.parents[1]
    write_access(root / "access.toml", [EVERYONE])
    return str(root)


def test_json_holds_every_frame_and_the_rule_in_force(store: str) -> None:
    asked = (*ASKED, "--as-of", "2025-06-30", "--operation", "OP1", "--json", "--store", store)
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.exception
    answer = json.loads(done.stdout)
    assert [row["operation_id"] for row in answer["operations"]] == ["OP1"]
    values = {
        row["code"]: row["value"]
        for row in answer["indicators"]
        if row["operation_id"] is None and row["sex"] == "total"
    }
    assert (values["HEAD"], values["EECO01"], values["EECO03"]) == (6, 4, 1)
    assert answer["settings"]["Date d'arrêté"] == "30/06/2025"
    assert len(answer["ambiguities"]) == 7
    assert answer["broken"] == []
    assert answer["mentions"] == [
        "Cofinancé par l'Union européenne",
        "Ma Démarche FSE+ fait foi",
    ]


def test_the_rule_changes_the_long_term_unemployed_only(store: str) -> None:
    said = [
        CliRunner().invoke(app, (*ASKED, "--as-of", "2025-06-30", "--rule", rule, "--store", store))
        for rule in ("age_split", "flat12")
    ]
    first, second = (done.stdout for done in said)
    assert "plus de 6 mois avant 25 ans" in first
    assert "12 mois et plus à tout âge" in second
    assert "EECR04 : 1 sur 3" in first
    assert first.startswith("Cofinancé par l'Union européenne · Ma Démarche FSE+ fait foi\n")


def test_the_sexes_printed_add_up_to_the_total(store: str) -> None:
    """Trois femmes, deux hommes, une personne X et personne au sexe non dit : six."""
    asked = (*ASKED, "--as-of", "2025-06-30", "--operation", "OP1", "--store", store)
    printed = CliRunner().invoke(app, asked).stdout
    (line,) = [line for line in printed.splitlines() if "HEAD" in line]
    assert [int(cell) for cell in re.findall(r"\b\d+\b", line)] == [3, 2, 1, 0, 6]
    assert "Non dit" in printed


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((), "Donnez la date d'arrêté"),
        (("--as-of", "31/12/2025"), "date illisible"),
        (("--as-of", "2025-06-30", "--rule", "douze"), "règle inconnue : douze"),
        (("--as-of", "2025-06-30", "--operation", "OP9"), "Opération inconnue"),
        (("--as-of", "2026-06-30"), "postérieure à la date d'observation"),
    ],
)
def test_an_error_is_one_french_sentence_and_a_code(
    store: str, options: tuple[str, ...], sentence: str
) -> None:
    done = CliRunner().invoke(app, (*ASKED, *options, "--store", store))
    assert isinstance(done.exception, Exception)
    code, said = exit_code_of(done.exception)
    assert code == 2
    assert sentence in said
