"""The set of FSE+ files as a funder takes it: downloaded in Chromium, opened, added up."""

import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browser.archive_reading import Downloaded, added, counted, tables_of
from browser.served import served, settle
from exports.export_readers import read_xlsx
from exports.fse_store import built_sample
from playwright.sync_api import Browser, FilePayload, expect

from dashboard.journal import JOURNAL, read
from dashboard.scope import Role, Scope, write_access

pytestmark = pytest.mark.browser
IDENTITY = "controle"
ASKED = "fse-controle?arrete=2025-12-31"
TABLES = ("participations", "table6", "table10", "anomalies")
NAMES = {*(f"fse_{name}.csv" for name in TABLES), "fse_tableaux.xlsx", "fse_tracabilite.json"}
SEXES = {"F": {"F"}, "M": {"M"}, "X": {"X"}, "Non dit": {""}, "Total": {"F", "M", "X", ""}}
LADDER = {
    "Participations": "PART",
    "Contacts d'un jour, à part": "SHORT",
    "Dossiers incomplets, retirés": "INC",
    "Comptées (EECO01)": "EECO01",
}
PLATFORM = {
    "id_operation": "Opération (code)",
    "date_entree": "Entrée",
    "date_sortie": "Sortie",
    "sexe": "Sexe",
    "mois_sans_emploi": "Mois de chômage à l'entrée",
    "rqth": "Handicap",
    "pays_tiers": "Pays tiers",
    "origine_etrangere": "Origine étrangère",
    "sans_domicile": "Sans domicile ou exclusion liée au logement",
    "degurba": "Degré d'urbanisation (3 : rural)",
    "en_formation": "En formation à l'entrée",
    "date_situation_sortie": "Situation à la sortie observée le",
    "date_saisie_entree": "Entrée saisie le",
    "date_saisie_sortie": "Sortie saisie le",
    "preuve_eligibilite": "Preuve d'éligibilité",
    "date_preuve": "Date de la preuve",
}
MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Site:
    """The sample, served to a controller."""

    url: str
    store: Path


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Build the sample and serve it."""
    folder = tmp_path_factory.mktemp("archive")
    codes = frozenset(built_sample(folder).manifest["perimeter"])
    store = folder / "store"
    write_access(store / "access.toml", [Scope(IDENTITY, Role.COUNCIL, codes, "Départements")])
    with served(store, IDENTITY, demo=False) as url:
        yield Site(url, store)


@pytest.fixture(scope="module")
def downloaded(site: Site, browser: Browser) -> Downloaded:
    """Open the control page, keep its tables, then download the archive."""
    page = browser.new_page(locale="fr-FR", viewport={"width": 1440, "height": 900})
    page.goto(f"{site.url}/{ASKED}")
    settle(page)
    tables = tables_of(page)
    page.goto(f"{site.url}/{ASKED}&vue=regles")
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger le jeu complet (ZIP)").click()
    content = download.value.path().read_bytes()
    name = download.value.suggested_filename
    page.close()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        held = {item: archive.read(item) for item in archive.namelist()}
    files = {item.partition("/")[2]: data for item, data in held.items()}
    (inside,) = {item.partition("/")[0] for item in held}
    return Downloaded(tables, name, files, inside, site.store / JOURNAL)


def test_the_archive_and_its_files_have_their_names(downloaded: Downloaded) -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", downloaded.folder)
    assert downloaded.name == f"fse_au-2025-12-31_{downloaded.folder}.zip"
    assert downloaded.files.keys() == NAMES


def test_every_file_opens_with_the_identifier_of_its_journal_line(downloaded: Downloaded) -> None:
    said = downloaded.folder
    for name in TABLES:
        assert downloaded.files[f"fse_{name}.csv"].startswith(MARK + f"Export;{said}\r\n".encode())
    book = read_xlsx(downloaded.files["fse_tableaux.xlsx"])
    assert book["Lisez-moi"][0] == ["Export", said]
    traced = json.loads(downloaded.files["fse_tracabilite.json"])
    assert (traced["export"], traced["arrete_au"]) == (said, "2025-12-31")
    assert {item["nom"]: item["sha256"] for item in traced["fichiers_exportes"]} == {
        name: hashlib.sha256(data).hexdigest()
        for name, data in downloaded.files.items()
        if not name.endswith("json")
    }
    (line,) = read(downloaded.journal)
    assert (line.export, line.page) == (f"{said}.fse", "FSE+ · contrôle")
    assert line.rows == len(downloaded.people)


def test_the_columns_add_up_to_the_tables_shown(downloaded: Downloaded) -> None:
    compared: Counter[str] = Counter()
    for caption in (
        "Réalisations à l'entrée (données obligatoires)",
        "Réalisations à l'entrée (autres traits)",
        "Résultats, à la sortie et à six mois",
    ):
        for row in downloaded.tables[caption]:
            code = row["Indicateur"].split(" ")[0]
            if "(estimation)" in row["Indicateur"]:
                continue
            shown = {title: counted(row[title]) for title in SEXES if title in row}
            assert shown == {title: added(downloaded.people, code, SEXES[title]) for title in shown}
            compared[code] += shown["Total"]
    assert len(compared) == 16 + 5
    assert {"EECO01", "EECO02", "EECO12", "EECR03", "EECR04"} <= set(+compared)


def test_the_columns_add_up_to_the_ladder_shown(downloaded: Downloaded) -> None:
    shown = {row["Marche"]: row for row in downloaded.tables["De HEAD à EECO01"]}
    heads = {row["Personne (clé)"] for row in downloaded.people}
    assert counted(shown.pop("Personnes")["Total"]) == len(heads)
    assert shown.keys() == LADDER.keys()
    for step, row in shown.items():
        told = {title: counted(row[title]) for title in SEXES if title in row}
        assert told.keys() >= {"F", "M", "X", "Total"}
        assert told == {
            title: added(downloaded.people, LADDER[step], SEXES[title]) for title in told
        }
    assert added(downloaded.people, "INC", SEXES["Total"]) > 0


def test_the_outputs_shown_are_parts_of_those_who_were_asked(downloaded: Downloaded) -> None:
    """Situation and education are not asked under objective l, which the sample has."""
    asked = [row for row in downloaded.people if row["Objectif spécifique"] != "l"]
    whole, full = (added(people, "EECO01", SEXES["Total"]) for people in (downloaded.people, asked))
    assert 0 < full < whole
    rows = downloaded.tables["Réalisations à l'entrée (données obligatoires)"]
    bases = {
        row["Indicateur"].split(" ")[0]: row["Base et part"].partition("(")[0].split(" sur ")[-1]
        for row in rows
    }
    assert bases.pop("EECO01") == "—"
    assert {code: counted(base) for code, base in bases.items()} == {
        **{f"EECO{rank:02}": full for rank in (2, 3, 4, 5, 9, 10, 11)},
        **{f"EECO{rank:02}": whole for rank in (6, 7, 8)},
    }


def test_the_results_shown_have_the_rates_of_the_columns(downloaded: Downloaded) -> None:
    rows = downloaded.tables["Résultats, à la sortie et à six mois"]
    told = {row["Indicateur"].split(" ")[0]: row["Base et part"] for row in rows}
    for rank in range(1, 5):
        top, base = (
            added(downloaded.people, code, SEXES["Total"]) for code in (f"R0{rank}c", f"L0{rank}")
        )
        assert base > 0
        counts = told[f"EECR0{rank}"].partition("(")[0].split(" sur ")
        assert [counted(part) for part in counts] == [top, base]


def test_a_list_of_the_platform_is_compared_where_it_is_given(
    site: Site, browser: Browser, downloaded: Downloaded
) -> None:
    """The list is our own, but one person is missing and another is not disabled."""
    missing, changed, *_ = [row for row in downloaded.people if row["Handicap"] == "oui"]
    others = [row for row in downloaded.people if row not in (missing, changed)]
    listed = (*others, changed | {"Handicap": "non"})
    text = "\n".join(
        [";".join(("id_participant", *PLATFORM)), *map(platform_line, listed)]
    ).encode()
    page = browser.new_page(locale="fr-FR", viewport={"width": 1440, "height": 900})
    page.goto(f"{site.url}/{ASKED}&vue=plateforme")
    settle(page)
    given = FilePayload(name="liste.csv", mimeType="text/csv", buffer=text)
    page.locator('[data-testid="stFileUploaderDropzoneInput"]').first.set_input_files(given)
    expect(page.get_by_text("Données comparées :")).to_be_visible()
    settle(page)
    tables = tables_of(page)
    page.close()
    (absent,) = tables["Ici, absentes de la plateforme"]
    assert absent["Dossier"] == missing["Pseudonyme"][:12]
    (found,) = tables["Données qui diffèrent"]
    assert list(found.values()) == [
        changed["Pseudonyme"][:12],
        changed["Opération (code)"],
        *("Handicap", "oui", "non"),
    ]
    assert "Sur la plateforme, absentes d'ici" not in tables


def platform_line(row: dict[str, str]) -> str:
    """Write a participation under our own titles, as a list without mapping has them."""
    return ";".join((f"ps1_{row['Pseudonyme']}", *(row[name] for name in PLATFORM.values())))
