"""The commands as a person types them: answers, exit codes, one French sentence per error."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.cli import main
from pipelines.resources import resource

DATE = "2026-09-30"


def observatoire(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from dashboard.cli import main; main()", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the flat sample with the command, and return the folder it was built in."""
    folder = tmp_path_factory.mktemp("commandes")
    source = str(resource("data_samples", "flat"))
    built = observatoire(
        "build", "--input", source, "--store", "s", "--reference-date", DATE, "--json", cwd=folder
    )
    assert built.returncode == 0, built.stderr
    answer = json.loads(built.stdout)
    assert set(answer) == {"snapshot", "files", "tables", "stages"}
    (file,) = answer["files"]
    with (resource("data_samples", "flat") / "parcours.csv").open(encoding="utf-8") as lines:
        rows = sum(1 for _ in csv.DictReader(lines, delimiter=";"))
    assert file == {"name": "parcours.csv", "read": rows, "loaded": rows, "set_aside": 0}
    return folder


def test_figures_answer_in_json_and_csv_with_the_same_numbers(store: Path) -> None:
    asked = ("figures", "entries", "--by", "scheme", "--store", "s", "--format")
    as_json = json.loads(observatoire(*asked, "json", cwd=store).stdout)
    as_csv = list(csv.DictReader(io.StringIO(observatoire(*asked, "csv", cwd=store).stdout)))
    with (resource("data_samples", "flat") / "parcours.csv").open(encoding="utf-8") as lines:
        expected = sum(1 for row in csv.DictReader(lines, delimiter=";") if row["date_entree"])
    assert sum(row["yes"] for row in as_json["rows"]) == expected == as_json["total"]["yes"]
    assert [int(row["yes"]) for row in as_csv] == [row["yes"] for row in as_json["rows"]]
    assert {"scheme", "scheme_label", "numerator", "base", "rate", "status"} <= set(as_csv[0])


def test_conditions_narrow_and_an_unknown_one_is_explained(store: Path) -> None:
    kept = observatoire("figures", "entries", "--where", "department=46", "--store", "s", cwd=store)
    whole = observatoire("figures", "entries", "--store", "s", cwd=store)
    assert 0 < json.loads(kept.stdout)["total"]["yes"] < json.loads(whole.stdout)["total"]["yes"]
    wrong = observatoire("figures", "entries", "--where", "scheme=plie", "--store", "s", cwd=store)
    assert wrong.returncode == 2
    assert "code inconnu pour scheme : plie" in wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("figures", "inconnu", "--store", "s"), 2, "Indicateur inconnu"),
        (("figures", "entries", "--by", "x", "--store", "s"), 2, "dimension inconnue"),
        (("figures", "entries", "--store", "ailleurs"), 4, "Aucun instantané lisible"),
        (("figures", "entries", "--store", "s", "--identity", "x"), 5, "aucun droit d'accès"),
        (("rollback", "x", "--store", "s"), 4, "Instantané inconnu"),
        (("build", "--input", "absent", "--store", "t"), 3, "FILE_UNREADABLE"),
        (("build", "--input", "s", "--store", "t", "--reference-date", "hier"), 2, "illisible"),
    ],
)
def test_an_error_is_one_french_sentence_and_a_code(
    store: Path,
    arguments: tuple[str, ...],
    code: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(store)
    monkeypatch.setattr(sys, "argv", ["observatoire", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    said = capsys.readouterr().err
    assert left.value.code == code, said
    assert sentence in said
    assert "Traceback" not in said


def test_a_refused_file_publishes_nothing_and_keeps_what_is_served(
    store: Path, tmp_path: Path
) -> None:
    (tmp_path / "parcours.csv").write_text("nom;nir\nX;1\n", "utf-8")
    before = observatoire("snapshots", "--store", "s", "--json", cwd=store).stdout
    done = observatoire("build", "--input", str(tmp_path), "--store", "s", cwd=store)
    assert done.returncode == 3
    assert observatoire("snapshots", "--store", "s", "--json", cwd=store).stdout == before


def test_another_key_is_refused(store: Path) -> None:
    (store / "autre.key").write_text("0123456789abcdef0123456789abcdef0123\n", "utf-8")
    source = str(resource("data_samples", "flat"))
    command = [sys.executable, "-c", "from dashboard.cli import main; main()"]
    done = subprocess.run(
        [*command, "build", "--input", source, "--store", "s", "--reference-date", DATE],
        cwd=store,
        env={"OBSERVATOIRE_KEY_FILE": "autre.key", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 5
    assert "clé des pseudonymes" in done.stderr


def test_check_loads_nothing_and_methodology_speaks_of_every_indicator(store: Path) -> None:
    from pipelines.indicators import indicators

    source = str(resource("data_samples", "flat"))
    checked = observatoire("check", source, "--reference-date", DATE, "--json", cwd=store)
    assert checked.returncode == 0
    assert json.loads(checked.stdout)["files"][0]["set_aside"] == 0
    text = observatoire("methodology", cwd=store).stdout
    assert all(item.definition in text for item in indicators().values())
