"""`observatoire retention`: the curve of the door, in words and in JSON."""

import json
from pathlib import Path

import pytest
from drawing import EVERYONE, Build
from typer.testing import CliRunner

from dashboard.cli.errors import exit_code_of
from dashboard.cli.main import app
from dashboard.scope import write_access

ASKED = ("retention", "--identity", EVERYONE.identity)
LAST_SURE_DAY = "2025-08-30"


@pytest.fixture
def store(built: Build) -> str:
    """Publish twelve people hired for 100 days, six of whom are still there."""
    people = [f"p{rank:02d}" for rank in range(12)]
    pathways = "pathway_id | participant_id | scheme\n--\n" + "\n".join(
        f"W{name} | {name} | {'aci' if rank < 6 else 'iae'}" for rank, name in enumerate(people)
    )
    contracts = "job_id | participant_id | pathway_id | start_date | end_date\n--\n" + "\n".join(
        f"J{name} | {name} | W{name} | "
        + ("2024-02-01 | 2024-05-10" if rank % 2 else "2025-05-23 | ")
        for rank, name in enumerate(people)
    )
    snapshot = built(pathway=pathways, employment=contracts)
    root: Path = snapshot.folder.parents[1]
    write_access(root / "access.toml", [EVERYONE])
    return str(root)


def test_json_holds_the_curve_and_what_it_depends_on(store: str) -> None:
    done = CliRunner().invoke(app, (*ASKED, "--by", "scheme", "--json", "--store", store))
    assert done.exit_code == 0, done.exception
    answer = json.loads(done.stdout)
    assert answer["censor_date"] == LAST_SURE_DAY
    assert answer["whole"][0]["people"] == 12
    assert [(row["code"], row["people"]) for row in answer["groups"]] == [("aci", 6), ("iae", 6)]
    (point,) = answer["curve"]
    assert (point["time"], point["at_risk"], point["events"]) == (100, 12, 6)
    assert point["survival"] == pytest.approx(0.5)
    assert answer["logrank"] == {
        "groups": [],
        "statistic": None,
        "degrees_of_freedom": 0,
        "p_value": None,
    }


def test_words_name_who_is_at_risk_and_what_is_not_told(store: str) -> None:
    done = CliRunner().invoke(app, (*ASKED, "--store", store), env={"COLUMNS": "120"})
    assert done.exit_code == 0, done.exception
    assert "100 % (12)" in done.stdout.replace("\u00a0", " ")
    assert "n/d : moins de 10" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--by", "couleur", "dimension inconnue : couleur"),
        ("--by", "obstacle", "comparée à elle-même"),
        ("--continuity", "toujours", "continuité inconnue : toujours"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_french(
    store: str, option: str, value: str, why: str
) -> None:
    done = CliRunner().invoke(app, (*ASKED, option, value, "--store", store))
    assert isinstance(done.exception, Exception)
    assert why in exit_code_of(done.exception)[1]
