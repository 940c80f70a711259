"""The page address keeps every choice: one short key, codes only, read before each drawing.

Streamlit binds a widget to the address by the label shown; labels drift and codes do not, so the
address is written here and the widget follows it. Unknown codes leave the address.
"""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

KEPT = "address_kept"
Width = int | Literal["stretch"]


def kept_codes(key: str, options: Mapping[str, str]) -> tuple[str, ...]:
    """Return the known codes the address gives for a key, dropping the others from it."""
    given = st.query_params.get_all(key)
    known = tuple(dict.fromkeys(code for code in given if code in options))
    if list(known) != given:
        write(key, known)
    return known


def write(key: str, codes: tuple[str, ...]) -> None:
    """Put codes in the address; none takes the key away."""
    if codes:
        st.query_params[key] = list(codes)
    elif key in st.query_params:
        del st.query_params[key]


def choose_many(
    label: str, key: str, options: Mapping[str, str], none: str, width: Width = "stretch"
) -> tuple[str, ...]:
    """Offer several codes; `none` is what an empty choice means."""
    codes = kept_codes(key, options)
    st.session_state[key] = list(codes)
    st.multiselect(
        label,
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        on_change=_follow,
        args=(key,),
        placeholder=none,
        select_all=False,
        width=width,
    )
    return codes


def choose_one(
    label: str, key: str, options: Mapping[str, str], default: str = "", width: Width = "stretch"
) -> str:
    """Offer one code; the default one keeps the address clean."""
    codes = kept_codes(key, options)
    code = codes[0] if codes else default
    st.session_state[key] = code
    st.selectbox(
        label,
        list(options),
        format_func=lambda code: options.get(code, code),
        key=key,
        on_change=_follow,
        args=(key, default),
        width=width,
    )
    return code


def clear(keys: tuple[str, ...]) -> None:
    """Take keys away from the address."""
    for key in keys:
        write(key, ())


def carry(page: str, shared: tuple[str, ...]) -> None:
    """Keep the shared choices when the reader goes to another page by the menu.

    Changing page empties the address; an address that says something is obeyed as it is.
    """
    last_page, kept = st.session_state.get(KEPT, (page, {}))
    if last_page != page and not st.query_params:
        for key, codes in kept.items():
            write(key, codes)
    kept = {key: tuple(st.query_params.get_all(key)) for key in shared}
    st.session_state[KEPT] = (page, kept)


def current() -> dict[str, list[str]]:
    """Return what the address says, ready for a link to another page."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _follow(key: str, default: str | None = None) -> None:
    value = st.session_state[key]
    codes = tuple(value) if isinstance(value, list) else (value,)
    write(key, () if codes == (default,) else codes)
