"""The histories of people: first pathway, contracts that go on, next schemes, re-entries."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from pipelines.samples.arrays import Flags, Generator, between, chance
from pipelines.samples.endings import Endings, draw_endings
from pipelines.samples.hours import Hours, draw_hours
from pipelines.samples.people import People
from pipelines.samples.setting import Setting
from pipelines.samples.sites import Site
from pipelines.samples.spells import Spells, Start, draw_spells, later_entries
from pipelines.samples.ways import GONE, SCHEMES, crossings
from pipelines.vocabulary import Scheme

COMPANION_SHARE = 0.2
COMPANION_GAP = (10, 60)
REENTRY_GAP = (20, 240)
MOST_REENTRIES = 2
MOST_CROSSINGS = 3


@dataclass(slots=True)
class Batch:
    """Pathways of one site, how they ended and the hours worked, position by position."""

    spells: Spells
    endings: Endings
    hours: Hours


def draw_batches(rng: Generator, setting: Setting, site: Site, people: People) -> list[Batch]:
    """Draw every pathway of people whose first scheme is the site's."""
    everyone = Start(np.arange(len(people)), people.first_entry, is_first=True)
    begun = draw_batch(rng, setting, site, people, everyone)
    batches = [begun, draw_batch(rng, setting, site, people, next_contracts(begun))]
    companion = kept(companions(rng, begun), setting.today)
    been = np.zeros((len(people), len(SCHEMES)), dtype=bool)
    been[companion.rows] = True
    been[:, SCHEMES.index(site.profile.scheme)] = True
    batches.extend(draw_ways(rng, setting, people, batches, been))
    mediation = setting.site(Scheme.ACTIVE_MEDIATION, people.department)
    if mediation is not None:
        batches.append(draw_batch(rng, setting, mediation, people, companion))
    stays = are_elsewhere(people, batches[1:])
    for _ in range(MOST_REENTRIES):
        start = kept(reentries(rng, begun, stays), setting.today)
        begun = draw_batch(rng, setting, site, people, start)
        batches.append(begun)
    return [batch for batch in batches if len(batch.spells)]


def draw_batch(rng: Generator, setting: Setting, site: Site, people: People, start: Start) -> Batch:
    """Draw pathways and their endings."""
    spells = draw_spells(rng, setting, site, people, start)
    endings = draw_endings(rng, spells, people, setting.today)
    return Batch(spells, endings, draw_hours(rng, spells, setting.today))


def draw_ways(
    rng: Generator, setting: Setting, people: People, batches: list[Batch], been: Flags
) -> Iterator[Batch]:
    """Draw the pathways that follow in other schemes, one after the other.

    `been` tells by person and scheme what is closed to them, and is kept up to date.
    """
    wave = batches
    for _ in range(MOST_CROSSINGS):
        following = []
        for batch in wave:
            for crossing in crossings(rng, batch.spells, batch.endings, people, been):
                site = setting.site(crossing.target, people.department)
                if site is not None:
                    start = kept(crossing.start, setting.today)
                    been[start.rows, SCHEMES.index(crossing.target)] = True
                    following.append(draw_batch(rng, setting, site, people, start))
        yield from following
        wave = following


def kept(start: Start, today: int) -> Start:
    """Drop the pathways that would begin after the reference day."""
    possible = start.entry <= today
    return replace(start, rows=start.rows[possible], entry=start.entry[possible])


def next_contracts(begun: Batch) -> Start:
    """Go on with some contracts of the IAE, the day after, in the same structure."""
    spells = begun.spells
    chosen = np.flatnonzero(spells.goes_on)
    return Start(
        spells.rows[chosen], spells.exit[chosen] + 1, repeats=True, house=spells.house[chosen]
    )


def companions(rng: Generator, begun: Batch) -> Start:
    """Let some RSA recipients follow active mediation at the same time."""
    spells = begun.spells
    share = COMPANION_SHARE if spells.site.profile.scheme is Scheme.RSA_SUPPORT else 0
    chosen = np.flatnonzero(chance(rng, share, len(spells)))
    return Start(
        spells.rows[chosen], spells.entry[chosen] + between(rng, *COMPANION_GAP, len(chosen))
    )


def are_elsewhere(people: People, batches: list[Batch]) -> Flags:
    """Tell who has gone on with a contract or to another scheme."""
    elsewhere = np.zeros(len(people), dtype=bool)
    for batch in batches:
        elsewhere[batch.spells.rows] = True
    return elsewhere


def reentries(rng: Generator, begun: Batch, elsewhere: Flags) -> Start:
    """Let some people without a job come back to the same scheme, after their exit."""
    spells, endings = begun.spells, begun.endings
    gone = np.isin(endings.reason, GONE) | elsewhere[spells.rows]
    ready = spells.is_over & ~endings.hired & ~gone
    chosen = np.flatnonzero(ready & chance(rng, spells.site.profile.reentry, len(spells)))
    entry = later_entries(rng, spells, chosen, REENTRY_GAP)
    return Start(spells.rows[chosen], entry, repeats=True)
