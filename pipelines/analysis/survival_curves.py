"""Survival of spells: the Kaplan–Meier curve, its median and the area under it."""

import math
from collections.abc import Sequence

import polars as pl

from pipelines.analysis.bounds import normal_quantile
from pipelines.analysis.life_table import LifeTable, computed, life_table
from pipelines.analysis.survival_queries import Table, double

HALF = 0.5 + 1e-12
"""A product of fractions that equals one half may come out a hair above."""


def kaplan_meier(spells: Table, by: Sequence[str] = (), confidence: float = 0.95) -> pl.DataFrame:
    """Estimate the share of spells that still last after each time, by group.

    `spells` holds one spell per row: `duration` (from 0, usually days), `event` (boolean: over,
    otherwise censored) and, when observation starts late, `entry` (left truncation). A null in a
    grouping column is a group. The result has one row per group and observed time, in order:
    `*by, time, at_risk, events, censored, survival, variance, ci_low, ci_high`.

    With d events among the n at risk just before t (duration >= t and entry < t, so that who is
    censored at t is still at risk): S(t) = ∏(1 − d/n) (Kaplan and Meier, 1958), variance
    S²·Σ d/(n(n−d)), the term being 0 when n = d (Greenwood, 1926), and the interval
    S^exp(±z·√Σ/ln S) on the log(−log) scale (Kalbfleisch and Prentice, 1980); where S is 0 or 1
    the interval is [S, S], as lifelines has it. Spells are taken as independent: give one per
    person. A risk set that empties early, with entries, freezes S at 0.

    A group without a spell has no row. Raises `ValueError` unless 0 < confidence < 1, and on
    spells that cannot be counted (see `life_table`).
    """
    life = life_table(spells, by)
    return life.named(curve_of(life, confidence))


def curve_of(life: LifeTable, confidence: float = 0.95) -> pl.DataFrame:
    """Return the curve of each stratum."""
    return life.computed("kaplan_meier", z=double(normal_quantile(confidence)))


def median_survival(spells: Table, by: Sequence[str] = ()) -> pl.DataFrame:
    """Return the first time when at most half of the spells still last, by group.

    `spells` as in `kaplan_meier`; the result has one row per group: `*by, median`, on the scale
    of durations, null (infinite) when the curve stays above one half.
    Raises `ValueError` as `kaplan_meier` does.
    """
    first = pl.col("time").filter(pl.col("survival") <= HALF).first().alias("median")
    life = life_table(spells, by)
    return life.named(curve_of(life).group_by("stratum", maintain_order=True).agg(first))


def restricted_mean(spells: Table, by: Sequence[str], horizon: float) -> pl.DataFrame:
    """Return the mean time spent up to a horizon, by group.

    `spells` as in `kaplan_meier`, `horizon` τ > 0 on the scale of durations; the result has one
    row per group: `*by, rmst, standard_error`. rmst = ∫₀^τ S, with S = 1 before the first time,
    and standard_error² = Σ A²·d/(n(n−d)) over times up to τ, A being ∫ S from that time to τ
    (Klein and Moeschberger, 2003, §4.5): the sampling error of rmst, not the spread of
    min(T, τ). Both are null for a group whose observation stops before τ while spells last: its
    curve says nothing of what follows. Where nobody had the event the error is 0.
    Raises `ValueError` when the horizon is not positive and finite, and as `kaplan_meier` does.
    """
    if not (math.isfinite(horizon) and horizon > 0):
        message = f"horizon must be positive and finite, got {horizon}"
        raise ValueError(message)
    life = life_table(spells, by)
    curve = {"curve": curve_of(life)}
    return life.named(computed("restricted_mean", curve, horizon=double(horizon)))
