"""Logos: what is accepted is told by the content, and a refusal says what is."""

import io
import struct
import zlib

import pytest
from exports.meeting_document import meeting
from exports.pdf_reader import elements
from PIL import Image

from dashboard.document import Variant
from dashboard.exports.document_pdf import page_images, pdf_bytes
from dashboard.exports.logo import LogoError, picture

EXPORT = "0f1e2d3c4b5a"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'
LINKED = 'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="http://example.org/a.png"'


def image(form: str, size: tuple[int, int] = (40, 20)) -> bytes:
    held = io.BytesIO()
    Image.new("RGB", size, "#0b6b6b").save(held, form)
    return held.getvalue()


def png_of(width: int, height: int) -> bytes:
    """Write the header of a PNG that says a size, without its pixels."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + header
        + struct.pack(">I", zlib.crc32(header))
    )


ACCEPTED = {
    "png": image("PNG"),
    "jpg": image("JPEG"),
    "svg": SVG.format('<rect width="40" height="20" fill="#0b6b6b"/>').encode(),
}


@pytest.mark.parametrize("extension", ACCEPTED)
def test_an_image_is_known_by_its_content(extension: str) -> None:
    assert picture(ACCEPTED[extension]).extension == extension


@pytest.mark.parametrize("extension", ACCEPTED)
def test_a_logo_is_printed_and_told(extension: str) -> None:
    pdf = pdf_bytes(meeting(), EXPORT, logo=ACCEPTED[extension])
    assert ("Figure", "Logo de l'organisme") in elements(pdf)


def test_a_configured_emblem_replaces_the_drawn_one() -> None:
    drawn = page_images(meeting(Variant.CONTROL), EXPORT, pixels_per_inch=24)
    given = page_images(
        meeting(Variant.CONTROL), EXPORT, emblem=image("PNG", (60, 40)), pixels_per_inch=24
    )
    assert drawn[0] != given[0]
    assert drawn[1:] == given[1:]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "vide"),
        (b"%PDF-1.7 not a picture", "reconnue"),
        (image("GIF"), "reconnue"),
        (image("PNG")[:60], "reconnue"),
        (image("JPEG")[:-200], "reconnue"),
        (b"\x89PNG\r\n\x1a\n", "reconnue"),
        (b"\xff\xd8\xff", "reconnue"),
        (b"x" * 2_000_001, "2 Mo"),
        (png_of(4001, 10), "4 000"),
        (png_of(0, 10), "4 000"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="4001" height="9"/>', "4 000"),
        (b"<html><body/></html>", "reconnue"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"', "reconnue"),
        (SVG.format("<script>alert(1)</script>").encode(), "programme"),
        (SVG.format(f"<image {LINKED}/>").encode(), "lien externe"),
        (SVG.format(f"<a {LINKED}/>").encode(), "lien externe"),
        (SVG.format("<style>@import 'http://example.org/a.css';</style>").encode(), "externe"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(), "document"),
    ],
)
def test_anything_else_is_refused_and_the_sentence_says_what_is_accepted(
    content: bytes, reason: str
) -> None:
    with pytest.raises(LogoError) as refusal:
        pdf_bytes(meeting(), EXPORT, logo=content)
    assert reason in str(refusal.value)
    assert "PNG, JPEG ou SVG" in str(refusal.value)
    assert "2 Mo et 4 000 pixels" in str(refusal.value)
