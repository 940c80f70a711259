"""Where to open and what it would change: everything a page needs, under one name."""

from pipelines.analysis.covering import Siting, SitingRules, SitingStatus, maximal_covering
from pipelines.analysis.what_if import Closing, Network, Opening, WhatIf, WhatIfError, what_if

__all__ = [
    "Closing",
    "Network",
    "Opening",
    "Siting",
    "SitingRules",
    "SitingStatus",
    "WhatIf",
    "WhatIfError",
    "maximal_covering",
    "what_if",
]
