"""Maintien en emploi, curves: their steps, the people at risk, six at most."""

import polars as pl
from drawing import EVERYONE, Build
from views.retention_drawn import jobs, people

from dashboard.components.palette import PALETTES, Mode
from dashboard.components.retention_chart import chart
from dashboard.components.retention_choice import ONE_YEAR
from dashboard.components.retention_lines import MOST, Line, left_out, lines
from dashboard.observatory import Observatory, RetentionQuestion
from pipelines.vocabulary import JobTrait

PALETTE = PALETTES[Mode.LIGHT]


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
