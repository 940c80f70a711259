"""The case-mix model: another library, what it conserves, and when it says no."""

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM

from pipelines.analysis.comparison import (
    Refusal,
    fit_case_mix,
    indirect_standardisation,
    observed_over_expected,
)

TRAITS = ["age", "sex", "education"]
LEVELS: dict[str, list[str | None]] = {
    "age": ["26-49", "50+", "15-25"],
    "sex": ["F", "M", None],
    "education": ["low", "middle", "high", "unknown"],
}


def random_cells(seed: int, rows: int = 400, scale: float = 0.6) -> pl.DataFrame:
    """Draw cells whose outcome depends on every trait."""
    draw = np.random.default_rng(seed)
    places = {name: draw.integers(0, len(LEVELS[name]), rows) for name in TRAITS}
    score = sum(draw.normal(0, scale, len(LEVELS[name]))[places[name]] for name in TRAITS)
    total = draw.integers(0, 40, rows)
    return pl.DataFrame(
        {name: [LEVELS[name][place] for place in places[name]] for name in TRAITS}
    ).with_columns(yes=draw.binomial(total, 1 / (1 + np.exp(-score))), total=total)


def oracle(cells: pl.DataFrame) -> Any:
    """Fit the same model with statsmodels, the most numerous level of each trait as reference."""
    filled = cells.with_columns(pl.col(TRAITS).fill_null("unknown"))
    columns = [np.ones(cells.height)]
    for name in TRAITS:
        sizes = filled.group_by(name).agg(pl.col("total").sum()).sort("total", descending=True)
        columns += [(filled[name] == level).to_numpy() * 1.0 for level in sizes[name][1:]]
    design = np.column_stack(columns)
    people = cells["total"].to_numpy() > 0
    counts = cells.select("yes", no=pl.col("total") - pl.col("yes")).to_numpy()[people]
    fit = GLM(counts, design[people], family=Binomial()).fit(tol=1e-12, maxiter=100)
    return fit, fit.predict(design)


@pytest.mark.parametrize("seed", range(5))
def test_the_model_is_the_one_another_library_fits(seed: int) -> None:
    cells = random_cells(seed)
    result = fit_case_mix(cells, "yes", "total", TRAITS)
    fit, expected = oracle(cells)
    assert result.refusal is None
    assert result.cells["expected"].to_numpy() == pytest.approx(expected, abs=1e-9)
    assert result.coefficients["log_odds"].to_list() == pytest.approx(fit.params[1:].tolist())
    errors = result.coefficients["standard_error"].to_list()
    assert errors == pytest.approx(fit.bse[1:].tolist(), rel=1e-6)


@given(seed=st.integers(0, 10**6), scale=st.floats(0, 2))
@settings(max_examples=30)
def test_expected_successes_sum_to_the_observed_ones_in_every_level(
    seed: int, scale: float
) -> None:
    cells = random_cells(seed, rows=150, scale=scale)
    result = fit_case_mix(cells, "yes", "total", TRAITS)
    if result.refusal is not None:
        assert result.cells["expected"].null_count() == cells.height
        return
    expected = pl.col("expected") * pl.col("total")
    assert result.cells["expected"].is_between(0, 1).all()
    assert result.cells.select(expected.sum()).item() == pytest.approx(cells["yes"].sum())
    kept = result.levels.filter(pl.col("level") == pl.col("counted_as"))
    merged = set(result.levels.filter(pl.col("level") != pl.col("counted_as"))["covariate"])
    for name in set(kept["covariate"]) - merged:
        sums = result.cells.group_by(name).agg(expected.sum(), pl.col("yes").sum())
        assert sums["expected"].to_list() == pytest.approx(sums["yes"].to_list())


