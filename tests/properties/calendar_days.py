"""Days counted by hand: months later, working days."""

from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    month = 12 * day.year + day.month - 1 + months
    after = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (after - timedelta(days=1)).day
    return date(month // 12, month % 12 + 1, min(day.day, last))


def days_between(first: date, last: date) -> list[date]:
    """List the days from the first to the last, both included."""
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def working_days(first: date, last: date) -> int:
    """Count the days from Monday to Friday, both ends included."""
    return sum(day.isoweekday() <= 5 for day in days_between(first, last))
