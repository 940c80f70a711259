"""Parcours: every chapter, what it says, and what it refuses to draw."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from demonstration import DIRECTOR, PATHWAYS, SCOPES, pathways
from drawing import EVERYONE, Build
from views.conftest import Open
from views.screen import ENGLISH, address_of, elements, markup_of, text_of

from dashboard.components import ways
from dashboard.components.pathways import CHAPTERS
from dashboard.components.scheme_sheets import SHEETS
from dashboard.scope import write_access
from pipelines.vocabulary import Scheme

PAGE = "parcours"
MOVED = 12
MOVES = [
    ("rsa_support", "2024-01-10", "2024-03-01", "next_scheme"),
    ("mispe_esat", "2024-03-05", "2024-03-15", "orientation_confirmed"),
    ("active_mediation", "2024-05-01", "2024-09-01", "permanent_contract"),
]


@pytest.fixture
def moving_store(built: Build) -> Path:
    """Publish twelve people who go through three schemes, and one who drops out of the first."""
    rows = [
        f"{person}-{rank} | {person} | {' | '.join(move)}"
        for person in range(MOVED)
        for rank, move in enumerate(MOVES)
    ]
    rows.append("Z-0 | Z | rsa_support | 2024-01-10 | 2024-02-01 | dropout")
    head = "pathway_id | participant_id | scheme | entry_date | exit_date | exit_reason"
    snapshot = built(pathway="\n".join([head, "---", *rows]))
    root = snapshot.warehouse.parents[2]
    write_access(root / "access.toml", [EVERYONE])
    return root


def charts_of(app: Any) -> list[dict[str, Any]]:
    return [json.loads(element.proto.spec) for element in elements(app, "plotly_chart")]


@pytest.mark.parametrize("identity", [scope.identity for scope in SCOPES])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_chapter_is_whole_and_in_french(open_page: Open, chapter: str, identity: str) -> None:
    app = open_page(PAGE, {"vue": chapter}, identity=identity)
    assert not app.exception
    said = text_of(app)
    assert ENGLISH.findall(said) == []
    assert "Instantané 000001-" in said
    assert elements(app, "download_button")


def test_without_links_nor_anybody_in_two_schemes_no_way_is_drawn(open_page: Open) -> None:
    app = open_page(PAGE)
    people = pathways()["participant_id"].n_unique()
    said = text_of(app)
    assert "Aucun identifiant n'est relié d'une source à l'autre" in said
    assert f"Passées par deux dispositifs ou plus : 0 personne sur {people} (0,0 %)" in said
    assert charts_of(app) == []


def test_the_way_is_drawn_with_its_counts(open_page: Open, moving_store: Path) -> None:
    app = open_page(PAGE, identity=EVERYONE.identity, store=moving_store)
    assert "Passées par deux dispositifs ou plus : 12 personnes sur 13 (92 %)" in text_of(app)
    several, everyone = (chart["data"][0] for chart in charts_of(app))
    assert several["node"]["label"] == [
        "Accompagnement RSA · 12",
        "MISPE (ESAT) · 12",
        "Médiation active · 12",
        "Emploi · 12",
    ]
    assert several["link"]["value"] == [12, 12, 12]
    assert "Abandon · 1" in everyone["node"]["label"]
    assert sorted(everyone["link"]["value"]) == [1, 12, 12, 12]


def test_a_filter_of_schemes_is_said_to_hide_the_rest(open_page: Open, moving_store: Path) -> None:
    address = {"disp": "rsa_support"}
    app = open_page(PAGE, address, identity=EVERYONE.identity, store=moving_store)
    said = text_of(app)
    assert charts_of(app) == []
    assert "Filtre en cours (dispositif) : les autres pas sont cachés." in said


def test_steps_that_were_never_recorded_are_not_zeros(open_page: Open) -> None:
    app = open_page(PAGE, {"vue": "etapes"})
    assert "Aucune étape n'est saisie pour ces parcours" in text_of(app)
    assert charts_of(app) == []


def test_open_pathways_are_said_apart(open_page: Open) -> None:
    given = pathways()
    ongoing = given["exit_date"].is_null().sum()
    continued = _continued(given)
    said = text_of(open_page(PAGE, {"vue": "durees"}))
    assert f"{ongoing} parcours sur {PATHWAYS - continued}, dits à part" in said


def test_prescribers_that_tell_too_much_are_said_to_be_masked(open_page: Open) -> None:
    said = text_of(open_page(PAGE, {"vue": "prescripteurs"}))
    assert f"Prescripteur non connu : 100,0 % ({PATHWAYS}/{PATHWAYS})" in said
    assert "sont rangés dans « Autre » dès la lecture des fichiers" in said


def test_every_scheme_has_its_sheet() -> None:
    assert set(SHEETS) == set(Scheme)
    whats = [sheet.what for sheet in SHEETS.values()]
    assert all(what.count(". ") >= 1 for what in whats)
    assert len(set(whats)) == len(whats)


def test_a_sheet_counts_its_scheme_alone_and_links_to_it(open_page: Open) -> None:
    app = open_page(PAGE, {"vue": "fiche", "fiche": "rsa_support", "disp": "aci"})
    entered = len(pathways().filter(pl.col("scheme") == "rsa_support"))
    assert f"{entered} parcours commencés" in text_of(app)
    assert "resultats?disp=rsa_support&amp;ind=scheme_outcome&amp;par=struct" in markup_of(app)
    assert address_of(app)["disp"] == ["aci"]


def test_a_sheet_shows_the_exit_rule_and_who_it_leaves_out(open_page: Open) -> None:
    said = text_of(open_page(PAGE, {"vue": "fiche", "fiche": "aci"}))
    assert "ACI : plus de trois mois au total dans la structure" in said
    assert "Retirés du constat par la règle :" in said


def test_a_director_reads_the_sheets_of_the_own_structure_only(open_page: Open) -> None:
    app = open_page(PAGE, {"vue": "fiche"}, identity=DIRECTOR.identity)
    own = pathways().filter(structure_id="S2")["scheme"].n_unique()
    offered = next(item for item in app.selectbox if item.label == "Fiche du dispositif")
    assert len(offered.options) == own


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_an_empty_perimeter_is_a_sentence_and_a_way_out(open_page: Open, chapter: str) -> None:
    app = open_page(PAGE, {"vue": chapter, "disp": "rsa_support", "epci": "E46B"})
    assert not app.exception
    assert "Aucun parcours ne correspond à ces filtres." in text_of(app)
    assert [button.label for button in app.button] == ["Élargir : enlever tous les filtres"]
    assert charts_of(app) == []


def way(*steps: str, issue: str = "employment", people: int = 1) -> dict[str, Any]:
    """Return a way as the tally gives it."""
    names = [*steps, *["—"] * (3 - len(steps))]
    return dict(zip(ways.STEPS, names, strict=True)) | {"issue": issue, "people": people}


def test_flows_conserve_people_at_every_step() -> None:
    table = pl.DataFrame(
        [way("aci", people=5), way("aci", "iae", people=3), way("aci", "iae", "aci", people=2)]
    )
    found = {(source, target): people for source, target, people in ways.flows(table).rows()}
    assert found == {
        ("0:aci", "3:employment"): 5,
        ("0:aci", "1:iae"): 5,
        ("1:iae", "3:employment"): 3,
        ("1:iae", "2:aci"): 2,
        ("2:aci", "3:employment"): 2,
    }


def test_small_flows_are_grouped_only_when_flows_are_many() -> None:
    codes = [scheme.value for scheme in Scheme]
    many = pl.DataFrame(
        [way(codes[0], code, people=9) for code in codes[1:]]
        + [way(codes[1], codes[2], people=10), way(codes[1], people=1)]
    )
    grouped = ways.grouped(many)
    assert grouped["people"].sum() == many["people"].sum()
    kept = set(grouped.select("first_scheme", "second_scheme").unique().rows())
    assert kept == {
        (codes[0], ways.OTHER_WAYS),
        (codes[1], codes[2]),
        (codes[1], ways.NO_SCHEME),
    }
    few = many.head(3)
    assert ways.grouped(few).equals(few)


def _continued(given: pl.DataFrame) -> int:
    """Count the IAE pathways followed the next day, in the same structure, by the same person."""
    ours = given.filter(pl.col("scheme").is_in(["aci", "iae"]), pl.col("exit_date").is_not_null())
    following = given.select("participant_id", "structure_id", pl.col("entry_date").alias("again"))
    joined = ours.join(following, on=["participant_id", "structure_id"])
    return joined.filter(
        pl.col("again").is_between(
            pl.col("entry_date") + pl.duration(days=1), pl.col("exit_date") + pl.duration(days=1)
        )
    ).height
