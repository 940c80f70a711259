"""The filters, the same on every page of figures, and what they keep."""

import streamlit as st

from dashboard.components import address
from dashboard.components.figures import Choices
from dashboard.components.visit import Visit
from dashboard.formats import day, plural, quarter_label, short_name
from dashboard.observatory import Conditions
from dashboard.reading.selection import Selection
from pipelines.vocabulary import Dimension

FROM, TO = "du", "au"
PUBLIC = {
    Dimension.SEX: "Toutes et tous",
    Dimension.AGE_BAND: "Tous les âges",
    Dimension.RSA: "Avec ou sans RSA",
    Dimension.RQTH: "Avec ou sans RQTH",
    Dimension.QPV: "Dans ou hors QPV",
}
MAIN = {
    Dimension.DEPARTMENT: "Tous",
    Dimension.EPCI: "Toutes",
    Dimension.SCHEME: "Tous",
}
"""The filters always in view, with what an empty one means."""
WIDTHS: dict[Dimension, address.Width] = {Dimension.DEPARTMENT: 190}
QUARTER_WIDTH = 115
FILTERED = (*MAIN, *PUBLIC, Dimension.STRUCTURE)
KEYS = (*(dimension.url_key for dimension in FILTERED), FROM, TO)
ROLE = "role"
SHARED = (*KEYS, ROLE)


def row(visit: Visit) -> Selection:
    """Draw the filters on one wrapping row and return what they keep."""
    choices = visit.choices
    with st.container(horizontal=True, vertical_alignment="bottom", key="filtres"):
        kept = {dimension: _choose(choices, dimension) for dimension in MAIN}
        period = _period(choices)
        kept |= _public(choices)
    where = tuple((dimension, tuple(sorted(codes))) for dimension, codes in kept.items() if codes)
    return Selection(where, period, in_words(visit, where, period))


def perimeter(visit: Visit, selection: Selection) -> str:
    """Return the perimeter line: territory, scheme, period, public, edition, date."""
    parts = (
        *selection.words,
        "édition restreinte",
        f"au {day(visit.observatory.reference_date)}",
    )
    return " · ".join(parts)


def _choose(choices: Choices, dimension: Dimension) -> tuple[str, ...]:
    options = choices.options[dimension]
    shown = {code: short_name(name) for code, name in options.items()}
    width = WIDTHS.get(dimension, "stretch")
    return address.choose_many(dimension.label, dimension.url_key, shown, MAIN[dimension], width)


def _period(choices: Choices) -> tuple[str | None, str | None]:
    quarters = list(choices.quarters)
    names = {code: quarter_label(code) for code in quarters}
    first = address.choose_one("Du", FROM, {"": "Début"} | names, width=QUARTER_WIDTH)
    backwards = {"": "Fin"} | dict(reversed(names.items()))
    last = address.choose_one("Au", TO, backwards, width=QUARTER_WIDTH)
    if first and last and first > last:
        first, last = last, first
    return first or None, last or None


def _public(choices: Choices) -> dict[Dimension, tuple[str, ...]]:
    offered = (*PUBLIC, Dimension.STRUCTURE)
    count = sum(len(st.query_params.get_all(item.url_key)) for item in offered)
    title = f"Public et structure ({count})" if count else "Public et structure"
    kept: dict[Dimension, tuple[str, ...]] = {}
    with st.popover(title, key="public"):
        for dimension in offered:
            options = choices.options[dimension]
            none = PUBLIC.get(dimension, "Toutes les structures")
            kept[dimension] = address.choose_many(dimension.label, dimension.url_key, options, none)
    return kept


def in_words(
    visit: Visit, where: Conditions, period: tuple[str | None, str | None]
) -> tuple[str, ...]:
    """Return what is kept in words: territories, schemes, period, public."""
    choices, kept = visit.choices, dict(where)
    places = _named(choices, kept, (Dimension.DEPARTMENT, Dimension.EPCI))
    schemes = _named(choices, kept, (Dimension.SCHEME,))
    public = _named(choices, kept, (*PUBLIC, Dimension.STRUCTURE))
    return (
        places or visit.observatory.scope.label,
        schemes or "tous dispositifs",
        _period_words(choices, period),
        public or "tous publics",
    )


def _named(
    choices: Choices,
    kept: dict[Dimension, tuple[str, ...]],
    dimensions: tuple[Dimension, ...],
) -> str:
    words = []
    for dimension in dimensions:
        codes = kept.get(dimension, ())
        known = choices.options[dimension]
        names = [short_name(known[code]) for code in codes]
        if len(names) > 3:
            names = [plural(len(names), "choix", "choix")]
        if names:
            needs_title = known.keys() <= {"yes", "no", "unknown"}
            title = f"{dimension.label} : " if needs_title else ""
            words.append(title + ", ".join(names))
    return " · ".join(words)


def _period_words(choices: Choices, period: tuple[str | None, str | None]) -> str:
    quarters = list(choices.quarters)
    if not quarters:
        return "toute la période"
    first, last = period[0] or quarters[0], period[1] or quarters[-1]
    if first == last:
        return quarter_label(first)
    return f"{quarter_label(first)} à {quarter_label(last)}"
