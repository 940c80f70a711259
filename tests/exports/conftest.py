"""The figures and rows of one FSE+ question on the sample, and their files."""

import pytest
from exports.fse_given import SETTINGS, given
from exports.fse_store import Asked, ask, built_sample

from pipelines.snapshot import Snapshot


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return built_sample(tmp_path_factory.mktemp("export"))


@pytest.fixture(scope="module")
def asked(snapshot: Snapshot) -> Asked:
    return ask(snapshot, SETTINGS)


@pytest.fixture(scope="module")
def files(asked: Asked) -> dict[str, bytes]:
    return given(asked)
