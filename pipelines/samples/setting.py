"""What all the people of a sample share: the day, the territory, the structures, the numbering."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pipelines.samples.arrays import Generator, Ints
from pipelines.samples.places import Communes
from pipelines.samples.programmes import programmes
from pipelines.samples.sites import Site, place
from pipelines.vocabulary import Scheme


@dataclass(slots=True)
class Numbering:
    """Hands out numbers, table by table, so that identifiers never repeat."""

    given: dict[str, int] = field(default_factory=dict)

    def take(self, table: str, count: int) -> Ints:
        """Return the next `count` numbers of a table, from 1."""
        first = self.given.get(table, 0) + 1
        self.given[table] = first + count - 1
        return np.arange(first, first + count)


@dataclass(frozen=True, slots=True)
class Setting:
    """The reference day (days since 1970), the communes, the sites; numbers handed out so far.

    `assessed_share` is the share of the pathways whose obstacles are written.
    """

    today: int
    departments: tuple[str, ...]
    communes: Communes
    sites: tuple[Site, ...]
    assessed_share: float
    numbering: Numbering = field(default_factory=Numbering)

    def site(self, scheme: Scheme, department: str) -> Site | None:
        """Return a scheme as it runs in a département, None where it does not."""
        return next(
            (
                site
                for site in self.sites
                if site.profile.scheme is scheme and site.programme.department == department
            ),
            None,
        )


def draw_setting(
    rng: Generator,
    today: int,
    communes: Communes,
    departments: Sequence[str],
    assessed_share: float,
) -> Setting:
    """Place every programme of the départements."""
    sites = tuple(place(rng, programme, communes) for programme in programmes(departments))
    return Setting(today, tuple(departments), communes, sites, assessed_share)
