"""Integration structures beyond those that people follow, and the posts of all. All invented."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

import polars as pl

from pipelines.samples.arrays import Generator
from pipelines.samples.neighbours import Ground
from pipelines.samples.setting import Setting
from pipelines.vocabulary import StructureKind as Kind

YEARS = (2024, 2025, 2026)
UNDER_WAY = 2026
FTE = {
    Kind.ACI: (8, 18),
    Kind.EI: (5, 15),
    Kind.AI: (10, 30),
    Kind.ETTI: (5, 20),
    Kind.EITI: (2, 8),
}
"""Bounds of the agreed full-time equivalents of a structure, by type."""
HOURS_BASE = {Kind.ACI: 1820, Kind.EI: 1505, Kind.AI: 1607, Kind.ETTI: 1607, Kind.EITI: 1505}
LATER_HOURS_BASE = {Kind.EI: 1607}
"""The invented yearly hours of a full-time equivalent, by type, and those that change in 2026."""
NAMES = {
    Kind.ACI: "Chantier",
    Kind.EI: "Entreprise d'insertion",
    Kind.AI: "Association intermédiaire",
    Kind.ETTI: "Intérim d'insertion",
    Kind.EITI: "Travail indépendant",
}
MORE = {
    "45": {Kind.ACI: 12},
    "46": {Kind.ACI: 3, Kind.EI: 4, Kind.AI: 3, Kind.ETTI: 2, Kind.EITI: 1},
    "29": {Kind.ACI: 14, Kind.EI: 12, Kind.AI: 9, Kind.ETTI: 7, Kind.EITI: 2},
    "50": {Kind.EI: 7, Kind.AI: 6, Kind.ETTI: 4, Kind.EITI: 1},
    "71": {Kind.ACI: 17, Kind.EI: 9, Kind.AI: 8, Kind.ETTI: 5, Kind.EITI: 2},
}
"""Structures added to those of the programmes; elsewhere, one for so many inhabitants, in turn."""
INHABITANTS_EACH = 15_000
IN_TURN = (Kind.ACI, Kind.EI, Kind.AI, Kind.ACI, Kind.ETTI, Kind.ACI, Kind.EI, Kind.AI, Kind.EITI)
SECTORS = ("Espaces verts", "Bâtiment", "Propreté", "Restauration", "Recyclage", "Services")
CLUSTERING = 1.15
"""Structures settle in large communes a little more than people do."""
SECOND_SITE, SECOND_SHARE = 0.2, 0.3
UNDECLARED, UNKNOWN, IN_HOURS = 0.15, 0.04, 0.5
"""Shares: actual posts not declared this year, agreed posts unknown, activity told in hours."""


@dataclass(frozen=True, slots=True)
class Provider:
    """An integration structure: identifier, name, kind, and the communes of its sites."""

    identifier: str
    name: str
    kind: Kind
    sites: tuple[str, ...]


def draw_providers(rng: Generator, grounds: Sequence[Ground]) -> list[Provider]:
    """Draw the structures added to each département, some on two sites."""
    return [provider for ground in grounds for provider in _providers(rng, ground)]


def _providers(rng: Generator, ground: Ground) -> Iterator[Provider]:
    weight = ground.communes.population[ground.homes] ** CLUSTERING
    for rank, kind in enumerate(_kinds(ground), start=1):
        count = 2 if kind in {Kind.ACI, Kind.EI} and rng.random() < SECOND_SITE else 1
        spots = rng.choice(ground.homes, count, p=weight / weight.sum())
        sites = dict.fromkeys(ground.communes.codes[int(spot)] for spot in spots)
        identifier = f"S{ground.department}-{rank}"
        yield Provider(identifier, f"{NAMES[kind]} {identifier}", kind, tuple(sites))


def _kinds(ground: Ground) -> list[Kind]:
    if ground.department in MORE:
        return [kind for kind, count in MORE[ground.department].items() for _ in range(count)]
    people = ground.communes.population[ground.homes].sum()
    return list(islice(cycle(IN_TURN), max(1, int(people // INHABITANTS_EACH))))


def provider_rows(providers: Sequence[Provider]) -> pl.DataFrame:
    """Return one row per added structure, at its first site."""
    return pl.DataFrame(
        {
            "structure_id": [provider.identifier for provider in providers],
            "structure_name": [provider.name for provider in providers],
            "kind": [provider.kind.value for provider in providers],
            "commune_code": [provider.sites[0] for provider in providers],
        }
    )


def followed_providers(setting: Setting) -> list[Provider]:
    """Return the integration structures that people of the sample follow."""
    return [
        Provider(house.identifier, house.name, house.kind, (setting.communes.codes[house.commune],))
        for site in setting.sites
        for house in site.houses
        if house.kind in FTE
    ]


def supply_rows(rng: Generator, providers: Sequence[Provider]) -> pl.DataFrame:
    """Return the posts of integration structures, site by site and year by year.

    Most realise fewer than agreed; activity is told in full-time equivalents or in hours, with the
    yearly hours of the annex; some agreed posts are unknown.
    """
    rows = [row for provider in providers for row in _posts(rng, provider)]
    return pl.DataFrame(rows, infer_schema_length=None)


def _posts(rng: Generator, provider: Provider) -> Iterator[dict[str, Any]]:
    posts, sector = rng.uniform(*FTE[provider.kind]), SECTORS[rng.integers(len(SECTORS))]
    is_unknown, is_in_hours = rng.random() < UNKNOWN, rng.random() < IN_HOURS
    shares = (1 - SECOND_SHARE, SECOND_SHARE) if len(provider.sites) > 1 else (1.0,)
    for year in YEARS:
        posts *= rng.uniform(0.95, 1.08)
        for commune, share in zip(provider.sites, shares, strict=True):
            agreed, base = round(posts * share, 2), _hours_base(provider.kind, year)
            actual = _realised(rng, agreed, year)
            hours = actual is not None and is_in_hours
            yield {
                "structure_id": provider.identifier,
                "kind": provider.kind.value,
                "commune_code": commune,
                "year": year,
                "agreed_fte": None if is_unknown else agreed,
                "actual_fte": None if hours else actual,
                "actual_hours": round(actual * base) if hours and actual is not None else None,
                "annual_hours_base": base,
                "sector": sector,
            }


def _hours_base(kind: Kind, year: int) -> int:
    return LATER_HOURS_BASE.get(kind, HOURS_BASE[kind]) if year == UNDER_WAY else HOURS_BASE[kind]


def _realised(rng: Generator, agreed: float, year: int) -> float | None:
    """Draw the full-time equivalents realised; some are not declared yet for the current year."""
    if year == UNDER_WAY and rng.random() < UNDECLARED:
        return None
    return round(agreed * rng.uniform(0.75, 1.08), 2)
