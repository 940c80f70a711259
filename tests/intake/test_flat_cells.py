"""The flat layout: what each unusual cell becomes."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from intake.flat_files import KEEP_COMMENTS, edited, people, taken, taken_rows, text_of, write
from intake.laws import assert_lawful

Place = tuple[str, int, str]


@dataclass(frozen=True)
class Case:
    """Cells changed on some lines, and what must be said: errors exactly, remarks at least.

    `aside` counts the lines set aside, in whole or in part; `loaded` gives some values expected.
    """

    name: str
    edits: dict[int, dict[str, str]]
    errors: set[Place] = field(default_factory=set)
    remarks: set[Place] = field(default_factory=set)
    aside: int = 0


NO_JOB = {"date_debut_emploi": "", "type_contrat": "", "heures_hebdo": ""}
OPEN = {"date_sortie": "", "motif_sortie": "", **NO_JOB}
ENDED = {"motif_sortie": "ABANDON", **NO_JOB}

CASES = [
    Case("nothing", {}),
    Case("a first character #", {6: {"id_participant": "#D00004"}}),
    Case(
        "spaces that do not show",
        {
            3: {"code_commune": "\u00a046042\u202f"},
            5: {"id_participant": "D00003 "},
            7: {"id_structure": "\u200bST1"},
        },
        remarks={
            ("TRIMMED", 3, "code_commune"),
            ("TRIMMED", 5, "id_participant"),
            ("TRIMMED", 7, "id_structure"),
        },
    ),
    Case("decimal comma", {4: {"heures_hebdo": "17,5"}}),
    Case(
        "French and American dates among ISO dates",
        {4: {"date_entree": "03/04/2023"}, 6: {"date_entree": "12/25/2023"}},
        {("DATE_AMBIGUOUS", 4, "date_entree"), ("DATE_INVALID", 6, "date_entree")},
        aside=2,
    ),
    Case(
        "one French date that could be American, nothing to decide",
        {5: {"date_entree": "03/04/2023"}},
        {("DATE_AMBIGUOUS", 5, "date_entree")},
        aside=1,
    ),
    Case(
        "days that do not exist",
        {
            3: {"date_entree": "2023-02-31"},
            5: {"date_entree": "00/00/0000"},
            6: {"date_sortie": "2023-13-01"},
        },
        {
            ("DATE_INVALID", 3, "date_entree"),
            ("DATE_INVALID", 5, "date_entree"),
            ("DATE_INVALID", 6, "date_sortie"),
        },
        aside=3,
    ),
    Case(
        "days after the reference date",
        {3: {"date_entree": "2052-03-01", **OPEN}, 6: {"date_sortie": "2099-01-01"}},
        {("DATE_FUTURE", 3, "date_entree"), ("DATE_FUTURE", 6, "date_sortie")},
        aside=2,
    ),
    Case(
        "exit before entry",
        {10: {"date_entree": "2024-03-01", "date_sortie": "2024-02-01", **ENDED}},
        {("DATE_ORDER", 10, "date_sortie")},
        aside=1,
    ),
    Case(
        "years of two digits",
        {3: {"date_entree": "12/03/24"}, 5: {"date_entree": "24-03-12"}},
        {("DATE_AMBIGUOUS", 3, "date_entree"), ("DATE_AMBIGUOUS", 5, "date_entree")},
        aside=2,
    ),
    Case(
        "the number of a day in a spreadsheet",
        {3: {"date_entree": "45292"}},
        {("DATE_SERIAL", 3, "date_entree")},
        aside=1,
    ),
    Case(
        "days that mean something else",
        {3: {**OPEN, "date_sortie": "9999-12-31"}, 5: {"date_entree": "1900-01-01"}},
        {("DATE_SENTINEL", 5, "date_entree")},
        {("DATE_SENTINEL", 3, "date_sortie")},
        aside=1,
    ),
    Case(
        "ways of writing nothing, and spreadsheet errors",
        {
            3: {"date_entree": "#VALEUR!"},
            4: {"code_commune": "NC", "freins": "néant"},
            5: {"id_operation": "N/A", "date_sortie": "-", "motif_sortie": "NULL"},
            6: {"commentaire": "#N/A"},
        },
        {("CELL_ERROR", 3, "date_entree")},
        aside=1,
    ),
    Case(
        "a cell that says nothing, optional then mandatory",
        {3: {"sexe": "NC"}, 5: {"date_entree": ""}},
        {("CELL_EMPTY", 5, "date_entree")},
        aside=1,
    ),
    Case(
        "identifiers that a spreadsheet shortened",
        {3: {"id_structure": "1,23457E+13"}, 4: {"id_structure": "1.23457E+13"}},
        {("NUM_SCIENTIFIC", 3, "id_structure"), ("NUM_SCIENTIFIC", 4, "id_structure")},
        aside=2,
    ),
    Case(
        "hours, ages and numbers that cannot be",
        {
            3: {"heures_hebdo": "-35"},
            4: {"annee_naissance": "2019"},
            5: {"annee_naissance": "1875"},
            6: {"annee_naissance": "inconnue"},
            8: {"heures_hebdo": "inf"},
        },
        {
            ("NUM_RANGE", 3, "heures_hebdo"),
            ("AGE_RANGE", 4, "annee_naissance"),
            ("AGE_RANGE", 5, "annee_naissance"),
            ("NUM_INVALID", 6, "annee_naissance"),
            ("NUM_INVALID", 8, "heures_hebdo"),
        },
        aside=5,
    ),
    Case(
        "codes of communes, past and present",
        {
            3: {"code_commune": "1033"},
            4: {"code_commune": "2b033"},
            5: {"code_commune": "01091"},
            6: {"code_commune": "13201"},
            7: {"code_commune": "2A004"},
        },
        remarks={
            ("GEO_LEADING_ZERO", 3, "code_commune"),
            ("CASE_FIXED", 4, "code_commune"),
            ("GEO_MERGED", 5, "code_commune"),
            ("GEO_ARRONDISSEMENT", 6, "code_commune"),
        },
    ),
    Case(
        "codes that no commune has",
        {3: {"code_commune": "46000"}, 5: {"code_commune": "20004"}},
        {("GEO_UNKNOWN", 3, "code_commune"), ("GEO_UNKNOWN", 5, "code_commune")},
        aside=2,
    ),
    Case(
        "overseas",
        {
            line: {"code_commune": code}
            for line, code in enumerate(("97105", "97411", "97611", "97502", "97801"), start=3)
        },
    ),
    Case(
        "a label for a code, and a code of nothing",
        {3: {"dispositif": "Atelier chantier d’insertion"}, 4: {"dispositif": "PLIE+"}},
        {("DOM_UNKNOWN", 4, "dispositif")},
        {("DOM_ALIAS", 3, "dispositif")},
        aside=1,
    ),
    Case(
        "an unknown obstacle goes alone",
        {5: {"freins": "MOBILITE|PISCINE, sante"}},
        {("DOM_UNKNOWN", 5, "freins")},
        {("DOM_ALIAS", 5, "freins")},
        aside=1,
    ),
    Case(
        "a job before the entry, a reason without an exit",
        {
            4: {"date_debut_emploi": "2022-11-01"},
            5: {**OPEN, "motif_sortie": "EMPLOI"},
        },
        {
            ("JOB_BEFORE_ENTRY", 4, "date_debut_emploi"),
            ("REASON_WITHOUT_EXIT", 5, "motif_sortie"),
        },
        aside=2,
    ),
    Case(
        "identifiers in a kept text",
        {
            3: {"commentaire": "rappeler au 07 98 76 54 32"},
            4: {"commentaire": "n° 2 91 11 75 116 004 18"},
            5: {"commentaire": "voir lea.petit@exemple.org"},
            6: {"commentaire": "DE89 3704 0044 0532 0130 00"},
        },
        {("PII_VALUE", line, "commentaire") for line in (3, 4, 5, 6)},
        aside=4,
    ),
    Case(
        "formulas: kept in a text, refused in a code",
        {
            2: {"commentaire": "=cmd|' /C calc'!A0"},
            3: {"commentaire": "+33612"},
            4: {"commentaire": "-1+1"},
            5: {"commentaire": "@SUM(A1:A9)"},
            12: {"id_structure": "=1+1"},
        },
        {("DOM_UNKNOWN", 12, "id_structure")},
        aside=1,
    ),
    Case(
        "markup and injections are only text",
        {
            2: {"commentaire": "<img src=x onerror=alert(1)>"},
            3: {"commentaire": "[clic](javascript:alert(1)) ![](http://x.invalid/p.png)"},
            4: {"commentaire": "'; DROP TABLE parcours; --"},
        },
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_unusual_cell_is_read_or_set_aside_with_its_reason(case: Case, tmp_path: Path) -> None:
    intake = taken_rows(tmp_path, edited(case.edits, people()), mappings=(KEEP_COMMENTS,))
    said = {(found.rule, found.line, found.column): found.level for found in intake.findings}
    errors = {place for place, level in said.items() if level == "error"}
    assert errors == case.errors
    assert {place for place, level in said.items() if level == "notice"} == case.remarks
    assert [(file.read, file.set_aside) for file in intake.files] == [(40, case.aside)]
    assert_lawful(intake)


def test_a_clean_file_loads_whole_without_a_word(tmp_path: Path) -> None:
    intake = taken_rows(tmp_path, people(), mappings=(KEEP_COMMENTS,), perimeter=("45", "46"))
    assert intake.findings == []
    counts = {account.name: account.loaded for account in intake.accounts if account.read}
    assert counts == {"participant": 40, "pathway": 40, "obstacle": 60, "employment": 13}
    first = intake.tables["pathway"].row(2, named=True)
    assert first["structure_id"] == "ST2"
    assert first["operation_id"] == "FSE0"
    assert first["scheme"] == "aci"
    assert (first["entry_date"], first["exit_date"]) == (date(2023, 2, 4), date(2023, 3, 22))
    assert first["exit_reason"] == "employment"
    job = intake.tables["employment"].row(0, named=True)
    assert job["pathway_id"] == first["pathway_id"]
    assert (job["start_date"], job["contract_kind"]) == (date(2023, 3, 22), "permanent")
    assert (job["weekly_hours"], job["evidence"]) == (17.5, "declared")
    obstacles = intake.tables["obstacle"].filter(pathway_id=first["pathway_id"])
    assert obstacles["obstacle"].to_list() == ["mobility", "health"]
    assert set(obstacles["state"]) == {"identified"}
    assert set(obstacles["detected_by"]) == {"entry_assessment"}
    person = intake.tables["participant"].filter(participant_id=first["participant_id"])
    assert person.select("sex", "birth_year").rows() == [("F", 1967)]


def test_repaired_values_are_those_meant(tmp_path: Path) -> None:
    edits = {
        2: {"code_commune": "1033", "date_sortie": "9999-12-31"},
        3: {"code_commune": "01091", "dispositif": "atelier et chantier d'insertion"},
        4: {"heures_hebdo": "17,25", "code_commune": "\u00a046042"},
        5: {"code_commune": "13201", "sexe": "femme"},
    }
    intake = taken_rows(tmp_path, edited(edits, people(4)))
    pathways = intake.tables["pathway"]
    assert pathways["commune_code"].to_list() == ["01033", "01033", "46042", "13055"]
    assert pathways["exit_date"][0] is None
    assert pathways["scheme"][1] == "aci"
    assert intake.tables["employment"]["weekly_hours"].to_list() == [17.25]
    assert intake.tables["participant"]["sex"].to_list() == ["F", "M", "F", "F"]


def test_a_commune_outside_the_perimeter_is_loaded_with_a_warning(tmp_path: Path) -> None:
    rows = edited({3: {"code_commune": "33063"}, 4: {"code_commune": "97411"}}, people())
    intake = taken_rows(tmp_path, rows, perimeter=("45", "46", "974"))
    told = [(found.rule, found.line, found.level) for found in intake.findings]
    assert told == [("GEO_OUT_OF_PERIMETER", 3, "warning")]
    assert intake.files[0].loaded == 40


def test_an_unknown_code_in_most_lines_refuses_the_file(tmp_path: Path) -> None:
    rows = edited({line: {"freins": "PISCINE"} for line in range(2, 12)}, people())
    intake = taken_rows(tmp_path, rows)
    assert [file.status for file in intake.files] == ["refused"]
    assert intake.findings[0].rule == "TOO_MANY_ERRORS"
    assert intake.tables["pathway"].is_empty()
    assert_lawful(intake)


def test_too_many_jobs_before_their_pathway_refuse_the_file(tmp_path: Path) -> None:
    rows = [
        {**row, "date_debut_emploi": "2022-01-03"} if row["date_debut_emploi"] else row
        for row in people()
    ]
    intake = taken_rows(tmp_path, rows)
    assert [(file.status, file.loaded) for file in intake.files] == [("refused", 0)]
    assert "JOB_BEFORE_ENTRY" in intake.findings[0].message


def test_findings_are_limited_but_reasons_are_all_given(tmp_path: Path) -> None:
    edits = {line: {"code_commune": "99999"} for line in range(2, 32)}
    intake = taken_rows(tmp_path, edited(edits, people(400)))
    told = [found for found in intake.findings if found.rule == "GEO_UNKNOWN"]
    assert [found.line for found in told] == [*range(2, 22), None]
    assert "10 autre" in told[-1].message
    assert intake.set_aside["line"].to_list() == list(range(2, 32))


def test_a_person_whose_sex_is_not_told_keeps_their_pathway(tmp_path: Path) -> None:
    rows = people(4)
    rows[1]["sexe"] = ""
    intake = taken(write(tmp_path / "suivi.csv", text_of(rows)))
    assert intake.tables["pathway"].height == 4
    assert intake.tables["participant"]["sex"].null_count() == 1
    assert intake.set_aside.is_empty()