def test_order_and_splitting_of_rows_do_not_count_but_for_the_errors() -> None:
    cells = random_cells(8).with_row_index("row")
    result = fit_case_mix(cells, "yes", "total", TRAITS)
    split = pl.concat(
        [
            cells.with_columns(total=pl.col("yes")),
            cells.with_columns(yes=0, total=pl.col("total") - pl.col("yes")),
        ],
        how="vertical_relaxed",
    ).sample(fraction=1, shuffle=True, seed=4)
    again = fit_case_mix(split, "yes", "total", TRAITS).cells.unique("row").sort("row")
    assert again["expected"].to_list() == pytest.approx(result.cells["expected"].to_list())


def test_with_one_trait_it_is_indirect_standardisation() -> None:
    cells = random_cells(9).with_columns(group=pl.Series(["A", "B"] * 200))
    fitted = fit_case_mix(cells, "yes", "total", ["education"]).cells
    model = observed_over_expected(fitted, "group", "yes", "total")
    strata = indirect_standardisation(cells, "group", ["education"], "yes", "total")
    assert model["expected"].to_list() == pytest.approx(strata["expected"].to_list())
    assert model["variance"].to_list() == pytest.approx(strata["variance"].to_list())


def test_questions_left_blank_by_the_same_people_are_told_apart_from_nothing() -> None:
    cells = random_cells(10).with_columns(blank=pl.col("sex").is_null())
    plain = fit_case_mix(cells, "yes", "total", TRAITS)
    aliased = fit_case_mix(cells, "yes", "total", [*TRAITS, "blank"])
    assert aliased.refusal is None
    assert aliased.cells["expected"].to_list() == pytest.approx(plain.cells["expected"].to_list())
    row = aliased.coefficients.filter(covariate="blank").row(0, named=True)
    assert (row["log_odds"], row["standard_error"]) == (None, None)


def test_a_row_without_people_changes_nothing_and_still_has_an_expected_rate() -> None:
    cells = random_cells(10).with_columns(blank=pl.col("sex").is_null())
    odd = {"age": "50+", "sex": "F", "education": "low", "yes": 0, "total": 0, "blank": True}
    longer = pl.concat([cells, pl.DataFrame([odd], schema=cells.schema)])
    covariates = [*TRAITS, "blank"]
    result = fit_case_mix(longer, "yes", "total", covariates)
    plain = fit_case_mix(cells, "yes", "total", covariates)
    expected = result.cells["expected"].to_list()
    assert expected[:-1] == pytest.approx(plain.cells["expected"].to_list())
    assert 0 < expected[-1] < 1


def test_an_absent_answer_is_the_level_unknown() -> None:
    cells = levels({"known": (40, 60), None: (30, 30), "unknown": (40, 20)})
    result = fit_case_mix(cells, "yes", "total", ["trait"])
    assert set(result.levels["level"]) == {"known", "unknown"}
    assert result.cells["expected"].to_list() == pytest.approx([0.4, 70 / 120, 70 / 120])


