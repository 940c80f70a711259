"""The sample shipped with the project: what the command writes, and what the intake accepts."""

import filecmp
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from samples.sample_files import SampleFiles

from pipelines.samples import DEPARTMENTS, write_samples
from pipelines.sources.intake import IntakeSettings, take_in
from pipelines.territories import Territories, load_territories
from pipelines.territories.resolve import resolve_communes


@pytest.fixture(scope="module")
def territories() -> Territories:
    """The real communes."""
    return load_territories()


def test_the_shipped_sample_is_what_the_command_writes(
    shipped_sample: SampleFiles, territories: Territories, tmp_path: Path
) -> None:
    asked = shipped_sample.truth
    write_samples(tmp_path, asked["participants"], asked["seed"], territories.communes)
    written = {path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()}
    assert len(written) > 15
    for path in written:
        assert filecmp.cmp(tmp_path / path, shipped_sample.folder / path, shallow=False), path


@pytest.mark.parametrize("layout", ["complete", "flat"])
def test_the_intake_sets_nothing_aside(
    shipped_sample: SampleFiles, territories: Territories, layout: str
) -> None:
    settings = IntakeSettings(
        reference_date=date(2026, 9, 30),
        communes=partial(resolve_communes, territories=territories),
        key=bytes(32),
        perimeter=frozenset(DEPARTMENTS),
    )
    intake = take_in([shipped_sample.folder / layout], settings)
    told = {path: rows for path, rows in shipped_sample.truth["rows"].items() if layout in path}
    assert {f"{layout}/{file.name}": file.loaded for file in intake.files} == told
    assert intake.set_aside.is_empty()
    assert intake.tables["pathway"].height == shipped_sample.truth["total"]["entries"]
