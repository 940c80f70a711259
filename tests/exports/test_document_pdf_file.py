"""The PDF of the meeting document as a file: accessible, identified, the same bytes each time."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from exports.meeting_document import meeting
from exports.pdf_reader import elements, metadata, objects

from dashboard.document import Variant
from dashboard.exports.document_pdf import page_images, pdf_bytes
from dashboard.exports.pdf_identity import with_identity

EXPORT = "0f1e2d3c4b5a"
TESTS = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return pdf_bytes(meeting(Variant.CONTROL), EXPORT)


def test_the_identifier_is_in_the_first_bytes_and_in_the_metadata(pdf: bytes) -> None:
    assert pdf[:64].startswith(b"%PDF-1.7\n%")
    assert pdf[:64].split(b"\n")[2] == b"% export 0f1e2d3c4b5a"
    assert metadata(pdf)["Keywords"] == "export 0f1e2d3c4b5a"


def test_the_table_of_objects_points_at_each_of_them(pdf: bytes) -> None:
    offsets = objects(pdf)
    assert len(offsets) > 100
    assert all(pdf[at:].startswith(b"%d 0 obj" % number) for number, at in offsets.items())


def test_a_file_without_one_plain_table_of_objects_is_refused() -> None:
    with pytest.raises(ValueError, match="cross-reference"):
        with_identity(b"%PDF-1.7\n%\x80\x80\x80\x80\n1 0 obj\nstartxref\n9\n%%EOF", EXPORT)


def test_the_file_declares_what_accessibility_asks(pdf: bytes) -> None:
    told = metadata(pdf)
    assert re.sub(r"\s", " ", told["Title"]) == meeting().title
    assert "Département du Lot (46), tous dispositifs" in told["Subject"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/Lang(fr-FR)" in pdf
    assert b"/DisplayDocTitle true" in pdf
    assert pdfium.PdfDocument(pdf).is_tagged()


def test_pictures_are_told_in_words_and_titles_are_ranked(pdf: bytes) -> None:
    found = elements(pdf)
    told = [words.replace("\u00a0", " ") for kind, words in found if kind == "Figure"]
    assert told == ["Emblème de l'Union européenne", meeting().chart.alt, meeting().map.alt]
    kinds = {kind for kind, _ in found}
    assert {"H1", "H2", "Table", "THead", "TH", "TD"} <= kinds


def test_only_the_shipped_fonts_are_used(pdf: bytes) -> None:
    fonts = {name.split(b"+")[1] for name in re.findall(rb"/FontName/([^/ ]+)", pdf)}
    assert fonts == {b"Lato-Regular", b"Lato-Bold"}


def test_the_date_is_the_day_it_was_made_never_the_clock(pdf: bytes) -> None:
    told = metadata(pdf)
    assert told["CreationDate"] == told["ModDate"] == "D:20251006000000Z"


def test_made_in_another_process_the_bytes_are_the_same(pdf: bytes) -> None:
    code = (
        "import hashlib; from exports.meeting_document import meeting;"
        "from dashboard.document import Variant;"
        "from dashboard.exports.document_pdf import pdf_bytes;"
        f"made = pdf_bytes(meeting(Variant.CONTROL), {EXPORT!r});"
        "print(hashlib.sha256(made).hexdigest())"
    )
    path = f"{TESTS}:{TESTS.parent}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": path, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == hashlib.sha256(pdf).hexdigest()


def test_the_preview_has_one_picture_a_page(pdf: bytes) -> None:
    pages = page_images(meeting(Variant.CONTROL), EXPORT, pixels_per_inch=48)
    assert len(pages) == len(pdfium.PdfDocument(pdf))
    for page in pages:
        assert page.startswith(b"\x89PNG\r\n\x1a\n")
        across, down = (int.from_bytes(page[at : at + 4]) for at in (16, 20))
        # A4 is 595.28 by 841.89 points, 72 to the inch.
        assert (across, down) == (397, 561)
