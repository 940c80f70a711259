"""Typst, with the shipped fonts only: the same page on every machine."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Literal

import typst

from dashboard.exports.document_fonts import FONTS

Form = Literal["pdf", "png", "svg"]


def typeset(
    files: Mapping[str, bytes],
    form: Form,
    data: str = "",
    made_at: datetime | None = None,
    pixels_per_inch: float | None = None,
) -> list[bytes]:
    """Return the pages of `main.typ` as images, or one PDF/UA-1 file.

    `files` are its templates and pictures by name, `data` what `sys.inputs.data` holds.
    Raises typst.TypstError when a picture cannot be drawn or a rule of accessibility is broken.
    """
    made: bytes | list[bytes] = typst.compile(  # type: ignore[call-overload]  # files by name
        dict(files),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        format=form,
        ppi=pixels_per_inch,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"] if form == "pdf" else [],
        timestamp=made_at,
    )
    return made if isinstance(made, list) else [made]


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
