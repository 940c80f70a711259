"""Planted truth: the interval of Kaplan–Meier holds the known survival as often as it says."""

import math

import numpy as np
import polars as pl

from pipelines.analysis.survival import kaplan_meier

SEEDS, SPELLS, DAY = 1_000, 400, 180
SHAPE, SCALE = 0.85, 400
TRUTH = math.exp(-((DAY / SCALE) ** SHAPE))


def planted() -> pl.DataFrame:
    """Draw Weibull spells counted in days, censored uniformly between 30 and 730 days."""
    random = np.random.default_rng(2024)
    lasting = np.ceil(SCALE * random.weibull(SHAPE, (SEEDS, SPELLS)))
    observed = random.integers(30, 731, (SEEDS, SPELLS))
    return pl.DataFrame(
        {
            "seed": np.repeat(np.arange(SEEDS), SPELLS),
            "duration": np.minimum(lasting, observed).astype(np.int32).ravel(),
            "event": (lasting <= observed).ravel(),
        }
    )


def test_the_interval_at_six_months_holds_the_truth() -> None:
    curve = kaplan_meier(planted(), ["seed"]).filter(pl.col("time") <= DAY)
    last = curve.group_by("seed", maintain_order=True).last()
    assert last.height == SEEDS
    held = last.select(pl.lit(TRUTH).is_between("ci_low", "ci_high")).to_series()
    assert 0.93 <= held.mean() <= 0.975  # type: ignore[operator]
    # Unbiased: the mean of a thousand estimates is within four of its errors.
    error = math.sqrt(float(last["variance"].mean()) / SEEDS)  # type: ignore[arg-type]
    assert abs(float(last["survival"].mean()) - TRUTH) < 4 * error  # type: ignore[arg-type]


def test_counting_who_still_works_among_all_would_be_biased() -> None:
    spells = planted()
    still_there = float((spells["duration"] > DAY).mean())  # type: ignore[arg-type]
    assert TRUTH - still_there > 0.1
