"""The rows of structures and operations, and of the targets agreed with them. All invented."""

from datetime import date

import numpy as np
import polars as pl

from pipelines.samples.columns import dates
from pipelines.samples.setting import Setting
from pipelines.samples.sites import Site
from pipelines.vocabulary import Scheme, TerritoryKind

AGREED_ON = date(2025, 1, 15)
PERIOD = (date(2025, 1, 1), date(2026, 12, 31))
TARGETS = (
    (Scheme.ACI, "positive_exit", 0.6, "part"),
    (Scheme.ACI, "durable_employment", 0.25, "part"),
    (Scheme.IAE, "positive_exit", 0.6, "part"),
    (Scheme.RSA_SUPPORT, "entries", 60, "parcours"),
    (Scheme.RSA_SUPPORT, "positive_exit", 0.45, "part"),
    (Scheme.INTENSIVE_COACHING, "caseload", 250, "personnes"),
    (Scheme.ACTIVE_MEDIATION, "employment_at_6_months", 0.4, "part"),
)
"""Scheme, indicator, value, unit; agreed with the first structure of each site of the scheme."""


def structure_rows(setting: Setting) -> pl.DataFrame:
    """Return one row per structure."""
    houses = [house for site in setting.sites for house in site.houses]
    return pl.DataFrame(
        {
            "structure_id": [house.identifier for house in houses],
            "structure_name": [house.name for house in houses],
            "kind": [house.kind.value for house in houses],
            "commune_code": [setting.communes.codes[house.commune] for house in houses],
        }
    )


def operation_rows(setting: Setting) -> pl.DataFrame:
    """Return one row per operation, carried by the first structure of its site."""
    carried = [(site, period) for site in setting.sites for period in site.periods]
    count = len(carried)
    return pl.DataFrame(
        {
            "operation_id": [period.identifier for _, period in carried],
            "operation_name": [f"Opération {period.identifier} (fictive)" for _, period in carried],
            "structure_id": [site.houses[0].identifier for site, _ in carried],
            "priority": ["1"] * count,
            "specific_objective": ["h"] * count,
            "region_category": ["transition"] * count,
            "start_date": dates(np.array([period.start for _, period in carried])),
            "end_date": dates(np.array([period.end for _, period in carried])),
            "is_disabled_only": [is_disabled_only(site) for site, _ in carried],
        }
    )


def is_disabled_only(site: Site) -> str:
    """Tell whether the operations of a site are open to disabled people only."""
    return "oui" if site.profile.scheme is Scheme.MISPE_ESAT else "non"


def target_rows(setting: Setting) -> pl.DataFrame:
    """Return the targets of the schemes present."""
    agreed = [
        (site, indicator, float(value), unit)
        for scheme, indicator, value, unit in TARGETS
        for site in setting.sites
        if site.profile.scheme is scheme
    ]
    count = len(agreed)
    return pl.DataFrame(
        {
            "target_id": [f"O{rank:03d}" for rank in range(1, count + 1)],
            "indicator": [indicator for _, indicator, _, _ in agreed],
            "perimeter_kind": [TerritoryKind.STRUCTURE.value] * count,
            "perimeter_code": [site.houses[0].identifier for site, *_ in agreed],
            "period_start": [PERIOD[0]] * count,
            "period_end": [PERIOD[1]] * count,
            "value": [value for _, _, value, _ in agreed],
            "unit": [unit for *_, unit in agreed],
            "source_document": ["Convention fictive"] * count,
            "agreed_on": [AGREED_ON] * count,
        }
    )
