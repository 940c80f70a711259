"""Why a rate is not drawn or not ranked, in the few words a chart or a table has room for."""

from dashboard.disclosure import thresholds

EMPTY_BASE = "base nulle"


def without_rate(base: int) -> str:
    """Return why a base gives no rate: nobody, or too few."""
    return too_small_for_rate() if base else EMPTY_BASE


def too_small_for_rate() -> str:
    """Return `base < 10`, the smallest base under which no rate is given."""
    return f"base < {thresholds().minimum_base_for_rate}"


def too_small_to_compare() -> str:
    """Return `base < 30`, the smallest base under which nothing is ranked or compared."""
    return f"base < {thresholds().minimum_base_for_comparison}"
