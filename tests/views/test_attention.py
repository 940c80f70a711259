"""Three things to look at: each sentence checked against figures written by hand."""

from datetime import date
from typing import Any

import polars as pl
from demonstration import LOCAL

from dashboard.disclosure import Released, release
from dashboard.observatory import Question
from dashboard.reading.attention import largest_change, largest_unknown, latest_followups
from dashboard.reading.selection import Selection
from pipelines.indicators import indicators
from pipelines.vocabulary import Dimension

QUARTERS = {f"{year}-Q{number}": True for year in (2023, 2024) for number in (1, 2, 3, 4)}
EVERYTHING = Selection((), (None, None), ())
Counted = dict[str, int]


def figures(question: Question, rows: list[dict[str, Any]], total: Counted) -> Released:
    zero = {"yes": 0, "no": 0, "unknown": 0, "excluded": 0, "immature": 0}
    indicator = indicators()[question.indicator_code]
    table = pl.DataFrame([zero | row for row in rows] or [zero])
    for dimension in question.by:
        table = table.with_columns(pl.col(dimension.value).alias(f"{dimension.value}_label"))
    return Released(
        indicator=indicator,
        by=question.by,
        table=release(table, indicator),
        total=release(pl.DataFrame([zero | total]), indicator),
        conditions=(),
        scope=LOCAL,
        snapshot_id="000001-000000000000",
        reference_date=date(2024, 12, 31),
        is_synthetic=True,
    )


def test_the_largest_unknown_share_is_named_with_its_counts() -> None:
    def ask(question: Question) -> Released:
        unknown = 40 if question.indicator_code == "employment_at_6_months" else 5
        return figures(question, [], {"yes": 30, "no": 30, "unknown": unknown})

    remark = largest_unknown(ask, EVERYTHING)
    assert remark
    assert remark.indicator == "employment_at_6_months"
    assert "40,0\u00a0% de situations inconnues (40/100)" in remark.sentence


def test_a_small_base_is_never_the_largest_unknown() -> None:
    def ask(question: Question) -> Released:
        return figures(question, [], {"yes": 5, "no": 5, "unknown": 19})

    assert largest_unknown(ask, EVERYTHING) is None


def moving(code: str, now: int, before: int) -> Any:
    """Answer as if one indicator went from `before` to `now` % between two years of 400."""

    def ask(question: Question) -> Released:
        first = question.period[0]
        if first is None:
            time = question.by[0].value
            rows = [{time: quarter, "yes": 50, "no": 50} for quarter in QUARTERS]
            return figures(question, rows, {"yes": 400, "no": 400})
        is_now = first.startswith("2024") and question.indicator_code == code
        rate = now if is_now else before
        return figures(question, [], {"yes": 4 * rate, "no": 400 - 4 * rate})

    return ask


def test_a_change_beyond_both_intervals_is_told_with_both_years() -> None:
    remark = largest_change(moving("positive_exit", 60, 40), EVERYTHING, QUARTERS)
    assert remark
    assert remark.indicator == "positive_exit"
    assert remark.by is Dimension.EXIT_QUARTER
    assert "60,0\u00a0% (240/400) sur T1 2024 – T4 2024" in remark.sentence
    assert "contre 40,0\u00a0% (160/400) sur T1 2023 – T4 2023." in remark.sentence


def test_a_change_within_the_intervals_is_told_as_such() -> None:
    remark = largest_change(moving("positive_exit", 42, 40), EVERYTHING, QUARTERS)
    assert remark
    assert "dans la marge d'incertitude" in remark.sentence


def test_the_structure_with_most_unknown_follow_ups_comes_first() -> None:
    def ask(question: Question) -> Released:
        rows = [
            {"structure_id": "Few", "yes": 40, "unknown": 4},
            {"structure_id": "Many", "yes": 40, "unknown": 12},
        ]
        return figures(question, rows, {"yes": 80, "unknown": 16})

    remark = latest_followups(ask, EVERYTHING)
    assert remark
    assert remark.sentence.startswith(
        "Many : 12\u00a0sorties sur 52 sans situation connue à six mois"
    )
