"""Finding a territory by what people write: a name, with or without accents, or a code."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipelines.vocabulary import plain

SHORTENED = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
KINDS_OF_EPCI = frozenset({"ca", "cc", "cu", "communaute", "agglomeration", "communes"})
"""Words that say what an EPCI is, not which one."""
CODE = re.compile(r"^(\d{5}|2[ab]\d{3}|\d{9})$")
MOST_FOUND = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A territory to find: its code, its name, what is said of it, its postal codes."""

    code: str
    name: str
    detail: str = ""
    postal_codes: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of the name that tell it apart."""
        return meaningful(self.name)


def meaningful(text: str) -> tuple[str, ...]:
    """Return words without accent, article nor abbreviation: `St-Céré` gives `saint cere`."""
    written = (SHORTENED.get(word, word) for word in plain(text).split())
    return tuple(word for word in written if word not in KINDS_OF_EPCI)


def find(query: str, places: Iterable[Place], most: int = MOST_FOUND) -> tuple[Place, ...]:
    """Return the places a query may mean, the nearest first; none for an empty query.

    A code (INSEE, postal or SIREN) is matched whole; otherwise each word of the query begins a
    word of the name, in the same order. A name equal to the query comes first, then those
    that begin with it, then the shortest.
    """
    code = query.strip().lower()
    if CODE.match(code):
        return _by_code(code, places)[:most]
    asked = meaningful(query)
    if not asked:
        return ()
    found = [(_distance(asked, place), place) for place in places if _holds(asked, place.words)]
    ordered = sorted(found, key=lambda pair: (pair[0], pair[1].name, pair[1].code))
    return tuple(place for _, place in ordered)[:most]


def _by_code(code: str, places: Iterable[Place]) -> tuple[Place, ...]:
    known = list(places)
    exact = [place for place in known if place.code.lower() == code]
    postal = [place for place in known if code in place.postal_codes and place not in exact]
    return tuple(exact + sorted(postal, key=lambda place: place.name))


def _holds(asked: tuple[str, ...], words: tuple[str, ...]) -> bool:
    """Tell whether each asked word begins a word of the name, in order."""
    left = iter(words)
    return all(any(word.startswith(start) for word in left) for start in asked)


def _distance(asked: tuple[str, ...], place: Place) -> tuple[int, int]:
    words = place.words
    begins = words[: len(asked)] == asked or " ".join(words).startswith(" ".join(asked))
    return (0 if words == asked else 1 if begins else 2, len(place.name))
