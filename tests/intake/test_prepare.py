"""The file prepared on its owner's computer: safe to send, and worth the same as the original."""

from pathlib import Path

import pytest
from intake.flat_files import HEADERS, KEY, edited, mapping, people, taken, text_of, write

from pipelines.sources.mapping import Mapping
from pipelines.sources.prepare import PrepareError, prepare

NIRS = [f"2{80 + rank % 20}11751160{rank:02d}18" for rank in range(40)]


def source() -> Mapping:
    """Return the mapping of a source that knows people by their NIR and birth date."""
    return mapping(
        columns={
            "NIR": {"to": "participant_id", "action": "pseudonym"},
            "Nom": {"action": "drop"},
            "Né le": {"to": "birth_year", "action": "birth_year"},
            "Remarques": {"action": "keep"},
        },
        values={"freins": {"Transport": "MOBILITE"}},
    )


def original(folder: Path, **edits: dict[str, str]) -> Path:
    """Write the owner's file; `line_3={...}` changes cells on line 3."""
    rows = [
        {
            **row,
            "id_participant": nir,
            "Nom": "MARTINOT",
            "annee_naissance": f"04/05/{row['annee_naissance']}",
            "freins": row["freins"].replace("MOBILITE", "Transport"),
            "Remarques": "bon contact",
        }
        for row, nir in zip(people(), NIRS, strict=True)
    ]
    changed = {int(line.removeprefix("line_")): cells for line, cells in edits.items()}
    headers = [name for name in HEADERS if name != "commentaire"] + ["Nom", "Remarques"]
    words = {"id_participant": "NIR", "annee_naissance": "Né le"}
    titles = [words.get(header, header) for header in headers]
    path = folder / "proprietaire.csv"
    return write(path, text_of(edited(changed, rows), headers, titles=titles))


def test_the_prepared_file_holds_no_identifier_and_no_unknown_column(tmp_path: Path) -> None:
    target = tmp_path / "sur.csv"
    report = prepare(original(tmp_path), source(), target, KEY)
    assert (report.read, report.written, report.set_aside.height) == (40, 40, 0)
    content = target.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8-sig")
    assert "MARTINOT" not in text
    assert not [nir for nir in NIRS if nir in text]
    header, first, *_ = text.splitlines()
    assert header.split(";")[:3] == ["id_participant", "id_structure", "id_operation"]
    assert header.endswith("heures_hebdo;Remarques")
    assert first.startswith("ps1_")
    assert "04/05/" not in text


def test_the_prepared_file_is_worth_the_original(tmp_path: Path) -> None:
    target = tmp_path / "sur.csv"
    prepare(original(tmp_path), source(), target, KEY)
    known = mapping(
        columns={"NIR": {"to": "participant_id"}, "Né le": {"action": "birth_year"}}
        | {name: {"action": "drop"} for name in ("Nom", "Remarques")},
        values={"freins": {"Transport": "MOBILITE"}},
    )
    safe = taken(target)
    assert [file.status for file in safe.files] == ["accepted"]
    # The original itself is refused, for its NIR; short numbers stand for them.
    path = tmp_path / "proprietaire.csv"
    aliases = {nir: f"N{rank:02d}" for rank, nir in enumerate(NIRS)}
    text = path.read_text()
    for nir, alias in aliases.items():
        text = text.replace(nir, alias)
    other = taken(write(path, text), mappings=(known,))
    assert other.files[0].loaded == 40
    for name in ("participant", "obstacle", "employment"):
        columns = [column for column in safe.tables[name].columns if not column.endswith("_id")]
        assert safe.tables[name].select(columns).equals(other.tables[name].select(columns))


def test_prepared_and_raw_files_speak_of_the_same_people(tmp_path: Path) -> None:
    raw = write(tmp_path / "a.csv", text_of(people()))
    keep = mapping(columns={"id_participant": {"to": "participant_id", "action": "pseudonym"}})
    prepare(raw, keep, tmp_path / "b.csv", KEY)
    intake = taken(raw, tmp_path / "b.csv")
    assert intake.tables["participant"].height == 40
    assert set(intake.set_aside["rule"]) == {"DUP_EXACT"}


def test_lines_that_still_hold_an_identifier_stay_on_the_computer(tmp_path: Path) -> None:
    path = original(
        tmp_path,
        line_3={"Remarques": "appeler le 07 98 76 54 32"},
        line_5={"id_participant": "2,91117E+14"},
        line_6={"annee_naissance": "inconnue"},
        line_8={"sexe": "lea.petit@exemple.org"},
        line_9={"date_sortie": "01.02.2024 10:15:00"},
    )
    report = prepare(path, source(), tmp_path / "sur.csv", KEY)
    assert (report.read, report.written) == (40, 36)
    assert set(report.set_aside.select("line", "rule").rows()) == {
        (3, "PII_VALUE"),
        (5, "NUM_SCIENTIFIC"),
        (6, "DATE_INVALID"),
        (8, "PII_VALUE"),
    }
    text = (tmp_path / "sur.csv").read_text("utf-8-sig")
    assert not [word for word in ("07 98", "lea.petit", "E+14", "inconnue") if word in text]
    assert str(report) == "40 lignes lues, 36 écrites, 4 mises de côté"


def test_a_formula_in_a_kept_text_is_made_harmless(tmp_path: Path) -> None:
    path = original(tmp_path, line_2={"Remarques": "=1+1"})
    prepare(path, source(), tmp_path / "sur.csv", KEY)
    assert (tmp_path / "sur.csv").read_text("utf-8-sig").splitlines()[1].endswith(";'=1+1")


def test_an_undeclared_identifier_prevents_the_file_from_being_written(tmp_path: Path) -> None:
    with pytest.raises(PrepareError) as error:
        prepare(original(tmp_path), mapping(), tmp_path / "sur.csv", KEY)
    assert {item.rule for item in error.value.findings} >= {"PII_COLUMN"}
    assert "MARTINOT" not in str(error.value)
    assert not (tmp_path / "sur.csv").exists()


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "vide.csv", b"")
    with pytest.raises(PrepareError, match="fichier vide"):
        prepare(path, mapping(), tmp_path / "sur.csv", KEY)
