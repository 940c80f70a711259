"""Direct identifiers: recognised in headers and cells, never where there is none."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from intake.flat_files import HEADERS, KEEP_COMMENTS, edited, mapping, people, taken, text_of, write
from intake.laws import assert_lawful
from stdnum.fr import nir

from pipelines.contracts import TABLES
from pipelines.sources.identifiers import identifiers_in, names_a_person, suspect_pattern

PERSONAL_HEADERS = [
    "Nom",
    "NOM_USAGE",
    "nom et prénom",
    "Prénom",
    "N° de sécurité sociale",
    "NIR",
    "Date de naissance",
    "né(e) le",
    "Adresse",
    "adresse_2",
    "Courriel",
    "E-mail",
    "Téléphone portable",
    "tel1",
    "IBAN",
    "Nom du référent",
]
OTHER_HEADERS = [
    "nom_structure",
    "Nom de l'employeur",
    "nom_operation",
    "Adresse de la structure",
    "note_interne",
    "mobilité",
    "annee_naissance",
    "commune",
    "renommage",
    "nombre d'enfants",
]


@pytest.mark.parametrize("header", PERSONAL_HEADERS)
def test_a_header_that_announces_a_person_is_recognised(header: str) -> None:
    assert names_a_person(header)


@pytest.mark.parametrize("header", OTHER_HEADERS)
def test_a_header_that_announces_no_person_is_left(header: str) -> None:
    assert not names_a_person(header)


def test_no_column_of_ours_announces_a_person() -> None:
    ours = {
        column.metadata["header"]
        for table in TABLES.values()
        for column in table.columns().values()
        if column.metadata
    }
    assert not [header for header in ours | set(HEADERS) if names_a_person(header)]


CELLS = {
    "rappeler au 07 98 76 54 32": "un numéro de téléphone",
    "07.98.76.54.32": "un numéro de téléphone",
    "tel0798765432": "un numéro de téléphone",
    "+33 (0)7 98 76 54 32": "un numéro de téléphone",
    "0033798765432": "un numéro de téléphone",
    "lea.petit@exemple.org": "une adresse électronique",
    "2 91 11 75 116 004 18": "un numéro de sécurité sociale",
    "NIR 291112A116004": "un numéro de sécurité sociale",
    "291117511600418": "un numéro de sécurité sociale",
    "FR76 3000 6000 0112 3456 7890 189 merci": "un IBAN",
    "DE89370400440532013000": "un IBAN",
    "née le 4 mars": "une date de naissance",
    "le 12/03/1985 à Cahors": "une date de naissance",
    "12 bis rue des Lilas": "une adresse postale",
    "3, allée du Parc": "une adresse postale",
}
CLEAN_CELLS = [
    "relance le 12/03/2024",
    "dossier 2024-000123",
    "+33612",
    "-1+1",
    "@SUM(A1:A9)",
    "http://x.invalid/p.png",
    "FR76 3000 6000 0112 3456 7890 188",
    "12 rues piétonnes",
    "permis B obtenu, 35 h par semaine",
    "SIRET 81234567800012",
    "",
]


def test_identifiers_are_found_in_free_text() -> None:
    cells = pl.Series([*CELLS, *CLEAN_CELLS])
    found = identifiers_in(cells, free_text=True).to_list()
    assert found == [*CELLS.values(), *(None for _ in CLEAN_CELLS)]


@pytest.mark.parametrize(
    "code",
    ["P0100000001", "81234567800012", "2024-01-02-0003", "00000000123", "S0612345678X", "ST-12"],
)
def test_an_ordinary_code_is_no_identifier(code: str) -> None:
    assert identifiers_in(pl.Series([code]), free_text=False).to_list() == [None]


@pytest.mark.parametrize("free_text", [True, False])
def test_what_the_quick_pattern_leaves_holds_nothing(free_text: bool) -> None:
    cells = pl.Series([*CELLS, *CLEAN_CELLS])
    is_suspect = cells.str.contains(suspect_pattern(free_text=free_text))
    found = identifiers_in(cells, free_text=free_text)
    assert found.filter(~is_suspect).null_count() == (~is_suspect).sum()


@given(st.from_regex(r"[34][0-9]{2}(?:2[0-9]|[5-9][0-9])[0-9]{10}", fullmatch=True))
def test_an_unusual_number_is_a_nir_only_if_its_key_says_so(number: str) -> None:
    found = identifiers_in(pl.Series([number]), free_text=False)[0] is not None
    assert found == nir.is_valid(number)


def refused(
    folder: Path, headers: list[str], cells: dict[str, str]
) -> list[tuple[str, str | None]]:
    path = write(folder / "suivi.csv", text_of([{**row, **cells} for row in people()], headers))
    intake = taken(path)
    assert_lawful(intake)
    assert [file.status for file in intake.files] == ["refused"]
    assert not [
        item for item in intake.findings if any(cell in item.message for cell in cells.values())
    ]
    return [(item.rule, item.column) for item in intake.findings]


def test_undeclared_personal_columns_refuse_the_file_and_say_what_to_write(tmp_path: Path) -> None:
    cells = {"nom": "MARTINOT", "nir": "291117511600418", "courriel": "l.petit@exemple.org"}
    found = refused(tmp_path, [*HEADERS, *cells], cells)
    assert found == [("PII_COLUMN", "nom"), ("PII_COLUMN", "nir"), ("PII_COLUMN", "courriel")]
    path = tmp_path / "suivi.csv"
    declared = mapping(columns={name: {"action": "drop"} for name in cells})
    intake = taken(path, mappings=(declared,))
    assert intake.findings == []
    assert intake.files[0].loaded == 40


def test_the_line_proposed_is_one_that_a_mapping_accepts(tmp_path: Path) -> None:
    path = write(
        tmp_path / "suivi.csv",
        text_of([{**row, 'Nom "usuel"': "X"} for row in people()], [*HEADERS, 'Nom "usuel"']),
    )
    message = taken(path).findings[0].message
    line = message.partition("[columns] : ")[2].removesuffix(".")
    write(tmp_path / "source.toml", f"[columns]\n{line}\n")
    assert [file.status for file in taken(tmp_path).files] == ["accepted"]


@pytest.mark.parametrize("cell", ["291117511600418", "l.petit@exemple.org", "07 98 76 54 32"])
def test_one_direct_identifier_for_a_person_refuses_the_file(cell: str, tmp_path: Path) -> None:
    rows = edited({3: {"id_participant": cell}}, people())
    intake = taken(write(tmp_path / "suivi.csv", text_of(rows)))
    assert [file.status for file in intake.files] == ["refused"]
    first = intake.findings[0]
    assert (first.rule, first.line, first.column) == ("PII_VALUE", 3, "id_participant")


@pytest.mark.parametrize(
    ("cells", "rows", "status"),
    [
        (4, 40, "accepted"),
        (5, 40, "refused"),
        (5, 100, "accepted"),
        (6, 100, "refused"),
    ],
)
def test_a_column_is_refused_above_a_twentieth_and_five_cells(
    cells: int, rows: int, status: str, tmp_path: Path
) -> None:
    edits = {line: {"commentaire": "voir lea.petit@exemple.org"} for line in range(2, 2 + cells)}
    path = write(tmp_path / "suivi.csv", text_of(edited(edits, people(rows))))
    intake = taken(path, mappings=(KEEP_COMMENTS,))
    (file,) = intake.files
    assert (file.status, file.set_aside) == (status, cells if status == "accepted" else rows)
    assert {item.rule for item in intake.findings} == {"PII_VALUE"}


def test_a_birth_date_where_a_year_is_expected_is_personal(tmp_path: Path) -> None:
    rows = edited({3: {"annee_naissance": "12/03/1985"}}, people())
    intake = taken(write(tmp_path / "suivi.csv", text_of(rows)))
    found = [(item.rule, item.line, item.column) for item in intake.findings]
    assert found == [("PII_VALUE", 3, "annee_naissance")]
    years = mapping(columns={"annee_naissance": {"action": "birth_year"}})
    intake = taken(tmp_path / "suivi.csv", mappings=(years,))
    assert intake.findings == []
    assert 1985 in intake.tables["participant"]["birth_year"]
