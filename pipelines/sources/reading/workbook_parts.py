"""The sheets of a workbook, by name, from its parts."""

import re
from html import unescape
from posixpath import join, normpath

from pipelines.sources.reading.issues import Issue, RefusedFileError
from pipelines.sources.reading.workbook_archive import Archive
from pipelines.sources.reading.workbook_sheet import Sheet, read_sheet

_MAX_TEXT = 2_000_000_000
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s([^<>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s([^<>]*)>")
_ATTRIBUTE = re.compile(rb"(?:\w{1,40}:)?(\w{1,40})\s?=\s?[\"']([^\"']*)[\"']")
_STRING_END = re.compile(rb"</(?:\w+:)?si>")


def read_sheets(archive: Archive) -> dict[str, Sheet]:
    """Return the structure of each worksheet; every part is inflated once, to measure it."""
    targets = {
        relation["Id"]: normpath(join("/xl", relation["Target"]))[1:]
        for relation in _elements(_RELATION, archive.read(_RELATIONS), "Id", "Target", "Type")
        if relation["Type"].endswith("/worksheet")
    }
    parts = {
        sheet["name"]: targets[sheet["id"]]
        for sheet in _elements(_SHEET, archive.read(_WORKBOOK), "name", "id")
        if sheet["id"] in targets
    }
    if not parts:
        raise RefusedFileError(Issue("FORMAT_MISMATCH.workbook"))
    longest = max(_longest_string(archive, part) for part in archive if part not in parts.values())
    sheets = {name: read_sheet(archive.chunks(part)) for name, part in parts.items()}
    # A long text stored once and pointed at by each cell would grow without bound when read.
    if any(longest * sheet.shared_strings > _MAX_TEXT for sheet in sheets.values()):
        raise RefusedFileError(Issue("ZIP_RATIO"))
    return sheets


def _elements(tag: re.Pattern[bytes], xml: bytes, *wanted: str) -> list[dict[str, str]]:
    """Return the attributes of the elements that have all those wanted."""
    elements = [
        {
            name.decode("ascii", "replace"): unescape(value.decode("utf-8", "replace"))
            for name, value in _ATTRIBUTE.findall(found[1])
        }
        for found in tag.finditer(xml)
    ]
    return [element for element in elements if element.keys() >= set(wanted)]


def _longest_string(archive: Archive, part: str) -> int:
    """Return a bound on the length of the longest text of a part, once it is all inflated."""
    longest = position = last = 0
    is_texts = part.lower().endswith("sharedstrings.xml")
    for chunk in archive.chunks(part):
        if is_texts:
            for end in _STRING_END.finditer(chunk):
                longest = max(longest, position + end.end() - last)
                last = position + end.end()
        position += len(chunk)
    return max(longest, position - last) if is_texts else 0
