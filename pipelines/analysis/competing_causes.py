"""Spells that end for several causes: the cumulative incidence of each."""

from collections.abc import Sequence

import polars as pl

from pipelines.analysis.life_table import counted
from pipelines.analysis.survival_queries import Table


def aalen_johansen(spells: Table, by: Sequence[str] = ()) -> pl.DataFrame:
    """Estimate the share of spells ended by each cause after each time, by group.

    `spells` holds one spell per row: `duration` (from 0, usually days) and `cause`, an integer,
    0 for a censored spell. The result has one row per group, observed time and cause met
    anywhere in the spells, in order: `*by, time, cause, incidence, survival`. With d_k ends by
    cause k among the n at risk, I_k grows by S(before)·d_k/n and S is multiplied by 1 − Σd_k/n
    (Aalen and Johansen, 1978): at every time Σ I_k + S = 1. Taking the other causes for
    censoring, 1 − S of Kaplan and Meier, overstates each incidence.

    No cause met, no row. Raises `ValueError` on a missing column, no spell, a duration that is
    unknown or negative, a cause that is unknown, negative or no integer.
    """
    life = counted(spells, by, ("duration", "cause"), "cause_table")
    cause = life.counts["cause"]
    if cause.null_count() or (cause < 0).any():
        message = "cause: known integers are expected, 0 for a censored spell"
        raise ValueError(message)
    return life.named(life.computed("aalen_johansen"))
