"""The bytes of a delimited text, wherever one starts reading."""

from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Source:
    """An open file, whose records end with a line feed whatever the file does."""

    file: BinaryIO
    has_old_newlines: bool

    def read(self, start: int, size: int) -> bytes:
        """Return `size` bytes from byte `start` on, fewer at the end of the file."""
        self.file.seek(start)
        data = self.file.read(size)
        return data.replace(b"\r", b"\n") if self.has_old_newlines else data
