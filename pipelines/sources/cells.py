"""From cells of text to typed values: at once for the well-written ones, with care for the rest."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

import dataframely as dy
import polars as pl

from pipelines.contracts import REFERENCES
from pipelines.rejects import Level, sentence
from pipelines.sources.accepted import is_coded
from pipelines.sources.codes import Codes
from pipelines.sources.columns import Kind, Reading, Source
from pipelines.sources.dates import Dates
from pipelines.sources.headers import drop_line
from pipelines.sources.identifiers import identifiers_in, suspect_pattern
from pipelines.sources.layouts import PEOPLE, Field
from pipelines.sources.numbers import Numbers
from pipelines.sources.places import Communes
from pipelines.sources.report import NO_LINES, Report
from pipelines.sources.spellings import SPREADSHEET_ERROR, emptied
from pipelines.sources.texts import Texts

PERSONAL_SHARE = 0.05
PERSONAL_CELLS = 5
"""A column is refused above this share of personal cells, counted on its rows, and at least this
many: in a file of forty rows two slips are no proof that the column holds personal data."""

_LINKS = frozenset((table, column) for table, column, _ in REFERENCES)


@dataclass(frozen=True, slots=True)
class Fault:
    """Lines of which the part that goes to `table` cannot be used."""

    table: str
    lines: pl.Series


@dataclass(frozen=True, slots=True)
class Cells:
    """The typed columns (with `line`), null where `faults` say that a cell cannot be used."""

    frame: pl.DataFrame
    faults: tuple[Fault, ...]

    def faulty_lines(self, tables: Container[str]) -> pl.Series:
        """Return the lines at fault in what goes to some tables."""
        lines = [fault.lines for fault in self.faults if fault.table in tables]
        return pl.concat([NO_LINES, *lines]).unique()


def kind_of(field: Field) -> Kind:
    """Return the way of reading a field."""
    column = field.column
    if field.name == "commune_code":
        return Communes()
    if is_coded(column):
        return Codes()
    if isinstance(column, dy.Date):
        return Dates()
    if isinstance(column, dy.String):
        is_link = (field.table, field.name) in _LINKS and field.name != "participant_id"
        return Texts(is_searched=not is_link)
    return Numbers()


def read_cells(
    text: pl.DataFrame, sources: Sequence[Source], reading: Reading, report: Report
) -> Cells:
    """Read every source column of `text` (`line`, then columns of text); say the faults."""
    text = _with_declared_values(text, sources)
    typed = text.select(
        "line",
        *(
            kind_of(source.field).fast(source, text[source.name], reading).alias(source.field.name)
            for source in sources
        ),
    )
    faults: list[Fault] = []
    for source in sources:
        name = source.field.name
        written, values = text[source.name], typed[name]
        if written.null_count() < values.null_count():
            judged = _judged(_unread(text, source, values), source, reading, values)
            faults += _said(judged, source, report, text.height)
            values = values.scatter(judged["row"], judged["value"])
        if source.is_pseudonymised:
            values = reading.pseudonyms.of(values)
        typed = typed.with_columns(values.alias(name))
    return Cells(typed, tuple(faults))


def search_text(
    text: pl.DataFrame, column: str, header: str, report: Report, *, free_text: bool = True
) -> pl.Series:
    """Look for personal data in a column that nothing else reads; return the lines with some."""
    suspects = text.select("line", raw=column).filter(
        pl.col("raw").str.contains(suspect_pattern(free_text=free_text))
    )
    cells = suspects.select("raw").unique()
    kinds = cells.with_columns(identifiers_in(cells["raw"], free_text=free_text)).drop_nulls()
    found = suspects.join(kinds, on="raw")
    for (kind,), rows in found.group_by("kind", maintain_order=True):
        report.add("PII_VALUE", Level.ERROR, header, rows["line"], kind=kind)
    _refuse_personal_column(found.height, text.height, header, report)
    return found["line"]


def _with_declared_values(text: pl.DataFrame, sources: Sequence[Source]) -> pl.DataFrame:
    """Put the codes that a mapping declares in the place of the source values."""
    declared = (
        pl.col(source.name).replace(source.values).replace({"": None})
        for source in sources
        if source.values and not is_coded(source.field.column)
    )
    return text.with_columns(*declared)


def _unread(text: pl.DataFrame, source: Source, values: pl.Series) -> pl.DataFrame:
    """Return the cells that the fast way left: `row`, `line`, `raw`."""
    return text.select("line", row=pl.int_range(pl.len(), dtype=pl.UInt32), raw=source.name).filter(
        pl.col("raw").is_not_null() & values.is_null()
    )


def _judged(
    unread: pl.DataFrame, source: Source, reading: Reading, values: pl.Series
) -> pl.DataFrame:
    """Look at each distinct cell once; return `row`, `line`, `value` and what to say."""
    clean = emptied(pl.col("raw"), source.values)
    cells = (
        unread.select("raw")
        .unique()
        .select("raw", clean=clean.replace(source.values), is_trimmed=clean != pl.col("raw"))
        .filter(pl.col("clean") != "")
    )
    understood = values.len() - values.null_count()
    read = kind_of(source.field).repair(cells, source, reading, understood)
    # What a typed column understands cannot be an identifier; a text may be anything.
    is_text = isinstance(source.field.column, dy.String)
    doubtful = cells if is_text else read.filter(pl.col("rule").is_not_null()).join(cells, on="raw")
    wrong = _wrong_in_any_column(doubtful, source)
    said = pl.concat([read.join(wrong, on="raw", how="anti"), wrong], how="diagonal")
    return unread.join(said.join(cells, on="raw"), on="raw", how="left", maintain_order="left")


def _wrong_in_any_column(cells: pl.DataFrame, source: Source) -> pl.DataFrame:
    """Return the cells that hold a spreadsheet error or a direct identifier, and what to say."""
    is_birth = source.field.name == "birth_year" and not source.is_birth_date
    suspects = cells.filter(pl.col("clean").str.contains(suspect_pattern(free_text=is_birth)))
    personal = (
        suspects.with_columns(identifiers_in(suspects["clean"], free_text=is_birth))
        .drop_nulls("kind")
        .select("raw", rule=pl.lit("PII_VALUE"), message=_personal_sentence())
    )
    errors = cells.filter(pl.col("clean").str.contains(SPREADSHEET_ERROR)).select(
        "raw", rule=pl.lit("CELL_ERROR"), message=pl.lit(sentence("CELL_ERROR"))
    )
    return pl.concat([personal, errors])


def _personal_sentence() -> pl.Expr:
    before, after = sentence("PII_VALUE", kind="\0").split("\0")
    return pl.concat_str(pl.lit(before), "kind", pl.lit(after))


def _said(judged: pl.DataFrame, source: Source, report: Report, rows: int) -> list[Fault]:
    """Say the errors and the notices of a column; return its fault, if any."""
    header = source.header
    wrong = judged.filter(pl.col("rule").is_not_null())
    for (rule, message), cells in wrong.group_by("rule", "message", maintain_order=True):
        report.say(str(rule), Level.ERROR, header, cells["line"], str(message))
    is_trimmed = pl.col("is_trimmed") & pl.col("value").is_not_null()
    noticed = judged.filter(pl.col("rule").is_null()).with_columns(
        pl.coalesce("notice", pl.when(is_trimmed).then(pl.lit("TRIMMED"))).alias("notice")
    )
    for (rule,), cells in noticed.drop_nulls("notice").group_by("notice", maintain_order=True):
        report.add(str(rule), Level.NOTICE, header, cells["line"])
    personal = wrong.filter(rule="PII_VALUE").height
    if personal and source.field.name in PEOPLE:
        report.refusal = report.refusal or "PII_VALUE"
    _refuse_personal_column(personal, rows, header, report)
    return [Fault(source.field.table, wrong["line"])] if wrong.height else []


def _refuse_personal_column(personal: int, rows: int, header: str, report: Report) -> None:
    if personal >= PERSONAL_CELLS and personal > PERSONAL_SHARE * rows:
        report.refuse("PII_VALUE.column", header, count=personal, line=drop_line(header))
