"""Vega-Lite drawings as SVG, in the shipped fonts, without a browser nor the network."""

import re
from functools import cache
from typing import Any

import vl_convert

from dashboard.exports.document_colours import MUTED, PAPER, TEXT, WITHHELD
from dashboard.exports.document_fonts import FONTS, TEXT_FONT

VEGA_LITE = "6.4"
"""Fixed, so that a newer release does not move a line of a document printed again."""
PATTERNS = (
    '<defs><pattern id="withheld" width="5" height="5" patternUnits="userSpaceOnUse" '
    f'patternTransform="rotate(45)"><rect width="5" height="5" fill="{PAPER}"/>'
    f'<rect width="2" height="5" fill="{WITHHELD}"/></pattern>'
    '<pattern id="zero" width="5" height="5" patternUnits="userSpaceOnUse">'
    f'<rect width="5" height="5" fill="{PAPER}"/>'
    f'<circle cx="2.5" cy="2.5" r="0.7" fill="{MUTED}"/></pattern></defs>'
)
"""Hatches and dots: looks without a value are told apart without colour."""
SIDE = re.compile(r'(width|height)="([0-9.]+)"')
"""The size of a drawing, written without a unit: pixels, three quarters of our points."""
CONFIG = {
    "font": TEXT_FONT,
    "view": {"stroke": None},
    "text": {"color": TEXT},
    "background": None,
}


def drawing(spec: dict[str, Any]) -> str:
    """Return the SVG of a Vega-Lite description; its fills may name a pattern.

    The outlines of a shape may come in any direction: what is inside an odd number of them is
    filled, so that a hole stays a hole.
    """
    _register_fonts()
    svg = vl_convert.vegalite_to_svg(
        {**spec, "config": CONFIG}, vl_version=VEGA_LITE, allowed_base_urls=[]
    )
    opening, rest = svg.split(">", 1)
    opening = SIDE.sub(r'\1="\2pt"', opening)
    filled = rest.replace("<g fill=", '<g fill-rule="evenodd" fill=', 1)
    return f"{opening}>{PATTERNS}{filled}"


def swatch(fill: str, dash: str) -> str:
    """Return the SVG of one key of a legend, drawn as the shapes it tells."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="18" height="11" viewBox="0 0 18 11">'
        f'{PATTERNS}<rect x="0.5" y="0.5" width="17" height="10" fill="{fill}" '
        f'stroke="{MUTED}" stroke-width="0.7" stroke-dasharray="{dash}"/></svg>'
    )


@cache
def _register_fonts() -> None:
    vl_convert.register_font_directory(str(FONTS))
