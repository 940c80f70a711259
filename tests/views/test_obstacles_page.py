"""Freins: what the page says is what the assessments hold, and every edge is a sentence."""

import polars as pl
import pytest
from demonstration import DIRECTOR, FUNDER, LOCAL, LOT, SCOPES, obstacles, pathways
from views.conftest import Open, Tell
from views.screen import ENGLISH, address_of, elements, everything_said, text_of

from dashboard.components.obstacles import VIEWS

PATH = "freins"


def people(count: int) -> str:
    rows = "\n".join(f"P{rank} | {rank}" for rank in range(count))
    return f"pathway_id | participant_id\n-----------+---------------\n{rows}"


def assessed(count: int, state: str, **more: str) -> str:
    names = " | ".join(("pathway_id", "obstacle", "state", *more))
    rows = "\n".join(
        " | ".join((f"P{rank}", "mobility", state, *more.values())) for rank in range(count)
    )
    return f"{names}\n---\n{rows}"


@pytest.mark.parametrize("identity", [scope.identity for scope in SCOPES])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_whole_and_in_french(open_page: Open, view: str, identity: str) -> None:
    app = open_page(PATH, {"vue": view}, identity=identity)
    assert not app.exception
    text = everything_said(app)
    assert ENGLISH.findall(text) == []
    assert "Les freins ont été évalués dans" in text
    labels = [button.label for button in elements(app, "download_button")]
    assert labels == ["CSV (tableur)", "XLSX (Excel)"]


@pytest.mark.parametrize(
    ("identity", "rows"),
    [
        (LOCAL.identity, pl.lit(True)),
        (LOT.identity, pl.col("commune_code").str.starts_with("46")),
        (DIRECTOR.identity, pl.col("structure_id") == "S2"),
        (FUNDER.identity, pl.col("operation_id") == "OP1"),
    ],
)
def test_the_answer_counts_the_scope(open_page: Open, identity: str, rows: pl.Expr) -> None:
    mine = pathways().filter(rows)
    known = obstacles(pathways()).join(mine, on="pathway_id", how="semi")
    states = known["state"].cast(pl.String)
    found = known.filter(states == "identified")
    text = text_of(open_page(PATH, identity=identity))
    assert f"évalués dans {(states != 'not_assessed').sum()}/{len(mine)} parcours" in text
    assert f"{found['closed_on'].count()}/{len(found)} freins identifiés" in text
    mobility = known.filter(pl.col("obstacle") == "mobility")["state"].cast(pl.String)
    base = (mobility != "not_assessed").sum()
    counted = f"{(mobility == 'identified').sum()}/{base}" if base else "—"
    assert f"Mobilité {counted} " in " ".join(text.split())


def test_equal_shares_are_told_as_equal(open_page: Open) -> None:
    """Every 12 pathways hold 2 mobility and 2 health identified out of 3; housing has one less."""
    text = text_of(open_page(PATH))
    assert (
        "À égalité, les plus souvent identifiés : mobilité (67/100, 67,0 %), santé (67/100, 67,0 %)"
    ) in text
    assert "Jamais évalués dans ce périmètre : Famille et garde d'enfants" in text


def test_the_not_assessed_are_beside_and_never_in_the_base(open_page: Open) -> None:
    """Housing was assessed in 100 pathways of 400: the 300 others are apart."""
    text = " ".join(text_of(open_page(PATH)).split())
    assert "Logement 66/100 66,0 % 56,3 % à 74,5 % 75,0 % · 300/400" in text


def test_an_unknown_view_leaves_the_address(open_page: Open) -> None:
    app = open_page(PATH, {"vue": "nowhere"})
    assert "vue" not in address_of(app)
    assert "Freins identifiés (en % des parcours où le frein est évalué)" in text_of(app)


