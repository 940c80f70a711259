"""Territories kept on disk, so that a second build does not read the wheel again."""

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Self
from zipfile import ZipFile

import polars as pl

from pipelines.territories.model import Territories
from pipelines.territories.wheel import Wheel

TABLES = ("communes", "successions", "postal_codes", "names", "polygons", "unmatched")
DIGEST_SIZE = sha256().digest_size


@dataclass(frozen=True, slots=True)
class Cache:
    """One file: the digest of the rest, then an archive of one Parquet file per table."""

    path: Path

    @classmethod
    def entry(
        cls, cache: Path, wheel: Wheel | None, folder: Path | None, departments: list[str]
    ) -> Self:
        """Name the file after all that the territories depend on, this package included."""
        parts = (
            wheel.version if wheel else "",
            *departments,
            *(_stamps(folder) if folder else ()),
            *_stamps(Path(__file__).parent),
        )
        key = sha256("\n".join(parts).encode()).hexdigest()[:32]
        return cls(cache / f"territories-{key}.zip")

    def read(self) -> Territories | None:
        """Return what was kept; None when there is nothing, or when the file was damaged."""
        content = self.path.read_bytes() if self.path.is_file() else b""
        archive = content[DIGEST_SIZE:]
        if not archive or sha256(archive).digest() != content[:DIGEST_SIZE]:
            return None
        with ZipFile(BytesIO(archive)) as members:
            tables = {name: pl.read_parquet(members.read(name)) for name in TABLES}
            texts = json.loads(members.read("texts"))
        return Territories(**tables, source=texts["source"], ignored=tuple(texts["ignored"]))

    def write(self, territories: Territories) -> None:
        """Keep the territories; a reader sees the whole file or none."""
        archive = BytesIO()
        with ZipFile(archive, "w") as members:
            for name in TABLES:
                table = BytesIO()
                getattr(territories, name).write_parquet(table)
                members.writestr(name, table.getvalue())
            texts = {"source": territories.source, "ignored": territories.ignored}
            members.writestr("texts", json.dumps(texts))
        content = archive.getvalue()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.path.parent, delete=False) as aside:
            aside.write(sha256(content).digest() + content)
        Path(aside.name).replace(self.path)


def _stamps(folder: Path) -> Iterator[str]:
    """Say of each file its name, size and time of change."""
    for path in sorted(path for path in folder.glob("*") if path.is_file()):
        status = path.stat()
        yield f"{path.name} {status.st_size} {status.st_mtime_ns}"
