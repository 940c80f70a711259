"""The wheel, installed bare: its commands, its SQL and its samples work from another folder."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*command: str, cwd: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def command(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Build the wheel from the tracked files and install it alone in a fresh environment.

    The third-party packages are those of this environment, seen through a path file; the
    project itself comes from the wheel only.
    """
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    kept = ("dashboard", "pipelines", "sql", "data_samples", "pyproject.toml", "README.md")
    for name in kept:
        target = source / name
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        target.parent.mkdir(parents=True, exist_ok=True)
        copy(ROOT / name, target)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", str(source), cwd=folder)
    (wheel,) = (source / "dist").glob("*.whl")
    run(sys.executable, "-m", "venv", str(folder / "venv"), cwd=folder)
    python = folder / "venv" / "bin" / "python"
    site = run(str(python), "-c", "import site; print(site.getsitepackages()[0])", cwd=folder)
    third_party = sysconfig.get_paths()["purelib"]
    run(str(python), "-m", "pip", "install", "-q", "--no-deps", str(wheel), cwd=folder)
    (Path(site.strip()) / "third_party.pth").write_text(third_party + "\n", "utf-8")
    return str(folder / "venv" / "bin" / "observatoire")


def test_the_installed_command_builds_and_answers(command: str, tmp_path: Path) -> None:
    run(command, "samples", "--out", "donnees", "--participants", "400", cwd=tmp_path)
    built = run(
        command,
        "build",
        "--input",
        "donnees/complete",
        "--store",
        "instantanes",
        "--reference-date",
        "2026-09-30",
        "--json",
        cwd=tmp_path,
    )
    assert all(
        item["read"] == item["loaded"] + item["set_aside"] for item in json.loads(built)["files"]
    )
    answer = json.loads(run(command, "figures", "entries", "--store", "instantanes", cwd=tmp_path))
    truth = json.loads((tmp_path / "donnees" / "truth.json").read_text("utf-8"))
    assert answer["total"]["yes"] == truth["total"]["entries"]


def test_the_installed_package_typesets_with_its_own_templates_and_fonts(
    command: str, tmp_path: Path
) -> None:
    python = Path(command).with_name("python")
    code = (
        "from dashboard.exports.document_fonts import FONTS;"
        "from dashboard.exports.document_pdf import TEMPLATES;"
        "print(len(list(FONTS.glob('*.ttf'))), (FONTS / 'OFL.txt').exists(),"
        " (TEMPLATES / 'document.typ').exists())"
    )
    assert run(str(python), "-c", code, cwd=tmp_path).split() == ["3", "True", "True"]


def test_the_installed_package_is_not_the_checkout(command: str, tmp_path: Path) -> None:
    python = Path(command).with_name("python")
    code = "import pipelines, dashboard; print(pipelines.__file__, dashboard.__file__)"
    assert str(ROOT) not in run(str(python), "-c", code, cwd=tmp_path)
