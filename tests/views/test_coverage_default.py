"""The page and the commands open on the same public, unit and year."""

import json
from pathlib import Path

from drawing import EVERYONE
from drawn_coverage import publish
from typer.testing import CliRunner
from views.conftest import Open
from views.screen import text_of

from dashboard.cli.main import app

HEAD = "commune_code|public|unit|counted_on|count|status|source\n--\n"
COMMUNES = [*(f"4600{rank}" for rank in range(1, 8)), "82001"]


def told(unit: str, count: str, communes: list[str], public: str = "rsa") -> str:
    status = "known" if count else "withheld"
    rows = [f"{code}|{public}|{unit}|2025-12-31|{count}|{status}|Caf" for code in communes]
    return "\n".join(rows) + "\n"


def asked(store: Path, command: str, *options: str) -> dict[str, object]:
    given = (command, "--identity", EVERYONE.identity, "--department", "46", "--json")
    done = CliRunner().invoke(app, (*given, "--store", str(store), *options))
    assert done.exit_code == 0, done.exception
    return dict(json.loads(done.stdout))


def test_units_told_alike_open_on_those_who_may_be_hired(open_page: Open, tmp_path: Path) -> None:
    demand = HEAD + "".join(
        told(unit, count, COMMUNES)
        for unit, count in (("covered", "50"), ("household", "20"), ("subject_to_duties", "30"))
    )
    publish(tmp_path / "store", target_population=demand)
    answer = asked(tmp_path / "store", "coverage")
    assert (answer["public"], answer["unit"]) == ("rsa", "subject_to_duties")
    page = open_page(
        "couverture", {"dep": "46"}, identity=EVERYONE.identity, store=tmp_path / "store"
    )
    assert "personnes soumises aux droits et devoirs" in text_of(page)
    assert page.selectbox(key="public").value == "rsa.subject_to_duties"


def test_the_only_public_known_opens_both(open_page: Open, tmp_path: Path) -> None:
    demand = HEAD + told("covered", "", COMMUNES) + told("inhabitant", "9", COMMUNES, "youth")
    publish(tmp_path / "store", target_population=demand)
    for command in ("coverage", "siting"):
        assert asked(tmp_path / "store", command)["public"] == "youth"
    page = open_page(
        "couverture", {"dep": "46"}, identity=EVERYONE.identity, store=tmp_path / "store"
    )
    assert page.selectbox(key="public").value == "youth.inhabitant"
