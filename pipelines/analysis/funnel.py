"""The funnel: how far a group may lie from the average by chance alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
import scipy
from numpy.typing import NDArray

from pipelines.analysis.counts import check_counts
from pipelines.analysis.expected import two_sided
from pipelines.analysis.intervals import Z

MINIMUM_FUNNEL_TOTAL = 10
"""Smallest total with limits: under it a group is neither drawn nor judged."""

TAILS = {"low_95": 0.025, "high_95": 0.975, "low_998": 0.001, "high_998": 0.999}
"""Column of each limit and the probability of lying under it by chance."""

WINSORISED = 0.10
"""Share of the scores brought back at each end before the spread is measured."""

SIGNIFICANCE = 0.05
"""Probability under which a spread is taken for more than chance."""


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """How much more the groups vary than chance would make them.

    `centre` is the overall rate (null without people), `groups` the number of groups judged,
    `phi_raw` the mean of z² (1 = chance alone) and `phi` the same once extreme scores are brought
    back to the 10 % and 90 % quantiles (chance alone then gives 0.68), `p_value` the probability
    of so large a phi by chance (χ² with as many degrees of freedom as groups), `tau2` the
    variance between groups.

    `table` adds to the frame given: `rate`, `z`, `z_multiplicative` z/√phi (phi only when
    significant at 5 % and above 1), `z_additive` (y−p₀)/√(s²+τ²), for each a flag beyond ±1.96
    (`is_outside`, `is_outside_multiplicative`, `is_outside_additive`) and `p_value`, two-sided,
    of the additive score. All are null under a total of 10.
    """

    centre: float | None
    groups: int
    phi_raw: float
    phi: float
    p_value: float
    tau2: float
    table: pl.DataFrame


def funnel_limits(
    totals: Sequence[int] | pl.Series, centre: float, tau2: float | None = None
) -> pl.DataFrame:
    """Return the limits at 95 % and 99.8 % around `centre`, one row per total, in order.

    Columns `total, low_95, high_95, low_998, high_998`, within 0 and 1, null under a total of
    10. Without `tau2` the limits are the exact binomial ones, interpolated: r smallest with
    F(r) ≥ α, limit (r − (F(r)−α)/(F(r)−F(r−1)))/n. With `tau2` (0 for none) they are
    the normal ones, p₀ ± z√(p₀(1−p₀)/n + τ²), the additive correction of `overdispersion`.
    Source: Spiegelhalter, Statistics in Medicine, 2005, doi 10.1002/sim.1970.
    Raises `ValueError` when the centre is beyond 0 and 1, a total or τ² negative or missing.
    """
    sizes = pl.Series("total", totals, dtype=pl.Int64)
    if not 0 <= centre <= 1 or sizes.null_count() or (sizes < 0).any() or not (tau2 or 0) >= 0:
        message = "limits need 0 <= centre <= 1, totals and tau2 present and not negative"
        raise ValueError(message)
    people = np.maximum(sizes.to_numpy(), MINIMUM_FUNNEL_TOTAL)
    drawn = sizes >= MINIMUM_FUNNEL_TOTAL
    limits = {
        name: exact_limit(people, centre, tail)
        if tau2 is None
        else centre + scipy.special.ndtri(tail) * np.sqrt(centre * (1 - centre) / people + tau2)
        for name, tail in TAILS.items()
    }
    return pl.DataFrame({"total": sizes}).with_columns(
        pl.when(drawn).then(pl.Series(np.clip(limit, 0, 1))).alias(name)
        for name, limit in limits.items()
    )


def exact_limit(people: NDArray[np.int64], centre: float, tail: float) -> NDArray[np.float64]:
    """Return the rate under which a binomial falls with probability `tail`, interpolated."""
    if centre in (0, 1):
        return np.full(people.shape, centre, dtype=np.float64)
    cumulated = scipy.special.bdtr
    guess = np.nan_to_num(scipy.special.bdtrik(tail, people, centre))
    reached = np.clip(np.ceil(guess), 0, people)
    # The inverse is continuous and rounded: the integer sought is at most one step away.
    reached -= (reached > 0) & (cumulated(reached - 1, people, centre) >= tail)
    reached += cumulated(reached, people, centre) < tail
    at = cumulated(reached, people, centre)
    before = np.where(reached > 0, cumulated(np.maximum(reached - 1, 0), people, centre), 0.0)
    limit: NDArray[np.float64] = (reached - (at - tail) / (at - before)) / people
    return limit


def overdispersion(groups: pl.DataFrame, successes: str, total: str) -> Overdispersion:
    """Measure how much more the groups vary than chance, and judge each with and without it.

    One row per group. z = (y − p₀)/√(p₀(1−p₀)/n) around the overall rate p₀; phi from
    the scores winsorised at 10 % and 90 % (linear quantiles);
    τ² = max(0, (I·phi − (I−1)) / (Σw − Σw²/Σw)), w = 1/s². Winsorising keeps the groups that
    stand out from hiding themselves; it makes τ² a little small. Groups under a total of 10 take no
    part. Where everybody has the same outcome, no group differs: every score is 0.
    Source: Spiegelhalter, Statistics in Medicine, 2005, doi 10.1002/sim.1970.
    Raises `ValueError` on inconsistent counts.
    """
    check_counts(groups, successes, total)
    everyone = float(groups[total].sum())
    centre = float(groups[successes].sum()) / everyone if everyone else 0.0
    scored = groups.with_columns(**scores_around(centre, pl.col(successes), pl.col(total)))
    phi_raw, phi, p_value = spread_of(scored["z"].drop_nulls().to_numpy())
    tau2 = between_variance(scored["sampling"].drop_nulls().to_numpy(), phi)
    inflation = phi if phi > 1 and p_value < SIGNIFICANCE else 1.0
    table = scored.with_columns(
        z_multiplicative=pl.col("z") / inflation**0.5,
        z_additive=pl.col("z") * shrink_of(tau2),
    )
    return Overdispersion(
        centre=centre if everyone else None,
        groups=len(table["z"].drop_nulls()),
        phi_raw=phi_raw,
        phi=phi,
        p_value=p_value,
        tau2=tau2,
        table=flagged(table),
    )


def scores_around(centre: float, successes: pl.Expr, total: pl.Expr) -> dict[str, pl.Expr]:
    """Return the rate, its sampling variance and its score, for the groups large enough."""
    judged = total >= MINIMUM_FUNNEL_TOTAL
    rate = pl.when(total > 0).then(successes / total)
    variance = centre * (1 - centre) / total
    score = (rate - centre) / variance.sqrt() if 0 < centre < 1 else rate - centre
    return {
        "rate": rate,
        "sampling": pl.when(judged).then(variance),
        "z": pl.when(judged).then(score),
    }


def shrink_of(tau2: float) -> pl.Expr:
    """Return s/√(s²+τ²), which turns a score into the additive one; 1 without τ²."""
    variance = pl.col("sampling")
    return (variance / (variance + tau2)).sqrt() if tau2 > 0 else pl.lit(1.0)


def spread_of(scores: NDArray[np.float64]) -> tuple[float, float, float]:
    """Return phi raw, phi winsorised and the probability of so large a phi by chance."""
    if not scores.size:
        return 1.0, 1.0, 1.0
    low, high = np.quantile(scores, [WINSORISED, 1 - WINSORISED])
    phi = float(np.mean(np.clip(scores, low, high) ** 2))
    chance = float(scipy.special.chdtrc(scores.size, scores.size * phi))
    return float(np.mean(scores**2)), phi, chance


def between_variance(variances: NDArray[np.float64], phi: float) -> float:
    """Return τ² by the method of moments (DerSimonian and Laird), 0 when chance suffices."""
    if variances.size < 2 or not np.all(variances > 0):
        return 0.0
    weights = 1 / variances
    scale = weights.sum() - (weights**2).sum() / weights.sum()
    return float(max(0.0, (variances.size * phi - (variances.size - 1)) / scale))


def flagged(table: pl.DataFrame) -> pl.DataFrame:
    """Add the flags beyond ±1.96 and the two-sided probability of the additive score."""
    return table.with_columns(
        is_outside=pl.col("z").abs() > Z,
        is_outside_multiplicative=pl.col("z_multiplicative").abs() > Z,
        is_outside_additive=pl.col("z_additive").abs() > Z,
        p_value=pl.col("z_additive").map_batches(two_sided, return_dtype=pl.Float64),
    ).drop("sampling")
