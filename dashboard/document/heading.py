"""What a document says of itself: title, perimeter, period, edition, warning, where to ask."""

from typing import Any

from dashboard.document.asking import Asking
from dashboard.formats import SYNTHETIC, quarter_label
from pipelines.vocabulary import Dimension

EDITION = "édition restreinte"


def heading(asking: Asking) -> dict[str, Any]:
    """Return the fields of a document that are the same in every variant."""
    request, observatory = asking.request, asking.observatory
    scope = observatory.scope
    return {
        "variant": request.variant,
        "title": request.title.strip(),
        "perimeter": _perimeter(asking),
        "period": _period(asking),
        "edition": EDITION,
        "reader": scope.role.label,
        "made_on": request.made_on,
        "warning": SYNTHETIC if observatory.is_synthetic else None,
        "contact": request.contact,
        "freeze": request.freeze,
    }


def _perimeter(asking: Asking) -> str:
    """Return the scope, then each condition in words."""
    where = asking.selection.where
    conditions = asking.now("entries").conditions[: len(where)]
    told = [f"{name} : {words}" for name, words in conditions] or [_departments(asking)]
    return " · ".join((asking.observatory.scope.label, *filter(None, told)))


def _departments(asking: Asking) -> str:
    """Return the départements of a perimeter without conditions, where there are several."""
    names = asking.observatory.options(Dimension.DEPARTMENT).values()
    return ", ".join(names) if len(names) > 1 else ""


def _period(asking: Asking) -> str:
    last = asking.request.period[1]
    is_over = asking.quarters.get(last, False)
    return asking.request.period_words + ("" if is_over else f" ({quarter_label(last)} en cours)")
