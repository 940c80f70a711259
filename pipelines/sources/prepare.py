"""Prepare a file on its owner's computer: no direct identifier leaves it."""

from dataclasses import dataclass
from pathlib import Path

import dataframely as dy
import polars as pl

from pipelines.pseudonym import SAFE_PREFIX, Pseudonyms
from pipelines.rejects import Finding, Level
from pipelines.sources.accounts import ConservationError
from pipelines.sources.cells import search_text
from pipelines.sources.columns import Source
from pipelines.sources.files import layouts_of
from pipelines.sources.headers import Plan, Sieve, plan_of, say_header
from pipelines.sources.layouts import FLAT, LIST_SEPARATOR, OBSTACLES
from pipelines.sources.mapping import Mapping
from pipelines.sources.numbers import birth_year
from pipelines.sources.reading import TextTable, UnreadableFile, read_text_table
from pipelines.sources.report import Report
from pipelines.sources.rows import without_lines
from pipelines.sources.spellings import SCIENTIFIC, SPREADSHEET_ERROR, cleaned, emptied

# A time after a date can pass for a telephone number.
_DATED = r"^\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}(?:\D|$)"
_FORMULA = r"^([=+\-@])"


@dataclass(frozen=True, slots=True)
class PrepareReport:
    """What became of the rows of a file: `read` = `written` + the distinct lines of `set_aside`."""

    read: int
    written: int
    set_aside: pl.DataFrame
    findings: list[Finding]

    def __str__(self) -> str:
        """Return the account in French."""
        aside = self.read - self.written
        return f"{self.read} lignes lues, {self.written} écrites, {aside} mises de côté"


class PrepareError(Exception):
    """The file is not prepared; `findings` say why, in French."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(finding.message for finding in findings))
        self.findings = findings


def prepare(source: Path, mapping: Mapping, target: Path, key: bytes) -> PrepareReport:
    """Write the safe version of a file: canonical headers, `;`, UTF-8 with a byte-order mark.

    Dropped and unknown columns are discarded while reading. The identifiers of people become
    pseudonyms marked `ps1_`, which the intake takes as they are; birth dates become years; values
    become the codes of the mapping. A line that still holds a direct identifier is set aside.

    Raises `PrepareError` when the file is refused: nothing is written.
    """
    table, plan, report = _open(source, mapping)
    _search(table.frame, plan, report)
    _set_aside_damaged(table.frame, plan, report)
    if report.refusal is not None:
        raise PrepareError(report.findings())
    rows = _safe(table.frame, plan, Pseudonyms(key))
    aside = report.aside_lines()
    rows = without_lines(rows, aside)
    if rows.height + len(aside) != table.rows_read:
        raise ConservationError(f"{table.name} : des lignes ont été perdues. Rien n'est écrit.")
    rows.drop("line").write_csv(target, separator=";", include_bom=True)
    return PrepareReport(table.rows_read, rows.height, report.set_aside(), report.findings())


def _safe(text: pl.DataFrame, plan: Plan, pseudonyms: Pseudonyms) -> pl.DataFrame:
    """Return `line` and the columns of the safe file."""
    columns = [
        _pseudonyms(text, source, pseudonyms)
        if source.is_pseudonymised
        else text.select(_prepared(source, plan.layout)).to_series()
        for source in plan.sources
    ]
    headers = [source.field.header for source in plan.sources]
    named = [column.alias(name) for column, name in zip(columns, headers, strict=True)]
    kept = [text[name].str.replace(_FORMULA, "'$1").alias(header) for header, name in plan.kept]
    return pl.DataFrame([text["line"], *named, *kept])


def _open(source: Path, mapping: Mapping) -> tuple[TextTable, Plan, Report]:
    layouts = layouts_of(source.stem, mapping)
    sieve = Sieve(layouts, mapping)
    try:
        table = read_text_table(source, dropped=sieve, sheet=mapping.sheet)
    except UnreadableFile as error:
        raise PrepareError(list(error.findings)) from None
    report = Report(table.name, table.findings, table.set_aside)
    plan = plan_of(table, layouts, mapping)
    say_header(plan, sieve, table.dialect.header_line or 1, report)
    return table, plan, report


def _search(text: pl.DataFrame, plan: Plan, report: Report) -> None:
    """Look for direct identifiers in every column that is not made into something else."""
    for header, name in plan.kept:
        search_text(text, name, header, report)
    for source in plan.sources:
        if source.is_pseudonymised or source.is_birth_date:
            continue
        cells = text
        if isinstance(source.field.column, dy.Date):
            cells = text.filter(~pl.col(source.name).str.contains(_DATED))
        search_text(cells, source.name, source.header, report, free_text=False)


def _set_aside_damaged(text: pl.DataFrame, plan: Plan, report: Report) -> None:
    """Set aside the lines whose identifier or birth date would be lost once prepared."""
    for source in plan.sources:
        clean = emptied(pl.col(source.name))
        damages = {}
        if source.is_pseudonymised:
            # Shortened by a spreadsheet, the identifiers of two people would become one.
            damages["NUM_SCIENTIFIC"] = clean.str.contains(SCIENTIFIC)
            damages["CELL_ERROR"] = clean.str.contains(SPREADSHEET_ERROR)
        elif source.is_birth_date:
            damages["DATE_INVALID"] = (clean != "") & birth_year(clean).is_null()
        for rule, is_damaged in damages.items():
            lines = text.filter(is_damaged)["line"]
            if len(lines):
                report.add(rule, Level.ERROR, source.header, lines)


def _prepared(source: Source, layout: str) -> pl.Expr:
    """Return the cells of a column as the safe file writes them, identifiers apart."""
    clean = emptied(pl.col(source.name), source.values)
    if source.is_birth_date:
        return birth_year(clean)
    if layout == FLAT and source.field.name == OBSTACLES:
        items = clean.str.replace_all(LIST_SEPARATOR, "|").str.split("|")
        return items.list.eval(cleaned(pl.element()).replace(source.values)).list.join("|")
    return clean.replace(source.values)


def _pseudonyms(text: pl.DataFrame, source: Source, pseudonyms: Pseudonyms) -> pl.Series:
    clean = emptied(pl.col(source.name))
    ids = text.select(pl.when(clean != "").then(clean)).to_series()
    return SAFE_PREFIX + pseudonyms.of(ids)
