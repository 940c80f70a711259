"""The log-rank test: whether groups end their spells at the same pace."""

from collections.abc import Sequence

import numpy as np
import polars as pl
import scipy

from pipelines.analysis.life_table import life_table
from pipelines.analysis.survival_queries import Table

WEIGHTS = {"logrank": "1", "wilcoxon": "pooled.at_risk"}
"""What the deviations of each time are multiplied by, in SQL."""

NEGLIGIBLE = 1e-9
"""Eigenvalue of the correlations under which groups do not tell a direction apart."""


def logrank(spells: Table, by: Sequence[str], weights: str = "logrank") -> pl.DataFrame:
    """Test that the groups made by `by` have the same survival.

    `spells` as in `kaplan_meier`. The result is one row: `statistic, degrees_of_freedom,
    p_value`. At each time with events, a group is expected to have d·n_g/n of them; U sums
    observed − expected over times, multiplied by 1 (`logrank`; Mantel, 1966; Peto and Peto,
    1972) or by n (`wilcoxon`: Gehan, 1965; Breslow, 1970). Its covariance is hypergeometric:
    Σ w²·d(n−d)/(n−1)·(n_g/n)(δ_gh − n_h/n). The statistic U′V⁻U follows a χ² under equality.

    The rows of V sum to zero, so V⁻ is a pseudo-inverse and the degrees of freedom are the rank
    of V: one less than the groups, fewer if some groups are never at risk together. A group with
    no one at risk when an event happens drops out; when fewer than two groups are left, or no
    event tells them apart, statistic and p_value are null and degrees_of_freedom is 0.
    Raises `ValueError` on unknown weights, and on spells that cannot be counted.
    """
    if weights not in WEIGHTS:
        message = f"weights must be one of {', '.join(WEIGHTS)}, got {weights}"
        raise ValueError(message)
    pairs = life_table(spells, by).computed("logrank", weight=WEIGHTS[weights])
    statistic, freedom = quadratic_form(pairs)
    return pl.DataFrame(
        {
            "statistic": [statistic if freedom else None],
            "degrees_of_freedom": [freedom],
            "p_value": [float(scipy.stats.chi2.sf(statistic, freedom)) if freedom else None],
        },
        schema={"statistic": pl.Float64, "degrees_of_freedom": pl.Int64, "p_value": pl.Float64},
    )


def quadratic_form(pairs: pl.DataFrame) -> tuple[float, int]:
    """Return U′V⁻U and the rank of V, from one row per pair of groups.

    V is first reduced to correlations, so that small groups weigh in its rank like large ones.
    """
    if pairs.is_empty():
        return 0.0, 0
    row, column = (pairs[name].to_numpy() for name in ("stratum", "other_stratum"))
    covariance = np.zeros((row.max() + 1, row.max() + 1))
    covariance[row, column] = pairs["covariance"].to_numpy()
    excess = np.bincount(row, pairs["excess"].to_numpy())
    moving = np.diag(covariance) > 0
    scale = np.sqrt(np.diag(covariance)[moving])
    values, vectors = np.linalg.eigh(covariance[np.ix_(moving, moving)] / np.outer(scale, scale))
    known = values > NEGLIGIBLE
    scores = vectors[:, known].T @ (excess[moving] / scale)
    return float(np.sum(scores**2 / values[known])), int(known.sum())
