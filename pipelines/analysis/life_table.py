"""Durations counted by group and time: the only reading of the spells, small enough to check."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import polars as pl

from pipelines.analysis.survival_queries import (
    GIVEN,
    Table,
    engine,
    filled,
    is_of,
    names_of,
    quoted,
    relation_of,
    rows_of,
)

OWN_NAMES = frozenset(
    {
        "duration",
        "event",
        "entry",
        "cause",
        "time",
        "at_risk",
        "events",
        "censored",
        "survival",
        "variance",
        "ci_low",
        "ci_high",
        "median",
        "rmst",
        "standard_error",
        "incidence",
    }
)
"""What the spells and the results call their columns: no group may be called so."""

INTEGERS = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
)
NUMBERS = (*INTEGERS, "FLOAT", "DOUBLE", "DECIMAL")
MEASURES = {
    "duration": (NUMBERS, "a column of numbers"),
    "entry": (NUMBERS, "a column of numbers"),
    "event": (("BOOLEAN",), "a boolean column"),
    "cause": (INTEGERS, "a column of integers"),
}
"""The SQL types each measure may have, and their name."""

EVERYONE = "0 AS by_0"
"""The group of those whom nothing tells apart."""


@dataclass(frozen=True, slots=True)
class LifeTable:
    """Spells counted: `counts` by `stratum` and `time`, `groups` with one row per stratum.

    Strata are numbered from 0 in the order of `groups`: sorted, a null last, and as typed as
    the spells when they are a frame. `groups` has no column when nothing tells spells apart.
    """

    counts: pl.DataFrame
    groups: pl.DataFrame

    def computed(self, query: str, **values: str) -> pl.DataFrame:
        """Run a query over `life`, the counts."""
        return computed(query, {"life": self.counts}, **values)

    def named(self, result: pl.DataFrame) -> pl.DataFrame:
        """Replace the strata of a result by the groups they number."""
        rows = result.drop("stratum")
        if not self.groups.width:
            return rows
        return self.groups[result["stratum"]].hstack(rows)


def life_table(spells: Table, by: Sequence[str]) -> LifeTable:
    """Count the spells by group and time.

    `spells` holds `duration` (a number, usually of days), `event` (boolean) and, when observation
    starts late, `entry`, on the scale of durations. The counts have one row per stratum and time:
    how many are `entering`, `leaving` and, among the latter, `events`; `at_risk` counts those who
    entered before and leave then or later.
    Raises `ValueError` on a missing column, no row, an unknown or negative duration, an unknown
    event, an entry that is unknown or does not precede the end.
    """
    is_late = "entry" in names_of(spells)
    measures = ("duration", "event", "entry") if is_late else ("duration", "event")
    life = counted(spells, by, measures, "life_table_with_entry" if is_late else "life_table")
    leaving = life.counts.filter(pl.col("leaving") > 0)
    if (leaving["known"] != leaving["leaving"]).any():
        message = "event: a spell is over or censored, never unknown"
        raise ValueError(message)
    if is_late and (leaving["entered"] != leaving["leaving"]).any():
        message = "entry: a spell must be entered before it ends"
        raise ValueError(message)
    staying = (pl.col("leaving") - pl.col("entering")).cum_sum(reverse=True).over("stratum")
    return LifeTable(life.counts.sort("time").with_columns(at_risk=staying), life.groups)


def counted(spells: Table, by: Sequence[str], measures: Sequence[str], query: str) -> LifeTable:
    """Run a counting query over `spell`: the grouping columns, renamed, and the measures.

    Raises `ValueError` on a missing column, a group that bears the name of a measure or result,
    no row, a measure of another kind, a duration that is unknown, negative or infinite.
    """
    if len(set(by)) != len(by) or not OWN_NAMES.isdisjoint(by):
        message = f"by: distinct columns are expected, none of {', '.join(sorted(OWN_NAMES))}"
        raise ValueError(message)
    keys = {f"by_{number}": name for number, name in enumerate(by)}
    groups = [f"{quoted(name)} AS {key}" for key, name in keys.items()] or [EVERYONE]
    with relation_of(spells, (*by, *measures)) as relation:
        check_kinds(relation, measures)
        life = rows_of(
            relation,
            f"WITH spell AS (SELECT {', '.join((*groups, *measures))} FROM {GIVEN}) "
            f"SELECT * FROM ({filled(query, by=', '.join(keys or ('by_0',)))}) AS life",
        )
    check_times(life)
    return numbered(life, keys, spells)


def numbered(life: pl.DataFrame, keys: dict[str, str], spells: Table) -> LifeTable:
    """Tell the groups of a counted table by a number, and give them their names and types back."""
    if not keys:
        return LifeTable(life.rename({"by_0": "stratum"}), pl.DataFrame())
    if not isinstance(spells, duckdb.DuckDBPyRelation):
        schema = spells.collect_schema()
        life = life.cast({key: schema[name] for key, name in keys.items()})
    groups = life.select(list(keys)).unique().sort(*keys, nulls_last=True).with_row_index("stratum")
    counts = life.join(groups, on=list(keys), nulls_equal=True).drop(list(keys))
    return LifeTable(counts, groups.drop("stratum").rename(keys))


def computed(query: str, tables: dict[str, pl.DataFrame], **values: str) -> pl.DataFrame:
    """Run a query over small tables, each registered under its name."""
    with engine().cursor() as cursor:
        for name, table in tables.items():
            cursor.register(name, table.to_arrow())
        result: pl.DataFrame = cursor.sql(filled(query, **values)).pl()
        return result


def check_kinds(spells: duckdb.DuckDBPyRelation, measures: Sequence[str]) -> None:
    """Raise `ValueError` naming the measure whose column is of another kind."""
    for name in measures:
        kinds, expected = MEASURES[name]
        if not is_of(spells, name, *kinds):
            message = f"{name}: {expected} is expected"
            raise ValueError(message)


def check_times(life: pl.DataFrame) -> None:
    """Raise `ValueError` unless there are times, all of them numbers from 0."""
    if life.is_empty():
        message = "spells: no row, nothing to estimate"
        raise ValueError(message)
    time = life["time"]
    if not time.is_finite().fill_null(value=False).all():
        message = "duration and entry: known, finite numbers are expected"
        raise ValueError(message)
    if (time < 0).any():
        message = "duration and entry must not be negative"
        raise ValueError(message)
