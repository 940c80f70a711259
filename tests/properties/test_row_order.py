"""The order in which a file writes its rows changes no figure."""

import random

import pytest
from drawing import EVERYONE, Build
from properties.random_tables import as_frames, random_tables

from dashboard.observatory import Observatory, Question
from pipelines.indicators import indicators
from pipelines.snapshot import Snapshot


def told(snapshot: Snapshot) -> dict[str, tuple[int, ...]]:
    observatory = Observatory(snapshot, EVERYONE)
    return {code: observatory.observe(Question(code)).total.row(0)[:5] for code in indicators()}


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_rows_in_another_order_give_the_same_figures(built: Build, seed: int) -> None:
    """The random tables hold people with several pathways begun, and jobs found, on one day."""
    tables = random_tables(seed)
    shuffled = {name: random.Random(seed).sample(rows, len(rows)) for name, rows in tables.items()}
    assert told(built(**as_frames(tables))) == told(built(**as_frames(shuffled)))
