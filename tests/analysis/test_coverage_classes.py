"""Classes, deficits, stability and ranks of coverage, worked by hand."""

import polars as pl
import pytest

from pipelines.analysis.coverage_classes import (
    commune_class,
    deficit,
    gathered,
    mean_score,
    scored_class,
    stability,
    under_served_rank,
)

SCHEMA = ["commune_code", "demand", "demand_status", "score", "status", "is_edge", "minutes"]


def communes(*rows: tuple[object, ...], reference: float | None = 10.0) -> pl.DataFrame:
    drawn = pl.DataFrame(
        list(rows),
        schema_overrides={"demand": pl.Float64, "score": pl.Float64, "minutes": pl.Float64},
        schema=SCHEMA,
        orient="row",
    )
    return drawn.with_columns(reference=pl.lit(reference, pl.Float64)).with_columns(
        deficit=deficit(pl.col("reference"))
    )


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (0.0, "underserved"),
        (4.99, "underserved"),
        (5.0, "fragile"),
        (7.99, "fragile"),
        (8.0, "near"),
        (12.0, "near"),
        (12.01, "well"),
    ],
)
def test_bounds_are_half_eight_tenths_and_twelve_tenths(score: float, expected: str) -> None:
    row = pl.DataFrame({"score": [score]})
    assert row.select(scored_class(pl.col("score"), pl.lit(10.0))).item() == expected


def test_a_bound_reached_up_to_rounding_is_reached() -> None:
    """0.1 + 0.2 is not 0.3 to the last bit: 0.8 of it, computed, is still near the reference."""
    row = pl.DataFrame({"score": [0.24]})
    assert row.select(scored_class(pl.col("score"), pl.lit(0.1 + 0.2))).item() == "near"


def test_no_post_is_under_served_even_where_nobody_has_any() -> None:
    row = pl.DataFrame({"score": [0.0]})
    assert row.select(scored_class(pl.col("score"), pl.lit(0.0))).item() == "underserved"


def test_what_is_not_known_comes_before_the_score() -> None:
    rows = communes(
        ("edge", None, "withheld", 1.0, "covered", True, 5.0),
        ("hidden", None, "withheld", 1.0, "covered", False, 5.0),
        ("absent", None, "missing", 0.0, "out_of_reach", False, None),
        ("hidden around", 5.0, "known", None, "demand_withheld", False, 5.0),
        ("absent around", 5.0, "known", None, "demand_missing", False, 5.0),
        ("island", 5.0, "known", None, "time_unknown", False, None),
        ("nobody", 0.0, "known", None, "no_demand", False, 5.0),
        ("far", 5.0, "known", 0.0, "out_of_reach", False, 50.0),
        ("empty", 5.0, "known", 0.0, "no_fte", False, 5.0),
        ("served", 5.0, "known", 10.0, "covered", False, 5.0),
    )
    classes = rows.select("commune_code", commune_class(pl.col("reference")).alias("found"))
    assert dict(classes.iter_rows()) == {
        "edge": "edge",
        "hidden": "demand_withheld",
        "absent": "demand_missing",
        "hidden around": "demand_withheld",
        "absent around": "demand_missing",
        "island": "time_unknown",
        "nobody": "no_demand",
        "far": "uncovered",
        "empty": "underserved",
        "served": "near",
    }


def test_a_territory_gathers_only_what_is_assessed() -> None:
    """Of 60 known people, 40 are assessed: (30 × 14 + 10 × 0) / 40 = 10.5, at 10 minutes."""
    rows = communes(
        ("a", 30.0, "known", 14.0, "covered", False, 10.0),
        ("b", 10.0, "known", 0.0, "out_of_reach", False, None),
        ("c", 20.0, "known", 2.0, "covered", True, 1.0),
        ("d", None, "withheld", 3.0, "covered", False, 1.0),
        ("e", None, "missing", 3.0, "covered", False, 1.0),
    ).with_columns(zone=pl.lit("Z"))
    row = gathered(rows, ["zone"]).drop("zone", "reference").to_dicts()[0]
    assert row == {
        "communes": 5,
        "demand": 60,
        "assessed": 40,
        "withheld": 1,
        "missing": 1,
        "edge": 1,
        "score": pytest.approx(10.5),
        "outside": 10,
        "outside_share": 0.25,
        "minutes": 10,
        "deficit_gross": pytest.approx(1.0),
        "deficit_net": 0,
    }
    assert rows.select(mean_score()).item() == pytest.approx(10.5)


def test_a_territory_without_anyone_assessed_has_no_figure() -> None:
    rows = communes(("a", 20.0, "known", 2.0, "covered", True, 1.0)).with_columns(zone=pl.lit("Z"))
    row = gathered(rows, ["zone"]).to_dicts()[0]
    assert [row[name] for name in ("score", "outside_share", "deficit_gross", "deficit_net")] == [
        None
    ] * 4
    assert rows.select(mean_score()).item() is None


def test_stability_is_the_share_of_rules_of_the_same_mind() -> None:
    chosen = pl.DataFrame({"code": ["b", "a"], "coverage_class": ["near", "well"]})
    classes = pl.DataFrame(
        {
            "code": ["a", "a", "a", "a", "b", "b", "b", "b"],
            "coverage_class": ["well", "well", "near", "well", "edge", "near", "well", "fragile"],
        }
    )
    found = stability(classes, chosen, ["code"])
    assert found.rows() == [("b", 0.25), ("a", 0.75)]


def test_ranks_go_from_the_lowest_score_then_the_greatest_lack() -> None:
    rows = pl.DataFrame(
        {
            "code": ["a", "b", "c", "d", "e"],
            "score": [3.0, 0.0, 0.0, 0.0, 1.0],
            "lack": [1.0, 2.0, 5.0, 2.0, None],
            "is_judged": [True, True, True, True, False],
        }
    )
    ranks = rows.select("code", rank=under_served_rank(pl.col("is_judged"), "lack", "code"))
    assert dict(ranks.iter_rows()) == {"c": 1, "b": 2, "d": 3, "a": 4, "e": None}
