"""Official files of supply: annexes of the ASP, structures of data·inclusion."""

from pathlib import Path

import pytest
from intake.flat_files import mapping, taken, text_of, write
from intake.laws import assert_lawful
from intake.official_tables import (
    AMOUNTS,
    RSA,
    annexes,
    reasons,
    rsa_text,
    write_asp,
    write_inclusion,
)


def test_annexes_give_agreed_fte_by_structure_kind_commune_and_year(tmp_path: Path) -> None:
    rows = annexes(
        {},
        {"af_etp_postes_insertion": "6", "af_date_debut_effet": "01/10/2024"},
        {
            "af_id_structure": "502",
            "af_mesure_dispositif_code": "ETTI_DC",
            "af_date_debut_effet": "01/07/2024",
            "af_date_fin_effet": "30/06/2025",
            "af_etp_postes_insertion": "8",
            "af_duree_heure_annuel_etp_id": "32",
        },
    )
    write_asp(tmp_path, rows)
    intake = taken(tmp_path)
    supply = intake.tables["iae_supply"].sort("structure_id", "year")
    # 12.5 over twelve months + 6 over three; 8 over six months of each year.
    assert supply.drop("sector").rows() == [
        ("ASP-501", "ACI", "46042", 2024, 14.0, None, None, 1820.0),
        ("ASP-502", "ETTI", "01033", 2024, 4.0, None, None, 1505.0),
        ("ASP-502", "ETTI", "01033", 2025, 4.0, None, None, 1505.0),
    ]
    assert sorted(intake.tables["structure"].rows()) == [
        ("ASP-501", "CHANTIER FICTIF", "ACI", "46042"),
        ("ASP-502", "INTERIM FICTIF", "ETTI", "01033"),
    ]
    assert reasons(intake) == []
    assert_lawful(intake)


def test_annexes_that_give_no_supply_are_counted_with_their_reason(tmp_path: Path) -> None:
    rows = annexes(
        {},
        {"af_mesure_dispositif_code": "ACI_MP"},
        {"af_mesure_dispositif_code": "FDI_DC"},
        {"af_mesure_dispositif_code": "EIPA_DC"},
        {"af_etat_annexe_financiere_code": "REJETE"},
        {"af_numero_annexe_financiere": "ACI046240000", "af_numero_avenant_modification": "1"},
        {"af_id_structure": "777"},
    )
    write_asp(tmp_path, rows)
    intake = taken(tmp_path)
    assert reasons(intake) == [
        (3, "ANNEX_AMENDED"),
        (4, "ANNEX_PRISON"),
        (5, "ANNEX_FUND"),
        (6, "ANNEX_MEASURE"),
        (7, "ANNEX_STATE"),
        (9, "ANNEX_PLACE"),
    ]
    assert intake.tables["iae_supply"]["agreed_fte"].to_list() == [12.5]
    assert intake.tables["financial_annex"]["annex_id"].to_list() == ["9006"]
    assert_lawful(intake)


def test_bad_cells_of_annexes_are_set_aside(tmp_path: Path) -> None:
    rows = annexes(
        {"af_etp_postes_insertion": "-2"},
        {"af_date_fin_effet": "31/12/2023"},
        {"af_mesure_dispositif_code": "chantier"},
        {"af_etp_postes_insertion": ""},
    )
    write_asp(tmp_path, rows)
    intake = taken(tmp_path)
    assert reasons(intake) == [(3, "NUM_RANGE"), (4, "DATE_ORDER"), (5, "DOM_UNKNOWN")]
    assert intake.tables["iae_supply"].select("agreed_fte", "actual_fte").rows() == [(None, None)]
    assert_lawful(intake)


def test_two_bases_in_one_year_leave_the_base_unknown(tmp_path: Path) -> None:
    write_asp(tmp_path, annexes({}, {"af_duree_heure_annuel_etp_id": "32"}))
    (row,) = taken(tmp_path).tables["iae_supply"].to_dicts()
    assert (row["agreed_fte"], row["annual_hours_base"]) == (25.0, None)


