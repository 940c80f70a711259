"""What the same public would obtain if every group did as well as all of them together."""

from collections.abc import Sequence

import numpy as np
import polars as pl
import scipy
from numpy.typing import NDArray

from pipelines.analysis.case_mix import UNKNOWN, CaseMix, fit_case_mix

WIDEST_SHIFT = 30.0
"""Log-odds on both sides between which the common level is sought: beyond any real rate."""


def fit_common_effect(
    cells: pl.DataFrame, successes: str, total: str, traits: Sequence[str], group: str
) -> CaseMix:
    """Fit the traits within the groups, then give all groups the same level.

    A model without the groups would credit the traits with what the groups do: where the best
    schemes receive the people furthest from work, obstacles would seem harmless and the good
    schemes ordinary. The traits are therefore estimated inside each group, as `fit_case_mix`
    does with `group` as one more covariate; the groups' own levels are then replaced by a single
    one, such that the expected successes still sum to the observed ones.

    `cells` is as for `fit_case_mix`, with `group` among its columns. In the result, `expected` is
    the same for every cell that has the same traits.
    """
    model = fit_case_mix(cells, successes, total, [*traits, group])
    if model.refusal is not None:
        return model
    eta = scipy.special.logit(model.cells["expected"].to_numpy()) - _effects(model, cells, group)
    people = cells[total].to_numpy().astype(np.float64)
    level = _common_level(eta, people, float(cells[successes].sum()))
    expected = pl.Series("expected", scipy.special.expit(eta + level))
    return CaseMix(
        model.cells.with_columns(expected), model.coefficients, model.levels, model.refusal
    )


def _effects(model: CaseMix, cells: pl.DataFrame, group: str) -> NDArray[np.float64]:
    """Return the fitted level of each cell's group, 0 for the reference."""
    fitted = model.coefficients.filter(covariate=group).select("level", "log_odds")
    counted = model.levels.filter(covariate=group).select("level", "counted_as")
    by_level = counted.join(fitted, left_on="counted_as", right_on="level", how="left")
    placed = cells.select(level=pl.col(group).cast(pl.String).fill_null(UNKNOWN)).join(
        by_level, on="level", how="left", maintain_order="left"
    )
    return placed["log_odds"].fill_null(0).to_numpy()


def _common_level(eta: NDArray[np.float64], people: NDArray[np.float64], successes: float) -> float:
    """Return the shift that makes the expected successes sum to the observed ones."""

    def gap(shift: float) -> float:
        return float(people @ scipy.special.expit(eta + shift)) - successes

    found: float = scipy.optimize.brentq(gap, -WIDEST_SHIFT, WIDEST_SHIFT)
    return found
