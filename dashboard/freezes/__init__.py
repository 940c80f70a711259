"""What was said on a day, kept as it was: frozen, given again, compared."""

from dashboard.freezes.comparison import Comparison, FigureChange, compare
from dashboard.freezes.freezing import Made, Selection, freeze
from dashboard.freezes.model import Asked, Freeze, FreezeError, FrozenFigure
from dashboard.freezes.reasons import Move, Reason
from dashboard.freezes.register import Freezes, Listed

__all__ = [
    "Asked",
    "Comparison",
    "FigureChange",
    "Freeze",
    "FreezeError",
    "Freezes",
    "FrozenFigure",
    "Listed",
    "Made",
    "Move",
    "Reason",
    "Selection",
    "compare",
    "freeze",
]
