"""What bars compare: a base under 30 is not ranked, a base under 10 is not drawn."""

from pathlib import Path

import polars as pl
import pytest
from demonstration import LOCAL

from dashboard.components.bars import NOT_DRAWN, RANKED, TOO_SMALL_TO_RANK, bars, drawn, ranking
from dashboard.components.figures import Choices
from dashboard.components.palette import Mode
from dashboard.components.visit import Visit
from dashboard.components.words import comparison
from dashboard.disclosure import Released, release
from dashboard.observatory import Observatory, Question
from pipelines.snapshot import Store
from pipelines.vocabulary import Dimension


@pytest.fixture
def released(demonstration_store: Path) -> Released:
    """Return figures by structure: large, medium, small, empty."""
    observatory = Observatory(Store(demonstration_store).current()[0], LOCAL)
    found = observatory.observe(Question("positive_exit", (Dimension.STRUCTURE,)))
    table = pl.DataFrame(
        {
            "structure_id": ["low", "small", "high", "medium", "empty"],
            "yes": [20, 4, 90, 20, 0],
            "no": [70, 3, 5, 0, 0],
            "unknown": [10, 0, 5, 0, 0],
            "excluded": [0, 0, 0, 0, 3],
            "immature": [0] * 5,
        }
    )
    table = release(table, found.indicator).with_columns(structure_id_label="structure_id")
    return Released(
        indicator=found.indicator,
        by=found.by,
        table=table,
        total=found.total,
        conditions=(),
        scope=LOCAL,
        snapshot_id=found.snapshot_id,
        reference_date=found.reference_date,
        is_synthetic=True,
    )


def test_small_bases_come_after_the_ranking(released: Released) -> None:
    rows = ranking(released)
    assert rows["structure_id"].to_list() == ["high", "low", "medium", "small", "empty"]
    assert rows["rank_group"].to_list() == [RANKED, RANKED, TOO_SMALL_TO_RANK, NOT_DRAWN, NOT_DRAWN]


def test_a_rate_is_never_drawn_under_a_base_of_ten(released: Released) -> None:
    rows = drawn(ranking(released))
    visit = Visit(None, Mode.LIGHT, Choices({}, {}), {}, (), None, Path(), None)  # type: ignore[arg-type]
    spec = bars(visit, released, rows)
    main, unknown = spec["data"][0], spec["data"][1]
    assert rows["structure_id"].to_list() == ["high", "low", "medium", "small"]
    assert main["x"] == pytest.approx([90.0, 20.0, 100.0, 0])
    assert unknown["x"] == pytest.approx([5.0, 10.0, 0.0, 0.0])
    texts = spec["data"][-1]["text"]
    assert "<b>90,0\u00a0%</b> · 90/100" in texts[0]
    assert texts[2].endswith("base < 30")
    assert texts[3].strip() == "base < 10 · 4/7"


def test_extremes_are_compared_among_ranked_rows_only(released: Released) -> None:
    sentence = comparison(released, ranking(released))
    assert "medium" not in sentence
    assert "l'écart dépasse la marge d'incertitude" in sentence
