"""A downloaded archive and the tables of a page, as rows to be added up."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

Shown = list[dict[str, str]]


@dataclass(frozen=True)
class Downloaded:
    """What the page shows, and the archive it gave."""

    tables: dict[str, Shown]
    name: str
    files: dict[str, bytes]
    folder: str
    journal: Path

    @property
    def people(self) -> list[dict[str, str]]:
        """Return the participations of the archive."""
        return rows_of(self.files["fse_participations.csv"])


def tables_of(page: Page) -> dict[str, Shown]:
    """Read every table of the page by its caption, secondary columns included."""
    found = {}
    for table in page.locator(".oi-table table").all():
        titles = table.locator("thead th").all_text_contents()
        lines = table.locator("tbody tr").all()
        cells = [line.locator("th, td").all_text_contents() for line in lines]
        found[table.locator("caption").text_content() or ""] = [
            dict(zip(titles, row, strict=True)) for row in cells
        ]
    return found


def rows_of(content: bytes) -> list[dict[str, str]]:
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    header, *rows = lines[lines.index([]) + 1 :]
    return [dict(zip(header, row, strict=True)) for row in rows]


def counted(text: str) -> int:
    return int(re.sub(r"\s", "", text))


def added(people: list[dict[str, str]], code: str, sexes: set[str]) -> int:
    return sum(int(row[code]) for row in people if row["Sexe"] in sexes)
