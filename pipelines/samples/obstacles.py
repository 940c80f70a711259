"""Obstacles of pathways: correlated by one hidden factor, the people's difficulty."""

from statistics import NormalDist

import numpy as np

from pipelines.samples.arrays import Floats, Generator, Ints
from pipelines.samples.profile import Profile
from pipelines.vocabulary import Obstacle, ObstacleState

LOADING = 0.6
"""Correlation of each obstacle's latent score with the hidden difficulty."""
PREVALENCE = {
    Obstacle.MOBILITY: 0.31,
    Obstacle.HEALTH: 0.22,
    Obstacle.HOUSING: 0.15,
    Obstacle.CHILDCARE: 0.12,
    Obstacle.FINANCES: 0.15,
    Obstacle.RIGHTS: 0.12,
    Obstacle.LANGUAGE: 0.1,
    Obstacle.DIGITAL: 0.15,
    Obstacle.JUSTICE: 0.03,
    Obstacle.CONFIDENCE: 0.15,
    Obstacle.QUALIFICATION: 0.2,
}
"""Share of people with each obstacle at difficulty N(0, 1), before the scheme's own mean."""
NOT_ASKED = 0.04
"""Share of the questions left out, whatever the answer would have been."""
OBSTACLES = tuple(Obstacle)
STATES = tuple(ObstacleState)
IDENTIFIED, NOT_IDENTIFIED, NOT_ASSESSED = (
    STATES.index(state)
    for state in (
        ObstacleState.IDENTIFIED,
        ObstacleState.NOT_IDENTIFIED,
        ObstacleState.NOT_ASSESSED,
    )
)


def draw_obstacles(rng: Generator, profile: Profile, difficulty: Floats) -> Ints:
    """Draw the state of each obstacle: one row per pathway, one column per obstacle.

    A question is left out independently of the answer, so that shares among the answered are true.
    """
    shape = (len(difficulty), len(OBSTACLES))
    scores = np.array([-NormalDist().inv_cdf(PREVALENCE[obstacle]) for obstacle in OBSTACLES])
    noise = rng.standard_normal(shape, dtype=np.float32)
    found = LOADING * difficulty[:, None] + np.sqrt(1 - LOADING**2) * noise > scores
    found[:, [OBSTACLES.index(obstacle) for obstacle in profile.without]] = False
    is_asked = rng.random(shape, dtype=np.float32) >= NOT_ASKED
    return np.select([~is_asked, found], [NOT_ASSESSED, IDENTIFIED], NOT_IDENTIFIED)
