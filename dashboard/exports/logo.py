"""Logos given by users: accepted on what they contain, never on their name."""

import json
import re
import struct
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import typst

from dashboard.exports.typesetting import typeset

MOST_BYTES = 2_000_000
LONGEST_SIDE = 4_000
"""Pixels."""
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_SIGNATURE = b"\xff\xd8\xff"
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of the segment that holds the size of a JPEG; the three others hold tables."""
SVG = "{http://www.w3.org/2000/svg}"
ACTIVE = frozenset({f"{SVG}script", f"{SVG}foreignObject", f"{SVG}image"})
"""SVG elements that run code or bring another file in."""
ACCEPTED = (
    "Sont acceptées les images PNG, JPEG ou SVG (sans image incorporée ni lien externe), "
    "de 2 Mo et 4 000 pixels de côté au plus."
)


class LogoError(ValueError):
    """The image cannot be printed; the message says why and what is accepted, in French."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} {ACCEPTED}")


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that can be printed: its content and its format, `png`, `jpg` or `svg`."""

    content: bytes
    extension: str

    @property
    def as_file(self) -> bytes:
        """Return the image as the templates read it: files given by name must be text."""
        return json.dumps({"format": self.extension, "bytes": list(self.content)}).encode()


def picture(content: bytes) -> Picture:
    """Return an image checked by its content; raises LogoError on anything else."""
    if not content:
        raise LogoError("Le fichier du logo est vide.")
    if len(content) > MOST_BYTES:
        raise LogoError("Le logo pèse plus de 2 Mo.")
    extension, (width, height) = _read(content)
    if max(width, height) > LONGEST_SIDE or min(width, height) <= 0:
        raise LogoError("Le logo dépasse 4 000 pixels de côté, ou n'a pas de taille.")
    accepted = Picture(content, extension)
    _draw(accepted)
    return accepted


def read_logo(path: Path) -> bytes:
    """Return the content of a logo checked as `picture` does, no more of it read than accepted."""
    with path.open("rb") as file:
        return picture(file.read(MOST_BYTES + 1)).content


def _read(content: bytes) -> tuple[str, tuple[float, float]]:
    try:
        if content.startswith(PNG_SIGNATURE):
            return "png", struct.unpack_from(">II", content, 16)
        if content.startswith(JPEG_SIGNATURE):
            return "jpg", _jpeg_size(content)
        return "svg", _svg_size(content)
    except (struct.error, ElementTree.ParseError, ValueError, IndexError) as error:
        if isinstance(error, LogoError):
            raise
        raise LogoError("Le logo n'est pas une image reconnue, ou il est abîmé.") from error


def _jpeg_size(content: bytes) -> tuple[int, int]:
    at = 2
    while True:
        _, marker, length = struct.unpack_from(">BBH", content, at)
        if marker in JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        at += 2 + length


def _svg_size(content: bytes) -> tuple[float, float]:
    """Return the size of an SVG; one without size is as large as its box."""
    if b"<!ENTITY" in content or b"<!DOCTYPE" in content:
        raise LogoError("Le logo SVG déclare un type de document.")
    root = ElementTree.fromstring(content.decode("utf-8"))  # noqa: S314 (no entities: refused above)
    if root.tag != f"{SVG}svg":
        raise ValueError(root.tag)
    for element in root.iter():
        _refuse_active(element)
    box = (root.get("viewBox") or "0 0 0 0").replace(",", " ").split()
    width, height = (
        re.match(r"\d+(\.\d+)?(?!\d*%)", root.get(side, "")) for side in ("width", "height")
    )
    if width and height:
        return float(width[0]), float(height[0])
    return float(box[2]), float(box[3])


def _refuse_active(element: ElementTree.Element) -> None:
    links = [value for name, value in element.items() if name.endswith("href")]
    is_outside = any(not link.startswith("#") for link in links)
    styles = f"{element.text if element.tag == f'{SVG}style' else ''} {element.get('style', '')}"
    if element.tag in ACTIVE or is_outside or "@import" in styles or "url(" in styles:
        raise LogoError("Le logo SVG contient une image, un lien externe ou un programme.")


def _draw(drawn: Picture) -> None:
    """Draw the image once alone: a cut or damaged file is refused here, not in the document."""
    source = b'#let given = json("logo.json")\n#image(bytes(given.bytes), format: given.format)'
    try:
        typeset({"main.typ": source, "logo.json": drawn.as_file}, "svg")
    except typst.TypstError as error:
        raise LogoError("Le logo n'est pas une image reconnue, ou il est abîmé.") from error
