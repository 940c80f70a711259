"""Official files of supply and demand, with their exact headers; every figure here is invented."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from intake.complete_files import Table
from intake.flat_files import mapping, taken, text_of, write
from intake.laws import assert_lawful

from pipelines.sources.intake import Intake

RSA_HEADERS = (
    "Date référence",
    "Numéro commune",
    "Nom commune",
    "Type RSA",
    "Nombre foyers RSA",
    "Nombre personnes RSA",
)
RSA = [
    ("2024-12", "46042", "Cahors", "RSA", "812", "1 604"),
    ("2024-12", "46102", "Figeac", "RSA", "", "0"),
    ("2024-12", "1033", "Valserhône", "RSA", "<5", "secret"),
]
BASE = "Nombre d'heures annuelles théoriques pour un salarié à taux plein"
AMOUNTS: list[Table] = [
    {"rmi_id": "31", "rmi_libelle": BASE, "rmi_valeur": "1820"},
    {"rmi_id": "32", "rmi_libelle": BASE, "rmi_valeur": "1505"},
    {"rmi_id": "33", "rmi_libelle": "Montant fictif", "rmi_valeur": "20000"},
]
SIAE: list[Table] = [
    {
        "structure_id_siae": "501",
        "structure_siret_actualise": "1234567800011",
        "structure_siret_signature": "",
        "structure_denomination": "CHANTIER FICTIF",
        "structure_code_naf": "8130Z",
        "structure_adresse_admin_code_insee": "46042",
        "structure_adresse_gestion_cp": "46000",
        "structure_adresse_gestion_commune": "CAHORS",
    },
    {
        "structure_id_siae": "502",
        "structure_siret_actualise": "22345678000022",
        "structure_siret_signature": "",
        "structure_denomination": "INTERIM FICTIF",
        "structure_code_naf": "7820Z",
        "structure_adresse_admin_code_insee": "1033",
        "structure_adresse_gestion_cp": "01200",
        "structure_adresse_gestion_commune": "VALSERHONE",
    },
]
ANNEX: Table = {
    "af_id_annexe_financiere": "9001",
    "af_numero_annexe_financiere": "ACI046240001",
    "af_numero_avenant_renouvellement": "0",
    "af_numero_avenant_modification": "0",
    "af_id_structure": "501",
    "af_mesure_dispositif_code": "ACI_DC",
    "af_etat_annexe_financiere_code": "VALIDE",
    "af_date_debut_effet": "01/01/2024",
    "af_date_fin_effet": "31/12/2024",
    "af_etp_postes_insertion": "12,5",
    "af_duree_heure_annuel_etp_id": "31",
}
INCLUSION: list[Table] = [
    {
        "id": f"emplois-de-linclusion--{rank}",
        "source": "emplois-de-linclusion",
        "nom": name,
        "date_maj": "2025-03-01",
        "siret": siret,
        "telephone": "0102030405",
        "courriel": "contact@exemple.fr",
        "adresse": "1 rue du Test",
        "reseaux_porteurs": networks,
        "code_insee": commune,
    }
    for rank, (name, siret, networks, commune) in enumerate(
        [
            ("Déjà connue", "01234567800011", '["aci"]', "46042"),
            ("Nouvelle", "33345678000033", '["ei", "reseau-fictif"]', "46102"),
            ("Nouvelle ailleurs", "33345678000033", '["ei"]', "46102"),
            ("Mission fictive", "44445678000044", '["mission-locale"]', "46042"),
            ("Deux types", "", '["aci", "etti"]', "46102"),
            ("Sans lieu", "55545678000055", '["ai"]', ""),
        ]
    )
]


def rsa_text(rows: Sequence[Sequence[str]] = RSA, headers: Sequence[str] = RSA_HEADERS) -> str:
    return "\r\n".join(";".join(row) for row in (headers, *rows)) + "\r\n"


def annexes(*changes: Table) -> list[Table]:
    """Return the annex with other cells and an identifier of its own, once per change."""
    return [
        ANNEX
        | {
            "af_id_annexe_financiere": str(9001 + rank),
            "af_numero_annexe_financiere": f"ACI04624{rank:04d}",
        }
        | change
        for rank, change in enumerate(changes)
    ]


def write_asp(folder: Path, rows: Sequence[Table], siae: Sequence[Table] = SIAE) -> None:
    """Write the three files of the ASP as it names and marks them."""
    files = {"AnnexeFinanciere": rows, "Structure": siae, "RefMontantIae": AMOUNTS}
    for name, lines in files.items():
        text = f"DEB***\n{text_of(lines, list(lines[0]), '|', chr(10))}FIN***\n"
        write(folder / f"fluxIAE_{name}_01022025_070000.csv", text)


def write_inclusion(folder: Path) -> None:
    text = text_of(INCLUSION, list(INCLUSION[0]))
    write(folder / "structures-inclusion-2025-03-02.csv", text)


def reasons(intake: Intake, *but: str) -> list[tuple[int | None, str]]:
    rows = intake.set_aside.filter(~intake.set_aside["rule"].is_in(["ROW_FOOTER", *but]))
    return sorted(rows.select("line", "rule").rows())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_rsa_by_commune_is_known_by_its_headers(tmp_path: Path, encoding: str) -> None:
    intake = taken(write(tmp_path / "export 12.csv", rsa_text().encode(encoding)))
    rows = intake.tables["target_population"]
    assert {(row["public"], row["counted_on"]) for row in rows.to_dicts()} == {
        ("rsa", date(2024, 12, 31))
    }
    assert sorted(rows.select("commune_code", "unit", "count", "status").rows()) == [
        ("01033", "covered", None, "withheld"),
        ("01033", "household", None, "withheld"),
        ("46042", "covered", 1604, "known"),
        ("46042", "household", 812, "known"),
        ("46102", "covered", 0, "known"),
        ("46102", "household", None, "withheld"),
    ]
    assert "MSA" in rows["source"][0]
    assert {"GEO_LEADING_ZERO"} <= {item.rule for item in intake.findings}
    assert_lawful(intake)


def test_bad_rows_of_the_rsa_file_are_set_aside_with_line_and_column(tmp_path: Path) -> None:
    bad = [
        ("2024-12", "99999", "Nulle part", "RSA", "8", "9"),
        ("2024-13", "46042", "Cahors", "RSA", "8", "9"),
        ("2024-12", "45234", "Orléans", "RSA", "-3", "9"),
        ("2024-12", "45208", "Montargis", "RSA", "beaucoup", "9"),
    ]
    intake = taken(write(tmp_path / "rsa.csv", rsa_text([*RSA, *bad])))
    found = sorted(intake.set_aside.select("line", "column", "rule").rows())
    assert found == [
        (5, "Numéro commune", "GEO_UNKNOWN"),
        (6, "Date référence", "DATE_INVALID"),
        (7, "Nombre foyers RSA", "NUM_RANGE"),
        (8, "Nombre foyers RSA", "NUM_INVALID"),
    ]
    assert intake.tables["target_population"].height == 6
    assert_lawful(intake)


def test_types_of_rsa_are_never_added_up(tmp_path: Path) -> None:
    rows = [
        ("2024-12", "46042", "Cahors", "RSA", "800", "1600"),
        ("2024-12", "46042", "Cahors", "RSA majoré", "80", "160"),
        ("2024-12", "46102", "Figeac", "RSA majoré", "8", "16"),
        ("2024-12", "46102", "Figeac", "RSA non majoré", "90", "160"),
        ("2024-12", "45234", "Orléans", "RSA socle", "70", "99"),
    ]
    intake = taken(write(tmp_path / "rsa.csv", rsa_text(rows)))
    households = intake.tables["target_population"].filter(unit="household")
    assert sorted(households.select("commune_code", "count").rows()) == [
        ("45234", 70),
        ("46042", 800),
    ]
    assert reasons(intake) == [(3, "RSA_DETAIL"), (4, "RSA_TYPES"), (5, "RSA_TYPES")]
    assert_lawful(intake)


def test_the_file_of_rsa_and_prime_d_activite_is_refused(tmp_path: Path) -> None:
    headers = [name.replace(" RSA", " RSA_PPA") for name in RSA_HEADERS]
    intake = taken(write(tmp_path / "rsa.csv", rsa_text(RSA, headers)))
    assert intake.files[0].status == "refused"
    assert intake.set_aside["rule"].to_list()[0] == "RSA_WITH_PPA"
    assert intake.tables["target_population"].is_empty()


def test_a_count_of_the_council_wins_over_the_cnaf(tmp_path: Path) -> None:
    own = {
        "code_commune": "46042",
        "public": "rsa",
        "unite": "household",
        "date": "2024-12-31",
        "effectif": "",
        "statut": "missing",
        "source": "Département",
    }
    write(tmp_path / "populations_cibles.csv", text_of([own], list(own)))
    write(tmp_path / "rsa.csv", rsa_text())
    intake = taken(tmp_path)
    mine = intake.tables["target_population"].filter(commune_code="46042", unit="household")
    assert mine.select("count", "status", "source").rows() == [(None, "missing", "Département")]
    assert_lawful(intake)


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
