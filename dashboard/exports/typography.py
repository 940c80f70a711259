"""French typography of printed text."""

import re

from dashboard.formats import NO_BREAK_SPACE

BEFORE_SIGN = re.compile(r" (?=[:;?!%»])")
AFTER_QUOTE = re.compile(r"(?<=«) ")


def unbroken(text: str) -> str:
    """Return a text whose double signs and quotes never begin or end a line alone."""
    return AFTER_QUOTE.sub(NO_BREAK_SPACE, BEFORE_SIGN.sub(NO_BREAK_SPACE, text))
