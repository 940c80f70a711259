"""Which findings a document puts forward: each rule against figures written by hand."""

from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
from demonstration import LOCAL

from dashboard.disclosure import CellStatus, Released, release
from dashboard.document import Figure, KeyFigure, Request, Target
from dashboard.document.asking import Asking
from dashboard.document.findings import farthest_target, largest_change
from dashboard.observatory import Observatory, Question
from pipelines.indicators import indicators

Requested = Callable[..., Request]
QUARTERS = {f"{year}-Q{place}": True for year in (2023, 2024, 2025) for place in (1, 2, 3, 4)}
ZERO = {"yes": 0, "no": 0, "unknown": 0, "excluded": 0, "immature": 0}


def answering(rates: dict[str, tuple[int, int]], base: int, **more: int) -> Any:
    """Answer each indicator by its percentage now and the year before, 50 % unless told."""

    def ask(question: Question) -> Released:
        now, before = rates.get(question.indicator_code, (50, 50))
        share = now if question.period[0] == "2024-Q3" else before
        yes = base * share // 100
        counts = pl.DataFrame([ZERO | {"yes": yes, "no": base - yes} | more])
        indicator = indicators()[question.indicator_code]
        table = release(counts, indicator)
        return Released(
            indicator=indicator,
            by=question.by,
            table=table,
            total=table,
            conditions=(),
            scope=LOCAL,
            snapshot_id="000001-000000000000",
            reference_date=date(2025, 12, 31),
            is_synthetic=True,
        )

    return ask


def asking(observatory: Observatory, requested: Requested, ask: Any) -> Asking:
    return Asking(requested(), observatory, ask, QUARTERS)


def test_a_change_beyond_both_intervals_goes_before_a_larger_one_within(
    observatory: Observatory, requested: Requested
) -> None:
    """On 1 000 a side, 60 % against 50 % is established; nothing else moved."""
    ask = answering({"durable_employment": (60, 50), "positive_exit": (52, 50)}, 1_000)
    found = largest_change(asking(observatory, requested, ask))
    assert found is not None
    assert found.title == "Ce qui a le plus changé"
    assert found.sentence == (
        "« Sorties en emploi durable » : 60,0\u00a0% (600/1\u202f000) sur T3 2024 à T2 2025, "
        "contre 50,0\u00a0% (500/1\u202f000) sur T3 2023 à T2 2024."
    )


def test_a_change_within_the_margin_is_said_not_to_be_established(
    observatory: Observatory, requested: Requested
) -> None:
    ask = answering({"positive_exit": (60, 50)}, 40)
    found = largest_change(asking(observatory, requested, ask))
    assert found is not None
    assert found.title == "Aucun changement établi"
    assert found.sentence.endswith("reste dans la marge d'incertitude.")


def test_neither_small_bases_nor_young_cohorts_are_compared(
    observatory: Observatory, requested: Requested
) -> None:
    moved = {"positive_exit": (90, 10)}
    assert largest_change(asking(observatory, requested, answering(moved, 29))) is None
    young = answering(moved, 1_000, immature=1)
    assert largest_change(asking(observatory, requested, young)) is None


def figure(label: str, shortfall: int | None) -> KeyFigure:
    counted = Figure(10, None, None, None, None, 0, 0, 0, CellStatus.COUNT_ONLY)
    target = None if shortfall is None else Target(50, "50", "10 : manque 40", "Note 1", shortfall)
    return KeyFigure("entries", label, "2024", counted, None, target, "")


def test_the_farthest_target_is_the_one_that_misses_most() -> None:
    found = farthest_target((figure("A", 3), figure("B", 40), figure("C", None)))
    assert found is not None
    assert found.sentence == "« B » : 50 visés, 10 : manque 40 (Note 1)."


def test_targets_that_are_reached_are_no_finding() -> None:
    assert farthest_target((figure("A", 0), figure("B", None))) is None
    assert farthest_target(()) is None
