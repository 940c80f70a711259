"""Samples drawn on a small invented territory."""

from pathlib import Path

import polars as pl
import pytest
from samples.invented_territory import commune_rows
from samples.sample_files import SampleFiles

from pipelines.resources import resource
from pipelines.samples import DEPARTMENTS, generation, write_samples


@pytest.fixture(scope="session")
def communes() -> pl.DataFrame:
    """Return a territory frame of some thirty communes in each of the five départements."""
    rows = [row for department in DEPARTMENTS for row in commune_rows(department)]
    names = ("commune_code", "department_code", "epci_code", "population", "longitude", "latitude")
    return pl.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)


@pytest.fixture(scope="session")
def sample(communes: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    """Draw 4,000 people in pieces of 300, so that every count crosses the pieces."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generation, "PIECE", 300)
        write_samples(folder, 4000, 7, communes)
    return SampleFiles(folder)


@pytest.fixture(scope="session")
def large_sample(communes: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> SampleFiles:
    """Draw 60,000 people: enough to see what was planted."""
    folder: Path = tmp_path_factory.mktemp("large")
    write_samples(folder, 60_000, 1, communes)
    return SampleFiles(folder)


@pytest.fixture(scope="session")
def shipped_sample() -> SampleFiles:
    """Return the sample of 400 people shipped with the project."""
    return SampleFiles(resource("data_samples"))
