"""`freezes`, `reprint`, `compare-freezes`, `purge-traces`: what they print, what they refuse."""

import json
from pathlib import Path

import pytest
from drawing import EVERYONE, Build
from freezes.frozen import FILES, frozen, store_of
from freezes.test_reasons import AFTER, BEFORE, POSITIVE
from typer.testing import CliRunner, Result

from dashboard.cli.errors import exit_code_of
from dashboard.cli.main import app
from dashboard.scope import Role, Scope, write_access

OTHER = Scope("ailleurs", Role.COUNCIL, frozenset({"01"}), "Ain")


@pytest.fixture
def store(built: Build) -> Path:
    frozen(built(pathway=BEFORE), POSITIVE)
    snapshot = built(pathway=AFTER)
    frozen(snapshot, POSITIVE)
    root = store_of(snapshot)
    write_access(root / "access.toml", [EVERYONE, OTHER])
    return root


def run(store: Path, *arguments: str, identity: str = EVERYONE.identity) -> Result:
    return CliRunner().invoke(app, [*arguments, "--identity", identity, "--store", str(store)])


def test_freezes_are_listed_with_what_is_wrong(store: Path) -> None:
    next(store.rglob("G0001-*/document.pdf")).write_bytes(b"other")
    found = json.loads(run(store, "freezes", "--json").stdout)
    assert [(item["number"], item["defects"]) for item in found] == [
        ("G0001", ["document.pdf modifié"]),
        ("G0002", []),
    ]
    assert {item["title"] for item in found} == {"Comité du trimestre"}
    printed = run(store, "freezes").stdout
    assert "G0002" in printed
    assert "document.pdf modifié" in " ".join(printed.split())
    assert json.loads(run(store, "freezes", "--json", identity="ailleurs").stdout) == []


def test_a_file_is_given_again_and_never_over_another(store: Path, tmp_path: Path) -> None:
    out = tmp_path / "again.pdf"
    assert run(store, "reprint", "G0001", "--out", str(out)).exit_code == 0
    assert out.read_bytes() == FILES["document.pdf"]
    assert [path.name for path in tmp_path.glob("*again*")] == ["again.pdf"]
    refused = run(store, "reprint", "G0001", "--out", str(out)).exception
    assert isinstance(refused, Exception)
    code, said = exit_code_of(refused)
    assert (code, said.partition(" : ")[0]) == (2, f"{out} existe déjà")


def test_a_comparison_is_told_in_words(store: Path) -> None:
    """Les effectifs sont ceux, comptés à la main, de test_reasons.py."""
    assert run(store, "compare-freezes", "G0001", "G0002").stdout.splitlines() == [
        "G0001 (30/09/2025) → G0002 (30/09/2025)",
        "Sorties vers l'emploi ou la formation : 2/4 → 3/4 (numérateur +1, base +0)",
        "  Lignes nouvelles : base +1",
        "  Lignes retirées : numérateur −1, base −1",
        "  Entrés dans le périmètre ou la période, ou partis : base −1",
        "  Lignes corrigées ou complétées : numérateur +2, base +1",
    ]


def test_a_comparison_in_json_adds_up(store: Path) -> None:
    (figure,) = json.loads(run(store, "compare-freezes", "G0002", "G0001", "--json").stdout)[
        "figures"
    ]
    assert figure["difference"] == {"numerator": 1, "base": 0}
    for part, total in figure["difference"].items():
        moves = (reason[part] for reason in figure["reasons"])
        assert sum(move["gained"] - move["lost"] for move in moves) == total
    assert figure["no_reasons"] is None


def test_purged_traces_leave_the_counts(store: Path) -> None:
    assert run(store, "purge-traces", "--before", "2000-01-01").stdout == (
        "Traces effacées : aucune.\n"
    )
    assert run(store, "purge-traces", "--before", "2999-01-01").stdout == (
        "Traces effacées : G0001, G0002.\n"
    )
    assert run(store, "compare-freezes", "G0001", "G0002").stdout.splitlines()[1:] == [
        "Sorties vers l'emploi ou la formation : 2/4 → 3/4 (numérateur +1, base +0)",
        "  Raisons non données : La trace du gel G0001 a été purgée.",
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("compare-freezes", "G0001", "G0009"), 4, "Gel inconnu, ou hors de vos droits : G0009."),
        (("compare-freezes", "G0001", "G0001"), 4, "Donnez deux gels différents"),
        (("reprint", "G0001", "--out", "absent.xlsx"), 4, "Fichiers : csv, pdf."),
        (("purge-traces", "--before", "hier"), 2, "date illisible : hier"),
    ],
)
def test_an_error_is_one_french_sentence_and_a_code(
    store: Path, arguments: tuple[str, ...], code: int, sentence: str
) -> None:
    error = run(store, *arguments).exception
    assert isinstance(error, Exception)
    found, said = exit_code_of(error)
    assert found == code
    assert sentence in said
