"""Schemes that take harder publics look worse: adjustment must give back the planted order."""

import numpy as np
import polars as pl
import pytest

from pipelines.analysis.comparison import (
    direct_standardisation,
    fit_case_mix,
    indirect_standardisation,
    mantel_haenszel,
    observed_over_expected,
    simpson_reversals,
)

SCHEMES = [f"scheme_{number}" for number in range(6)]
EFFECTS = np.array([0.0, 0.1, 0.2, 0.3, 0.4, 0.5])
TRAITS = ["obstacles", "education"]
OBSTACLES, EDUCATION = np.array([0.5, -0.1, -0.7, -1.3]), np.array([-0.4, 0.0, 0.4])
PEOPLE = 1_000_000


@pytest.fixture(scope="module")
def cells() -> pl.DataFrame:
    """Draw a million people: the better the scheme, the harder the public it is given."""
    draw = np.random.default_rng(101)
    scheme, obstacles, education = (
        axis.ravel() for axis in np.meshgrid(range(6), range(4), range(3), indexing="ij")
    )
    tilt = 0.25 * (scheme - 2.5) * (obstacles - 1.5) - 0.1 * (scheme - 2.5) * (education - 1)
    weights = np.exp(tilt)
    total = draw.multinomial(PEOPLE, weights / weights.sum())
    score = -0.2 + EFFECTS[scheme] + OBSTACLES[obstacles] + EDUCATION[education]
    return pl.DataFrame(
        {
            "scheme": np.array(SCHEMES)[scheme],
            "obstacles": obstacles,
            "education": education,
            "yes": draw.binomial(total, 1 / (1 + np.exp(-score))),
            "total": total,
        }
    )


def ranking(frame: pl.DataFrame, figure: str) -> list[str]:
    """Return the schemes from the lowest figure to the highest."""
    return frame.sort(figure)["scheme"].to_list()


def test_the_crude_ranking_is_the_reverse_of_the_truth(cells: pl.DataFrame) -> None:
    direct = direct_standardisation(cells, "scheme", TRAITS, "yes", "total")
    assert ranking(direct, "rate") == SCHEMES[::-1]
    assert ranking(direct, "standardised_rate") == SCHEMES
    indirect = indirect_standardisation(cells, "scheme", TRAITS, "yes", "total")
    assert ranking(indirect, "ratio") == SCHEMES


def test_observed_over_expected_gives_back_the_planted_order(cells: pl.DataFrame) -> None:
    result = fit_case_mix(cells, "yes", "total", TRAITS)
    ratios = observed_over_expected(result.cells, "scheme", "yes", "total")
    assert ranking(ratios, "ratio") == SCHEMES


def test_every_pair_is_told_as_reversed(cells: pl.DataFrame) -> None:
    direct = direct_standardisation(cells, "scheme", TRAITS, "yes", "total")
    reversals = simpson_reversals(direct, "scheme")
    assert reversals.height == 15
    assert reversals["is_clear"].all()


def test_adjusted_log_odds_are_the_planted_ones(cells: pl.DataFrame) -> None:
    odds = mantel_haenszel(cells, "scheme", SCHEMES[0], TRAITS, "yes", "total")
    assert np.log(odds["odds_ratio"].to_numpy()) == pytest.approx(EFFECTS[1:], abs=0.03)
    inside = pl.Series(np.exp(EFFECTS[1:])).is_between(odds["ci_low"], odds["ci_high"])
    assert inside.sum() >= 4
    assert (odds["crude_odds_ratio"] < 1).all()


def test_the_model_with_schemes_gives_back_the_planted_log_odds(cells: pl.DataFrame) -> None:
    result = fit_case_mix(cells, "yes", "total", ["scheme", *TRAITS])
    found = dict(
        result.coefficients.filter(covariate="scheme").select("level", "log_odds").iter_rows()
    )
    errors = result.coefficients["standard_error"].max()
    # The reference is the scheme with most people: compare differences with the first scheme.
    log_odds = np.array([found.get(scheme, 0.0) for scheme in SCHEMES])
    assert log_odds - log_odds[0] == pytest.approx(EFFECTS, abs=0.03)
    assert errors is not None
    assert float(errors) < 0.01  # type: ignore[arg-type]
