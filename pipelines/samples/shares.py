"""Draws among the members of a code list."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np

from pipelines.samples.arrays import Generator, Ints, pick
from pipelines.vocabulary import Vocabulary

Member = TypeVar("Member", bound=Vocabulary)


def choose(rng: Generator, shares: Mapping[Member, float], count: int) -> Ints:
    """Draw positions in the vocabulary of the keys, in proportion to their shares."""
    members = list(type(next(iter(shares))))
    positions = np.array([members.index(member) for member in shares])
    return np.asarray(positions[pick(rng, list(shares.values()), count)])
