"""One file at a time: find it, read it, understand it, take its rows or refuse it whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipelines.contracts import TABLES
from pipelines.rejects import Finding, Level
from pipelines.sources.columns import Reading
from pipelines.sources.complete import take_table
from pipelines.sources.flat import take_flat
from pipelines.sources.headers import Plan, Sieve, plan_of, say_header
from pipelines.sources.layouts import FLAT, layout_names
from pipelines.sources.mapping import Mapping, load_mapping, mapping_for
from pipelines.sources.people import say_near_duplicates
from pipelines.sources.places import say_out_of_perimeter
from pipelines.sources.reading import TextTable, UnreadableFile, read_text_table
from pipelines.sources.reading.issues import shown
from pipelines.sources.report import Report
from pipelines.sources.sheets import sheets_with_tables
from pipelines.sources.spellings import plain_name
from pipelines.sources.taken import Opened, Taken

ERROR_SHARE = 0.2
ERROR_ROWS = 20
"""A file of at least this many rows is refused when more than this share would be set aside."""

MAX_SHEETS = 1000
"""How far apart the ranks of two files stand, to leave room for the sheets of a workbook."""

RSA_WITH_PPA = frozenset({"nombre foyers rsa ppa", "nombre personnes rsa ppa"})
"""Headers, in plain form, of the file that counts the RSA and the prime d'activité as one."""

_COMPARED = {
    FLAT: ("participant_id", "structure_id"),
    "participant": ("participant_id",),
    "pathway": ("structure_id",),
}

# Those that the reader refuses are looked for too: nobody should believe them taken in.
_DATA = frozenset(
    [".csv", ".txt", ".tsv", ".xlsx", ".parquet", ".xls", ".xlsm", ".xlsb", ".ods", ".zip"]
)


@dataclass(slots=True)
class Outcome:
    """What became of one file; `taken` is None unless it is accepted."""

    report: Report
    status: str
    layout: str = ""
    rows_read: int = 0
    dialect: str = ""
    digest: str = ""
    taken: Taken | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What every file of an intake is taken in with; `seen` names the files read, by digest."""

    reading: Reading
    mappings: Sequence[Mapping]
    seen: dict[str, str]


def found_in(paths: Sequence[Path]) -> tuple[list[Path], list[Mapping]]:
    """Return the data files, in the order of their names, and the mappings of files and folders."""
    found = sorted((name, path) for place in paths for name, path in _named(place))
    files = [path for _, path in found if path.suffix.casefold() != ".toml"]
    mappings = [load_mapping(path) for _, path in found if path.suffix.casefold() == ".toml"]
    return files, mappings


def _named(place: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files of a folder, save hidden and temporary ones, or the file itself."""
    if not place.is_dir():
        yield place.name, place
        return
    for path in place.rglob("*"):
        is_hidden = any(part.startswith((".", "~$")) for part in path.relative_to(place).parts)
        if path.is_file() and not is_hidden and path.suffix.casefold() in {*_DATA, ".toml"}:
            yield path.relative_to(place).as_posix(), path


def likely_order(path: Path) -> int:
    """Return the rank of the table that a file name announces, parents before children."""
    return min((list(TABLES).index(table) for table in layout_names(path.stem)), default=0)


@dataclass(frozen=True, slots=True)
class Unit:
    """A file, or one sheet of a workbook; `name` is what it is called on screen."""

    path: Path
    rank: int
    name: str
    sheet: str | None = None


def take_path(path: Path, rank: int, context: Context) -> list[Outcome]:
    """Take a file in; of a workbook with several tables, the sheets that bear a table's name."""
    mapping = mapping_for(path.name, context.mappings)
    name = shown(path.name)
    outcome = take_file(Unit(path, rank, name, mapping.sheet), mapping, context)
    if outcome.report.refusal != "XLSX_SHEETS" or mapping.sheet is not None:
        return [outcome]
    tables = sheets_with_tables(path)
    announced = [sheet for sheet in tables if any(layout_names(sheet))]
    outcomes = [
        take_file(Unit(path, rank + place, f"{name} [{shown(sheet)}]", sheet), mapping, context)
        for place, sheet in enumerate(announced)
    ]
    others = ", ".join(f"« {shown(sheet)} »" for sheet in tables if sheet not in announced)
    if outcomes and others:
        outcomes[0].report.add("XLSX_SHEETS.ignored", Level.WARNING, sheets=others)
    return outcomes or [outcome]


