"""Saved mappings: what they change in a file, and what is said of those that cannot be used."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake.flat_files import HEADERS, KEY, edited, mapping, people, resolver, taken, text_of, write
from intake.laws import assert_lawful

from pipelines.resources import resource
from pipelines.sources.intake import IntakeSettings, take_in
from pipelines.sources.mapping import Action, MappingError, load_mapping, mapping_for
from pipelines.sources.spellings import plain_name, plain_text

TOML = """
name = "Association du Lot"
files = ["export_*.csv"]
layout = "flat"
date_format = "mm/jj/aaaa"
decimal = ","

[columns]
"Dossier" = { to = "participant_id", action = "pseudonym" }
"Entrée" = { to = "date_entree" }
"Né le" = { action = "birth_year" }
"Nom" = { action = "drop" }
"Remarques" = { action = "keep" }

[values.scheme]
"PLIE+" = "rsa_support"
"abandonné" = ""

[values.freins]
"Rien à signaler" = ""
"Transport" = "MOBILITE"
"""


def export(folder: Path) -> Path:
    """Write a file in the words of a source, and its mapping beside it."""
    write(folder / "lot.toml", TOML)
    words = {"id_participant": "Dossier", "date_entree": "Entrée", "annee_naissance": "Né le"}
    rows = [
        {
            **row,
            "date_entree": f"{date.fromisoformat(row['date_entree']):%m/%d/%Y}",
            "annee_naissance": f"09/11/{row['annee_naissance']}",
            "Nom": "MARTINOT",
            "Remarques": "suivi régulier",
            "freins": row["freins"].replace("MOBILITE", "Transport") or "Rien à signaler",
            "dispositif": "PLIE+",
            "heures_hebdo": row["heures_hebdo"].replace(".", ","),
        }
        for row in people()
    ]
    headers = [*HEADERS, "Nom", "Remarques"]
    titles = [words.get(header, header) for header in headers]
    return write(folder / "export_2024.csv", text_of(rows, headers, titles=titles))


def test_a_mapping_reads_the_words_of_a_source(tmp_path: Path) -> None:
    export(tmp_path)
    intake = taken(tmp_path)
    assert intake.findings == []
    plain_intake = taken(write(tmp_path / "suivi.csv", text_of(people())))
    for name in ("participant", "obstacle", "employment"):
        columns = [column for column in intake.tables[name].columns if not column.endswith("_id")]
        assert intake.tables[name].select(columns).equals(plain_intake.tables[name].select(columns))
    assert set(intake.tables["pathway"]["scheme"]) == {"rsa_support"}
    entries = [date.fromisoformat(row["date_entree"]) for row in people()]
    assert intake.tables["pathway"]["entry_date"].to_list() == entries
    assert_lawful(intake)


def test_an_empty_code_empties_the_cell(tmp_path: Path) -> None:
    rows = edited({3: {"code_commune": "99999", "date_sortie": "01/01/2999"}}, people())
    declared = mapping(values={"code_commune": {"99999": ""}, "date_sortie": {"01/01/2999": ""}})
    path = write(tmp_path / "suivi.csv", text_of([{**row, "motif_sortie": ""} for row in rows]))
    intake = taken(path, mappings=(declared,))
    assert intake.findings == []
    pathway = intake.tables["pathway"].row(1, named=True)
    assert (pathway["commune_code"], pathway["exit_date"]) == (None, None)


def test_a_mapping_may_say_which_table_a_file_feeds(tmp_path: Path) -> None:
    declared = mapping(
        files=["brut.csv"], table="participant", columns={"num": {"to": "id_participant"}}
    )
    path = write(tmp_path / "brut.csv", "num;sexe\nA1;F\nA2;H\n")
    intake = taken(path, mappings=(declared,))
    assert [(file.layout, file.loaded) for file in intake.files] == [("complete:participant", 2)]


def test_a_column_declared_and_a_column_named_for_the_same_data_refuse_the_file(
    tmp_path: Path,
) -> None:
    declared = mapping(columns={"entree_reelle": {"to": "date_entree"}})
    rows = [{**row, "entree_reelle": row["date_entree"]} for row in people()]
    path = write(tmp_path / "suivi.csv", text_of(rows, [*HEADERS, "entree_reelle"]))
    intake = taken(path, mappings=(declared,))
    assert [(item.rule, item.column) for item in intake.findings] == [
        ("HDR_DUPLICATE", "date_entree")
    ]
    assert intake.files[0].status == "refused"


def test_a_first_line_of_data_is_not_told_as_headers(tmp_path: Path) -> None:
    path = write(tmp_path / "suivi.csv", "Lucie;Martinot;Cahors\nJean;Petit;Figeac\n")
    intake = taken(path)
    assert [item.rule for item in intake.findings] == ["HDR_MISSING"]
    assert "Martinot" not in str(intake.findings) + str(intake.set_aside.to_dicts())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name = @", "TOML illisible, ligne 1, caractère 8"),
        ("colonnes = 1", "colonnes : clé inconnue"),
        ('[columns]\n"x" = { to = "taille" }', "colonne canonique inconnue « taille »"),
        ('[columns]\n"x" = { action = "hash" }', "action inconnue"),
        ('[columns]\n"Nom" = { action = "keep" }', "un identifiant direct ne se garde pas"),
        ('[columns]\n"x" = { action = "pseudonym" }', "demande « to »"),
        ('[columns]\n"x" = { to = "sex", action = "pseudonym" }', "colonne d'identifiants"),
        ('[columns]\n"x" = { to = "sex", action = "birth_year" }', "que annee_naissance"),
        ('[values.taille]\n"x" = "y"', "colonne inconnue"),
        ('[values.scheme]\n"x" = "plie"', "codes inconnus (plie)"),
        ('layout = "autre"', "layout : valeur non admise"),
        ('table = "autre"', "table inconnue"),
        ('date_format = "%d"', "date_format inconnu"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_told_in_french(
    content: str, words: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "source.toml", content)
    with pytest.raises(MappingError) as error:
        load_mapping(path)
    assert str(error.value).startswith("source.toml : ")
    assert words in str(error.value)


def test_two_mappings_for_one_file_are_one_too_many() -> None:
    both = (mapping(name="a", files=["*.csv"]), mapping(name="b", files=["suivi*"]))
    with pytest.raises(MappingError, match="plusieurs correspondances"):
        mapping_for("Suivi.csv", both)
    assert mapping_for("autre.xlsx", both).name == ""


def test_the_settings_do_not_show_the_key() -> None:
    settings_of_run = IntakeSettings(date(2025, 6, 30), resolver, KEY)
    assert KEY.decode() not in repr(settings_of_run)
    assert take_in([], settings_of_run).files == []


@settings(max_examples=50)
@given(st.lists(st.text(alphabet=st.characters(codec="cp1252")), min_size=1))
def test_plain_forms_are_the_same_for_one_text_and_for_a_column(texts: list[str]) -> None:
    found = pl.select(plain_text(pl.lit(pl.Series(texts)))).to_series().to_list()
    assert found == [plain_name(text) for text in texts]


def test_the_example_shipped_with_the_project_can_be_used() -> None:
    (path,) = resource("data_samples", "mappings").glob("*.toml")
    example = load_mapping(path)
    assert mapping_for("export_a46_2024.csv", (example,)) is example
    assert {rule.action for rule in example.columns.values()} == set(Action)