def test_structures_of_data_inclusion_come_without_fte_and_once(tmp_path: Path) -> None:
    write_asp(tmp_path, annexes({}))
    write_inclusion(tmp_path)
    intake = taken(tmp_path)
    listed = intake.tables["iae_supply"].filter(
        intake.tables["iae_supply"]["structure_id"].str.starts_with("emplois")
    )
    fte = ("agreed_fte", "actual_fte")
    assert listed.select("structure_id", "kind", "commune_code", "year", *fte).rows() == [
        ("emplois-de-linclusion--1", "EI", "46102", 2025, None, None),
        ("emplois-de-linclusion--4", "ACI", "46102", 2025, None, None),
        ("emplois-de-linclusion--4", "ETTI", "46102", 2025, None, None),
    ]
    assert reasons(intake) == [
        (2, "INCLUSION_KNOWN"),
        (4, "INCLUSION_TWICE"),
        (5, "INCLUSION_OTHER"),
        (7, "INCLUSION_PLACE"),
    ]
    kinds = dict(intake.tables["structure"].select("structure_id", "kind").rows())
    assert kinds["emplois-de-linclusion--4"] is None
    assert not {"PII_COLUMN", "PII_VALUE"} & {item.rule for item in intake.findings}
    assert_lawful(intake)


@pytest.mark.parametrize(
    ("fte", "hours", "base", "expected"),
    [
        ("9,5", "18200", "1820", 9.5),
        ("", "18200", "1820", 10.0),
        ("", "18200", "", None),
        ("", "", "1820", None),
        ("0", "18200", "1820", 0.0),
    ],
)
def test_a_given_actual_fte_wins_over_hours(
    tmp_path: Path, fte: str, hours: str, base: str, expected: float | None
) -> None:
    row = {
        "id_structure": "S1",
        "type_structure": "ACI",
        "code_commune": "46042",
        "annee": "2024",
        "etp_realises": fte,
        "heures_realisees": hours,
        "heures_annuelles_etp": base,
    }
    intake = taken(write(tmp_path / "offre_iae.csv", text_of([row], list(row))))
    assert intake.tables["iae_supply"]["actual_fte"].to_list() == [expected]
    assert_lawful(intake)


def test_hours_of_the_council_complete_the_annex(tmp_path: Path) -> None:
    own = {
        "id_structure": "ASP-501",
        "type_structure": "ACI",
        "code_commune": "46042",
        "annee": "2024",
        "heures_realisees": "18200",
    }
    write(tmp_path / "offre_iae.csv", text_of([own], list(own)))
    write_asp(tmp_path, annexes({}))
    intake = taken(tmp_path)
    (row,) = intake.tables["iae_supply"].to_dicts()
    assert (row["agreed_fte"], row["annual_hours_base"], row["actual_fte"]) == (12.5, 1820, 10)
    assert_lawful(intake)


def test_a_mapping_reads_the_same_table_under_other_headers(tmp_path: Path) -> None:
    headers = ["mois", "insee", "commune", "type", "foyers", "personnes"]
    names = ("month", "commune_code", "commune_name", "rsa_type", "households", "people")
    columns = {header: {"to": name} for header, name in zip(headers, names, strict=True)}
    path = write(tmp_path / "caf.csv", rsa_text(RSA, headers))
    intake = taken(path, mappings=(mapping(table="rsa_count", columns=columns),))
    assert intake.tables["target_population"].height == 6
    assert_lawful(intake)


def test_an_annex_without_fte_leaves_its_year_unknown_not_smaller(tmp_path: Path) -> None:
    write_asp(tmp_path, annexes({}, {"af_etp_postes_insertion": ""}))
    intake = taken(tmp_path)
    assert intake.tables["iae_supply"]["agreed_fte"].to_list() == [None]
    assert intake.tables["financial_annex"]["agreed_posts"].to_list() == [12.5, None]
    assert_lawful(intake)


def test_a_base_that_no_year_can_hold_is_refused(tmp_path: Path) -> None:
    write_asp(tmp_path, annexes({}))
    wrong = [{**AMOUNTS[0], "rmi_valeur": "18200"}, AMOUNTS[1]]
    write(
        tmp_path / "fluxIAE_RefMontantIae_01022025_070000.csv",
        text_of(wrong, list(wrong[0]), "|", "\n"),
    )
    intake = taken(tmp_path)
    assert reasons(intake) == [(2, "NUM_RANGE")]
    assert intake.tables["iae_supply"].select("agreed_fte", "annual_hours_base").rows() == [
        (12.5, None)
    ]


def test_annexes_alone_have_no_place_and_give_no_supply(tmp_path: Path) -> None:
    rows = annexes({}, {})
    path = write(tmp_path / "export asp.csv", text_of(rows, list(rows[0]), "|", "\n"))
    intake = taken(path)
    assert [file.layout for file in intake.files] == ["complete:financial_annex"]
    assert reasons(intake) == [(2, "ANNEX_PLACE"), (3, "ANNEX_PLACE")]
    assert intake.tables["iae_supply"].is_empty()
    assert_lawful(intake)
