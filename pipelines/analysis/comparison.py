"""Fair comparison of groups: everything a page or the build needs, under one name.

A difference that remains after adjustment is a difference, not an effect of the scheme.
"""

from pipelines.analysis.bounds import byar, wilson
from pipelines.analysis.case_mix import CaseMix, fit_case_mix
from pipelines.analysis.expected import MINIMUM_EXPECTED, observed_over_expected, over_expected
from pipelines.analysis.funnel import (
    MINIMUM_FUNNEL_TOTAL,
    Overdispersion,
    funnel_limits,
    overdispersion,
)
from pipelines.analysis.multiplicity import benjamini_hochberg, simpson_reversals
from pipelines.analysis.refusal import Refusal
from pipelines.analysis.shrinkage import Shrinkage, beta_binomial_shrinkage
from pipelines.analysis.standardisation import (
    MINIMUM_STRATUM,
    direct_standardisation,
    indirect_standardisation,
)
from pipelines.analysis.stratified_odds import mantel_haenszel

__all__ = [
    "MINIMUM_EXPECTED",
    "MINIMUM_FUNNEL_TOTAL",
    "MINIMUM_STRATUM",
    "CaseMix",
    "Overdispersion",
    "Refusal",
    "Shrinkage",
    "benjamini_hochberg",
    "beta_binomial_shrinkage",
    "byar",
    "direct_standardisation",
    "fit_case_mix",
    "funnel_limits",
    "indirect_standardisation",
    "mantel_haenszel",
    "observed_over_expected",
    "over_expected",
    "overdispersion",
    "simpson_reversals",
    "wilson",
]
