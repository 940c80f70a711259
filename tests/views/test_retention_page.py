"""Maintien en emploi: what the page says is what the jobs hold, and every edge is a sentence."""

from collections.abc import Callable
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
from drawing import EVERYONE, Build
from views.conftest import Open
from views.screen import address_of, elements, everything_said, text_of
from views.test_pages import ENGLISH

from dashboard.components.palette import PALETTES, Mode
from dashboard.components.retention_chart import chart
from dashboard.components.retention_choice import CHAPTERS, ONE_YEAR
from dashboard.components.retention_files import curves_file, endings_file, groups_file
from dashboard.components.retention_lines import MOST, Line, left_out, lines
from dashboard.observatory import Observatory, RetentionQuestion
from dashboard.observatory.benchmarks import benchmarks
from dashboard.scope import write_access
from pipelines.snapshot import Store
from pipelines.vocabulary import Dimension, JobTrait, Obstacle

PATH = "maintien"
CENSORED = REFERENCE_DATE - timedelta(days=31)
PALETTE = PALETTES[Mode.LIGHT]
Draw = Callable[..., str]


@pytest.fixture
def said(built: Build, open_page: Open, tmp_path: Path) -> Draw:
    """Return a function that publishes drawn tables and gives what a chapter says of them."""

    def run(address: dict[str, str | list[str]] | None = None, **drawings: str) -> str:
        built(**drawings)
        store = tmp_path / "store"
        write_access(store / "access.toml", [EVERYONE])
        app = open_page(PATH, address or {}, identity=EVERYONE.identity, store=store)
        assert not app.exception
        assert ENGLISH.findall(everything_said(app)) == []
        return " ".join(text_of(app).split())

    return run


def people(count: int) -> str:
    rows = "\n".join(f"P{rank} | {rank} | 2024-01-01" for rank in range(count))
    return f"pathway_id | participant_id | entry_date\n---\n{rows}"


def jobs(count: int, kind: str = "fixed_term_short", end: str = "", first: int = 0) -> str:
    """Draw a job from 1 February 2024 for each person: 60 days until 31 March."""
    rows = "\n".join(
        f"J{rank} | {rank} | P{rank} | {kind} | 2024-02-01 | {end}"
        for rank in range(first, first + count)
    )
    names = "job_id | participant_id | pathway_id | contract_kind | start_date | end_date"
    return f"{names}\n---\n{rows}" if not first else rows


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


def test_two_kinds_of_contract_are_told_apart_in_days(open_page: Open) -> None:
    """60 days against 365 out of 365 for everyone: 305 days, without any doubt."""
    text = " ".join(text_of(open_page(PATH, {"par": "contrat"})).split())
    assert "Les courbes se distinguent (test du log-rank, p < 0,001)." in text
    assert "comparé à l'autre groupe : CDI, 305 jours d'emploi de plus (de 305 à 305)" in text
    assert "Une différence n'est pas un effet du dispositif" in text


def test_an_obstacle_is_compared_with_its_absence_among_the_assessed(open_page: Open) -> None:
    text = " ".join(text_of(open_page(PATH, {"par": "frein", "frein": "mobility"})).split())
    assert "avec et sans le frein « mobilité »" in text
    assert "Avec le frein « Mobilité »" in text
    assert "Hors du test, frein non évalué :" in text


def test_an_obstacle_never_assessed_is_not_its_absence(open_page: Open) -> None:
    text = " ".join(text_of(open_page(PATH, {"par": "frein", "frein": "digital"})).split())
    assert "Le frein « numérique » n'a été évalué pour aucune d'elles" in text
    assert "log-rank," not in text


def test_unknown_choices_leave_the_address(open_page: Open) -> None:
    app = open_page(PATH, {"vue": "nowhere", "par": "planet", "lien": "x", "recul": "9"})
    assert not {"vue", "par", "lien", "recul"} & set(address_of(app))


def test_the_four_indicators_are_named_and_never_one(open_page: Open) -> None:
    text = " ".join(text_of(open_page(PATH, {"vue": "indicateurs"})).split())
    for name in (
        "En emploi 180 jours après l'embauche",
        "Maintien continu à 180 jours",
        "Même employeur à 180 jours",
        "Accès à un emploi dans les 6 mois",
    ):
        assert name in text
    assert "taux de maintien" not in text.lower()
    for evidence in ("Déclaré", "Confirmé par l'employeur", "DSN"):
        assert evidence in text


def test_nobody_hired_is_a_sentence(said: Draw) -> None:
    for chapter in ("courbes", "fins"):
        text = said({"vue": chapter}, pathway=people(12))
        assert "Aucune embauche hors contrat d'insertion n'est connue" in text
    text = said({"vue": "indicateurs"}, pathway=people(12))
    assert "base nulle" in text
    assert "0/12 parcours" in text


