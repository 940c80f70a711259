"""The rows of funding, year by year. All amounts are invented."""

from datetime import date
from typing import Any

import polars as pl

from pipelines.samples.arrays import Generator, day
from pipelines.samples.programmes import rounded
from pipelines.samples.setting import Setting
from pipelines.samples.sites import Site
from pipelines.vocabulary import FundingKind, Scheme

YEARS = (2025, 2026)
UNDER_WAY = 2026
DEPARTMENT_SUPPORT_EUR = {Scheme.IAE: 1_100_000, Scheme.ACI: 1_400_000, Scheme.MESP_CCAS: 60_000}
"""What a département gives each year to all the structures of a scheme."""
OPERATION_EUR = 90_000


def funding_rows(rng: Generator, setting: Setting) -> pl.DataFrame:
    """Return the département's support to structures and the FSE+ of operations, one row a year."""
    rows = [
        row
        for site in setting.sites
        for year in YEARS
        for row in (*support(rng, site, year), *co_funding(site, year))
    ]
    for rank, row in enumerate(rows, start=1):
        row["funding_id"] = f"F{rank:05d}"
    return pl.DataFrame(rows, infer_schema_length=None)


def support(rng: Generator, site: Site, year: int) -> list[dict[str, Any]]:
    """Share the département's support between the structures of a site; the total is exact."""
    total = DEPARTMENT_SUPPORT_EUR.get(site.profile.scheme, 0)
    if not total:
        return []
    shares = rng.uniform(0.5, 1.5, len(site.houses))
    return [
        money(site, year, FundingKind.SUBSIDY, "Département (fictif)", int(amount))
        | {"structure_id": house.identifier, "operation_id": None}
        for house, amount in zip(
            site.houses, rounded(total * shares / shares.sum(), total), strict=True
        )
    ]


def co_funding(site: Site, year: int) -> list[dict[str, Any]]:
    """Return the FSE+ of the operations under way in a year."""
    first, last = day(date(year, 1, 1)), day(date(year, 12, 31))
    return [
        money(site, year, FundingKind.FSE_PLUS, "FSE+ (fictif)", OPERATION_EUR)
        | {"structure_id": None, "operation_id": period.identifier}
        for period in site.periods
        if period.start <= last and period.end >= first
    ]


def money(site: Site, year: int, kind: FundingKind, funder: str, planned: int) -> dict[str, Any]:
    """Return an amount planned, committed, and paid: in full, or by half for the current year."""
    return {
        "scheme": site.profile.scheme.value,
        "funder": funder,
        "year": year,
        "kind": kind.value,
        "planned_eur": planned,
        "committed_eur": planned,
        "paid_eur": planned // 2 if year == UNDER_WAY else planned,
    }
