"""The sentence ready to be said, its copy button, and what it leaves unsaid."""

from html import escape

import streamlit as st

from dashboard.components import markup
from dashboard.components.assets import asset
from dashboard.components.present_words import Facts, left_unsaid, public_sentence
from dashboard.reading.fse_sentences import AUTHORITATIVE, COFUNDED

BUTTON = (
    '<button type="button">Copier la phrase</button><span role="status" aria-live="polite"></span>'
)
CAUTION = (
    "Une situation après la sortie n'est pas un effet de l'accompagnement : la phrase dit ce qui "
    "est arrivé, non pourquoi."
)


def draw(facts: Facts) -> None:
    """Draw the sentence, or why none is offered."""
    sentence = public_sentence(facts)
    if sentence:
        markup.block(markup.paragraph(sentence, "answer"))
        signed = f"{sentence} {COFUNDED}. {AUTHORITATIVE}."
        _copy_button(signed)
    notes = [*left_unsaid(facts), CAUTION] if sentence else left_unsaid(facts)
    name = "oi-note" if sentence else "oi-banner"
    markup.block("".join(f'<p class="{name}" role="note">{escape(item)}</p>' for item in notes))


def _copy_button(text: str) -> None:
    script = asset("copy.js") + asset("present_copy.js")
    mount = st.components.v2.component(
        "observatoire_phrase", html=BUTTON, css=asset("page.css"), js=script
    )
    mount(key="copier-la-phrase", data={"text": text}, width="content", height="content")