def test_an_empty_perimeter_is_a_sentence(open_page: Open) -> None:
    address = {"du": "2022-Q1", "au": "2022-Q1", "epci": ["E46B"], "disp": "iae"}
    for chapter in CHAPTERS:
        app = open_page(PATH, address | {"vue": chapter})
        assert not app.exception
        assert "Aucun parcours ne correspond à ces filtres." in text_of(app)


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_under_ten_people_nothing_is_drawn(said: Draw, chapter: str) -> None:
    text = said({"vue": chapter}, pathway=people(9), employment=jobs(9, end="2024-03-31"))
    assert "%" not in text.split("Comment lire")[0].replace("95 %", "").replace("en %", "")
    expected = {
        "courbes": "Moins de 10 personnes sont à risque : aucune courbe n'est dessinée.",
        "indicateurs": "Moins de 10 embauches assez anciennes",
        "fins": "9 personnes embauchées sans contrat durable, sur 9",
        "suivis": "Aucun suivi dans l'emploi n'est attendu ici",
    }
    assert expected[chapter] in text


def test_one_group_has_nothing_to_be_compared_with(said: Draw) -> None:
    drawn = jobs(40, end="2024-03-31")
    text = said({"par": "contrat"}, pathway=people(40), employment=drawn)
    assert "Un seul groupe connu compte 30 personnes : il n'y a rien à comparer." in text


def test_jobs_that_all_go_on_cannot_be_told_apart(said: Draw) -> None:
    drawn = jobs(40, "permanent") + "\n" + jobs(40, "fixed_term_long", first=40)
    text = said({"par": "contrat"}, pathway=people(80), employment=drawn)
    assert "le test ne peut rien dire" in text
    assert "au-delà de la courbe" in text


def test_small_and_unknown_groups_are_left_out_of_the_test_and_said(said: Draw) -> None:
    drawn = "\n".join(
        (
            jobs(40, end="2024-03-31"),
            jobs(40, "permanent", first=40),
            jobs(12, "temporary", first=80),
            jobs(35, "", first=92),
        )
    )
    text = said({"par": "contrat"}, pathway=people(127), employment=drawn)
    assert "Hors du test, sous 30 personnes : Intérim (12 personnes)." in text
    assert "Hors du test, non renseigné : 35 personnes." in text


def test_durable_contracts_have_no_ending_to_follow(said: Draw) -> None:
    drawn = jobs(12, "permanent")
    text = said({"vue": "fins"}, pathway=people(12), employment=drawn)
    assert "Tous les premiers emplois ont commencé sous un contrat durable" in text


def test_endings_are_counted_and_shared(said: Draw) -> None:
    """40 jobs of 60 days lost and 40 that go on: half are lost from the 60th day."""
    drawn = jobs(40, end="2024-03-31") + "\n" + jobs(40, first=40)
    text = said({"vue": "fins"}, pathway=people(80), employment=drawn)
    assert "80 personnes embauchées sans contrat durable, sur 80" in text
    assert "0 passage en contrat durable, 40 pertes d'emploi" in text
    assert "50,0 % ont perdu leur emploi" in text
    assert "30 jours 0,0 % 0,0 % 0,0 % 100,0 %" in text
    assert "90 jours 0,0 % 50,0 % 0,0 % 50,0 %" in text


BENCHMARKS = """
benchmark_id | source | indicator | public | territory_kind | territory_code | period | value | unit | retrieved_on
-------------+--------+-----------+--------+----------------+----------------+--------+-------+------+-------------
R1 | Source A | employed_180_days_after_hiring | rsa | department | 46 | 2024 | 45.5 | % | 2025-06-01
R2 | Source A | employed_180_days_after_hiring | | employment_zone | 7625 | 2024 | 47 | % | 2025-06-01
R3 | Source B | taux_chomage | all | department | 46 | 2024 | 7.1 | % | 2025-06-01
"""  # noqa: E501


def test_what_is_published_elsewhere_stands_beside_and_is_never_summed(said: Draw) -> None:
    tables = {"pathway": people(12), "employment": jobs(12), "external_benchmark": BENCHMARKS}
    text = said({"vue": "indicateurs"}, **tables)
    assert "Repères publiés ailleurs" in text
    assert "Source A Bénéficiaires du RSA Département · Lot 2024 45,5 % 01/06/2025" in text
    assert "Source A non précisé Zone d'emploi · 7625 2024 47 % 01/06/2025" in text
    assert "Source B" not in text
    assert "46,25" not in text


def test_nothing_is_said_of_others_when_nothing_is_loaded(
    open_page: Open, demonstration_store: Path
) -> None:
    assert "Repères" not in text_of(open_page(PATH, {"vue": "indicateurs"}))
    snapshot = Store(demonstration_store).current()[0]
    assert benchmarks(snapshot, ("employed_180_days_after_hiring",)).is_empty()


