"""Bytes that are not text: which encoding they betray, and where they are."""

from typing import Literal

import numpy as np
import polars as pl

from pipelines.sources.reading.csv_quotes import FEED, Bytes, Positions
from pipelines.sources.reading.csv_source import Source
from pipelines.sources.reading.issues import Issue, RefusedFileError

# Accents and signs of French text and of the names of Europe, as Windows-1252 writes them.
_FRENCH = (
    "àâäáãçéèêëíìîïñóòôöõúùûüÿœæÀÂÄÁÃÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜŸŒÆß’‘“”«»–—…€°²³½¼·•§\N{NO-BREAK SPACE}"
).encode("cp1252")
_UNDEFINED = np.array([0x81, 0x8D, 0x8F, 0x90, 0x9D], np.uint8)
_NONE = np.empty(0, np.int64)
_BLOCK_BYTES = 1 << 20


def is_utf8(data: bytes) -> bool:
    """Tell whether bytes are UTF-8, at the speed of memory."""
    if data.isascii():
        return True
    try:
        pl.Series([data], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.ComputeError:
        return False
    return True


def invalid_positions(data: bytes, is_legacy: bool) -> Positions:
    """Return where bytes stand for no character, in UTF-8 or else in Windows-1252."""
    if is_legacy:
        return np.flatnonzero(np.isin(np.frombuffer(data, np.uint8), _UNDEFINED))
    if is_utf8(data):
        return _NONE
    positions, start, view = [], 0, memoryview(data)
    while start < len(data):
        try:
            str(view[start:], "utf-8")
        except UnicodeDecodeError as error:
            positions.append(start + error.start)
            start += error.end
        else:
            break
    return np.array(positions, np.int64)


def mojibake_positions(data: bytes, is_legacy: bool) -> Positions:
    """Return where a character is the debris of another, read once in the wrong encoding.

    In UTF-8: « Ã© » for « é », « â€™ » for an apostrophe, « Â » before a sign, control characters
    from 128 to 159, and the sign that replaces what was lost. In Windows-1252: any UTF-8.
    """
    if data.isascii():
        return _NONE
    text = np.frombuffer(data, np.uint8)
    if is_legacy:
        leads = np.flatnonzero((text == 0xC2) | (text == 0xC3) | (text == 0xE2))
        lead, second = text[leads], _beside(text, leads, 1)
        is_pair = (lead != 0xE2) & (second >= 0x80) & (second <= 0xBF)
        return np.compress(is_pair | ((lead == 0xE2) & (second == 0x80)), leads)
    # Each kind of debris holds one of these bytes, which French text seldom does.
    rare = np.flatnonzero((text & 0xFE == 0x82) | (text == 0xC2) | (text == 0xEF))
    byte, before, after = text[rare], _beside(text, rare, -1), _beside(text, rare, 1)
    is_debris = (
        ((byte == 0x83) & (before == 0xC3) & (after >= 0xC2))
        | ((byte == 0x82) & (before == 0xC3) & (after == 0xC2))
        | ((byte == 0x82) & (before == 0xE2) & (_beside(text, rare, -2) == 0xA2))
        | ((byte == 0xC2) & (after < 0xA0))
        | ((byte == 0xEF) & (after == 0xBF) & (_beside(text, rare, 2) == 0xBD))
    )
    return np.compress(is_debris, rare)


def _beside(text: Bytes, positions: Positions, step: int) -> Bytes:
    """Return the bytes that stand some steps from positions, the nearest one at either end."""
    return np.take(text, positions + step, mode="clip")


def weigh_encoding(source: Source, start: int) -> Literal["utf-8", "cp1252"]:
    """Tell in which encoding the bytes from `start` on were written, when not all are UTF-8.

    A single odd byte among ASCII proves nothing: the text is taken for UTF-8 and that byte for an
    accident. Raises `RefusedFileError` when the accents would be those of no French text.
    """
    valid = invalid = 0
    counts = np.zeros(256, np.int64)
    while data := source.read(start, _BLOCK_BYTES):
        data = data[: data.rfind(FEED) + 1 or len(data)]
        seen = _characters(data)
        valid, invalid = valid + seen[0], invalid + seen[1]
        counts += np.bincount(np.frombuffer(data, np.uint8), minlength=256)
        start += len(data)
    if invalid < 2 or invalid <= 10 * valid:
        return "utf-8"
    french = int(counts[list(set(_FRENCH))].sum())
    if french < int(counts[128:].sum()) - french:
        raise RefusedFileError(Issue("ENC_INVALID.file"))
    return "cp1252"


def _characters(data: bytes) -> tuple[int, int]:
    """Count the characters beyond ASCII that are right UTF-8, and the sequences that are not."""
    text = data.decode("utf-8", "replace")
    lost = text.count("\N{REPLACEMENT CHARACTER}")
    ascii_count = int(np.count_nonzero(np.frombuffer(data, np.uint8) < 128))
    return len(text) - ascii_count - lost, lost - data.count("\N{REPLACEMENT CHARACTER}".encode())
