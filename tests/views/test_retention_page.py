"""Maintien en emploi: what the page says is what the jobs hold, and every edge is a sentence."""

from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from demonstration import (
    DIRECTOR,
    FUNDER,
    LOCAL,
    LOT,
    REFERENCE_DATE,
    SCOPES,
    employments,
    pathways,
)
from views.conftest import Open, Tell
from views.retention_drawn import PATH, jobs, people
from views.screen import ENGLISH, address_of, elements, everything_said, text_of

from dashboard.components.retention_choice import CHAPTERS
from dashboard.components.retention_files import curves_file, endings_file, groups_file
from dashboard.observatory import Observatory, RetentionQuestion
from pipelines.snapshot import Store
from pipelines.vocabulary import Dimension, JobTrait, Obstacle

CENSORED = REFERENCE_DATE - timedelta(days=31)


@pytest.mark.parametrize("identity", [scope.identity for scope in SCOPES])
@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_chapter_is_whole_and_in_french(open_page: Open, chapter: str, identity: str) -> None:
    app = open_page(PATH, {"vue": chapter, "par": "contrat"}, identity=identity)
    assert not app.exception
    assert ENGLISH.findall(everything_said(app)) == []
    labels = [button.label for button in elements(app, "download_button")]
    assert labels == ["CSV (tableur)", "XLSX (Excel)"]
    assert "Données fictives" in text_of(app)


@pytest.mark.parametrize(
    ("identity", "rows"),
    [
        (LOCAL.identity, pl.lit(True)),
        (LOT.identity, pl.col("commune_code").str.starts_with("46")),
        (DIRECTOR.identity, pl.col("structure_id") == "S2"),
        (FUNDER.identity, pl.col("operation_id") == "OP1"),
    ],
)
def test_the_answer_counts_the_people_hired_in_the_scope(
    open_page: Open, identity: str, rows: pl.Expr
) -> None:
    """Short jobs last 60 days, the others go on: survival is the part of these at the 60th day.

    A job begun while another goes on carries it on, and one begun in the last month is not judged.
    """
    held = employments(pathways()).sort("start_date")
    is_open = pl.col("end_date").is_null()
    carried_on = is_open.cum_sum().shift(1, fill_value=0).over("participant_id") > 0
    known = held.filter(~carried_on, pl.col("start_date") <= CENSORED)
    mine = known.join(pathways().filter(rows), on="pathway_id", how="semi")
    first = mine.unique("participant_id", keep="first", maintain_order=True)
    days = (CENSORED - pl.col("start_date")).dt.total_days() + 1
    digits = 1 if len(first.filter(is_open, days >= 180)) >= 100 else 0
    followed = first.filter(days >= 60)
    share = 100 * followed["end_date"].null_count() / len(followed)
    text = text_of(open_page(PATH, identity=identity))
    assert f"{len(first)} personnes embauchées, dont" in text
    assert f"À 180 jours, {share:.{digits}f}".replace(".", ",") + " % (" in text


def test_unknown_choices_leave_the_address(open_page: Open) -> None:
    app = open_page(PATH, {"vue": "nowhere", "par": "planet", "lien": "x", "recul": "9"})
    assert not {"vue", "par", "lien", "recul"} & set(address_of(app))


def test_nobody_hired_is_a_sentence(tell: Tell) -> None:
    for chapter in ("courbes", "fins"):
        text = tell(PATH, {"vue": chapter}, pathway=people(12))
        assert "Aucune embauche hors contrat d'insertion n'est connue" in text
    text = tell(PATH, {"vue": "indicateurs"}, pathway=people(12))
    assert "base nulle" in text
    assert "0/12 parcours" in text


def test_an_empty_perimeter_is_a_sentence(open_page: Open) -> None:
    address = {"du": "2022-Q1", "au": "2022-Q1", "epci": ["E46B"], "disp": "iae"}
    for chapter in CHAPTERS:
        app = open_page(PATH, address | {"vue": chapter})
        assert not app.exception
        assert "Aucun parcours ne correspond à ces filtres." in text_of(app)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_under_ten_people_nothing_is_drawn(tell: Tell, chapter: str) -> None:
    text = tell(PATH, {"vue": chapter}, pathway=people(9), employment=jobs(9, end="2024-03-31"))
    assert "%" not in text.split("Comment lire")[0].replace("95 %", "").replace("en %", "")
    expected = {
        "courbes": "Moins de 10 personnes sont à risque : aucune courbe n'est dessinée.",
        "indicateurs": "Moins de 10 embauches assez anciennes",
        "fins": "9 personnes embauchées sans contrat durable, sur 9",
        "suivis": "Aucun suivi dans l'emploi n'est attendu ici",
    }
    assert expected[chapter] in text


def test_files_hold_what_the_page_shows(demonstration_store: Path) -> None:
    observatory = Observatory(Store(demonstration_store).current()[0], LOCAL)
    for by in (None, Dimension.SCHEME, JobTrait.CONTRACT_KIND, Obstacle.MOBILITY):
        released = observatory.retention(RetentionQuestion(by=by))
        groups = groups_file(released)
        assert groups.table["label"].to_list()[-1] == "Ensemble"
        assert groups.table["people"].to_list()[-1] == released.people
        assert len(groups.table) == 1 + (len(released.groups) if by else 0)
        for file in (groups, curves_file(released), endings_file(released)):
            assert set(file.tally.columns) == set(file.table.columns)
            shares = file.table.select(pl.col(pl.Float64))
            assert shares.equals(shares.select(pl.all().round(6)))
