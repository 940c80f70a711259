"""« Comment lire » the FSE+ results: what each code counts, who is out, which rules hold."""

import streamlit as st

from dashboard.components import fse_notice, markup
from dashboard.components.method import explanation, rules
from dashboard.components.present_beside import BESIDE
from dashboard.observatory import ReleasedFse
from pipelines.fse import fse_indicators
from pipelines.indicators import indicators

TOLD = ("HEAD", "PART", "SHORT", "INC", "EECO01", "EECR04", "EECR05", "EECR06s")


def how_to_read(figures: ReleasedFse) -> None:
    """Draw the folded explanation of the figures of the page."""
    known = fse_indicators()
    pairs = [
        (f"{code} · {known[code].label}", known[code].population) for code in TOLD if code in known
    ]
    beside = indicators()[BESIDE]
    with st.expander("Comment lire"):
        markup.block(markup.facts(pairs) + fse_notice.open_points(figures.settings))
        markup.block(f"<h2>{beside.label}</h2>{markup.facts(explanation(beside))}")
        markup.block(markup.paragraph(rules(), "note"))
