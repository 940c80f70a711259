"""Survival analysis of job spells: everything a page or the build needs, under one name.

Every figure comes from one reading of the spells, counted by group and time in DuckDB. Give one
spell per person: variances and tests take spells as independent.
"""

from pipelines.analysis.competing_causes import aalen_johansen
from pipelines.analysis.rank_tests import logrank
from pipelines.analysis.spells import merge_spells, spells_query
from pipelines.analysis.survival_curves import kaplan_meier, median_survival, restricted_mean

__all__ = [
    "aalen_johansen",
    "kaplan_meier",
    "logrank",
    "median_survival",
    "merge_spells",
    "restricted_mean",
    "spells_query",
]