def take_file(unit: Unit, mapping: Mapping, context: Context) -> Outcome:
    """Take one table in: read it, understand its header, take its rows, or refuse it."""
    outcome, opened = _open(unit, mapping, context)
    if opened is None:
        return outcome
    _say_near_duplicates(opened)
    taken = take_flat(opened) if opened.plan.layout == FLAT else take_table(opened)
    _say_doubts(taken, opened)
    _refuse_too_many_errors(opened)
    if opened.report.refusal is None:
        outcome.taken = taken
    else:
        outcome.status = "refused"
    return outcome


def _open(unit: Unit, mapping: Mapping, context: Context) -> tuple[Outcome, Opened | None]:
    """Read a file and its header; nothing is opened when the file goes no further."""
    layouts = layouts_of(unit.sheet or unit.path.stem, mapping)
    sieve = Sieve(layouts, mapping)
    try:
        table = read_text_table(unit.path, dropped=sieve, sheet=unit.sheet)
    except (UnreadableFile, OSError) as error:
        return _unreadable(unit.name, error), None
    content = f"{table.digest}:{unit.sheet or ''}"
    if content in context.seen:
        report = Report(unit.name)
        report.add("FILE_ALREADY_LOADED", Level.NOTICE, other=context.seen[content])
        return Outcome(report, "already_loaded", digest=table.digest), None
    context.seen[content] = unit.name
    report = Report(unit.name, _renamed(table, unit.name), table.set_aside)
    plan = plan_of(table, layouts, mapping)
    if RSA_WITH_PPA & {plain_name(name) for name in sieve.unknown}:
        report.refuse("RSA_WITH_PPA")
    say_header(plan, sieve, table.dialect.header_line or 1, report)
    _say_form(table, plan, report)
    outcome = _outcome(table, plan, report)
    reading = replace(context.reading, mapping=mapping)
    opened = Opened(table.frame, table.rows_read, plan, reading, report, unit.rank)
    return outcome, None if report.refusal else opened


def _say_form(table: TextTable, plan: Plan, report: Report) -> None:
    """Say old line ends; refuse a flat file without rows, which would replace pathways by none."""
    if table.dialect.newline == "CR":
        report.add("EOL_LEGACY", Level.NOTICE)
    if plan.layout == FLAT and table.rows_read == 0:
        report.refuse("FILE_NO_ROWS")


def _renamed(table: TextTable, name: str) -> tuple[Finding, ...]:
    """Return the findings of the reader, which knows the file but not the sheet's place in it."""
    return tuple(
        replace(found, file=name, message=name + found.message.removeprefix(table.name))
        for found in table.findings
    )


def _outcome(table: TextTable, plan: Plan, report: Report) -> Outcome:
    return Outcome(
        report,
        status="refused" if report.refusal else "accepted",
        layout=plan.layout if plan.layout == FLAT else f"complete:{plan.layout}",
        rows_read=table.rows_read,
        dialect=table.dialect.describe(),
        digest=table.digest,
    )


def _unreadable(name: str, error: UnreadableFile | OSError) -> Outcome:
    if isinstance(error, OSError):
        report = Report(name)
        report.refuse("FILE_UNREADABLE")
        return Outcome(report, "refused")
    report = Report(name, error.findings, refusal=error.findings[0].rule)
    return Outcome(report, "refused", rows_read=error.rows_read or 0, digest=error.digest)


def _say_near_duplicates(opened: Opened) -> None:
    """Warn of identifiers that may be two spellings of one."""
    for name in _COMPARED.get(opened.plan.layout, ()):
        source = opened.plan.source(name)
        if source is not None:
            say_near_duplicates(opened.text, source.name, source.header, opened.report)


def _say_doubts(taken: Taken, opened: Opened) -> None:
    """Say what deserves a look in rows that are accepted."""
    pathways = taken.tables.get("pathway")
    perimeter = opened.reading.perimeter
    if pathways is not None and perimeter:
        say_out_of_perimeter(pathways, perimeter, opened.header("commune_code"), opened.report)


def _refuse_too_many_errors(opened: Opened) -> None:
    """Refuse a file of which too many lines would be set aside: the file itself is wrong."""
    report, read = opened.report, opened.rows_read
    aside = len(report.aside_lines())
    if report.refusal or read < ERROR_ROWS or aside <= ERROR_SHARE * read:
        return
    rule, column, message = report.main_reason()
    where = f" dans « {column} »" if column else ""
    report.refuse(
        "TOO_MANY_ERRORS", aside=aside, read=read, rule=rule, where=where, message=message
    )


def layouts_of(name: str, mapping: Mapping) -> list[str]:
    """Return the layouts that a file may follow: as mapped, else flat, or as its name announces."""
    if mapping.table is not None:
        return [mapping.table]
    named = list(layout_names(name))
    if mapping.layout == "complete":
        return named or [FLAT]
    return [FLAT] if mapping.layout == FLAT else [FLAT, *named]
