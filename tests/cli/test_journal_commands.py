"""`observatoire journal`: both registers verified and told, without naming a person counted."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest
from journal.journal_lines import ENTRY, entry, record_many
from journal.test_controls import FIRST, SECOND
from snapshots.loaders import quick_processes
from typer.testing import CliRunner, Result

from dashboard.cli.main import app
from dashboard.journal import CONTROLS, JOURNAL, end_of, record, record_decision

LINES = 4
Alter = Callable[[list[bytes]], list[bytes]]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Record four exports, then two decisions an hour later."""
    for number in range(LINES):
        record(tmp_path / JOURNAL, replace(entry(number), conditions=()))
    for decision in (FIRST, SECOND):
        later = replace(decision, at=ENTRY.at + timedelta(hours=1))
        record_decision(tmp_path / CONTROLS, later)
    return tmp_path


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    return quick_processes()


def run(store: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["journal", *arguments, "--store", str(store)])


def rewrite(path: Path, alter: Alter) -> None:
    lines = alter(path.read_bytes().split(b"\n")[:-1])
    path.write_bytes(b"".join(line + b"\n" for line in lines))


def test_whole_registers_are_said_so_with_the_fingerprint_to_keep(store: Path) -> None:
    done = run(store, "verify")
    assert done.exit_code == 0
    exports, controls = done.stdout.replace("\u00a0", " ").splitlines()
    end = json.loads(end_of(store / JOURNAL).read_text())["digest"]
    assert exports == (
        f"Journal des exports (journal.jsonl) : intact, 4 lignes. Empreinte de la dernière : {end}."
    )
    assert controls.startswith("Registre des contrôles (controles.jsonl) : intact, 2 lignes. ")


def test_nothing_is_recorded_in_an_empty_store_nor_in_one_that_is_not_there(tmp_path: Path) -> None:
    done = run(tmp_path, "verify")
    assert (done.exit_code, done.stdout.count("aucune ligne.")) == (0, 2)
    listed = run(tmp_path, "list")
    assert (listed.exit_code, listed.stdout) == (0, "Aucune ligne.\n")
    away = run(tmp_path / "ailleurs", "verify")
    assert "Dossier introuvable" in str(away.exception)
    assert not (tmp_path / "ailleurs").exists()


ALTERATIONS: dict[str, tuple[Alter, str]] = {
    "altered": (
        lambda lines: [lines[0], lines[1].replace(b"Lot", b"Ain"), *lines[2:]],
        "Ligne 2 : modifiée après son écriture.",
    ),
    "last altered": (
        lambda lines: [*lines[:3], lines[3].replace(b"Lot", b"Ain")],
        "Ligne 4 : modifiée après son écriture.",
    ),
    "removed": (
        lambda lines: [lines[0], *lines[2:]],
        "Ligne 2 : porte le numéro 3 au lieu de 2",
    ),
    "cut": (
        lambda lines: lines[:2],
        "Fin du journal : 2 ligne(s) manquante(s) sur 4.",
    ),
    "emptied": (
        lambda lines: [],
        "Fin du journal : 4 ligne(s) manquante(s) sur 4.",
    ),
    "reordered": (
        lambda lines: [lines[0], lines[2], lines[1], lines[3]],
        "Ligne 2 : porte le numéro 3 au lieu de 2",
    ),
    "unreadable": (
        lambda lines: [*lines[:2], b"\xff", lines[3]],
        "Ligne 3 : illisible.",
    ),
}


@pytest.mark.parametrize(("alter", "told"), ALTERATIONS.values(), ids=list(ALTERATIONS))
def test_an_altered_journal_is_named_and_its_code_is_not_zero(
    store: Path, alter: Alter, told: str
) -> None:
    rewrite(store / JOURNAL, alter)
    done = run(store, "verify")
    assert done.exit_code == 4
    assert "Journal des exports (journal.jsonl) : ALTÉRÉ." in done.stdout
    assert told in done.stdout
    assert "Registre des contrôles (controles.jsonl) : intact" in done.stdout
    answer = json.loads(run(store, "verify", "--json").stdout)
    problems = {item["register"]: item["problems"] for item in answer["registers"]}
    assert any(told in problem for problem in problems[JOURNAL])
    assert problems[CONTROLS] == []
    listed = run(store, "list")
    assert (listed.exit_code, told in listed.stderr, told in listed.stdout) == (4, True, False)