def levels(counts: dict[str | None, tuple[int, int]]) -> pl.DataFrame:
    """Draw one cell per level: successes, failures."""
    rows = [(level, yes, yes + no) for level, (yes, no) in counts.items()]
    schema = {"trait": pl.String, "yes": pl.Int64, "total": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


@pytest.mark.parametrize(
    ("rare", "counted_as", "expected"),
    [
        # Rare together too: counted with the most numerous level, (100 + 3) / (200 + 9).
        ({"x": (2, 3), None: (1, 3)}, "many", 103 / 209),
        # Enough together: a level of their own, (12 + 6) / (25 + 20).
        ({"x": (12, 13), None: (6, 14)}, "other", 18 / 45),
        # Forty people but three successes: rare.
        ({"x": (3, 37)}, "many", 103 / 240),
    ],
)
def test_rare_levels_are_gathered_or_join_the_reference(
    rare: dict[str | None, tuple[int, int]], counted_as: str, expected: float
) -> None:
    cells = levels({"many": (100, 100), "some": (30, 60), **rare})
    result = fit_case_mix(cells, "yes", "total", ["trait"])
    merged = result.levels.filter(pl.col("level") != pl.col("counted_as"))
    assert set(merged["counted_as"]) == {counted_as}
    assert merged.height == len(rare)
    assert result.cells["expected"].to_list()[2:] == pytest.approx([expected] * len(rare))


@pytest.mark.parametrize(
    ("cells", "refusal"),
    [
        (levels({}), Refusal.NOBODY),
        (levels({"a": (0, 0)}), Refusal.NOBODY),
        (levels({"a": (0, 50), "b": (0, 60)}), Refusal.NO_CONTRAST),
        (levels({"a": (50, 0), "b": (60, 0)}), Refusal.NO_CONTRAST),
        (levels({"a": (50, 40)}), Refusal.ONE_LEVEL),
        (levels({"a": (3, 40), None: (1, 2)}), Refusal.TOO_FEW),
    ],
)
def test_a_model_that_cannot_be_is_refused_in_french(cells: pl.DataFrame, refusal: Refusal) -> None:
    result = fit_case_mix(cells, "yes", "total", ["trait"])
    assert result.refusal == refusal
    assert result.refusal is not None
    assert result.refusal.label.endswith(".")
    assert result.cells["expected"].null_count() == cells.height
    assert result.coefficients.height == 0


def test_no_trait_at_all_is_one_level_everywhere() -> None:
    result = fit_case_mix(levels({"a": (50, 40)}), "yes", "total", [])
    assert result.refusal == Refusal.ONE_LEVEL


def test_a_large_effect_on_a_rare_outcome_is_no_separation() -> None:
    cells = levels({"many": (5, 99_995), "few": (95, 5)})
    result = fit_case_mix(cells, "yes", "total", ["trait"])
    assert result.refusal is None
    assert result.cells["expected"].to_list() == pytest.approx([0.00005, 0.95])


@pytest.mark.parametrize("halfway", [25, 40])
def test_separation_is_found_and_refused(halfway: int) -> None:
    # Nobody succeeds with neither asset, everybody with both.
    cells = pl.DataFrame(
        {
            "housed": [False, False, True, True],
            "mobile": [False, True, False, True],
            "yes": [0, halfway, 25, 50],
            "total": [50] * 4,
        }
    )
    result = fit_case_mix(cells, "yes", "total", ["housed", "mobile"])
    assert result.refusal == Refusal.SEPARATION


@pytest.mark.parametrize(
    ("covariates", "word"), [(["age", "age"], "distinct"), (["nil"], "distinct"), (["w"], "bands")]
)
def test_a_covariate_is_a_category_named_once(covariates: list[str], word: str) -> None:
    cells = random_cells(1).with_columns(w=pl.lit(0.5))
    with pytest.raises(ValueError, match=word):
        fit_case_mix(cells, "yes", "total", covariates)


def test_adjusted_ratios_hold_the_truth_as_often_as_said() -> None:
    """Sixty territories of 300 people whose publics differ and whose results differ a little."""
    covered = []
    for seed in range(25):
        draw = np.random.default_rng(seed)
        effects, tilt = draw.normal(0, 0.1, 60), draw.uniform(0.2, 0.8, 60)
        hard = draw.binomial(300, tilt)
        total = np.stack([300 - hard, hard], axis=1)
        truth = 1 / (1 + np.exp(-(np.array([0.4, -0.8]) + effects[:, None])))
        cells = pl.DataFrame(
            {
                "territory": np.repeat(np.arange(60), 2),
                "hard": np.tile([False, True], 60),
                "yes": draw.binomial(total, truth).ravel(),
                "total": total.ravel(),
                "mean": (total * truth).ravel(),
            }
        )
        fitted = fit_case_mix(cells, "yes", "total", ["hard"]).cells
        ratios = observed_over_expected(fitted, "territory", "yes", "total").join(
            fitted.group_by("territory").agg(pl.col("mean").sum()), on="territory"
        )
        ratio = pl.col("mean") / pl.col("expected")
        covered.append(ratios.select(ratio.is_between("ci_low", "ci_high").mean()).item())
    assert 0.93 < np.mean(covered) < 0.97
