"""Two groups compared within strata: the Mantel-Haenszel odds ratio."""

from collections.abc import Sequence

import polars as pl
import scipy

from pipelines.analysis.counts import summed
from pipelines.analysis.intervals import Z
from pipelines.analysis.refusal import Refusal

FIGURES = ("crude_odds_ratio", "odds_ratio", "ci_low", "ci_high", "chi2", "p_value")


def mantel_haenszel(
    cells: pl.DataFrame,
    group: str,
    reference: str,
    strata: Sequence[str],
    successes: str,
    total: str,
) -> pl.DataFrame:
    """Compare each group with the reference one, among people of the same stratum.

    One row per other group: `observed, total` over the strata it shares with the reference,
    `strata` (their number), `crude_odds_ratio` (collapsed over them), `odds_ratio` Σ(ad/n)/Σ(bc/n),
    `ci_low, ci_high` at 95 % (Robins, Breslow and Greenland, 1986), `chi2` and `p_value` of
    Cochran, Mantel and Haenszel (no continuity correction), `breslow_day` and
    `breslow_day_p_value` (does the ratio differ between strata?), `refusal`. A group that shares
    no stratum with both outcomes is refused and its figures are null; so is the crude ratio
    when one of its cells is empty, and the Breslow-Day test with fewer than two strata.
    Raises `ValueError` on inconsistent counts or when nobody belongs to the reference.
    """
    counts = summed(cells, [group, *strata], successes, total).filter(pl.col("total") > 0)
    baseline = counts.filter(pl.col(group) == reference).drop(group)
    if baseline.is_empty():
        message = "nobody belongs to the reference group"
        raise ValueError(message)
    others = counts.filter(pl.col(group).ne_missing(pl.lit(reference)))
    tables = others.join(
        baseline.rename({"observed": "c", "total": "n0"}), on=strata, nulls_equal=True
    ).with_columns(
        a=pl.col("observed").cast(pl.Float64),
        b=(pl.col("total") - pl.col("observed")).cast(pl.Float64),
        d=(pl.col("n0") - pl.col("c")).cast(pl.Float64),
        n=(pl.col("total") + pl.col("n0")).cast(pl.Float64),
    )
    pooled = tables.group_by(group).agg(**pooled_sums())
    known = others.select(group).unique().join(pooled, on=group, how="left", nulls_equal=True)
    return breslow_day(tables, known.with_columns(**odds()), group).sort(group)


def pooled_sums() -> dict[str, pl.Expr]:
    """Return the sums over strata from which the ratio, its error and the test follow."""
    a, b, c, d, n = (pl.col(name) for name in "abcdn")
    agreeing, crossing = a * d / n, b * c / n
    ahead, behind = (a + d) / n, (b + c) / n
    exposed, reached = a + b, a + c
    return {
        "observed": pl.col("observed").sum(),
        "total": pl.col("total").sum(),
        "strata": pl.len(),
        "crude": odds_of(a.sum(), b.sum(), c.sum(), d.sum()),
        "r": agreeing.sum(),
        "s": crossing.sum(),
        "pr": (ahead * agreeing).sum(),
        "mixed": (ahead * crossing + behind * agreeing).sum(),
        "qs": (behind * crossing).sum(),
        "gap": (a - exposed * reached / n).sum(),
        "variance": (exposed * (c + d) * reached * (b + d) / (n**2 * (n - 1))).sum(),
    }


def odds_of(a: pl.Expr, b: pl.Expr, c: pl.Expr, d: pl.Expr) -> pl.Expr:
    """Return ad/bc, null when a cell is empty."""
    return pl.when(pl.min_horizontal(a, b, c, d) > 0).then(a * d / (b * c))


def odds() -> dict[str, pl.Expr]:
    """Return the ratio, its interval and the test, null where the strata say nothing."""
    r, s = pl.col("r"), pl.col("s")
    is_known = ((r > 0) & (s > 0)).fill_null(value=False)
    error = (
        pl.col("pr") / (2 * r**2) + pl.col("mixed") / (2 * r * s) + pl.col("qs") / (2 * s**2)
    ).sqrt()
    chi2 = pl.col("gap") ** 2 / pl.col("variance")
    figures = {
        "crude_odds_ratio": pl.col("crude"),
        "odds_ratio": r / s,
        "ci_low": r / s * (-Z * error).exp(),
        "ci_high": r / s * (Z * error).exp(),
        "chi2": chi2,
        "p_value": chi2.map_batches(one_degree_tail, return_dtype=pl.Float64),
    }
    known = {name: pl.when(is_known).then(figure) for name, figure in figures.items()}
    refusal = pl.when(~is_known).then(pl.lit(Refusal.NOTHING_SHARED.value))
    return {
        "observed": pl.col("observed").fill_null(0),
        "total": pl.col("total").fill_null(0),
        "strata": pl.col("strata").fill_null(0),
        **known,
        "refusal": refusal,
    }


def one_degree_tail(chi2: pl.Series) -> pl.Series:
    """Return the probability that a χ² with one degree of freedom is larger."""
    return pl.Series(scipy.special.chdtrc(1, chi2.to_numpy()), nan_to_null=True)


def breslow_day(tables: pl.DataFrame, pooled: pl.DataFrame, group: str) -> pl.DataFrame:
    """Add the test that the odds ratio is the same in every stratum, without Tarone's term."""
    tests = (
        tables.filter((pl.col("a") + pl.col("c") > 0) & (pl.col("b") + pl.col("d") > 0))
        .join(pooled.select(group, "odds_ratio"), on=group, nulls_equal=True)
        .filter(pl.col("odds_ratio").is_not_null())
        .group_by(group)
        .agg(informative=pl.len(), breslow_day=distance_from_common_ratio().sum())
        .filter(pl.col("informative") > 1)
        .with_columns(
            breslow_day_p_value=pl.struct("informative", "breslow_day").map_batches(
                homogeneity_tail, return_dtype=pl.Float64
            )
        )
    )
    kept = ("breslow_day", "breslow_day_p_value")
    return pooled.join(tests, on=group, how="left", nulls_equal=True).select(
        group, "observed", "total", "strata", *FIGURES, *kept, "refusal"
    )


def distance_from_common_ratio() -> pl.Expr:
    """Return (a−â)²/V of each stratum, â being the count expected under the common ratio ψ.

    â solves â(n₀−m+â) = ψ(n₁−â)(m−â), in the form of the root that also holds at ψ = 1.
    Source: Breslow and Day, Statistical Methods in Cancer Research, volume 1, 1980.
    """
    exposed, reached, control = pl.col("total"), pl.col("a") + pl.col("c"), pl.col("n0")
    ratio = pl.col("odds_ratio")
    slope = control - reached + ratio * (exposed + reached)
    product = ratio * exposed * reached
    fitted = 2 * product / (slope + (slope**2 + 4 * (1 - ratio) * product).sqrt())
    counts = (fitted, exposed - fitted, reached - fitted, control - reached + fitted)
    inverses = [1 / count for count in counts]
    return (pl.col("a") - fitted) ** 2 * pl.sum_horizontal(inverses)


def homogeneity_tail(tests: pl.Series) -> pl.Series:
    """Return the probability that a χ² with one degree less than strata is larger."""
    fields = tests.struct
    degrees = fields.field("informative").to_numpy() - 1
    return pl.Series(scipy.special.chdtrc(degrees, fields.field("breslow_day").to_numpy()))
