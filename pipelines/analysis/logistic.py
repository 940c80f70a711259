"""Logistic regression on aggregated counts, by iteratively reweighted least squares."""

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

MOST_STEPS = 30
SMALLEST_STEP = 1e-9
LARGEST_MOVE = 3.0
"""Farthest the log-odds of a cell may go in one step: where an effect is large and the outcome
rare, full steps overshoot to where every rate is 0 or 1, with no way back."""


@dataclass(frozen=True, slots=True)
class LogisticFit:
    """The maximum of the likelihood: one coefficient (log-odds) and one error per column.

    A column that repeats others (two questions left blank by the same people) has a coefficient
    of 0 and an error of NaN: it adds nothing and is not estimated.
    """

    coefficients: Matrix
    errors: Matrix

    def rates(self, design: Matrix) -> Matrix:
        """Return the fitted rate of each row of a design matrix."""
        rates: Matrix = scipy.special.expit(design @ self.coefficients)
        return rates


def fit_logistic(design: Matrix, successes: Matrix, total: Matrix) -> LogisticFit | None:
    """Fit logit(p) = design @ coefficients to successes out of total, one row per cell.

    The first column of `design` is the constant, some successes and some failures exist.
    Returns null when the likelihood has no maximum (separation): the coefficients then grow by
    about one at each step, for ever. With a constant and the canonical link the fitted
    successes sum to the observed ones, in all and in each level.
    Source: McCullagh and Nelder, Generalized Linear Models, 1989.
    """
    kept = independent_columns(design * np.sqrt(total)[:, None])
    columns = design[:, kept]
    beta = np.zeros(columns.shape[1])
    beta[0] = scipy.special.logit(successes.sum() / total.sum())
    for _ in range(MOST_STEPS):
        rates = scipy.special.expit(columns @ beta)
        information = columns.T @ (columns * (total * rates * (1 - rates))[:, None])
        if np.linalg.cond(information) > 1 / np.finfo(np.float64).eps:
            return None
        step = np.linalg.solve(information, columns.T @ (successes - total * rates))
        farthest = float(np.abs(columns @ step).max())
        beta += step * (LARGEST_MOVE / max(farthest, LARGEST_MOVE))
        if np.abs(step).max() < SMALLEST_STEP:
            coefficients, errors = np.zeros(design.shape[1]), np.full(design.shape[1], np.nan)
            coefficients[kept] = beta
            errors[kept] = np.sqrt(np.diag(np.linalg.inv(information)))
            return LogisticFit(coefficients, errors)
    return None


def independent_columns(design: Matrix) -> NDArray[np.bool_]:
    """Tell which columns are not a combination of those before them.

    The small triangle R of design = QR depends on its columns as the design does.
    """
    triangle = np.asarray(np.linalg.qr(design, mode="r"))
    kept = np.zeros(design.shape[1], dtype=np.bool_)
    basis = np.zeros_like(triangle)
    for position, column in enumerate(triangle.T):
        known = basis[:, kept]
        rest = column - known @ (known.T @ column)
        # Once more: the first pass leaves rounding along the basis.
        rest = rest - known @ (known.T @ rest)
        length = np.linalg.norm(rest)
        kept[position] = length > 1e-9 * np.linalg.norm(column)
        if kept[position]:
            basis[:, position] = rest / length
    return kept
