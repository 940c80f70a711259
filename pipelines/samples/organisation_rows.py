"""The rows of structures and operations, and of the targets agreed with them. All invented."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from pipelines.samples.columns import dates
from pipelines.samples.setting import Setting
from pipelines.samples.sites import Site
from pipelines.vocabulary import Scheme, TerritoryKind

TWO_YEARS = (date(2025, 1, 1), date(2026, 12, 31))
THIS_YEAR = (date(2026, 1, 1), date(2026, 12, 31))
SHARE, PEOPLE, ENTRIES = "part", "personnes", "entrées"
TARGET_COLUMNS = (
    "indicator",
    "perimeter_kind",
    "perimeter_code",
    "period_start",
    "period_end",
    "value",
    "unit",
    "source_document",
    "agreed_on",
)
AGREEMENT, PLAN = "Convention fictive", "Programme départemental d'insertion (fictif)"


@dataclass(frozen=True, slots=True)
class Aim:
    """A target agreed for a scheme: with its first structure, or for the whole département."""

    scheme: Scheme
    indicator: str
    value: float
    unit: str = SHARE
    period: tuple[date, date] = TWO_YEARS
    is_departmental: bool = False

    @property
    def document(self) -> str:
        """The document that sets the target."""
        return PLAN if self.is_departmental else AGREEMENT

    @property
    def agreed_on(self) -> date:
        """The day the target was agreed, a fortnight after its period began."""
        return self.period[0] + timedelta(days=14)


AIMS = (
    Aim(Scheme.ACI, "positive_exit", 0.6),
    Aim(Scheme.ACI, "durable_employment", 0.25),
    Aim(Scheme.ACI, "training_during_pathway", 0.5, period=THIS_YEAR),
    Aim(Scheme.IAE, "positive_exit", 0.6),
    Aim(Scheme.IAE, "transitional_employment", 0.15),
    Aim(Scheme.IAE, "durable_employment", 12, "ETP"),
    Aim(Scheme.RSA_SUPPORT, "entries", 60, ENTRIES),
    Aim(Scheme.RSA_SUPPORT, "positive_exit", 0.45),
    Aim(Scheme.RSA_SUPPORT, "scheme_outcome", 0.4, period=THIS_YEAR),
    Aim(Scheme.MISPE_ESAT, "evaluation_in_time", 0.9),
    Aim(Scheme.MESP_CCAS, "next_scheme_within_3_months", 0.5),
    Aim(Scheme.SUPPORTED_EMPLOYMENT, "with_secondment", 0.5),
    Aim(Scheme.SUPPORTED_EMPLOYMENT, "two_sided_followup", 0.7),
    Aim(Scheme.INTENSIVE_COACHING, "caseload", 250, PEOPLE),
    Aim(Scheme.INTENSIVE_COACHING, "in_employment_at_exit", 0.55, period=THIS_YEAR),
    Aim(Scheme.ACTIVE_MEDIATION, "employment_at_6_months", 0.4),
    Aim(Scheme.ACTIVE_MEDIATION, "entries", 500, ENTRIES, THIS_YEAR, is_departmental=True),
    Aim(Scheme.ACTIVE_MEDIATION, "in_employment_at_exit", 0.45, is_departmental=True),
)
"""What is agreed. One of them is in full-time equivalents, which its indicator does not count."""


@dataclass(frozen=True, slots=True)
class OperationAim:
    """What one operation of a scheme must reach for a common indicator, counted in people.

    `milestone` is due at the end of 2024, None where the operation began later; `target` at the
    end of 2029.
    """

    scheme: Scheme
    rank: int
    indicator: str
    milestone: int | None
    target: int


OPERATION_AIMS = (
    OperationAim(Scheme.RSA_SUPPORT, 1, "EECO01", 40, 45),
    OperationAim(Scheme.RSA_SUPPORT, 1, "EECO02+04", 30, 40),
    OperationAim(Scheme.RSA_SUPPORT, 1, "EECR05", None, 15),
    OperationAim(Scheme.RSA_SUPPORT, 2, "EECO01", None, 110),
    OperationAim(Scheme.RSA_SUPPORT, 2, "EECO02+04", None, 100),
    OperationAim(Scheme.RSA_SUPPORT, 2, "EECR05", None, 40),
    OperationAim(Scheme.MISPE_ESAT, 1, "EECO01", 8, 25),
    OperationAim(Scheme.MISPE_ESAT, 1, "EECO12", 8, 25),
)
MILESTONE_END, TARGET_END = date(2024, 12, 31), date(2029, 12, 31)
GRANT = "Convention FSE+ (fictive)"


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
    """Return the targets of the programmes that people enter first, then of their operations."""
    rows = [
        (
            aim.indicator,
            *perimeter(site, aim),
            *aim.period,
            float(aim.value),
            aim.unit,
            aim.document,
            aim.agreed_on,
        )
        for aim in AIMS
        for site in setting.sites
        if site.profile.scheme is aim.scheme and site.programme.actual
    ]
    agreed = [*rows, *operation_targets(setting)]
    columns = pl.DataFrame(agreed, schema=TARGET_COLUMNS, orient="row")
    ranks = [f"O{rank:03d}" for rank in range(1, len(agreed) + 1)]
    return columns.select(pl.Series("target_id", ranks), pl.all())


def operation_targets(setting: Setting) -> list[tuple[object, ...]]:
    """Return the milestones and the targets of operations, as rows of targets."""
    found: list[tuple[object, ...]] = []
    for aim in OPERATION_AIMS:
        for site in setting.sites:
            if site.profile.scheme is not aim.scheme or not site.programme.actual:
                continue
            period = site.periods[aim.rank - 1]
            start = date(1970, 1, 1) + timedelta(days=period.start)
            for end, value in ((MILESTONE_END, aim.milestone), (TARGET_END, aim.target)):
                if value is not None:
                    named = aim.indicator, TerritoryKind.OPERATION.value, period.identifier
                    agreed_on = start + timedelta(days=14)
                    found.append((*named, start, end, float(value), PEOPLE, GRANT, agreed_on))
    return found


def perimeter(site: Site, aim: Aim) -> tuple[str, str]:
    """Return what a target bears on: the département, or the first structure of the site."""
    if aim.is_departmental:
        return TerritoryKind.DEPARTMENT.value, site.programme.department
    return TerritoryKind.STRUCTURE.value, site.houses[0].identifier
