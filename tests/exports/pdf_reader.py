"""Readers of a PDF that share nothing with what writes it."""

import ctypes
import re
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page on one line."""
    return [
        re.sub(r"[\r\n ]+", " ", page.get_textpage().get_text_bounded())
        for page in pdfium.PdfDocument(pdf)
    ]


def whole_text(pdf: bytes) -> str:
    return " ".join(page_texts(pdf))


def metadata(pdf: bytes) -> dict[str, str]:
    found: dict[str, str] = pdfium.PdfDocument(pdf).get_metadata_dict(skip_empty=True)
    return found


def elements(pdf: bytes) -> list[tuple[str, str]]:
    """Return the kind and the alternative text of every element of the structure tree."""
    found = []
    document = pdfium.PdfDocument(pdf)
    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        for rank in range(raw.FPDF_StructTree_CountChildren(tree)):
            found += list(_walk(raw.FPDF_StructTree_GetChildAtIndex(tree, rank)))
        raw.FPDF_StructTree_Close(tree)
    return found


def _walk(element: Any) -> Iterator[tuple[str, str]]:
    if not element:
        return
    yield (
        _said(raw.FPDF_StructElement_GetType, element),
        _said(raw.FPDF_StructElement_GetAltText, element),
    )
    for rank in range(raw.FPDF_StructElement_CountChildren(element)):
        yield from _walk(raw.FPDF_StructElement_GetChildAtIndex(element, rank))


def _said(ask: Callable[..., int], element: Any) -> str:
    size = ask(element, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    ask(element, buffer, size)
    return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")


def objects(pdf: bytes) -> dict[int, int]:
    """Return the offset of each object the cross-reference table says, read to the letter."""
    start = re.search(rb"startxref\n(\d+)\n%%EOF\s*\Z", pdf)
    assert start
    section = re.compile(rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf]\r\n)+)trailer").match(
        pdf, int(start[1])
    )
    assert section
    entries = section[2].split(b"\r\n")[:-1]
    assert len(entries) == int(section[1])
    return {number: int(entry[:10]) for number, entry in enumerate(entries) if entry.endswith(b"n")}