def test_the_map_follows_the_obstacle_of_the_address(open_page: Open) -> None:
    app = open_page(PATH, {"vue": "carte", "frein": "housing"})
    text = " ".join(text_of(app).split())
    assert "Logement, par intercommunalité (en % des parcours où le frein est évalué)" in text
    known = obstacles(pathways()).join(pathways(), on="pathway_id")
    cahors = known.filter(commune_code="46042").filter(pl.col("obstacle") == "housing")
    states = cahors["state"].cast(pl.String)
    counted = f"{(states == 'identified').sum()}/{(states != 'not_assessed').sum()}"
    assert f"CA du Grand Cahors {counted} " in text
    assert "aucun parcours évalué (2 EPCI)" in text
    assert len(elements(app, "deck_gl_json_chart")) == 1


def test_the_map_of_an_obstacle_never_assessed_is_a_sentence(open_page: Open) -> None:
    app = open_page(PATH, {"vue": "carte", "frein": "digital"})
    assert "Ce frein n'a été évalué dans aucun parcours de ce périmètre" in text_of(app)
    assert not elements(app, "deck_gl_json_chart")


def test_a_sensitive_obstacle_comes_with_its_rule(open_page: Open) -> None:
    for view in VIEWS:
        assert "une édition publique ne les donnerait jamais" in text_of(
            open_page(PATH, {"vue": view})
        )


def test_an_empty_perimeter_is_a_sentence(open_page: Open) -> None:
    app = open_page(PATH, {"du": "2022-Q1", "au": "2022-Q1", "epci": ["E46B"], "disp": "iae"})
    assert not app.exception
    assert "Aucun parcours ne correspond à ces filtres." in text_of(app)


def test_without_any_obstacle_nothing_is_claimed(tell: Tell) -> None:
    text = tell(PATH, {"vue": "frequence"}, pathway=people(12))
    assert "Aucun frein n'a été évalué (12 parcours retenus)" in text
    assert "%" not in text.split("Aucun frein n'a été évalué")[1].split("Système")[0]


def test_all_not_assessed_is_not_an_absence_of_obstacles(tell: Tell) -> None:
    text = tell(
        PATH, {"vue": "frequence"}, pathway=people(12), obstacle=assessed(12, "not_assessed")
    )
    assert "ne pas avoir évalué n'est pas l'absence de frein" in text


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("frequence", "Aucun frein n'est identifié : ni intensité, ni moment de repérage"),
        ("levee", "Aucun frein n'est identifié : il n'y a pas de levée à suivre."),
        ("issues", "Aucun parcours de ce périmètre n'est concerné : pas d'issue à montrer."),
        ("ensemble", "Aucun parcours où deux freins sont évalués : rien à croiser."),
        ("carte", "Aucune intercommunalité connue dans ce périmètre"),
    ],
)
def test_assessed_and_never_identified_is_told(tell: Tell, view: str, expected: str) -> None:
    text = tell(PATH, {"vue": view}, pathway=people(12), obstacle=assessed(12, "not_identified"))
    assert "évalués dans 12/12 parcours (100 %). Aucun frein n'est identifié parmi eux." in text
    assert expected in text


@pytest.mark.parametrize("view", VIEWS)
def test_a_group_under_ten_has_counts_and_no_rate(tell: Tell, view: str) -> None:
    drawn = assessed(9, "identified", identified_on="2024-01-20")
    text = tell(PATH, {"vue": view}, pathway=people(9), obstacle=drawn)
    assert "évalués dans 9/9 parcours." in text
    assert "100 %" not in text.replace("95 %", "")


def test_recent_obstacles_are_too_young_to_be_judged(tell: Tell) -> None:
    drawn = assessed(12, "identified", identified_on="2025-09-20")
    text = tell(PATH, {"vue": "levee"}, pathway=people(12), obstacle=drawn)
    assert "12 freins repérés depuis moins de 183 jours : il est trop tôt" in text
    assert "Moins de 10 freins sont repérés depuis un mois au moins" in text
    assert "Aucune aide rattachée à un frein dans ce périmètre." in text
