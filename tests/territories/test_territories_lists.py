"""Lists of communes: what they attach, under which headers, and what they leave unmatched."""

from pathlib import Path

import polars as pl
import pytest

from pipelines.territories import Territories, load_territories

COMMUNES = """\
TYPECOM,COM,REG,DEP,CTCD,ARR,TNCC,NCC,NCCENR,LIBELLE,CAN,COMPARENT
COM,01033,84,01,01D,014,0,VALSERHONE,Valserhône,Valserhône,0198,
COMD,01010,,,,,0,ANCIENNE,Ancienne,Ancienne,,01033
COM,2B033,94,2B,20D,2B2,0,BASTIA,Bastia,Bastia,2B98,
COM,46042,76,46,46D,461,0,CAHORS,Cahors,Cahors,4698,
COM,46102,76,46,46D,462,0,FIGEAC,Figeac,Figeac,4699,
COM,75056,11,75,75C,751,0,PARIS,Paris,Paris,7599,
ARM,75101,11,75,75C,751,0,PARIS 1,Paris 1er,Paris 1er Arrondissement,,75056
"""


@pytest.fixture
def folder(without_wheel: None, tmp_path: Path) -> Path:
    (tmp_path / "v_commune_2026.csv").write_text(COMMUNES, "utf-8")
    return tmp_path


def attached(territories: Territories, column: str) -> dict[str, object]:
    rows = territories.communes.drop_nulls(column)
    return dict(rows.select("commune_code", column).iter_rows())


CLPE = """\
commune_id;territoire_id;territoire_libelle;departement_id;region_id
1033;CLPE01001;CLPE de l'Ain;01;84
2b033;CLPE02B01;Bastia;2B;94
46042;CLPE46001;CLPE du Lot;46;76
46102;CLPE46001;CLPE du Lot;46;76
46999;CLPE46001;CLPE du Lot;46;76
99998;CLPE99001;Ailleurs;99;99
"""


def test_a_list_of_clpe_attaches_codes_and_names(folder: Path) -> None:
    (folder / "clpe.csv").write_text(CLPE, "utf-8")
    territories = load_territories(folder)
    assert attached(territories, "clpe_code") == {
        "01033": "CLPE01001",
        "2B033": "CLPE02B01",
        "46042": "CLPE46001",
        "46102": "CLPE46001",
    }
    names = territories.names.filter(pl.col("kind") == "clpe")
    assert names.rows() == [
        ("clpe", "CLPE01001", "CLPE de l'Ain", "01"),
        ("clpe", "CLPE02B01", "Bastia", "2B"),
        ("clpe", "CLPE46001", "CLPE du Lot", "46"),
    ]
    assert territories.unmatched.rows() == [("clpe.csv", 2)]
    assert "clpe.csv" in territories.source


def test_the_insee_table_attaches_epci_and_employment_zone(folder: Path) -> None:
    (folder / "table-appartenance.csv").write_text(
        "CODGEO,LIBGEO,DEP,REG,EPCI,NATURE_EPCI,ARR,ZE2020,UU2020\n"
        "46042,Cahors,46,76,200023737,CA,461,7606,46201\n"
        "46102,Figeac,46,76,200067361,CC,462,7609,46202\n"
        "75056,Paris,75,11,ZZZZZZZZZ,ZZ,751,1109,00851\n",
        "utf-8",
    )
    territories = load_territories(folder)
    assert attached(territories, "epci_code") == {"46042": "200023737", "46102": "200067361"}
    assert attached(territories, "employment_zone_code") == {
        "46042": "7606",
        "46102": "7609",
        "75056": "1109",
    }
    assert attached(territories, "clpe_code") == {}


def test_a_local_list_written_by_a_french_spreadsheet_is_read(folder: Path) -> None:
    (folder / "territoires.csv").write_bytes(
        "Code commune ; Territoire ; Libellé \r\n 46042 ;T1; Préfecture \r\n46102;T2;\r\n".encode(
            "cp1252"
        )
    )
    territories = load_territories(folder)
    assert attached(territories, "local_territory_code") == {"46042": "T1", "46102": "T2"}
    names = territories.names.filter(pl.col("kind") == "local_territory")
    assert names["name"].to_list() == ["Préfecture", "T2"]


def test_density_and_population_are_read(folder: Path) -> None:
    (folder / "densite.csv").write_text("CODGEO\tDENS\n46042\t3\n46102\t4\n", "utf-8")
    (folder / "donnees_communes.csv").write_text(
        "REG;Région;DEP;CODARR;CODCAN;CODCOM;COM;Commune;PMUN;PCAP;PTOT\n"
        "76;Occitanie;46;1;98;042;46042;Cahors;20 141;903;21 044\n",
        "utf-8",
    )
    territories = load_territories(folder)
    assert attached(territories, "density_code") == {"46042": "3", "46102": "4"}
    assert attached(territories, "population") == {"46042": 20_141}


def test_a_former_commune_gives_way_to_the_current_one_when_both_are_listed(
    folder: Path,
) -> None:
    (folder / "ancienne.csv").write_text(
        "insee;territoire\n01010;Michaille\n01033;Valserine\n75101;Centre\n", "utf-8"
    )
    territories = load_territories(folder)
    assert attached(territories, "local_territory_code") == {
        "01033": "Valserine",
        "75056": "Centre",
    }
    assert territories.unmatched.rows() == [("ancienne.csv", 0)]


def test_files_that_say_nothing_of_communes_are_named_and_left(folder: Path) -> None:
    (folder / "v_canton_2026.csv").write_text("CAN,DEP,REG,LIBELLE\n4698,46,76,Cahors\n", "utf-8")
    (folder / "lisezmoi.txt").write_text("Bonjour", "utf-8")
    (folder / "noms.csv").write_text("code_commune;nom\n46042;Cahors\n", "utf-8")
    territories = load_territories(folder)
    assert territories.ignored == ("lisezmoi.txt", "noms.csv", "v_canton_2026.csv")
    assert territories.unmatched.is_empty()
