"""The meeting document as PDF: accessible, in French, the same bytes whenever it is made."""

import json
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.document import Document, as_json, from_json
from dashboard.document.emblem import emblem_svg
from dashboard.exports.document_chart import chart_svg
from dashboard.exports.document_fonts import EMOJI_FONT, TEXT_FONT, printable
from dashboard.exports.document_layout import layout
from dashboard.exports.document_map import key_svgs, map_svg
from dashboard.exports.logo import Picture, picture
from dashboard.exports.pdf_identity import with_identity
from dashboard.exports.typesetting import Form, typeset
from dashboard.exports.typography import unbroken

TEMPLATES = Path(__file__).with_name("templates")
PREVIEW_PIXELS_PER_INCH = 96.0


def pdf_bytes(
    document: Document, export_id: str, emblem: bytes | None = None, logo: bytes | None = None
) -> bytes:
    """Return the document as PDF/UA-1, its identifier in the first bytes and in its metadata.

    `emblem` replaces the drawn emblem of an FSE+ document; `logo` is printed beside the title.
    Raises LogoError when one of them is not an image that can be printed.
    """
    (pdf,) = _compiled(document, export_id, _pictures(document, emblem, logo), "pdf")
    return with_identity(pdf, export_id)


def page_images(
    document: Document,
    export_id: str,
    emblem: bytes | None = None,
    logo: bytes | None = None,
    pixels_per_inch: float = PREVIEW_PIXELS_PER_INCH,
) -> list[bytes]:
    """Return each page as PNG, as `pdf_bytes` would print it; raises LogoError as it does."""
    pictures = _pictures(document, emblem, logo)
    return _compiled(document, export_id, pictures, "png", pixels_per_inch)


def _compiled(
    document: Document,
    export_id: str,
    pictures: dict[str, Picture],
    form: Form,
    pixels_per_inch: float | None = None,
) -> list[bytes]:
    document = from_json(json.dumps(_printed(json.loads(as_json(document)))).encode())
    data = _printed(layout(document, export_id))
    drawings = _drawings(document, data)
    files = {f"{name}.json": item.as_file for name, item in pictures.items()}
    data["pictures"] = list(pictures)
    data["fonts"] = [TEXT_FONT, EMOJI_FONT]
    return typeset(
        {**_templates(), **files, **drawings},
        form,
        json.dumps(data, ensure_ascii=False),
        datetime.combine(document.made_on, time(), UTC),
        pixels_per_inch,
    )


def _pictures(document: Document, emblem: bytes | None, logo: bytes | None) -> dict[str, Picture]:
    pictures = {"logo": picture(logo)} if logo is not None else {}
    if document.variant.is_fse:
        drawn = Picture(emblem_svg().encode(), "svg")
        pictures["emblem"] = drawn if emblem is None else picture(emblem)
    return pictures


def _drawings(document: Document, data: dict[str, Any]) -> dict[str, bytes]:
    """Draw the chart and the map, unless a sentence stands in their place."""
    files = {}
    if not data["chart"]["refusal"]:
        files["chart.svg"] = chart_svg(document.chart)
    if not data["map"]["refusal"]:
        files["map.svg"] = map_svg(document.map)
        keys = key_svgs(document.map)
        files |= {f"key-{rank}.svg": key for rank, key in enumerate(keys)}
    return {name: svg.encode() for name, svg in files.items()}


def _printed(value: Any) -> Any:
    """Return the same content, each text as French prints it and as our fonts can."""
    match value:
        case str():
            return printable(unbroken(value))
        case list() | tuple():
            return [_printed(item) for item in value]
        case dict():
            return {key: _printed(item) for key, item in value.items()}
        case _:
            return value


@cache
def _templates() -> dict[str, bytes]:
    files = {path.name: path.read_bytes() for path in sorted(TEMPLATES.glob("*.typ"))}
    return {"main.typ": files.pop("document.typ"), **files}
