"""The observation: dimensions and one small status code per indicator, one row per unit."""

from collections.abc import Iterator, Sequence
from functools import cache

import sqlglot
from sqlglot import exp

from pipelines.indicators import STATUS_CODES, Grain, Indicator, Time, indicators
from pipelines.vocabulary import Dimension

BATCH = 10
"""Joins per statement: more in one statement costs memory for no speed."""

NOT_ON_PATHWAY = {Dimension.OBSTACLE, Dimension.STOCK_QUARTER}
OBSERVED_GRAINS = (Grain.PATHWAY, Grain.OBSTACLE, Grain.ACTIVITY, Grain.WEEK, Grain.FOLLOWUP)
"""Pathways, and what pathways have several of."""

PATHWAY_DIMENSIONS = [dimension.value for dimension in Dimension if dimension not in NOT_ON_PATHWAY]


def observed(grain: Grain) -> list[Indicator]:
    """Return the indicators whose statuses are laid out in the observation of a grain."""
    return [
        indicator
        for indicator in indicators().values()
        if indicator.grain is grain and indicator.time is not Time.STOCK
    ]


def status_code(status: str) -> str:
    """Return the SQL that turns a status into its small code, 0 outside the population."""
    cases = " ".join(f"WHEN '{name}' THEN {code}" for name, code in STATUS_CODES.items())
    return f"CAST(CASE {status} {cases} ELSE 0 END AS UTINYINT)"


@cache
def inlined(indicator: Indicator) -> str | None:
    """Return the status code as an expression on the unit's mart, when the query is a plain filter.

    Such a query reads its own mart alone, without join, group or nested query: being one row per
    unit, it needs no join back to it. None for any other query.
    """
    tree = sqlglot.parse_one(indicator.sql, dialect="duckdb")
    source = f"mart.{indicator.grain.value}"
    plain = isinstance(tree, exp.Select) and not tree.find(
        exp.Join, exp.Group, exp.CTE, exp.Subquery, exp.Window, exp.AggFunc
    )
    read = [table.sql(dialect="duckdb") for table in tree.find_all(exp.Table)]
    if not plain or read != [source]:
        return None
    status = next(item for item in tree.expressions if item.alias_or_name == "status")
    where = tree.args.get("where")
    code = _coded(status.unalias())
    if where is None:
        return f"CAST({code} AS UTINYINT)"
    kept = where.this.sql(dialect="duckdb")
    return f"CAST(CASE WHEN {kept} THEN {code} ELSE 0 END AS UTINYINT)"


def _coded(status: exp.Expression) -> str:
    """Return the SQL of a status with codes for words: no text is made to be compared again."""
    if isinstance(status, exp.Literal) and status.is_string:
        return str(STATUS_CODES[status.this])
    if not isinstance(status, exp.Case) or status.this:
        return status_code(status.sql(dialect="duckdb"))
    branches = "".join(
        f" WHEN {branch.this.sql(dialect='duckdb')} THEN {_coded(branch.args['true'])}"
        for branch in status.args["ifs"]
    )
    other = status.args.get("default")
    return f"CASE{branches} ELSE {_coded(other) if other else 0} END"


def observation_statements(grain: Grain, chosen: Sequence[Indicator]) -> list[str]:
    """Return the statements that lay out the observation of a grain.

    Pathways give `mart.observation`, with the dimensions: a breakdown is one scan. Another grain
    gives `mart.<grain>_observation`, joined to the former on the pathway's integer key; units
    outside every population are left out of it.
    """
    key, source = f"{grain.value}_id", f"mart.{grain.value}"
    simple = {item.code: inlined(item) for item in chosen}
    batches = list(_batches([item for item in chosen if simple[item.code] is None]))
    tables = [f"mart.{grain.value}_status_{number}" for number in range(len(batches))]
    statements = [
        _status_table(table, key, source, batch)
        for table, batch in zip(tables, batches, strict=True)
    ]
    codes = [f"{status} AS {code}" if status else code for code, status in simple.items()]
    joins = "".join(f" INNER JOIN {table} USING ({key})" for table in tables)
    columns = ", ".join([*_own_columns(grain), *codes])
    target = "mart.observation" if grain is Grain.PATHWAY else f"mart.{grain.value}_observation"
    kept = f" WHERE {' OR '.join(f'{code} > 0' for code in simple)}"
    where = "" if grain is Grain.PATHWAY or not simple else kept
    statements.append(
        f"CREATE TABLE {target} AS SELECT * FROM (SELECT {columns} FROM {source}{joins}){where}"
    )
    return statements + [f"DROP TABLE {table}" for table in tables]


def _own_columns(grain: Grain) -> list[str]:
    if grain is Grain.PATHWAY:
        return ["pathway_id", "participant_id", *PATHWAY_DIMENSIONS]
    own = [grain.value] if grain is Grain.OBSTACLE else []
    return [f"{grain.value}_id", "pathway_id", *own]


def _batches(items: Sequence[Indicator]) -> Iterator[Sequence[Indicator]]:
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def _status_table(name: str, key: str, source: str, batch: Sequence[Indicator]) -> str:
    columns = ", ".join(f"{status_code(f'{item.code}.status')} AS {item.code}" for item in batch)
    joins = " ".join(
        f"LEFT JOIN ({item.sql}) AS {item.code} ON unit.{key} = {item.code}.{key}" for item in batch
    )
    return f"CREATE TABLE {name} AS SELECT unit.{key}, {columns} FROM {source} AS unit {joins}"
