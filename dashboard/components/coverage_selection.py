"""The territory looked at: searched, clicked on the map or in a table, kept in the address."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.components import address, markup
from dashboard.components.assets import asset
from dashboard.components.coverage_search import Place, find
from dashboard.components.markup import Cell

PLACE, SEARCH, MAP_KEY, TABLE_KEY = "lieu", "recherche", "carte", "lieux"
LAYER = "territoires"
"""The layer of the map whose areas are territories to choose."""
HOW = "Nom, code INSEE ou code postal"
NOT_FOUND = "Aucune commune ni intercommunalité de ce périmètre ne porte ce nom ou ce code."


def chosen(places: Sequence[Place]) -> Place | None:
    """Return the place the address gives, dropping from it a place unknown here."""
    known = {place.code: place for place in places}
    codes = address.kept_codes(PLACE, {code: place.name for code, place in known.items()})
    return known[codes[0]] if codes else None


def search(places: Sequence[Place]) -> None:
    """Draw the search box, and what it found when it is not one place alone."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="chercher"):
        st.text_input(
            "Chercher un territoire",
            key=SEARCH,
            placeholder=HOW,
            on_change=_look_up,
            args=(tuple(places),),
            width=330,
        )
        query = st.session_state.get(SEARCH, "")
        found = find(query, places)
        for place in found if len(found) > 1 else ():
            label = f"{place.name} ({place.code})"
            st.button(label, key=f"lieu-{place.code}", on_click=choose, args=(place.code,))
        if address.kept_codes(PLACE, {place.code: place.name for place in places}):
            st.button("Voir tout le périmètre", key="tout", on_click=choose, args=("",))
    if query and not found:
        markup.block(f'<p class="oi-note" role="status">{escape(NOT_FOUND)}</p>')


def choose(code: str) -> None:
    """Look at a place; an empty code looks at the whole perimeter again."""
    address.write(PLACE, (code,) if code else ())
    st.session_state[SEARCH] = ""


def name_cell(code: str, name: str, is_chosen: bool) -> Cell:
    """Return the name of a territory as a button that looks at it."""
    pressed = ' aria-pressed="true"' if is_chosen else ""
    button = f'<button data-place="{escape(code)}"{pressed}>{escape(name)}</button>'
    return Cell(name, markup=button)


def listen() -> None:
    """Let the names of tables be chosen; drawn once per page."""
    mount = st.components.v2.component("observatoire_lieux", js=asset("coverage_places.js"))
    mount(key=TABLE_KEY, on_place_change=_follow_table, height=1)


def follow_map() -> None:
    """Look at the area clicked on the map; a second click changes nothing."""
    picked = st.session_state[MAP_KEY].selection.objects.get(LAYER, [])
    if picked:
        area = picked[0]
        choose(str(area.get("properties", area)["code"]))


def _follow_table() -> None:
    choose(str(st.session_state[TABLE_KEY].place or ""))


def _look_up(places: tuple[Place, ...]) -> None:
    found = find(st.session_state[SEARCH], places)
    if len(found) == 1:
        choose(found[0].code)
