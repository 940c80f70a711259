"""Every colour of the application, for both themes, in one place."""

from dataclasses import dataclass
from enum import StrEnum

from pipelines.vocabulary import Scheme


class Mode(StrEnum):
    """The two themes."""

    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one theme; text colours reach 4.5:1 on `background` and on `panel`."""

    background: str
    panel: str
    border: str
    text: str
    muted: str
    accent: str
    accent_pale: str
    alert: str
    alert_panel: str
    unknown: str
    withheld: str
    missing: str
    zero: str
    grid: str
    land: str
    edge: str
    sequence: tuple[str, ...]
    coverage: tuple[str, ...]
    categories: tuple[str, ...]


PALETTES = {
    Mode.LIGHT: Palette(
        background="#ffffff",
        panel="#f3f7f7",
        border="#d3dede",
        text="#15262b",
        muted="#4a5d64",
        accent="#0b6b6b",
        accent_pale="#a9cfcd",
        alert="#a8430c",
        alert_panel="#fdf1e8",
        unknown="#8f9a9e",
        withheld="#c3cacc",
        missing="#ffffff",
        zero="#f1f8f6",
        grid="#e4ebeb",
        land="#eceae4",
        edge="#d8d2e6",
        sequence=("#d3e8e5", "#9fcdc8", "#63aba7", "#2b8484", "#07504f"),
        coverage=("#8f3206", "#dd8443", "#f4d3b0", "#cbe4e0", "#2b8484"),
        categories=("#0072b2", "#d55e00", "#00805f", "#a8477f", "#9a6700", "#3a86b5"),
    ),
    Mode.DARK: Palette(
        background="#0f1a1d",
        panel="#17262a",
        border="#33474d",
        text="#e9f0f1",
        muted="#a9bbc0",
        accent="#54c4bd",
        accent_pale="#2b5f5e",
        alert="#f5a066",
        alert_panel="#2e2218",
        unknown="#7f8c91",
        withheld="#56646a",
        missing="#0f1a1d",
        zero="#16302f",
        grid="#24363b",
        land="#1b2a2f",
        edge="#3d3856",
        sequence=("#1f4a4b", "#2b6e6e", "#3d9693", "#6bbfb9", "#b5e6e0"),
        coverage=("#f7a86d", "#c26a2c", "#714326", "#2a5a5a", "#5db8b1"),
        categories=("#56b4e9", "#ee8b4b", "#35b890", "#d994bd", "#e3b13e", "#8fb8e8"),
    ),
}

SCHEME_RANKS = {
    Scheme.RSA_SUPPORT: 0,
    Scheme.INTENSIVE_COACHING: 1,
    Scheme.ACI: 2,
    Scheme.IAE: 2,
    Scheme.MISPE_ESAT: 3,
    Scheme.MESP_CCAS: 3,
    Scheme.SUPPORTED_EMPLOYMENT: 4,
    Scheme.ACTIVE_MEDIATION: 5,
}
"""Six families of schemes: work placements share a hue, and so do the two kinds of IAE."""


def scheme_colour(code: str, mode: Mode) -> str:
    """Return the colour of a scheme, the same on every page; grey for an unknown code."""
    palette = PALETTES[mode]
    ranks = {scheme.value: rank for scheme, rank in SCHEME_RANKS.items()}
    return palette.categories[ranks[code]] if code in ranks else palette.unknown


def rgb(colour: str) -> list[int]:
    """Return the red, green and blue of a hexadecimal colour, 0 to 255."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def translucent(colour: str, opacity: float) -> str:
    """Return a hexadecimal colour as `rgba(…)`."""
    return f"rgba({','.join(map(str, rgb(colour)))},{opacity})"