def test_a_register_whose_end_or_last_break_is_gone_is_not_whole(store: Path) -> None:
    content = (store / CONTROLS).read_bytes()
    (store / CONTROLS).write_bytes(content[:-1])
    done = run(store, "verify")
    size = len(content)
    assert f"Fin du journal : {size - 1} octets au lieu de {size}." in done.stdout
    (store / CONTROLS).write_bytes(content)
    end_of(store / CONTROLS).write_text('{"lines": "x", "size": 0, "digest": ""}')
    done = run(store, "verify")
    assert (done.exit_code, "est illisible" in done.stdout) == (4, True)


def test_lines_of_both_registers_follow_their_hours(store: Path) -> None:
    lines = run(store, "list").stdout.splitlines()
    assert [line[:20] for line in lines] == ["30/09/2026 à 12:00 U"] * 4 + [
        "30/09/2026 à 13:00 U"
    ] * 2
    assert lines[1] == (
        "30/09/2026 à 12:00 UTC · departement-46 (Conseil départemental) · export 000000000001.csv"
        " · page Résultats · positive_exit par Dispositif, Sexe · Département du Lot"
        " · sans condition · 1 ligne · instantané 000007-0123456789ab"
    )
    assert lines[4] == (
        "30/09/2026 à 13:00 UTC · financeur (Financeur FSE+) · contrôle : Rejeté, "
        "Pièce postérieure à l'entrée · opération OP1 · Autorité de gestion"
        " · instantané 000007-0123456789ab"
    )


def test_the_last_lines_are_the_latest(store: Path) -> None:
    assert len(run(store, "list", "--last", "3").stdout.splitlines()) == 3
    entries = json.loads(run(store, "list", "--json", "--last", "3").stdout)["entries"]
    told = [(item["register"], item["number"]) for item in entries]
    assert told == [(JOURNAL, 4), (CONTROLS, 1), (CONTROLS, 2)]
    assert entries[0]["export"] == "000000000003.csv"
    assert entries[0]["breakdown"] == ["scheme", "sex"]
    assert run(store, "list", "--last", "0").exit_code == 2


@pytest.mark.parametrize("asked", [("list",), ("list", "--json"), ("verify", "--json")])
def test_the_file_a_control_is_about_is_not_told(store: Path, asked: tuple[str, ...]) -> None:
    done = run(store, *asked)
    assert FIRST.pseudonym not in done.output
    assert "pathway" not in done.output
    assert FIRST.pathway_code not in done.output


def test_a_line_that_breaks_or_commands_the_terminal_stays_one_line(tmp_path: Path) -> None:
    record(tmp_path / JOURNAL, replace(ENTRY, page="\x1b[31mrouge\r\n\u2028fin\u202e"))
    done = run(tmp_path, "list")
    assert len(done.stdout.splitlines()) == 1
    assert "page [31mrouge fin ·" in done.stdout
    assert not {"\x1b", "\r", "\u2028", "\u202e"} & set(done.stdout)


def test_a_line_added_while_listing_is_whole_or_absent(
    tmp_path: Path, processes: ForkServerContext
) -> None:
    writer = processes.Process(target=record_many, args=(tmp_path / JOURNAL, "one", 60))
    writer.start()
    seen: list[int] = []
    while writer.is_alive() or not seen:
        done = run(tmp_path, "list", "--json")
        assert done.exit_code == 0, done.output
        entries = json.loads(done.stdout)["entries"]
        assert [item["rows"] for item in entries] == list(range(len(entries)))
        seen.append(len(entries))
    writer.join()
    assert writer.exitcode == 0
    assert seen == sorted(seen)
    assert len(json.loads(run(tmp_path, "list", "--json").stdout)["entries"]) == 60
