"""Which format a file is in: its extension says, its first bytes must agree."""

from enum import StrEnum
from pathlib import Path

from pipelines.sources.reading.issues import Issue, RefusedFileError


class Format(StrEnum):
    """The formats read."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


_EXTENSIONS = {
    ".csv": Format.CSV,
    ".txt": Format.CSV,
    ".tsv": Format.CSV,
    ".xlsx": Format.XLSX,
    ".parquet": Format.PARQUET,
}
_ZIP = "archive ZIP ou classeur XLSX"
_SIGNATURES = {
    b"PK\x03\x04": _ZIP,
    b"PK\x05\x06": _ZIP,
    b"PAR1": "fichier Parquet",
    b"\xd0\xcf\x11\xe0": "ancien classeur XLS, ou classeur protégé par un mot de passe",
    b"%PDF": "document PDF",
    b"\x1f\x8b": "archive GZIP",
    b"\x28\xb5\x2f\xfd": "archive Zstandard",
    b"7z\xbc\xaf": "archive 7-Zip",
    b"{\\rtf": "document RTF",
    b"\xff\xfe": "texte UTF-16",
    b"\xfe\xff": "texte UTF-16",
}
_EXPECTED = {Format.XLSX: b"PK\x03\x04", Format.PARQUET: b"PAR1"}
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<head", b"<meta")


def format_of(path: Path) -> Format:
    """Return the format of a file. Raises `RefusedFileError` when empty, unknown or disguised."""
    expected = _EXTENSIONS.get(path.suffix.lower())
    if expected is None:
        raise RefusedFileError(Issue("FORMAT_MISMATCH.extension"))
    with path.open("rb") as file:
        head = file.read(512)
    if not head:
        raise RefusedFileError(Issue("FILE_EMPTY"), rows_read=0)
    found = _content(head)
    signature = _EXPECTED.get(expected)
    is_right = head.startswith(signature) if signature else found is None
    if not is_right:
        details = {"found": found or "contenu non reconnu"}
        raise RefusedFileError(Issue("FORMAT_MISMATCH", details=details))
    return expected


def _content(head: bytes) -> str | None:
    """Name what the first bytes announce, None when they may be delimited text."""
    for signature, name in _SIGNATURES.items():
        if head.startswith(signature):
            return name
    if head.removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_MARKUP):
        return "page HTML ou XML"
    return None
