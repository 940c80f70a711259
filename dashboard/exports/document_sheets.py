"""A meeting document as frames: its tables with real numbers, and what a reader must know first."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import polars as pl
import polars.selectors as cs

from dashboard.disclosure import thresholds
from dashboard.document import Cell, Definition, Document, Figure, Kind
from dashboard.exports.document_sections import NOTHING, Section, check_counted, sections
from dashboard.exports.layout import FIGURES, STATUS, status_words
from dashboard.exports.neutral import neutral
from dashboard.exports.provenance import slug
from dashboard.exports.workbook import README
from dashboard.formats import day, plural

NOT_KNOWN = "non connu"
LONGEST_SHEET_NAME = 31
"""What a spreadsheet accepts."""
LONGEST_SLUG = 60
"""Characters of a perimeter kept in a file name."""

DTYPES: dict[Kind, pl.DataType] = {
    Kind.TEXT: pl.String(),
    Kind.COUNT: pl.Int64(),
    Kind.DECIMAL: pl.Float64(),
    Kind.SHARE: pl.Float64(),
}
PARTS: tuple[tuple[str, Kind, Callable[[Figure], Cell]], ...] = (
    (FIGURES["numerator"], Kind.COUNT, lambda figure: figure.numerator),
    (FIGURES["base"], Kind.COUNT, lambda figure: figure.base),
    (FIGURES["rate"], Kind.SHARE, lambda figure: figure.rate),
    (FIGURES["ci_low"], Kind.SHARE, lambda figure: figure.low),
    (FIGURES["ci_high"], Kind.SHARE, lambda figure: figure.high),
    (FIGURES["unknown"], Kind.COUNT, lambda figure: figure.unknown),
    (FIGURES["excluded"], Kind.COUNT, lambda figure: figure.excluded),
    (FIGURES["immature"], Kind.COUNT, lambda figure: figure.immature),
    (STATUS, Kind.TEXT, lambda figure: status_words()[figure.status]),
)
"""What a figure becomes in a file: the title, kind and value of each of its columns."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table ready to be written: French headers, neutral text, the kind of each column.

    `has_whole` says that its last row is the whole perimeter.
    """

    name: str
    table: pl.DataFrame
    kinds: tuple[Kind, ...]
    has_whole: bool


def document_sheets(document: Document) -> tuple[Sheet, ...]:
    """Return the tables of a document that have a row, under names a workbook accepts.

    Raises QuestionError when no key figure counts anybody.
    """
    check_counted(document)
    told = [section for section in sections(document) if section.rows]
    return tuple(map(_sheet, _sheet_names(section.name for section in told), told))


def document_name(document: Document, export_id: str, extension: str) -> str:
    """Return a file name in plain ASCII: variant, perimeter, date made, identifier."""
    perimeter = slug(document.perimeter)[:LONGEST_SLUG].strip("-")
    parts = (slug(document.variant.label), perimeter, document.made_on.isoformat(), export_id)
    return f"{'_'.join(part for part in parts if part)}.{extension}"


def document_provenance(document: Document, export_id: str) -> pl.DataFrame:
    """Return two columns of neutral text, term and value; the identifier is on the first row."""
    rows = [
        ("Export", export_id),
        ("Titre", document.title),
        ("Document", document.variant.label),
        ("Périmètre", document.perimeter),
        ("Période", document.period),
        ("Édition", document.edition),
        *([("Avertissement", document.warning)] if document.warning else []),
        *(("À savoir", notice) for notice in document.notices),
        *document.provenance,
        ("Gel", document.freeze or "document non gelé"),
        ("Établi le", day(document.made_on)),
        ("Contact", document.contact),
        *_contents(sections(document)),
        *_reading(),
        *(row for item in document.definitions for row in _definition(item)),
    ]
    return pl.DataFrame(rows, schema=["term", "value"], orient="row").with_columns(
        neutral(pl.all())
    )


def _reading() -> list[tuple[str, str]]:
    return [
        ("Cellule vide", "non connu ou sans objet, jamais zéro"),
        (FIGURES["rate"], f"non calculé sous une base de {thresholds().minimum_base_for_rate}"),
        ("Bornes", "intervalle de Wilson à 95 %"),
        ("Inconnu, exclu, trop récent", "comptés à côté, selon la définition de chaque chiffre"),
    ]


def _definition(item: Definition) -> list[tuple[str, str]]:
    told = {
        "définition": item.definition,
        "numérateur": item.numerator,
        "base": item.base,
        "inconnus": item.unknown,
        "source": item.source,
        "code": item.code,
        "version de la définition": item.version,
    }
    return [(f"{item.label} : {name}", value) for name, value in told.items() if value]


def _contents(found: Iterable[Section]) -> list[tuple[str, str]]:
    """Return what each table is, and why one has no row."""
    rows = []
    for section in found:
        height = plural(len(section.rows), "ligne") if section.rows else section.absence
        title = "" if section.table.title == section.name else section.table.title
        told = filter(None, (height, title, section.table.note))
        rows.append((f"Tableau : {section.name}", " · ".join(told)))
    return rows


def _sheet(name: str, section: Section) -> Sheet:
    titles: list[str] = []
    kinds: list[Kind] = []
    values: list[pl.Series] = []
    for place, column in enumerate(section.table.columns):
        cells = [row[place] for row in section.rows]
        if column.kind is not Kind.FIGURE:
            titles.append(column.title)
            kinds.append(column.kind)
            values.append(_column(column.kind, cells))
            continue
        for part, kind, value in PARTS:
            is_plain = column.title == FIGURES["rate"]
            titles.append(part if is_plain else f"{column.title} : {part.lower()}")
            kinds.append(kind)
            values.append(_part(kind, value, cells))
    headers = _unique(pl.select(neutral(pl.lit(pl.Series(titles)))).to_series())
    named = dict(zip(headers, values, strict=True))
    table = pl.DataFrame(named).with_columns(neutral(cs.string()))
    return Sheet(name, table, tuple(kinds), section.table.whole is not None)


def _column(kind: Kind, cells: list[Cell]) -> pl.Series:
    """Return cells as numbers or text; a number not known stays empty, a text says so."""
    absent = NOT_KNOWN if kind is Kind.TEXT else None
    told = (absent if cell is None else None if cell == NOTHING else cell for cell in cells)
    return pl.Series(list(told), dtype=DTYPES[kind])


def _part(kind: Kind, value: Callable[[Figure], Cell], cells: list[Cell]) -> pl.Series:
    told = [value(cell) if isinstance(cell, Figure) else None for cell in cells]
    series = pl.Series(told, dtype=DTYPES[kind])
    return series.fill_null(NOT_KNOWN) if kind is Kind.TEXT else series


def _sheet_names(names: Iterable[str]) -> list[str]:
    """Return names without the characters a workbook refuses, short and all different."""
    allowed = (re.sub(r"[\[\]:*?/\\\x00-\x1f]+", " ", name) for name in names)
    tidy = (" ".join(name.split()).strip("' ") or "Tableau" for name in allowed)
    short = (name[:LONGEST_SHEET_NAME].rstrip("' ") for name in tidy)
    return _unique([README, *short], LONGEST_SHEET_NAME)[1:]


def _unique(names: Iterable[str], longest: int | None = None) -> list[str]:
    """Add a number to the names already met, whatever their case; cut them to a length if given."""
    kept: list[str] = []
    for name in names:
        chosen, number = name[:longest].rstrip(), 1
        while chosen.casefold() in {other.casefold() for other in kept}:
            number += 1
            end = f" ({number})"
            chosen = name[: longest and longest - len(end)].rstrip() + end
        kept.append(chosen)
    return kept
