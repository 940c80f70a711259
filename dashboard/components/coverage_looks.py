"""How each class of coverage looks on the map, in the legend and in tables."""

from html import escape

from dashboard.components.palette import Palette
from dashboard.formats import decimal, number, percent
from pipelines.vocabulary.coverage import (
    FRAGILE_BELOW,
    UNDERSERVED_BELOW,
    WELL_ABOVE,
    CoverageClass,
    SupplyFamily,
)

RANKED = (
    CoverageClass.UNCOVERED,
    CoverageClass.UNDERSERVED,
    CoverageClass.FRAGILE,
    CoverageClass.NEAR,
    CoverageClass.WELL,
)
"""The classes of a score, from the least supply to the most."""
SIGNS = {
    CoverageClass.UNCOVERED: "0",
    CoverageClass.DEMAND_WITHHELD: "s",
    CoverageClass.DEMAND_MISSING: "?",
    CoverageClass.TIME_UNKNOWN: "t",
}
"""Written on the map and in its legend: zero, secret and absence differ without colour."""
IN_TABLES = {
    CoverageClass.NEAR: "Proche",
    CoverageClass.NO_DEMAND: "Sans public",
    CoverageClass.DEMAND_MISSING: "Public absent",
    CoverageClass.TIME_UNKNOWN: "Temps inconnu",
}
"""The short names of classes, where a column is narrow."""
LETTERS = {SupplyFamily.SITE.value: "C", SupplyFamily.PLACEMENT.value: "M"}
FAMILIES = {
    SupplyFamily.SITE.value: "chantiers et entreprises d'insertion (ACI, EI, EITI)",
    SupplyFamily.PLACEMENT.value: "mise à disposition (AI, ETTI)",
}
ALWAYS_TOLD = (
    *RANKED,
    CoverageClass.NOT_ASSESSED_EDGE,
    CoverageClass.DEMAND_WITHHELD,
    CoverageClass.DEMAND_MISSING,
)
"""The classes the legend holds even when no territory has them."""


def colour(palette: Palette, coverage_class: str) -> str:
    """Return the fill of a class."""
    others = {
        CoverageClass.NO_DEMAND: palette.zero,
        CoverageClass.NOT_ASSESSED_EDGE: palette.edge,
        CoverageClass.DEMAND_WITHHELD: palette.withheld,
        CoverageClass.DEMAND_MISSING: palette.missing,
        CoverageClass.TIME_UNKNOWN: palette.missing,
    }
    found = CoverageClass(coverage_class)
    return palette.coverage[RANKED.index(found)] if found in RANKED else others[found]


def swatch(palette: Palette, coverage_class: str) -> str:
    """Return the small square of a class, with its sign when it has one."""
    sign = SIGNS.get(CoverageClass(coverage_class), "")
    is_ranked = coverage_class in RANKED
    name = "oi-swatch dashed" if sign and not is_ranked else "oi-swatch"
    ink = f";color:{palette.background}" if sign and is_ranked else ""
    style = f"background:{colour(palette, coverage_class)}{ink}"
    return f'<span class="{name}" style="{style}">{sign}</span>'


def labelled(palette: Palette, coverage_class: str) -> str:
    """Return a class in a table: its square, then its name."""
    name = escape(IN_TABLES.get(CoverageClass(coverage_class), CoverageClass(coverage_class).label))
    return f'<span class="oi-class">{swatch(palette, coverage_class)}{name}</span>'


def legend(palette: Palette, counts: dict[str, int], reference: float | None, unit: str) -> str:
    """Return the legend: each class with its bounds and how many territories it holds.

    `reference` is in FTE per 100 people, null when several départements have each their own;
    `unit` says what is counted.
    """
    shown = [item for item in CoverageClass if item in ALWAYS_TOLD or counts.get(item.value)]
    items = (
        f"<li>{swatch(palette, item)}{escape(class_words(item, reference))} "
        f"({number(counts.get(item.value, 0))})</li>"
        for item in shown
    )
    told = f"Entre parenthèses : {unit}."
    return f'<ul class="oi-key">{"".join(items)}</ul><p class="oi-note">{escape(told)}</p>'


def families_legend(families: list[str], has_neighbours: bool) -> str:
    """Return the legend of the points: one letter per family of structures, a dot elsewhere."""
    items = (
        f'<li><span class="oi-point {family}">{LETTERS[family]}</span>{escape(FAMILIES[family])}'
        "</li>"
        for family in LETTERS
        if family in families
    )
    elsewhere = '<li><span class="oi-dot"></span>hors du département</li>' if has_neighbours else ""
    return f'<ul class="oi-key">{"".join(items)}{elsewhere}</ul>'


def class_words(coverage_class: CoverageClass, reference: float | None) -> str:
    """Return a class with its bounds: shares of the reference, and FTE where there is one."""
    low, middle, high = (_bound(share, reference) for share in BOUNDS)
    told = {
        CoverageClass.UNCOVERED: "aucun ETP à portée",
        CoverageClass.UNDERSERVED: f"moins de {low}",
        CoverageClass.FRAGILE: f"de {low} à moins de {middle}",
        CoverageClass.NEAR: f"de {middle} à {high}",
        CoverageClass.WELL: f"plus de {high}",
    }.get(coverage_class)
    return f"{coverage_class.label} : {told}" if told else coverage_class.label


BOUNDS = (UNDERSERVED_BELOW, FRAGILE_BELOW, WELL_ABOVE)


def _bound(share: float, reference: float | None) -> str:
    return percent(share, 0) if reference is None else decimal(share * reference)
