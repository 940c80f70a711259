"""The histories of people: first pathway, re-entries, a companion scheme, the next scheme."""

from dataclasses import dataclass

import numpy as np

from pipelines.samples.arrays import Flags, Generator, between, chance
from pipelines.samples.endings import Endings, draw_endings
from pipelines.samples.people import People
from pipelines.samples.reasons import REASONS
from pipelines.samples.setting import Setting
from pipelines.samples.sites import Site
from pipelines.samples.spells import Spells, Start, draw_spells, later_entries
from pipelines.vocabulary import ExitReason, Scheme

COMPANION_SHARE = 0.2
COMPANION_GAP = (10, 60)
REENTRY_GAP = (20, 240)
NEXT_GAP = (1, 60)
MOST_REENTRIES = 2
GONE = tuple(REASONS.index(reason) for reason in (ExitReason.DEATH, ExitReason.MOVED))
"""Exits after which nobody comes back."""


@dataclass(slots=True)
class Batch:
    """Pathways of one site and how they ended, position by position."""

    spells: Spells
    endings: Endings


def draw_batches(rng: Generator, setting: Setting, site: Site, people: People) -> list[Batch]:
    """Draw every pathway of people whose first scheme is the site's."""
    begun = draw_batch(
        rng, setting, site, people, Start(np.arange(len(people)), people.first_entry)
    )
    batches = [begun]
    elsewhere = np.zeros(len(people), dtype=bool)
    mediation = setting.mediation(site.programme.department)
    for start in (companions(rng, begun), next_schemes(rng, begun)):
        start = kept(start, setting.today, elsewhere)
        elsewhere[start.rows] = True
        batches.append(draw_batch(rng, setting, mediation, people, start))
    for _ in range(MOST_REENTRIES):
        start = kept(reentries(rng, begun), setting.today, elsewhere)
        begun = draw_batch(rng, setting, site, people, start)
        batches.append(begun)
    return [batch for batch in batches if len(batch.spells)]


def draw_batch(rng: Generator, setting: Setting, site: Site, people: People, start: Start) -> Batch:
    """Draw pathways and their endings."""
    spells = draw_spells(rng, setting, site, people, start)
    return Batch(spells, draw_endings(rng, spells, people, setting.today))


def kept(start: Start, today: int, elsewhere: Flags) -> Start:
    """Drop the pathways that would begin after the reference day or beside another scheme."""
    possible = (start.entry <= today) & ~elsewhere[start.rows]
    return Start(start.rows[possible], start.entry[possible], start.repeats)


def companions(rng: Generator, begun: Batch) -> Start:
    """Let some RSA recipients follow active mediation at the same time."""
    spells = begun.spells
    share = COMPANION_SHARE if spells.site.profile.scheme is Scheme.RSA_SUPPORT else 0
    chosen = np.flatnonzero(chance(rng, share, len(spells)))
    return Start(
        spells.rows[chosen], spells.entry[chosen] + between(rng, *COMPANION_GAP, len(chosen))
    )


def next_schemes(rng: Generator, begun: Batch) -> Start:
    """Send to active mediation the people whose pathway ended with a next scheme."""
    spells = begun.spells
    chosen = np.flatnonzero(begun.endings.reason == REASONS.index(ExitReason.NEXT_SCHEME))
    return Start(spells.rows[chosen], spells.exit[chosen] + between(rng, *NEXT_GAP, len(chosen)))


def reentries(rng: Generator, begun: Batch) -> Start:
    """Let some people without a job come back to the same scheme, after their exit."""
    spells, endings = begun.spells, begun.endings
    gone = np.isin(endings.reason, GONE)
    ready = spells.is_over & ~endings.hired & ~gone
    chosen = np.flatnonzero(ready & chance(rng, spells.site.profile.reentry, len(spells)))
    entry = later_entries(rng, spells, chosen, REENTRY_GAP)
    return Start(spells.rows[chosen], entry, repeats=True)
