"""What a tile says of the year before: the figure, and the difference or why it is not given."""

import pytest

from dashboard.document import Figure, KeyFigure
from dashboard.exports.document_words import before_words

NARROW, SPACE = "\u202f", "\u00a0"


def told(now: Figure, before: Figure | None, not_compared: str = "") -> str:
    figure = KeyFigure("x", "X", "2025", now, before, None, "", "T4 2024", not_compared)
    return before_words(figure)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (Figure.count(1_500), Figure.count(1_200), f"T4 2024 : 1{NARROW}200, +300"),
        (Figure.count(9), Figure.count(12), "T4 2024 : 12, −3"),
        (Figure.count(9), None, "T4 2024 : absent des données"),
        (
            Figure.share(120, 200),
            Figure.share(100, 200),
            f"T4 2024 : 50,0{SPACE}% (100/200), +10,0{SPACE}points",
        ),
        (Figure.share(120, 200), Figure.share(3, 9), "T4 2024 : base < 10 (3/9)"),
    ],
)
def test_the_difference_stands_behind_the_figure(
    now: Figure, before: Figure | None, words: str
) -> None:
    assert told(now, before) == words


def test_a_difference_that_would_mislead_is_not_given() -> None:
    words = told(Figure.share(120, 200), Figure.share(100, 200), "situations trop récentes")
    assert words == (
        f"T4 2024 : 50,0{SPACE}% (100/200), écart non donné (situations trop récentes)"
    )