def line(name: str, at_risk: tuple[int | None, ...], last: int = 400) -> Line:
    curve = pl.DataFrame(
        {
            "time": [100, min(last, ONE_YEAR)],
            "at_risk": [50, 12],
            "survival": [0.8, 0.5],
            "ci_low": [0.7, None],
            "ci_high": [0.9, None],
        }
    )
    return Line(name, "#0072b2", "solid", curve, 50, at_risk, last > ONE_YEAR)


def test_people_at_risk_stand_under_their_ticks_and_few_are_not_counted() -> None:
    spec = chart(PALETTE, [line("A", (50, 40, 30, 20, None)), line("B", (9,) * 5)], ONE_YEAR)
    ticks = spec["layout"]["xaxis"]["tickvals"]
    counts = spec["data"][-1]
    assert counts["yaxis"] == "y2"
    assert counts["x"] == ticks * 2
    assert counts["text"][:5] == ["50", "40", "30", "20", "< 10"]


def test_curves_are_steps_from_everyone_and_stop_with_a_bar() -> None:
    spec = chart(PALETTE, [line("A", (50,) * 5), line("B", (50,) * 5, last=200)], ONE_YEAR)
    curves = [trace for trace in spec["data"] if "hovertemplate" in trace]
    assert [(curve["x"][0], curve["y"][0]) for curve in curves] == [(0, 100.0)] * 2
    assert {curve["line"]["shape"] for curve in curves} == {"hv"}
    assert [curve["x"][-1] for curve in curves] == [ONE_YEAR, 200]
    assert spec["layout"]["yaxis"]["range"][0] == 0
    stops = next(trace for trace in spec["data"] if trace.get("mode") == "markers")
    assert (stops["x"], stops["y"]) == ([200.0], [50.0])


def test_a_question_mark_less_interval_is_the_survival_itself() -> None:
    low = chart(PALETTE, [line("A", (50,) * 5)], ONE_YEAR)["data"][0]
    assert low["y"] == [100.0, 70.0, 50.0, 50.0]


def test_six_curves_at_most_the_most_numerous(built: Build) -> None:
    kinds = (
        *("permanent", "fixed_term_long", "fixed_term_short", "temporary", "apprenticeship"),
        *("business_creation", "other"),
    )
    sizes = range(20, 20 + len(kinds))
    starts = [sum(sizes[:rank]) for rank in range(len(kinds))]
    drawn = "\n".join(
        jobs(size, kind, first=start)
        for kind, size, start in zip(kinds, sizes, starts, strict=True)
    )
    snapshot = built(pathway=people(sum(sizes)), employment=drawn)
    observatory = Observatory(snapshot, EVERYONE)
    released = observatory.retention(RetentionQuestion(by=JobTrait.CONTRACT_KIND))
    drawn_lines = lines(released, Mode.LIGHT, ONE_YEAR, (0, 180))
    assert [item.people for item in drawn_lines] == sorted(sizes, reverse=True)[:MOST]
    assert left_out(released) == 1
    assert len({(item.colour, item.dash) for item in drawn_lines}) == MOST
    assert [item.at_risk for item in drawn_lines] == [(item.people,) * 2 for item in drawn_lines]


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


def test_followups_are_told_on_both_sides_and_listed_when_overdue(said: Draw) -> None:
    """Twelve jobs of March 2025: at one month all done, at three the employer never was."""
    rows = range(12)
    pathways = "pathway_id | participant_id | scheme\n--\n" + "\n".join(
        f"M{rank} | m{rank} | active_mediation" for rank in rows
    )
    contracts = (
        "job_id | participant_id | pathway_id | contract_kind | start_date\n--\n"
        + "\n".join(f"J{rank} | m{rank} | M{rank} | permanent | 2025-03-01" for rank in rows)
    )
    done = "followup_id | job_id | side | due_month | done_on | situation\n--\n" + "\n".join(
        f"{side}{month}{rank} | J{rank} | {side} | {month} | {day} | employed"
        for rank in rows
        for side, month, day in (
            ("employee", 1, "2025-04-02"),
            ("employer", 1, "2025-04-02"),
            ("employee", 3, "2025-06-02"),
        )
    )
    text = said({"vue": "suivis"}, pathway=pathways, employment=contracts, followup=done)
    assert "72 suivis échus : côté salarié, 67 % faits (24/36) ; côté employeur, 33 % faits" in text
    assert "12 suivis sont en retard et non faits." in text
    assert "3 mois · Employeur 0 0 0 0 12 12" in text
    # Due on 1 June, late from 2 July: 90 days before the reference date.
    assert "S1 12 0 12 90" in text
