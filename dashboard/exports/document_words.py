"""Figures and cells of a meeting document, as they are printed."""

from dashboard.disclosure import CellStatus, thresholds
from dashboard.document import Cell, Figure, KeyFigure, Kind
from dashboard.formats import decimal, fraction, interval, number, percent, plural, points

UNKNOWN = "non connu"


def rate_words(figure: Figure) -> str:
    """Return a share, or why it is not calculated; a count as it is."""
    match figure.status:
        case CellStatus.COUNT_ONLY:
            return number(figure.numerator)
        case CellStatus.EMPTY_BASE:
            return "base nulle"
        case CellStatus.SMALL_BASE:
            return f"base < {thresholds().minimum_base_for_rate}"
        case CellStatus.SHOWN:
            return percent(figure.rate, figure.base)


def counts_words(figure: Figure) -> str:
    """Return numerator and base in brackets: `(128/344)`; nothing beside a count."""
    return "" if figure.base is None else f"({fraction(figure.numerator, figure.base)})"


def figure_words(figure: Figure) -> str:
    """Return a figure on one line: `37,2 % (128/344)`."""
    return f"{rate_words(figure)} {counts_words(figure)}".rstrip()


def interval_words(figure: Figure) -> str:
    """Return the interval of a share in brackets' words, or nothing when there is no share."""
    if figure.low is None or figure.high is None:
        return ""
    return f"Intervalle à 95 % : {interval(figure.low, figure.high, figure.base)}"


def before_words(item: KeyFigure) -> str:
    """Return the same figure before, and by how much it moved, or why that is not given."""
    if item.before is None:
        return f"{item.before_moment} : absent des données"
    refused = f"écart non donné ({item.not_compared})" if item.not_compared else ""
    change = refused or change_words(item.now, item.before)
    return f"{item.before_moment} : {figure_words(item.before)}{f', {change}' if change else ''}"


def change_words(now: Figure, before: Figure) -> str:
    """Return the change of a share in points, of a count in units; nothing without both."""
    if now.status is CellStatus.COUNT_ONLY and before.status is CellStatus.COUNT_ONLY:
        change = now.numerator - before.numerator
        sign = "+" if change > 0 else "−" if change < 0 else ""
        return f"{sign}{number(abs(change))}"
    if now.rate is None or before.rate is None:
        return ""
    return points(now.rate - before.rate)


def beside_words(figure: Figure) -> str:
    """Return who is not told by a share: unknown always, excluded and immature when any."""
    if figure.status is CellStatus.COUNT_ONLY and not figure.unknown:
        return ""
    told = [plural(figure.unknown, "inconnu")]
    if figure.excluded:
        told.append(plural(figure.excluded, "exclu"))
    if figure.immature:
        told.append(plural(figure.immature, "trop récent"))
    return ", ".join(told)


def cell_words(cell: Cell, kind: Kind) -> str:
    """Return a cell as its column writes it; an absent value is said."""
    if cell is None:
        return UNKNOWN
    if isinstance(cell, Figure):
        return figure_words(cell)
    if isinstance(cell, str):
        return cell
    match kind:
        case Kind.SHARE:
            return percent(cell)
        case Kind.DECIMAL:
            return decimal(cell)
        case _:
            return number(cell)
