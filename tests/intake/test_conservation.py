"""Whatever happens to a clean folder, no row is lost, invented or changed in silence."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.complete_files import write_source
from intake.flat_files import KEEP_COMMENTS, people, taken, text_of, write
from intake.laws import assert_lawful

from pipelines.sources.intake import Intake

Damage = tuple[str, int, int, int]

DAMAGES = st.lists(
    st.tuples(
        st.sampled_from(["delete", "repeat", "cut", "flip", "comma", "swap"]),
        st.integers(1, 10_000),
        st.integers(0, 10_000),
        st.integers(1, 255),
    ),
    min_size=1,
    max_size=6,
)


def damaged(content: bytes, damages: list[Damage]) -> tuple[bytes, int]:
    """Return the damaged content and how many of its lines were touched; the header is spared."""
    lines = content.split(b"\r\n")[:-1]
    touched = set()
    for kind, where, place, byte in damages:
        if len(lines) < 3:
            break
        rank = 1 + where % (len(lines) - 1)
        line = lines[rank]
        at = place % max(len(line), 1)
        if kind == "delete":
            del lines[rank]
            continue
        if kind == "repeat":
            lines.append(line)
            continue
        touched.add(line)
        lines[rank] = {
            "cut": line[:at],
            "flip": line[:at] + bytes([line[at] ^ byte]) + line[at + 1 :] if line else b"",
            "comma": line.replace(b";", b","),
            "swap": b";".join(reversed(line.split(b";"))),
        }[kind]
        touched.add(lines[rank])
    return b"\r\n".join([*lines, b""]), len(touched)


def intake_of(content: bytes) -> Intake:
    with TemporaryDirectory() as folder:
        return taken(write(Path(folder) / "a.csv", content), mappings=(KEEP_COMMENTS,))


@cache
def clean_intake() -> Intake:
    return intake_of(text_of(people()).encode())


def strangers(intake: Intake, clean: Intake, table: str) -> int:
    """Count the rows of a table that the clean intake does not have."""
    known = clean.tables[table]
    return intake.tables[table].join(known, on=known.columns, how="anti", nulls_equal=True).height


@settings(max_examples=60)
@given(DAMAGES)
def test_a_damaged_flat_file_loses_and_invents_nothing(damages: list[Damage]) -> None:
    broken, touched = damaged(text_of(people()).encode(), damages)
    intake = intake_of(broken)
    assert_lawful(intake)
    assert strangers(intake, clean_intake(), "pathway") <= touched
    assert strangers(intake, clean_intake(), "employment") <= touched


@settings(max_examples=40)
@given(DAMAGES, st.sampled_from(["participants", "parcours", "freins", "emplois", "suivis"]))
def test_a_damaged_complete_source_loses_and_invents_nothing(
    damages: list[Damage], table: str
) -> None:
    with TemporaryDirectory() as name:
        folder = write_source(Path(name))
        path = folder / f"{table}.csv"
        broken, _ = damaged(path.read_bytes(), damages)
        intake = taken(write(path, broken).parent)
    assert_lawful(intake)
    pathways = set(intake.tables["pathway"]["pathway_id"])
    for child in ("obstacle", "employment", "followup"):
        assert set(intake.tables[child]["pathway_id"].drop_nulls()) <= pathways


@settings(max_examples=15)
@given(st.lists(st.sets(st.integers(0, 39), min_size=1), min_size=2, max_size=4))
def test_files_that_share_rows_load_each_row_once(parts: list[set[int]]) -> None:
    rows = people()
    with TemporaryDirectory() as folder:
        for rank, part in enumerate(parts):
            write(Path(folder) / f"{rank}.csv", text_of([rows[at] for at in sorted(part)]))
        intake = taken(Path(folder))
    assert_lawful(intake)
    assert intake.tables["pathway"].height == len(set().union(*parts))
    read = sum(file.read for file in intake.files if file.status == "accepted")
    aside = intake.set_aside.filter(pl.col("rule") == "DUP_EXACT").height
    assert read - aside == len(set().union(*parts))
    assert intake.superseded.is_empty()
