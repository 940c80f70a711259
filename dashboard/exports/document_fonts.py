"""The fonts shipped with the product, and the characters they can print."""

import struct
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
TEXT_FONT = "Lato"
EMOJI_FONT = "Noto Emoji"
NO_GLYPH = "□"
"""Printed for a character no shipped font draws: an accessible PDF allows no missing glyph."""
FIRST_SIGN = 32
"""Below are control characters."""
END_OF_TABLE = 0xFFFF


def printable(text: str) -> str:
    """Return a text the fonts can print: control characters become spaces, others a square."""
    if text.isascii() and text.isprintable():
        return text
    drawn = _drawn()
    return "".join(
        character if ord(character) in drawn else NO_GLYPH if character.isprintable() else " "
        for character in text
    )


@cache
def _drawn() -> frozenset[int]:
    """Return the code points that Lato draws in both weights, or Noto Emoji."""
    regular, bold, emoji = (
        frozenset(_code_points((FONTS / name).read_bytes()))
        for name in ("Lato-Regular.ttf", "Lato-Bold.ttf", "NotoEmoji-Regular.ttf")
    )
    return ((regular & bold) | emoji) - frozenset(range(FIRST_SIGN))


def _code_points(font: bytes) -> Iterator[int]:
    """Read the code points of a font from its `cmap` table (OpenType, formats 4 and 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    (start,) = (
        struct.unpack_from(">I", font, record + 8)[0]
        for record in range(12, 12 + 16 * tables, 16)
        if font[record : record + 4] == b"cmap"
    )
    (subtables,) = struct.unpack_from(">H", font, start + 2)
    for rank in range(subtables):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * rank)
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == 4:
            yield from _segments(font, start + offset)
        elif form == 12:
            yield from _groups(font, start + offset)


def _segments(font: bytes, at: int) -> Iterator[int]:
    (double,) = struct.unpack_from(">H", font, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + double)
    for first, last in zip(starts, ends, strict=True):
        yield from range(first, min(last, END_OF_TABLE - 1) + 1)


def _groups(font: bytes, at: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, at + 12)
    for rank in range(count):
        first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * rank)
        yield from range(first, last + 1)
