"""What a page says when there is nothing to draw, and the way out."""

import polars as pl
import streamlit as st

from dashboard.components import address, filters, markup, words
from dashboard.disclosure import COUNTS, Released
from dashboard.reading.selection import Selection
from pipelines.indicators import Unit


def is_counted(released: Released) -> bool:
    """Tell whether at least one unit was counted, whatever its status."""
    return bool(released.total.select(pl.sum_horizontal(COUNTS) > 0).item())


def reason(released: Released, selection: Selection) -> str:
    """Return why nothing can be drawn, or an empty text when something can."""
    if not is_counted(released):
        return words.nothing_counted(released, selection.is_filtered)
    too_early = words.nothing_to_judge(released)
    if too_early:
        return too_early
    if released.indicator.unit is Unit.PROPORTION and released.table["rate"].is_null().all():
        return "Chaque base est inférieure à 10 : aucun taux n'est dessiné."
    return ""


def explain(why: str, selection: Selection) -> None:
    """Say why there is nothing, and offer to widen the filters."""
    markup.block(f'<p class="oi-banner" role="status">{why}</p>')
    if selection.is_filtered:
        st.button(
            "Élargir : enlever tous les filtres",
            on_click=address.clear,
            args=(filters.KEYS,),
            key="elargir",
        )
