"""What is asked of a document: the meeting, the perimeter, the period."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import ceil
from unicodedata import category

from dashboard.document.variants import Variant
from dashboard.formats import quarter_label
from dashboard.observatory import TIME_DIMENSIONS, QuestionError
from dashboard.reading.selection import Selection

QUARTER = re.compile(r"(\d{4})-Q([1-4])")
YEAR = re.compile(r"\d{4}")
A_YEAR = 4
LONGEST_TITLE = 120


@dataclass(frozen=True)
class Request:
    """A document to be made.

    `selection` holds conditions and a closed period; `contact` says where to ask; `freeze` is the
    number of the freeze it belongs to, None when it is not frozen.
    """

    variant: Variant
    title: str
    selection: Selection
    made_on: date
    contact: str
    freeze: str | None = None

    def __post_init__(self) -> None:
        """Refuse a title that cannot be printed, and a condition on dates: the period says them."""
        if {dimension for dimension, _ in self.selection.where} & TIME_DIMENSIONS:
            message = "Un document se date par sa période : enlevez la condition sur un trimestre."
            raise QuestionError(message)
        if not self.title.strip():
            message = "Le document n'a pas de titre : donnez-lui celui de votre réunion."
            raise QuestionError(message)
        if len(self.title) > LONGEST_TITLE or any(category(sign) == "Cc" for sign in self.title):
            message = (
                f"Le titre dépasse {LONGEST_TITLE} signes ou tient sur plusieurs lignes : "
                "raccourcissez-le."
            )
            raise QuestionError(message)

    @property
    def period(self) -> tuple[str, str]:
        """Return the first and last quarters."""
        first, last = self.selection.period
        if first is None or last is None:
            message = "Un document porte sur une période fermée : donnez ses deux trimestres."
            raise QuestionError(message)
        return first, last

    @cached_property
    def before(self) -> Selection:
        """Return the same selection one year before, or as many as the period is long."""
        first, last = self.period
        length = _rank(last) - _rank(first) + 1
        shift = A_YEAR * ceil(length / A_YEAR)
        return replace(self.selection, period=(_back(first, shift), _back(last, shift)))

    @property
    def period_words(self) -> str:
        """Return the period in words."""
        return in_words(self.period)

    @property
    def before_words(self) -> str:
        """Return the period it is compared with, in words."""
        first, last = self.before.period
        return in_words((first or "", last or ""))


def in_words(period: tuple[str, str]) -> str:
    """Return two quarters as people read them: `T4 2025 à T3 2026`."""
    first, last = period
    if first == last:
        return quarter_label(first)
    return f"{quarter_label(first)} à {quarter_label(last)}"


def read_period(text: str, quarters: Mapping[str, bool]) -> tuple[str, str]:
    """Understand a period: `2026-Q3`, `2025-Q4:2026-Q3` or `2025`.

    `quarters` are those of the data. Raises QuestionError when it is unreadable, backwards or
    outside the data.
    """
    first, colon, last = text.strip().partition(":")
    bounds = (f"{first}-Q1", f"{first}-Q4") if YEAR.fullmatch(first) and not colon else ()
    bounds = bounds or (first, last if colon else first)
    if not all(QUARTER.fullmatch(bound) for bound in bounds):
        message = f"période illisible : {text}. Écrivez 2026-Q3, 2025-Q4:2026-Q3 ou 2025."
        raise QuestionError(message)
    if bounds[0] > bounds[1]:
        message = f"la période {text} finit avant de commencer : inversez les deux trimestres."
        raise QuestionError(message)
    if not quarters or bounds[0] < min(quarters) or bounds[1] > max(quarters):
        known = in_words((min(quarters), max(quarters))) if quarters else "aucune"
        message = f"la période {in_words(bounds)} sort des données ({known})."
        raise QuestionError(message)
    return bounds


def last_year(quarters: Mapping[str, bool]) -> tuple[str, str]:
    """Return the last four quarters that are over, fewer if the data are younger."""
    over = [code for code, is_over in quarters.items() if is_over] or list(quarters)
    if not over:
        message = "Aucun trimestre n'est connu : chargez des données avant de faire un document."
        raise QuestionError(message)
    return over[-A_YEAR:][0], over[-1]


def _rank(quarter: str) -> int:
    year, number = quarter.split("-Q")
    return A_YEAR * int(year) + int(number) - 1


def _back(quarter: str, quarters: int) -> str:
    year, place = divmod(_rank(quarter) - quarters, A_YEAR)
    return f"{year}-Q{place + 1}"
