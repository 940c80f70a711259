"""The rows of funding and of integration posts, year by year. All amounts are invented."""

from datetime import date
from typing import Any

import polars as pl

from pipelines.samples.arrays import Generator, day
from pipelines.samples.programmes import rounded
from pipelines.samples.setting import Setting
from pipelines.samples.sites import Site
from pipelines.vocabulary import FundingKind, Scheme, StructureKind

YEARS = (2025, 2026)
UNDER_WAY = 2026
DEPARTMENT_SUPPORT_EUR = {Scheme.IAE: 1_100_000, Scheme.ACI: 1_400_000, Scheme.MESP_CCAS: 60_000}
"""What a département gives each year to all the structures of a scheme."""
OPERATION_EUR = 90_000
FTE = {
    StructureKind.ACI: (8, 18),
    StructureKind.EI: (5, 15),
    StructureKind.AI: (10, 30),
    StructureKind.ETTI: (5, 20),
    StructureKind.EITI: (2, 8),
}
"""Bounds of the agreed full-time equivalents of a structure, by type."""
SECTORS = ("Espaces verts", "Bâtiment", "Propreté", "Restauration", "Recyclage", "Services")
UNDECLARED = 0.15


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


def supply_rows(rng: Generator, setting: Setting) -> pl.DataFrame:
    """Return the posts of the integration structures; most realise fewer than agreed."""
    offers = [
        (house, year)
        for site in setting.sites
        for house in site.houses
        if house.kind in FTE
        for year in YEARS
    ]
    agreed = [round(rng.uniform(*FTE[house.kind]), 2) for house, _ in offers]
    return pl.DataFrame(
        {
            "structure_id": [house.identifier for house, _ in offers],
            "kind": [house.kind.value for house, _ in offers],
            "commune_code": [setting.communes.codes[house.commune] for house, _ in offers],
            "year": [year for _, year in offers],
            "agreed_fte": agreed,
            "actual_fte": [
                realised(rng, fte, year) for (_, year), fte in zip(offers, agreed, strict=True)
            ],
            "sector": [SECTORS[house.commune % len(SECTORS)] for house, _ in offers],
        }
    )


def realised(rng: Generator, agreed: float, year: int) -> float | None:
    """Draw the full-time equivalents realised; some are not declared yet for the current year."""
    if year == UNDER_WAY and rng.random() < UNDECLARED:
        return None
    return round(agreed * rng.uniform(0.75, 1.08), 2)
