"""What a code list is: members with one code stored, one label shown, and their source codes."""

import re
import unicodedata
from enum import StrEnum
from functools import cache
from typing import Self

LINK_WORDS = frozenset(
    {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"}
)


class Vocabulary(StrEnum):
    """A closed list of codes with French labels.

    `label` is what people read; `codes` are the official or usual source codes that mean the
    same member, accepted without a remark.
    """

    label: str
    codes: tuple[str, ...]

    def __new__(cls, code: str, label: str = "", *codes: str) -> Self:
        """Attach the label and the source codes to the code."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.codes = codes
        return member


def plain(text: str) -> str:
    """Return the words that carry meaning: no accent, no case, no punctuation, no link word."""
    spaced = re.sub(r"['’`]", " ", text.replace("œ", "oe").replace("Œ", "oe"))
    ascii_text = unicodedata.normalize("NFKD", spaced).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9+]+", ascii_text.casefold())
    return " ".join(word for word in words if word not in LINK_WORDS)


@cache
def exact_codes(vocabulary: type[Vocabulary]) -> dict[str, str]:
    """Map every accepted spelling that needs no remark to the member's code."""
    spellings = {code: member.value for member in vocabulary for code in member.codes}
    return spellings | {member.value: member.value for member in vocabulary}


@cache
def aliases(vocabulary: type[Vocabulary]) -> dict[str, str]:
    """Map the plain form of codes and labels to the member's code; ambiguous forms are left out."""
    found: dict[str, set[str]] = {}
    for member in vocabulary:
        for spelling in (member.value, member.label, *member.codes):
            found.setdefault(plain(spelling), set()).add(member.value)
    return {form: codes.pop() for form, codes in found.items() if form and len(codes) == 1}


@cache
def labels(vocabulary: type[Vocabulary]) -> dict[str, str]:
    """Map each code to its French label."""
    return {member.value: member.label for member in vocabulary}
