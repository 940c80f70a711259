"""The files of tables that are no indicator: shares in per cent, all else in its own unit.

In the drawn territory, S1 has 10 posts for 100 + 0.6 × 50 = 130 people: 7.69 per 100 in Albas, five
minutes away. Of forty first jobs, twenty end on their sixtieth day and twenty outlast the year:
half remain at 90 days, and a mean job lasts 60 + 0.5 × 305 = 212.5 of 365 days.
"""

import io
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from demonstration import LOCAL
from demonstration import publish as publish_demonstration
from drawing import EVERYONE, Build
from drawn_coverage import publish
from exports.export_readers import formats_of, read_csv
from exports.released_figures import usual

from dashboard.components.coverage_files import places_files, sensitivity_file, what_if_file
from dashboard.components.retention_files import curves_file, endings_file, groups_file
from dashboard.disclosure import Deliverable, release_drawn
from dashboard.exports import csv_bytes, xlsx_bytes
from dashboard.observatory import Observatory, RetentionQuestion
from dashboard.observatory.coverage_question import CoverageOpening, CoverageQuestion
from pipelines.tallies import tallies
from pipelines.vocabulary import Dimension

PERCENT = " (%, 4 décimales)"
DECIMAL, RATE = "#,##0.0#", "0.0\\ %"
SHARES = {
    "Stabilité, part des méthodes",
    "Part des communes de même classe",
    *("Maintien", "Borne basse", "Borne haute", "Part cumulée"),
    *(f"Maintien à {days} jours{end}" for days in (90, 180, 365) for end in ("", ", borne basse")),
    *(f"Maintien à {days} jours, borne haute" for days in (90, 180, 365)),
}


def csv_row(file: Deliverable, place: int = 0) -> dict[str, str]:
    head, *rows = read_csv(csv_bytes(file, "x")[1])[1]
    return dict(zip(head, rows[place], strict=True))


def xlsx_row(file: Deliverable, place: int = 0) -> dict[str, Any]:
    book = io.BytesIO(xlsx_bytes(file, "x")[1])
    return pl.read_excel(book, sheet_name="Données", engine="calamine").row(place, named=True)


def coverage(store: Path) -> dict[str, Deliverable]:
    observatory = Observatory(publish(store), EVERYONE)
    released = observatory.coverage(CoverageQuestion("46"))
    tried = observatory.what_if(CoverageQuestion("46"), CoverageOpening("46001", 5))
    return {
        **places_files([released]),
        "Sensibilité à la méthode": sensitivity_file(released),
        "Simulation": what_if_file(released, tried, "simulation", "Ouvrir à Albas"),
    }


def test_people_minutes_and_posts_keep_their_unit(tmp_path: Path) -> None:
    communes = coverage(tmp_path)["Communes"]
    written = csv_row(communes)
    told = ("Commune", "Public", "Minutes estimées, toutes structures", "ETP pour 100 personnes")
    assert [written[title] for title in told] == ["Albas", "100", "5,00", "7,69"]
    assert [title for title in written if "%" in title] == [
        f"Stabilité, part des méthodes{PERCENT}"
    ]
    cells = xlsx_row(communes)
    assert [cells[title] for title in told] == ["Albas", 100, 5, pytest.approx(10 / 1.3, abs=1e-6)]
    shapes = formats_of(xlsx_bytes(communes, "x")[1])
    assert [shapes[title] for title in told] == ["@", "#,##0", DECIMAL, DECIMAL]
    assert shapes["Stabilité, part des méthodes"] == RATE


def test_posts_of_structures_and_of_an_opening_keep_their_unit(tmp_path: Path) -> None:
    files = coverage(tmp_path)
    assert csv_row(files["Structures"])["ETP"] == "10,00"
    assert xlsx_row(files["Structures"])["Année"] == "2025"
    # Five posts more, shared by the same 130 people.
    simulated = csv_row(files["Simulation"])
    assert simulated["ETP pour 100 personnes, avant"] == "7,69"
    assert simulated["ETP pour 100 personnes, après"] == "11,54"
    # 100 people of Albas, 50 of Bach, 100 of Cahus, 20 of Herm are assessed; Herm has no structure.
    method = csv_row(files["Sensibilité à la méthode"])
    assert (method["Public évalué"], method["Public sans structure à portée"]) == ("270", "20")
    assert method[f"Part des communes de même classe{PERCENT}"] == "100,0000"


