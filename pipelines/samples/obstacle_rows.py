"""The rows of obstacles, and the aids that answer them."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from pipelines.samples.arrays import Flags, Generator, Ints, between, blank, chance
from pipelines.samples.columns import codes, dates, texts
from pipelines.samples.obstacles import IDENTIFIED
from pipelines.samples.pathway_rows import pathway_ids
from pipelines.samples.spells import Spells
from pipelines.vocabulary import DetectedBy, Intensity, Obstacle, ObstacleState

AIDED = 0.15
LIFTED_WITH_AID = 0.6
LIFTED_ALONE = 0.28
UNDATED = 0.03
MOMENT_UNTOLD = 0.04


@dataclass(slots=True)
class Findings:
    """Obstacles found and written, one position each; `pathway` is a position in the spells.

    `moment` is a position among the moments of discovery; it is left empty for some, as is the day
    of those not `is_dated`.
    """

    pathway: Ints
    obstacle: Ints
    found_on: Ints
    is_dated: Flags
    moment: Ints
    is_aided: Flags
    is_lifted: Flags
    lifted_on: Ints


def draw_findings(rng: Generator, spells: Spells, today: int) -> Findings:
    """Draw when each obstacle was found, whether it was aided and lifted before the end."""
    pathway, obstacle = np.nonzero((spells.obstacles == IDENTIFIED) & spells.is_assessed[:, None])
    count = len(pathway)
    first, last = spells.entry[pathway], spells.until(today)[pathway]
    is_later = chance(rng, spells.site.profile.found_later, count) & (last > first)
    found_on = np.where(is_later, between(rng, first + 1, last, count), first)
    is_aided = chance(rng, AIDED, count)
    lifted = chance(rng, np.where(is_aided, LIFTED_WITH_AID, LIFTED_ALONE), count)
    lifted_on = between(rng, found_on + 1, last, count)
    return Findings(
        pathway=pathway,
        obstacle=obstacle,
        found_on=found_on,
        is_dated=chance(rng, 1 - UNDATED, count),
        moment=blank(rng, is_later.astype(np.int64), MOMENT_UNTOLD),
        is_aided=is_aided,
        is_lifted=lifted & (last > found_on),
        lifted_on=lifted_on,
    )


def obstacle_rows(rng: Generator, spells: Spells, findings: Findings) -> pl.DataFrame:
    """Return one row per obstacle of the assessed pathways: found, not found, or left out."""
    intensity = between(rng, 0, len(Intensity) - 1, len(findings.pathway))
    found = pl.DataFrame(
        {
            "pathway_id": pathway_ids(spells).gather(findings.pathway),
            "obstacle": codes(Obstacle, findings.obstacle),
            "state": texts([ObstacleState.IDENTIFIED], np.zeros_like(findings.pathway)),
            "intensity": codes(Intensity, intensity),
            "identified_on": dates(findings.found_on, findings.is_dated),
            "detected_by": codes(DetectedBy, findings.moment),
            "closed_on": dates(findings.lifted_on, findings.is_lifted),
        }
    )
    pathway, obstacle = np.nonzero((spells.obstacles != IDENTIFIED) & spells.is_assessed[:, None])
    others = pl.DataFrame(
        {
            "pathway_id": pathway_ids(spells).gather(pathway),
            "obstacle": codes(Obstacle, obstacle),
            "state": codes(ObstacleState, spells.obstacles[pathway, obstacle]),
        }
    )
    return pl.concat([found, others], how="diagonal")
