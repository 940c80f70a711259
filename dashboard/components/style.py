"""The style sheet of our own markup, with the colours of the theme in use."""

from functools import cache

import streamlit as st

from dashboard.components.assets import asset
from dashboard.components.palette import PALETTES, Mode

VARIABLES = (
    "text",
    "muted",
    "accent",
    "alert",
    "panel",
    "border",
    "grid",
    "alert_panel",
    "unknown",
    "withheld",
)


def current_mode() -> Mode:
    """Return the theme the reader's browser shows."""
    return Mode.DARK if st.context.theme.type == "dark" else Mode.LIGHT


def apply(mode: Mode) -> None:
    """Give the page its style sheet."""
    st.html(_sheet(mode))


@cache
def _sheet(mode: Mode) -> str:
    palette = PALETTES[mode]
    colours = "".join(
        f"--oi-{name.replace('_', '-')}:{getattr(palette, name)};" for name in VARIABLES
    )
    rules = asset("style.css")
    return f"<style>:root{{{colours}}}\n{rules}</style>"
