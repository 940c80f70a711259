"""The difference of two proportions, with the interval that says whether it can be told."""

import polars as pl

from pipelines.analysis.intervals import wilson


def difference(
    successes: pl.Expr, total: pl.Expr, other_successes: pl.Expr, other_total: pl.Expr
) -> dict[str, pl.Expr]:
    """Return `difference`, `low` and `high`: first rate minus second, in -1..1, at 95 %.

    The two groups share nobody. Source: R. G. Newcombe, Statistics in Medicine, 1998, method 10:
    the Wilson bounds of each rate are combined, so that the interval stays within -1..1 and holds
    for rates of 0 or 1. An empty group gives nulls.
    """
    has_both = (total > 0) & (other_total > 0)
    rate = pl.when(has_both).then(successes / total)
    other = pl.when(has_both).then(other_successes / other_total)
    own, others = wilson(rate, total), wilson(other, other_total)
    gap = rate - other
    below = ((rate - own["ci_low"]) ** 2 + (others["ci_high"] - other) ** 2).sqrt()
    above = ((own["ci_high"] - rate) ** 2 + (other - others["ci_low"]) ** 2).sqrt()
    return {"difference": gap, "low": gap - below, "high": gap + above}
