"""French numbers, rates, dates, quarters and plurals, as people read them."""

from datetime import date
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALE = "fr_FR"
PRODUCT = "observatoire-insertion"
SYNTHETIC = (
    "Données fictives : personnes, structures et résultats inventés ; "
    "seuls les territoires sont réels"
)
"""Said on every page, image and export made from invented people."""
NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
ONE_DECIMAL_FROM = 100
"""A rate has a decimal only when its base is this large: below, it would be false precision."""
INTERCOMMUNALITIES = {
    "Communauté d'agglomération": "CA",
    "Communauté d’agglomération": "CA",
    "Communauté de communes": "CC",
    "Communauté urbaine": "CU",
}


def number(value: float) -> str:
    """Return a whole number with French thousands: `1 234`."""
    return _written(value, "#,##0")


def percent(rate: float | None, base: int | None = None) -> str:
    """Return a rate as a percentage: `37 %` under a base of 100, `37,2 %` from there."""
    if rate is None:
        return "n/d"
    pattern = "#,##0.0" if base is None or base >= ONE_DECIMAL_FROM else "#,##0"
    return f"{_written(100 * rate, pattern)}{NO_BREAK_SPACE}%"


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


def decimal(value: float, digits: int = 1) -> str:
    """Return a number with a fixed count of decimals: `3,4`."""
    pattern = f"#,##0.{'0' * digits}" if digits else "#,##0"
    return _written(value, pattern)


def points(value: float) -> str:
    """Return a difference of rates, signed, in points: `+3,2 points`."""
    noun = "point" if abs(round(100 * value, 1)) < 2 else "points"
    return f"{signed(value)}{NO_BREAK_SPACE}{noun}"


def signed(value: float) -> str:
    """Return a difference of rates, in points without their name: `−9,6`."""
    written = decimal(abs(100 * value))
    sign = "" if written == "0,0" else "+" if value > 0 else "−"
    return f"{sign}{written}"


def interval(low: float | None, high: float | None, base: int | None = None) -> str:
    """Return an interval of rates as `45,2 % à 48,6 %`."""
    if low is None or high is None:
        return "n/d"
    return f"{percent(low, base)} à {percent(high, base)}"


def short_name(name: str) -> str:
    """Return a territory's name with its kind abbreviated: `CC du Quercy Blanc`."""
    for long, short in INTERCOMMUNALITIES.items():
        name = name.replace(long, short)
    return name


@lru_cache(maxsize=20_000)
def _written(value: float, pattern: str) -> str:
    return format_decimal(value, format=pattern, locale=LOCALE)


@cache
def product_version() -> str:
    """Return the version installed; a checkout that was not installed says so."""
    try:
        return version(PRODUCT)
    except PackageNotFoundError:
        return "non installée"
