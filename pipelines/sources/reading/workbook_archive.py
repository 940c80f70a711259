"""The parts of a workbook, inflated under a meter: announced sizes are not believed."""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from pipelines.sources.reading.issues import Issue, RefusedFileError

MAX_ARCHIVE = 200_000_000
MAX_INFLATED = 400_000_000
MAX_RATIO = 100
_RATIO_FROM = 10_000_000
_MAX_PARTS = 2_000
_SMALL = 1_000_000
_PIECE = 1 << 16
_LOCAL_HEADER = struct.Struct("<4s22xHH")


class Archive:
    """A workbook's bytes, seen as named parts. Raises `RefusedFileError` when damaged or a bomb."""

    def __init__(self, data: bytes) -> None:
        if len(data) > MAX_ARCHIVE:
            raise RefusedFileError(Issue("ZIP_RATIO"))
        self._data = memoryview(data)
        self._inflated = 0
        parts = _directory(data)
        self._parts = {part.filename: part for part in parts}
        if len(parts) > _MAX_PARTS or len(self._parts) < len(parts):
            raise _damaged()

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the parts."""
        return iter(self._parts)

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part piece by piece; all that is inflated counts against one limit."""
        part = self._parts.get(name)
        if part is None or part.flag_bits & 1:
            raise _damaged()
        size = 0
        for read, piece in _inflate(self._data, part):
            size += len(piece)
            self._inflated += len(piece)
            is_bomb = size > _RATIO_FROM and size > MAX_RATIO * read
            if is_bomb or self._inflated > MAX_INFLATED:
                raise RefusedFileError(Issue("ZIP_RATIO"))
            yield piece
        if size != part.file_size:
            raise RefusedFileError(Issue("ZIP_RATIO"))

    def read(self, name: str) -> bytes:
        """Return a small part whole; it is refused when it is not small."""
        chunks, size = [], 0
        for chunk in self.chunks(name):
            chunks.append(chunk)
            size += len(chunk)
            if size > _SMALL:
                raise RefusedFileError(Issue("ZIP_RATIO"))
        return b"".join(chunks)


def _directory(data: bytes) -> list[ZipInfo]:
    try:
        with ZipFile(BytesIO(data)) as archive:
            return archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError, struct.error, OSError, EOFError):
        raise _damaged() from None


def _inflate(data: memoryview, part: ZipInfo) -> Iterator[tuple[int, bytes]]:
    """Yield the bytes read so far, and a bounded piece of what they hold."""
    head = data[part.header_offset : part.header_offset + _LOCAL_HEADER.size]
    if part.header_offset < 0 or len(head) < _LOCAL_HEADER.size:
        raise _damaged()
    signature, name_size, extra_size = _LOCAL_HEADER.unpack(head)
    if signature != b"PK\x03\x04" or part.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _damaged()
    start = part.header_offset + _LOCAL_HEADER.size + name_size + extra_size
    body = data[start : start + part.compress_size]
    if part.compress_type == ZIP_STORED:
        yield len(body), bytes(body)
        return
    inflater, position = zlib.decompressobj(-zlib.MAX_WBITS), 0
    pending = b""
    while not inflater.eof and (pending or position < len(body)):
        if not pending:
            pending = bytes(body[position : position + _PIECE])
            position += len(pending)
        try:
            piece = inflater.decompress(pending, 16 * _PIECE)
        except zlib.error:
            raise _damaged() from None
        pending = inflater.unconsumed_tail
        yield position, piece


def _damaged() -> RefusedFileError:
    return RefusedFileError(Issue("FORMAT_MISMATCH.workbook"))
