"""Invented structures placed in real communes, and who can reach them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice

import numpy as np

from pipelines.samples.arrays import Floats, Generator, Ints, day, pick
from pipelines.samples.places import TEAMS_BY_TERRITORY, Communes
from pipelines.samples.profile import Profile, Team
from pipelines.samples.programmes import Programme
from pipelines.vocabulary import Scheme, StructureKind

REACH_KM = 15
ANCHORS = {"C29": "29019", "D50": "50502"}
"""Communes of the first structure of a team and département, when they are loaded."""
EMPLOYERS = frozenset({StructureKind.ACI, StructureKind.EI, StructureKind.CCAS})


@dataclass(frozen=True, slots=True)
class House:
    """A structure: its identifier, name, kind and commune (a position)."""

    identifier: str
    name: str
    kind: StructureKind
    commune: int


@dataclass(frozen=True, slots=True)
class Period:
    """An FSE+ operation: its identifier, its first and last days."""

    identifier: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Site:
    """A programme on the ground.

    `homes` are the positions of the communes it draws from, `pull` their shares of the people,
    `reach` the cumulated probability of each structure, one row per home.
    """

    programme: Programme
    houses: tuple[House, ...]
    periods: tuple[Period, ...]
    homes: Ints
    pull: Floats
    reach: Floats

    @property
    def profile(self) -> Profile:
        """The scheme as it runs here."""
        return self.programme.profile

    def draw_homes(self, rng: Generator, count: int) -> Ints:
        """Draw the communes of people, as positions."""
        return self.homes[pick(rng, self.pull, count)]

    def draw_houses(self, rng: Generator, communes: Ints) -> Ints:
        """Draw the structure of people living in `communes`, as positions in `houses`."""
        limits = self.reach[np.searchsorted(self.homes, communes)]
        return np.asarray((rng.random(len(communes))[:, None] > limits[:, :-1]).sum(axis=1))


def place(rng: Generator, programme: Programme, communes: Communes) -> Site:
    """Place the structures of a programme and say which commune goes to which."""
    homes = communes.of(programme.department)
    teams = programme.profile.teams
    spots = draw_spots(rng, programme, communes, homes)
    houses = tuple(houses_of(teams, programme.department, spots))
    distance = communes.distance_km(homes, spots)
    weights = np.exp(-distance / REACH_KM) + 1e-9
    if keeps_to_territory(programme):
        own = communes.territory[homes][:, None] == communes.territory[spots][None, :]
        weights = np.where(own, weights, weights * 1e-9)
    pull = communes.population[homes]
    if programme.profile.scheme is Scheme.MESP_CCAS:
        pull = pull * weights.max(axis=1)
    reach = np.cumsum(weights, axis=1) / weights.sum(axis=1, keepdims=True)
    return Site(programme, houses, tuple(periods_of(programme)), homes, pull, reach)


def keeps_to_territory(programme: Programme) -> bool:
    """Tell whether people go to a team of their own local territory."""
    return programme.profile.scheme is Scheme.INTENSIVE_COACHING


def draw_spots(rng: Generator, programme: Programme, communes: Communes, homes: Ints) -> Ints:
    """Return the commune of each structure: drawn by population, or the centres of territories."""
    count = sum(team.count for team in programme.profile.teams)
    if keeps_to_territory(programme):
        return territory_spots(communes, homes)
    population = communes.population[homes]
    enough = np.count_nonzero(population) >= count
    spots = rng.choice(homes, count, replace=not enough, p=population / population.sum())
    anchor = ANCHORS.get(programme.profile.teams[0].letter + programme.department)
    found = communes.find(anchor) if anchor else None
    if found is not None:
        spots[0] = found
    return np.asarray(spots)


def territory_spots(communes: Communes, homes: Ints) -> Ints:
    """Return the largest communes of each local territory, as many as it has teams."""
    largest = homes[np.argsort(-communes.population[homes], kind="stable")]
    spots: list[int] = []
    for territory, teams in enumerate(TEAMS_BY_TERRITORY):
        inside = largest[communes.territory[largest] == territory]
        candidates = inside if len(inside) else largest
        spots.extend(islice(cycle(candidates[:2].tolist()), teams))
    return np.array(spots, dtype=np.int64)


def houses_of(teams: Sequence[Team], department: str, spots: Ints) -> list[House]:
    """Name the structures: letter, département, rank."""
    ranked = [(team, rank) for team in teams for rank in range(1, team.count + 1)]
    return [
        House(
            f"{team.letter}{department}-{rank}",
            f"{team.label} {team.letter}{department}-{rank}",
            team.kind,
            int(spot),
        )
        for (team, rank), spot in zip(ranked, spots, strict=True)
    ]


def periods_of(programme: Programme) -> list[Period]:
    """Return the operations of a programme; none when nothing is co-funded."""
    if not programme.profile.operation_share:
        return []
    letter = programme.profile.teams[0].letter
    return [
        Period(f"OP{programme.department}-{letter}{rank}", day(start), day(end))
        for rank, (start, end) in enumerate(programme.profile.operations, start=1)
    ]
