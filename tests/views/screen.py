"""What a drawn page says, as text."""

import re
from html import unescape
from typing import Any

from streamlit.testing.v1 import AppTest

TAG = re.compile(r"<style>.*?</style>|<pre.*?</pre>|<[^>]+>", re.DOTALL)
ENGLISH = re.compile(
    r"\b(the|choose|select|options|loading|search|error|none|nan|null|true|false|unknown|and|of)\b",
    re.IGNORECASE,
)
CHOICES = ("multiselect", "selectbox")
LABELLED = (*CHOICES, "text_input", "expander", "button", "download_button")


def elements(app: AppTest, kind: str) -> list[Any]:
    """Return the elements of a kind, in the order of the page."""
    return list(app.get(kind))


def markup_of(app: AppTest) -> str:
    """Return our own markup, tags included."""
    return "\n".join(element.value for element in elements(app, "html"))


def text_of(app: AppTest) -> str:
    """Return the text of our own markup, without tags, spaces made plain."""
    text = unescape(TAG.sub(" ", markup_of(app)))
    return re.sub(r"[\u202f\u00a0]", " ", text)


def everything_said(app: AppTest) -> str:
    """Return all the text of a page: titles, markup, labels, options, placeholders."""
    parts = [text_of(app), *(title.value for title in app.title)]
    parts += [element.label for kind in LABELLED for element in elements(app, kind)]
    for kind in CHOICES:
        for element in elements(app, kind):
            parts += [*element.options, element.proto.placeholder]
    parts += [element.proto.label for element in elements(app, "page_link")]
    return "\n".join(part for part in parts if part)


def link_queries(app: AppTest) -> list[str]:
    """Return the query of each link to another page."""
    return [element.proto.query_string for element in elements(app, "page_link")]


def address_of(app: AppTest) -> dict[str, list[str]]:
    """Return the address of a page: the codes of each key."""
    given = app.query_params.items()
    return {key: [value] if isinstance(value, str) else list(value) for key, value in given}
