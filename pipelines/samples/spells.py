"""Pathways as arrays: who, where, from when to when, with which obstacles."""

from dataclasses import dataclass

import numpy as np

from pipelines.samples.arrays import (
    ABSENT,
    OPEN,
    Flags,
    Generator,
    Ints,
    between,
    blank,
    chance,
    pick,
    weibull_days,
)
from pipelines.samples.obstacles import IDENTIFIED, draw_obstacles
from pipelines.samples.people import People
from pipelines.samples.profile import Profile
from pipelines.samples.setting import Setting
from pipelines.samples.shares import choose
from pipelines.samples.sites import Site
from pipelines.vocabulary import Scheme

COACHING_PERIOD = 91
RENEWAL_SHARES = (0.6, 0.3, 0.1)
LEFT_EARLY = 0.35
GOES_ON = 0.05
"""Share of the ended contracts of the IAE that the next day's contract continues."""
PRESCRIBER_UNTOLD = 0.03
ONE_DAY_EVERY = 36
"""Of the first supports of RSA recipients, one in so many ends the day it begins: a contact."""


@dataclass(slots=True)
class Spells:
    """Pathways of one site, one position each.

    `rows` are positions in the people; `exit` is OPEN while the pathway lasts; `house` and
    `period` are positions in the site's structures and operations (ABSENT without operation);
    `obstacles` holds states, one column per obstacle, and `is_assessed` tells whether the file says
    them; `goes_on` marks the contracts that another follows the next day in the same structure;
    `is_renamed` those written under the person's second identifier; `repeats` tells second spells
    in the same scheme.
    """

    site: Site
    rows: Ints
    number: Ints
    house: Ints
    period: Ints
    entry: Ints
    exit: Ints
    renewals: Ints
    obstacles: Ints
    is_assessed: Flags
    prescriber: Ints
    goes_on: Flags
    is_renamed: Flags
    repeats: bool

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def is_over(self) -> Flags:
        """Which pathways have ended."""
        return np.asarray(self.exit != OPEN)

    @property
    def obstacle_count(self) -> Ints:
        """How many obstacles each pathway meets, written or not."""
        return np.asarray((self.obstacles == IDENTIFIED).sum(axis=1))

    def until(self, today: int) -> Ints:
        """Return the last day seen of each pathway."""
        return np.minimum(self.exit, today)


@dataclass(slots=True)
class Start:
    """Pathways about to begin: which people (positions), on which days.

    `house` tells the structure of contracts that go on there; `is_first` and `is_elsewhere` the
    first spells of people, and those that follow in another scheme.
    """

    rows: Ints
    entry: Ints
    repeats: bool = False
    house: Ints | None = None
    is_first: bool = False
    is_elsewhere: bool = False


def draw_spells(
    rng: Generator, setting: Setting, site: Site, people: People, start: Start
) -> Spells:
    """Draw pathways of a site for the people who start."""
    count = len(start.rows)
    days, renewals = draw_durations(rng, site.profile, count)
    if start.is_first and site.profile.scheme is Scheme.RSA_SUPPORT:
        days[ONE_DAY_EVERY - 1 :: ONE_DAY_EVERY] = 0
    exit_day = start.entry + days
    is_over = exit_day <= setting.today
    may_go_on = GOES_ON if start.is_first and site.profile.scheme.is_iae else 0
    house = site.draw_houses(rng, people.home[start.rows])
    return Spells(
        site=site,
        rows=start.rows,
        number=setting.numbering.take("pathway", count),
        house=house if start.house is None else start.house,
        period=draw_periods(rng, site, start.entry),
        entry=start.entry,
        exit=np.where(is_over, exit_day, OPEN),
        renewals=renewals,
        obstacles=draw_obstacles(rng, site.profile, people.difficulty[start.rows]),
        is_assessed=chance(rng, setting.assessed_share, count),
        prescriber=blank(rng, choose(rng, site.profile.bodies, count), PRESCRIBER_UNTOLD),
        goes_on=chance(rng, may_go_on, count) & (exit_day < setting.today),
        is_renamed=people.has_two_ids[start.rows] & start.is_elsewhere,
        repeats=start.repeats,
    )


def draw_durations(rng: Generator, profile: Profile, count: int) -> tuple[Ints, Ints]:
    """Draw lengths in days, and how many times each was renewed (ABSENT where none can be)."""
    if profile.scheme is not Scheme.INTENSIVE_COACHING:
        days = profile.shortest + weibull_days(rng, *profile.duration, count)
        return days, np.full(count, ABSENT)
    renewals = pick(rng, RENEWAL_SHARES, count)
    whole = COACHING_PERIOD * (renewals + 1)
    early = between(rng, whole - COACHING_PERIOD + 7, whole, count)
    return np.where(chance(rng, LEFT_EARLY, count), early, whole), renewals


def draw_periods(rng: Generator, site: Site, entry: Ints) -> Ints:
    """Attach a share of the pathways to the operation under way at their entry."""
    chosen = np.full(len(entry), ABSENT)
    for position, period in enumerate(site.periods):
        chosen[(entry >= period.start) & (entry <= period.end)] = position
    return np.where(chance(rng, site.profile.operation_share, len(entry)), chosen, ABSENT)


def later_entries(rng: Generator, spells: Spells, chosen: Ints, gap: tuple[int, int]) -> Ints:
    """Return an entry day after the exit of each chosen pathway, in the next operation if any."""
    entry = spells.exit[chosen] + between(rng, *gap, len(chosen))
    for earlier, later in zip(spells.site.periods, spells.site.periods[1:], strict=False):
        left_before = spells.entry[chosen] <= earlier.end
        entry = np.where(left_before, np.maximum(entry, later.start), entry)
    return entry
