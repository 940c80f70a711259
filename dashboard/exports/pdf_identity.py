"""The export identifier in the first bytes of a PDF, its table of offsets kept right."""

import re

HEADER = re.compile(rb"%PDF-\d\.\d\n%[\x80-\xff]{4}\n")
ENDING = re.compile(rb"startxref\n(\d+)\n%%EOF\s*\Z")
SECTION = re.compile(rb"xref\n0 (\d+)\n")
ENTRY = 20
"""Bytes of one entry of a cross-reference table (ISO 32000-1, 7.5.4)."""


def with_identity(pdf: bytes, export_id: str) -> bytes:
    """Return the PDF with `% export <id>` as a comment line right after its header.

    Raises ValueError when the file has not one plain cross-reference table.
    """
    header, ending = HEADER.match(pdf), ENDING.search(pdf)
    section = SECTION.match(pdf, int(ending[1])) if ending else None
    if header is None or ending is None or section is None or b"/Prev" in pdf[section.start() :]:
        raise ValueError("the PDF has not one plain cross-reference table")
    comment = f"% export {export_id}\n".encode("ascii")
    entries_end = section.end() + ENTRY * int(section[1])
    entries = pdf[section.end() : entries_end]
    moved = b"".join(
        _moved(entries[start : start + ENTRY], len(comment))
        for start in range(0, len(entries), ENTRY)
    )
    return b"".join(
        (
            header[0],
            comment,
            pdf[header.end() : section.end()],
            moved,
            pdf[entries_end : ending.start()],
            b"startxref\n%d\n%%%%EOF" % (section.start() + len(comment)),
        )
    )


def _moved(entry: bytes, shift: int) -> bytes:
    """Shift the offset of an object in use; a free entry points to no place in the file."""
    if entry[17:18] != b"n":
        return entry
    return b"%010d%s" % (int(entry[:10]) + shift, entry[10:])
