"""`observatoire fse export`: a new folder with every file, or nothing at all."""

import json
from pathlib import Path

import pytest
from exports.fse_store import built_sample
from typer.testing import CliRunner

from dashboard.cli import fse_export_commands as module
from dashboard.cli.errors import exit_code_of
from dashboard.cli.main import app
from dashboard.journal import JournalError, end_of, read
from dashboard.scope import Role, Scope, write_access

AS_OF = ("--as-of", "2025-12-31")
FUNDER = Scope("financeur", Role.FUNDER, frozenset({"OP46-B1"}), "Une opération")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    snapshot = built_sample(tmp_path_factory.mktemp("commande"))
    root = snapshot.folder.parents[1]
    codes = frozenset(snapshot.manifest["perimeter"])
    local = Scope("poste-local", Role.COUNCIL, codes, "Poste local")
    write_access(root / "access.toml", [local, FUNDER])
    return root


@pytest.fixture
def journal(store: Path) -> Path:
    """Return the journal of the store, emptied."""
    path = store / "journal.jsonl"
    path.unlink(missing_ok=True)
    end_of(path).unlink(missing_ok=True)
    return path


def exported(store: Path, out: Path, *options: str) -> str:
    asked = ("fse", "export", "--store", str(store), "--out", str(out), *options)
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.exception
    return done.stdout


def refused(*arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(app, ("fse", *arguments))
    assert isinstance(done.exception, Exception)
    return exit_code_of(done.exception)


def test_the_folder_holds_the_set_and_the_journal_its_line(
    store: Path, journal: Path, tmp_path: Path
) -> None:
    out = tmp_path / "a" / "fse"
    said = exported(store, out, *AS_OF, "--rule", "flat12", "--operation", "OP46-A2")
    names = sorted(path.name for path in out.iterdir())
    assert sorted(Path(line).name for line in said.split("\n") if line) == names
    assert names == [
        "fse_anomalies.csv",
        "fse_participations.csv",
        "fse_table10.csv",
        "fse_table6.csv",
        "fse_tableaux.xlsx",
        "fse_tracabilite.json",
    ]
    assert [path.name for path in out.parent.iterdir()] == ["fse"]
    (entry,) = read(journal)
    export_id = entry.export.removesuffix(".fse")
    assert f"Export;{export_id}" in (out / "fse_table6.csv").read_text("utf-8-sig")
    traced = json.loads((out / names[-1]).read_text("utf-8"))
    assert (traced["export"], traced["page"]) == (export_id, "observatoire fse export")
    assert traced["operations"] == ["OP46-A2"]
    assert traced["parametres"]["regle_chomage_longue_duree"] == "flat12"


def test_an_empty_folder_is_taken_and_a_full_one_never(
    store: Path, journal: Path, tmp_path: Path
) -> None:
    exported(store, tmp_path / "neuf", *AS_OF)
    (tmp_path / "vide").mkdir()
    exported(store, tmp_path / "vide", *AS_OF)
    before = {path: path.read_bytes() for path in (tmp_path / "vide").iterdir()}
    (tmp_path / "fichier").write_text("x")
    for taken in ("vide", "fichier"):
        asked = ("export", *AS_OF, "--store", str(store), "--out", str(tmp_path / taken))
        code, sentence = refused(*asked)
        assert (code, "donnez un dossier neuf" in sentence) == (2, True)
    assert {path: path.read_bytes() for path in (tmp_path / "vide").iterdir()} == before
    assert len(read(journal)) == 2


def test_an_identity_exports_what_it_may_see(store: Path, journal: Path, tmp_path: Path) -> None:
    exported(store, tmp_path / "fse", *AS_OF, "--identity", "financeur")
    (path,) = (tmp_path / "fse").glob("fse_tracabilite.json")
    traced = json.loads(path.read_text("utf-8"))
    assert (traced["perimetre"], traced["operations"]) == ("Une opération", ["OP46-B1"])
    assert [entry.identity for entry in read(journal)] == ["financeur"]


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        ((), 2, "Donnez la date d'arrêté"),
        (("--as-of", "2021-12-31"), 2, "Aucune participation au 31/12/2021"),
        (("--as-of", "2027-01-01"), 2, "postérieure à la date"),
        ((*AS_OF, "--operation", "OP9"), 2, "Opération inconnue"),
        ((*AS_OF, "--identity", "personne"), 5, "aucun droit"),
    ],
)
def test_a_refusal_leaves_no_folder_and_no_line(
    store: Path, journal: Path, tmp_path: Path, options: tuple[str, ...], code: int, sentence: str
) -> None:
    asked = ("export", "--store", str(store), "--out", str(tmp_path / "fse"), *options)
    told = refused(*asked)
    assert (told[0], sentence in told[1]) == (code, True)
    assert list(tmp_path.iterdir()) == []
    assert read(journal) == []


@pytest.mark.parametrize("before", [AS_OF, ("--operation", "OP46-B1"), ("--rule", "flat12")])
def test_options_before_the_command_are_not_lost_in_silence(
    store: Path, tmp_path: Path, before: tuple[str, ...]
) -> None:
    after = ("export", *AS_OF, "--store", str(store), "--out", str(tmp_path / "fse"))
    assert refused(*before, *after) == (
        2,
        "Écrivez les options après « export » : observatoire fse export --as-of …",
    )
    assert list(tmp_path.iterdir()) == []


def test_no_journal_no_folder(store: Path, journal: Path, tmp_path: Path) -> None:
    journal.mkdir()
    try:
        asked = ("export", *AS_OF, "--store", str(store), "--out", str(tmp_path / "fse"))
        done = CliRunner().invoke(app, ("fse", *asked))
    finally:
        journal.rmdir()
    assert isinstance(done.exception, JournalError)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fails_leaves_nothing_behind(
    store: Path, journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write = Path.write_bytes

    def fill(path: Path, content: bytes) -> int:
        written.append(path.name)
        if len(written) == 3:
            raise OSError(28, "disque plein")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", fill)
    asked = ("export", *AS_OF, "--store", str(store), "--out", str(tmp_path / "fse"))
    code, sentence = refused(*asked)
    assert (code, "rien n'y est exporté" in sentence) == (4, True)
    assert len(written) == 3
    assert list(tmp_path.iterdir()) == []


def test_an_interruption_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(path: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", interrupt)
    with pytest.raises(KeyboardInterrupt):
        module.write_folder(tmp_path / "fse", {"a.csv": b"x"})
    assert list(tmp_path.iterdir()) == []
