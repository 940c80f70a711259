"""French numbers, rates, dates, quarters and plurals, as people read them."""

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "fr_FR"
NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
ONE_DECIMAL_FROM = 100
"""A rate has a decimal only when its base is this large: below, it would be false precision."""


def number(value: float) -> str:
    """Return a whole number with French thousands: `1 234`."""
    return format_decimal(value, format="#,##0", locale=LOCALE)


def percent(rate: float | None, base: int | None = None) -> str:
    """Return a rate as a percentage: `37 %` under a base of 100, `37,2 %` from there."""
    if rate is None:
        return "n/d"
    pattern = "#,##0.0" if base is None or base >= ONE_DECIMAL_FROM else "#,##0"
    return f"{format_decimal(100 * rate, format=pattern, locale=LOCALE)}{NO_BREAK_SPACE}%"


def fraction(numerator: int, base: int) -> str:
    """Return a numerator over its base: `7/19`."""
    return f"{number(numerator)}/{number(base)}"


def day(value: date) -> str:
    """Return a date as `30/09/2025`."""
    return format_date(value, format="dd/MM/yyyy", locale=LOCALE)


def quarter_label(code: str) -> str:
    """Return a quarter code such as `2025-Q3` as `T3 2025`."""
    year, number_ = code.split("-Q")
    return f"T{number_} {year}"


def plural(count: int, singular: str, several: str | None = None) -> str:
    """Return a count with its noun agreed: `1 personne`, `2 personnes`; zero is singular."""
    noun = singular if abs(count) < 2 else (several or f"{singular}s")
    return f"{number(count)}{NO_BREAK_SPACE}{noun}"