def test_days_are_days_and_survival_is_in_per_cent(built: Build) -> None:
    rows = range(40)
    pathways = "pathway_id | participant_id | entry_date\n--\n" + "\n".join(
        f"P{rank} | {rank} | 2024-01-01" for rank in rows
    )
    contracts = "job_id | participant_id | pathway_id | contract_kind | start_date | end_date\n--\n"
    contracts += "\n".join(
        f"J{rank} | {rank} | P{rank} | fixed_term_short | 2024-02-01 | "
        f"{'2024-03-31' if rank < 20 else ''}"
        for rank in rows
    )
    snapshot = built(date(2025, 9, 30), pathway=pathways, employment=contracts)
    file = groups_file(Observatory(snapshot, EVERYONE).retention(RetentionQuestion()))
    written = csv_row(file)
    assert written["Durée médiane (jours)"] == "60"
    assert written["Jours d'emploi en moyenne"] == "212,50"
    assert written[f"Maintien à 90 jours{PERCENT}"] == "50,0000"
    cells = xlsx_row(file)
    assert (cells["Durée médiane (jours)"], cells["Jours d'emploi en moyenne"]) == (60, 212.5)
    assert cells["Maintien à 90 jours"] == 0.5
    shapes = formats_of(xlsx_bytes(file, "x")[1])
    assert (shapes["Jours d'emploi en moyenne"], shapes["Maintien à 90 jours"]) == (DECIMAL, RATE)


def test_a_share_is_in_per_cent_to_the_four_decimals_of_its_title() -> None:
    columns = {"days": "Jours", "part": "Part", "people": "Personnes"}
    tally = replace(tallies()["way_people"], columns=columns, vocabularies={}, shares=("part",))
    figures = usual()
    table = pl.DataFrame({"days": [1234.567, None], "part": [87 / 175, None], "people": [175, 0]})
    file = release_drawn(figures, tally, table, ())
    assert csv_row(file) == {"Jours": "1234,57", f"Part{PERCENT}": "49,7143", "Personnes": "175"}
    assert csv_row(file, 1) == {"Jours": "", f"Part{PERCENT}": "", "Personnes": "0"}
    assert xlsx_row(file) == {"Jours": 1234.567, "Part": 0.497143, "Personnes": 175}
    assert formats_of(xlsx_bytes(file, "x")[1]) == {
        "Jours": DECIMAL,
        "Part": RATE,
        "Personnes": "#,##0",
    }


def test_a_day_is_a_date_in_the_workbook() -> None:
    columns = {"end_date": "Fin"}
    tally = replace(tallies()["way_people"], columns=columns, vocabularies={})
    file = release_drawn(usual(), tally, pl.DataFrame({"end_date": [date(2026, 9, 30)]}), ())
    assert xlsx_row(file) == {"Fin": date(2026, 9, 30)}
    assert formats_of(xlsx_bytes(file, "x")[1]) == {"Fin": "dd/mm/yyyy"}


def test_no_other_table_has_a_share(tmp_path: Path) -> None:
    observatory = Observatory(publish_demonstration(tmp_path / "demonstration"), LOCAL)
    for code in tallies():
        table = observatory.tally(code).table
        assert not [name for name, dtype in table.schema.items() if dtype.is_decimal()]
        assert not [name for name, dtype in table.schema.items() if dtype.is_float()]
    files = list(coverage(tmp_path / "territory").values())
    for by in (None, Dimension.SCHEME):
        released = observatory.retention(RetentionQuestion(by=by))
        files += [groups_file(released), curves_file(released), endings_file(released)]
    for file in files:
        titles = csv_row(file)
        shares = {title.removesuffix(PERCENT) for title in titles if title.endswith(PERCENT)}
        assert shares == SHARES.intersection(title.removesuffix(PERCENT) for title in titles)
        assert all(
            0 <= float(titles[share + PERCENT].replace(",", ".") or 0) <= 100 for share in shares
        )
