"""From typed cells to rows that honour their contract; the others are set aside, with a reason."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import dataframely as dy
import polars as pl

from pipelines.contracts import TABLES, Contract
from pipelines.rejects import Level, sentence
from pipelines.sources.accepted import limits
from pipelines.sources.report import Report

PLACE = {"file": pl.UInt32, "line": pl.UInt32}
"""Where a row comes from: the rank of its file in the intake, its line there."""

_PART = 500_000
_IDENTIFIER = "Un identifiant s'écrit avec des lettres, des chiffres et les signes . _ : / -"
_BOUNDS = frozenset({"min", "max", "is_in", "inf", "nan"})

HeaderOf = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Held:
    """Rows held to a contract. `twins` honour it too, save that their key is not unique."""

    rows: pl.DataFrame
    twins: pl.DataFrame


def complete_columns(frame: pl.DataFrame, table: str, file: int) -> pl.DataFrame:
    """Return the columns of a table and the place; the absent ones are null."""
    absent = (
        pl.lit(None, dtype=column.dtype).alias(name)
        for name, column in TABLES[table].columns().items()
        if name not in frame.columns
    )
    placed = frame.with_columns(*absent, file=pl.lit(file, dtype=PLACE["file"]))
    return placed.select(*TABLES[table].column_names(), *PLACE)


def without_lines(rows: pl.DataFrame, lines: pl.Series) -> pl.DataFrame:
    """Return the rows of one file that are not on these lines."""
    return rows.filter(~pl.col("line").is_in(lines.implode())) if len(lines) else rows


def hold_to_contract(frame: pl.DataFrame, table: str, header_of: HeaderOf, report: Report) -> Held:
    """Say which rules the rows of a table break, and return the others.

    `header_of` gives the header that feeds a canonical column.
    """
    filtered = [_placed(table).filter(part) for part in _parts(frame, table)]
    rows = pl.concat([rows for rows, _ in filtered])
    if rows.height == frame.height:
        return Held(rows, rows.clear())
    failed = pl.concat([failure.details() for _, failure in filtered])
    counts = sum((Counter(failure.counts()) for _, failure in filtered), Counter[str]())
    broken = [rule for rule in counts if rule != "primary_key"]
    _say_broken(failed, broken, table, header_of, report)
    return Held(rows, failed.filter(~_any_broken(broken)).select(rows.columns))


def _parts(frame: pl.DataFrame, table: str) -> list[pl.DataFrame]:
    """Cut a large frame into parts, to judge it in little memory, if its key allows it.

    Distinct hashes prove a key unique; otherwise the contract has to see all rows together.
    """
    key = pl.struct(TABLES[table].primary_key())
    is_large = frame.height > _PART
    if not is_large or frame.select(key.hash().n_unique()).item() < frame.height:
        return [frame]
    return [frame.slice(start, _PART) for start in range(0, frame.height, _PART)]


def _say_broken(
    failed: pl.DataFrame, broken: list[str], table: str, header_of: HeaderOf, report: Report
) -> None:
    """Say each rule that rows break; that a cell is empty, only of rows with nothing worse."""
    worse = [rule for rule in broken if not rule.endswith("|nullability")]
    for rule in broken:
        of_rows = pl.lit(value=True) if rule in worse else ~_any_broken(worse)
        lines = failed.filter(_any_broken([rule]) & of_rows)["line"]
        if len(lines):
            name, said, message = _verdict(TABLES[table], rule)
            report.say(said, Level.ERROR, header_of(name), lines, message)


def _any_broken(rules: list[str]) -> pl.Expr:
    return pl.any_horizontal(pl.lit(value=False), *(pl.col(rule) == "invalid" for rule in rules))


@cache
def _placed(table: str) -> type[Contract]:
    """Return the contract of a table whose rows know where they come from."""
    place = {"file": dy.UInt32(), "line": dy.UInt32()}
    return type(f"Placed{TABLES[table].__name__}", (TABLES[table],), place)


def _verdict(contract: type[Contract], broken: str) -> tuple[str, str, str]:
    """Return the column at fault, the rule of the vocabulary and the sentence."""
    if "__" in broken:
        name, _, rule = broken.partition("__")
        told = getattr(contract, broken).validation_fn.__doc__.strip().rstrip(".")
        return name, rule.upper(), told[0].lower() + told[1:]
    name, _, check = broken.partition("|")
    column = contract.columns()[name]
    if check == "nullability":
        return name, "CELL_EMPTY", sentence("CELL_EMPTY")
    if check in _BOUNDS:
        return name, "NUM_RANGE", sentence("NUM_RANGE", limits=limits(column))
    if check == "max_length":
        limit = getattr(column, "max_length", None)
        return name, "TEXT_TOO_LONG", sentence("TEXT_TOO_LONG", limit=limit)
    return name, "DOM_UNKNOWN", sentence("DOM_UNKNOWN", expected=_IDENTIFIER)
