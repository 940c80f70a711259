"""What may be asked of a document: titles, periods, the year before."""

from collections.abc import Callable

import pytest

from dashboard.document import Request, last_year, read_period
from dashboard.observatory import QuestionError

QUARTERS = {f"{year}-Q{place}": True for year in (2023, 2024) for place in (1, 2, 3, 4)}
QUARTERS["2025-Q1"] = False


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024-Q2", ("2024-Q2", "2024-Q2")),
        ("2023-Q4:2024-Q3", ("2023-Q4", "2024-Q3")),
        ("2024", ("2024-Q1", "2024-Q4")),
    ],
)
def test_a_period_is_a_quarter_two_or_a_year(text: str, period: tuple[str, str]) -> None:
    assert read_period(text, QUARTERS) == period


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("T3 2024", "période illisible"),
        ("2024-Q5", "période illisible"),
        ("2024-Q3:", "période illisible"),
        ("2024-Q3:2024-Q1", "finit avant de commencer"),
        ("2024-Q3:2025-Q2", "sort des données"),
        ("2019", "sort des données (T1 2023 à T1 2025)"),
    ],
)
def test_an_unusable_period_is_refused_with_why(text: str, why: str) -> None:
    with pytest.raises(QuestionError) as refusal:
        read_period(text, QUARTERS)
    assert why in str(refusal.value)


def test_the_last_year_leaves_out_the_quarter_in_progress() -> None:
    assert last_year(QUARTERS) == ("2024-Q1", "2024-Q4")
    assert last_year({"2025-Q1": False}) == ("2025-Q1", "2025-Q1")
    with pytest.raises(QuestionError):
        last_year({})


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (("2024-Q3", "2024-Q3"), ("2023-Q3", "2023-Q3")),
        (("2023-Q4", "2024-Q3"), ("2022-Q4", "2023-Q3")),
        (("2023-Q1", "2024-Q2"), ("2021-Q1", "2022-Q2")),
    ],
)
def test_the_period_before_is_the_same_time_of_the_year(
    requested: Callable[..., Request], period: tuple[str, str], before: tuple[str, str]
) -> None:
    """A period longer than a year goes back two: the two periods never overlap."""
    assert requested(period=period).before.period == before


@pytest.mark.parametrize("title", ["", "   ", "x" * 121, "deux\nlignes"])
def test_a_title_that_cannot_be_printed_is_refused(
    requested: Callable[..., Request], title: str
) -> None:
    with pytest.raises(QuestionError):
        requested(title=title)
