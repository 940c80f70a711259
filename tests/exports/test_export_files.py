"""Both files hold the cells of the released table, and say where they come from."""

import math
import re
from dataclasses import replace
from decimal import Decimal

import polars as pl
from exports.export_readers import WRITERS, Writer, provenance_of, read_csv, read_xlsx, text_cells
from exports.released_figures import (
    EMPTY,
    ENTRIES,
    SHOWN,
    WHOLE,
    by_scheme,
    usual,
    without_breakdown,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.disclosure import Released, release
from dashboard.exports import csv_bytes, new_export_id, xlsx_bytes
from pipelines.indicators import indicators

STATUSES = {
    "shown": "Affiché",
    "small_base": "Base inférieure à 10",
    "empty_base": "Base vide",
    "count_only": "Effectif",
}
COUNTS = ("yes", "no", "unknown", "excluded", "immature", "numerator", "base")
RATES = ("rate", "ci_low", "ci_high")


def test_the_csv_is_written_as_a_french_spreadsheet_expects() -> None:
    _, content = csv_bytes(usual(), "Résultats")
    head, table = content.decode("utf-8").split("\r\n\r\n")
    assert head.startswith("\ufeffExport;")
    assert "\n" not in head.replace("\r\n", "")
    assert table.split("\r\n") == [
        "Dispositif (code);Dispositif;Oui;Non;Inconnu;Exclu;Trop récent;Numérateur;Base;"
        "Taux (%, 4 décimales);Borne basse (%, 4 décimales);Borne haute (%, 4 décimales);Statut",
        "aci;Atelier et chantier d'insertion;16;20;7;2;3;16;43;37,2093;24,3850;52,1370;Affiché",
        "mesp_ccas;Mise en situation;1;2;0;0;0;1;3;;;;Base inférieure à 10",
        ";Non renseigné;0;0;0;4;0;0;0;;;;Base vide",
        ";Ensemble;1017;22;7;6;3;1017;1046;97,2275;96,0500;98,0000;Affiché",
        "",
    ]


def test_the_workbook_holds_real_numbers() -> None:
    table = read_xlsx(xlsx_bytes(usual(), "Résultats")[1])["Données"]
    assert table[0][:4] == ["Dispositif (code)", "Dispositif", "Oui", "Non"]
    assert table[0][-4:] == ["Taux", "Borne basse", "Borne haute", "Statut"]
    assert table[1] == ["aci", "Atelier et chantier d'insertion", *SHOWN[:7], *SHOWN[8:], "Affiché"]
    assert table[3] == [None, "Non renseigné", *EMPTY[:7], None, None, None, "Base vide"]
    assert table[4] == [None, "Ensemble", *WHOLE[:7], *WHOLE[8:], "Affiché"]
    assert len(table) == 5


def test_a_count_has_no_base_nor_rate() -> None:
    drawn = without_breakdown(ENTRIES, "entries")
    _, table = read_csv(csv_bytes(drawn, "Résultats")[1])
    assert table[0][0] == "Groupe"
    assert table[1:] == [["Ensemble", "1234567", *"0000", "1234567", "", "", "", "", "Effectif"]]
    sheet = read_xlsx(xlsx_bytes(drawn, "Résultats")[1])["Données"]
    assert sheet[1:] == [["Ensemble", 1234567, 0, 0, 0, 0, 1234567, *[None] * 4, "Effectif"]]


counts = st.tuples(*[st.integers(0, 10**7) | st.integers(0, 12)] * 5)


@given(rows=st.lists(counts, max_size=6), whole=counts, code=st.sampled_from(sorted(indicators())))
@settings(max_examples=100)
def test_the_cells_of_both_files_are_those_released(
    rows: list[tuple[int, ...]], whole: tuple[int, ...], code: str
) -> None:
    released = counted(rows, whole, code)
    expected = [*released.table.to_dicts(), *released.total.to_dicts()]
    _, lines = read_csv(csv_bytes(released, "Résultats")[1])
    sheet = read_xlsx(xlsx_bytes(released, "Résultats")[1])["Données"]
    assert len(lines) == len(sheet) == len(expected) + 1
    for line, cells, row in zip(lines[1:], sheet[1:], expected, strict=True):
        assert cells[2:9] == [row[name] for name in COUNTS]
        assert line[2:9] == ["" if row[name] is None else str(row[name]) for name in COUNTS]
        assert line[12] == cells[12] == STATUSES[row["status"]]
        for in_csv, in_xlsx, name in zip(line[9:12], cells[9:12], RATES, strict=True):
            assert_same_rate(in_csv, in_xlsx, row[name])


def counted(rows: list[tuple[int, ...]], whole: tuple[int, ...], code: str) -> Released:
    """Pass five counts per group through the gate, under an indicator."""
    drawn = by_scheme(*((f"c{place}", f"c{place}", SHOWN) for place in range(len(rows))), code=code)
    types = dict.fromkeys(COUNTS[:5], pl.Int64)
    figures = release(pl.DataFrame(rows, schema=types, orient="row"), drawn.indicator)
    total = release(pl.DataFrame([whole], schema=types, orient="row"), drawn.indicator)
    names = drawn.table.select("scheme", "scheme_label")
    return replace(drawn, table=pl.concat([names, figures], how="horizontal"), total=total)


def assert_same_rate(in_csv: str, in_xlsx: float | None, rate: float | None) -> None:
    if rate is None or in_xlsx is None:
        assert (in_csv, in_xlsx, rate) == ("", None, None)
    else:
        assert math.isclose(in_xlsx, rate, rel_tol=1e-15)
        per_cent = Decimal(in_csv.replace(",", "."))
        assert abs(per_cent - 100 * Decimal(rate)) <= Decimal("0.00005001")


POSITIVE_EXIT = indicators()["positive_exit"]
PROVENANCE = {
    "Export": "0a1b2c3d4e5f",
    "Édition": "édition restreinte",
    "Avertissement": "Données fictives : personnes, structures et résultats inventés ; "
    "seuls les territoires sont réels",
    "Indicateur": POSITIVE_EXIT.label,
    "Intitulé dans l'IAE": "Sorties dynamiques (IAE)",
    "Code de l'indicateur": "positive_exit",
    "Définition": POSITIVE_EXIT.definition,
    "Numérateur": POSITIVE_EXIT.yes,
    "Base": POSITIVE_EXIT.base,
    "Inconnus": "comptés dans la base",
    "Taux": "non calculé sous une base de 10",
    "Bornes": "intervalle de Wilson à 95 %",
    "Source": POSITIVE_EXIT.source,
    "Version de la définition": POSITIVE_EXIT.version,
    "Périmètre": "Département du Lot",
    "Ventilation": "Dispositif",
    "Condition : Département": "Lot",
    "Condition : Trimestre de sortie": "de T1 2024 à T4 2025",
    "Date de référence": "30/09/2026",
    "Instantané": "000007-0123456789ab",
    "Page": "Résultats",
}


@WRITERS
def test_the_file_says_where_its_figures_come_from(write: Writer) -> None:
    name, content = write(usual(), "Résultats", "0a1b2c3d4e5f")
    said = provenance_of(content)
    assert re.fullmatch(r"\d\d/\d\d/\d{4} à \d\d:\d\d UTC", said.pop("Exporté le"))
    assert said.pop("Produit").startswith("observatoire-insertion ")
    assert said == PROVENANCE
    assert name.startswith("sorties-vers-l-emploi-ou-la-formation_au-2026-09-30_0a1b2c3d4e5f.")


@WRITERS
def test_people_are_not_summed_and_unripe_cohorts_are_explained(write: Writer) -> None:
    caseload = provenance_of(write(without_breakdown(ENTRIES, "caseload"), "Résultats")[1])
    assert caseload["Lecture"] == "les lignes ne s'additionnent pas"
    assert caseload["Conditions"] == caseload["Ventilation"] == "aucune"
    followed = provenance_of(write(by_scheme(code="employment_at_6_months"), "Résultats")[1])
    assert followed["Trop récent"] == "moins de 183 jours de recul"


@WRITERS
def test_only_invented_data_are_said_to_be_so(write: Writer) -> None:
    real = by_scheme(("aci", "ACI", SHOWN), is_synthetic=False)
    assert "Avertissement" not in provenance_of(write(real, "Résultats")[1])


@WRITERS
def test_an_export_asked_again_differs_only_by_its_hour(write: Writer) -> None:
    export_id = new_export_id()
    first, second = (write(usual(), "Résultats", export_id)[1] for _ in range(2))
    said = [provenance_of(content) for content in (first, second)]
    assert {key for key in said[0] if said[0][key] != said[1][key]} <= {"Exporté le"}
    assert [text for text in text_cells(first) if "UTC" not in text] == [
        text for text in text_cells(second) if "UTC" not in text
    ]


def test_a_code_with_a_leading_zero_stays_text() -> None:
    released = by_scheme(("01", "Ain", SHOWN))
    assert read_xlsx(xlsx_bytes(released, "x")[1])["Données"][1][0] == "01"
    assert read_csv(csv_bytes(released, "x")[1])[1][1][0] == "01"
