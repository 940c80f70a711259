"""From a question and a scope to one SQL query: identifiers from lists, values always bound."""

from collections.abc import Iterator
from typing import Any

from dashboard.observatory.question import TIME_DIMENSION, Conditions, Question
from dashboard.scope import Scope
from pipelines.indicators import STATUS_CODES, Grain, Time
from pipelines.vocabulary import Dimension

IDENTIFIED = (
    "SELECT pathway_id, obstacle FROM mart.obstacle_observation WHERE obstacle_identified = 1"
)
WHOLE_PATHWAYS = {Grain.PARTICIPANT, Grain.PATHWAY}
"""Grains counted on the pathway itself; the others are several per pathway."""


class Parameters(dict[str, Any]):
    """Values bound to a query, each under a fresh name."""

    def bind(self, value: Any) -> str:
        """Keep a value and return its place in the query."""
        name = f"p{len(self)}"
        self[name] = value
        return f"${name}"

    def bind_all(self, values: tuple[str, ...]) -> str:
        """Keep several values and return their places, ready for IN (…)."""
        return ", ".join(self.bind(value) for value in values)


def counting_query(question: Question, scope: Scope) -> tuple[str, Parameters]:
    """Return the query that counts statuses by group, and its bound values.

    The result has the codes of `question.by` as text, in order, then one count per status. A
    scope without codes, like a condition without codes, matches no row; without breakdown there
    is always one row.
    """
    parameters = Parameters()
    source, code = counted_rows(question, scope, parameters)
    groups = [_column(dimension) for dimension in question.by]
    names = [dimension.value for dimension in question.by]
    if question.is_folded:
        inner = "".join(f", {group} AS {name}" for group, name in zip(groups, names, strict=True))
        nested = "".join(f", {group}" for group in groups)
        folded = (
            f"(SELECT unit.pathway_id{inner}, min({code}) AS status_code FROM {source} "
            f"GROUP BY unit.pathway_id{nested}) AS folded"
        )
        return _grouped(names, names, _status_counts("status_code"), folded), parameters
    is_people = question.indicator.grain is Grain.PARTICIPANT
    counts = _people_counts() if is_people else _status_counts(code)
    return _grouped(groups, names, counts, source), parameters


def counted_rows(question: Question, scope: Scope, parameters: Parameters) -> tuple[str, str]:
    """Return what follows FROM to read the rows a question counts, and their status code.

    `unit` is there the pathway and `piece` what a pathway has several of. People present have
    one row per pathway, obstacles to be folded one per obstacle.
    """
    conditions = " AND ".join(_conditions(question, scope, parameters))
    code = "1" if question.indicator.grain is Grain.PARTICIPANT else _status(question)
    return f"{_source(question)} WHERE {conditions} AND {code} > 0", code


def inside_query(question: Question, scope: Scope, parameters: Parameters) -> str:
    """Return the query of the pathways inside the perimeter and the period of a question.

    A pathway without place in time, such as one not ended for exits, is inside until it has one;
    a stock has no period of its own: what is counted in it is a matter of dates.
    """
    own = {Dimension.STOCK_QUARTER}
    own |= {Dimension.OBSTACLE} if question.indicator.grain is Grain.OBSTACLE else set()
    where = tuple(item for item in question.where if item[0] not in own)
    conditions = [scope_condition(scope, parameters), *_kept(where, parameters)]
    if question.indicator.time is not Time.STOCK:
        column = f"unit.{question.time_dimension.value}"
        within = " AND ".join(_within(column, question.period, parameters))
        conditions += [f"({column} IS NULL OR {within})"] if within else []
    return (
        "SELECT unit.pathway_id, unit.participant_id FROM mart.observation AS unit "
        f"WHERE {' AND '.join(conditions)}"
    )


def _grouped(groups: list[str], names: list[str], counts: list[str], source: str) -> str:
    codes = [
        f"CAST({group} AS VARCHAR) AS {name}" for group, name in zip(groups, names, strict=True)
    ]
    query = f"SELECT {', '.join([*codes, *counts])} FROM {source}"
    if not groups:
        return query
    order = ", ".join(f"{group} NULLS LAST" for group in groups)
    return f"{query} GROUP BY {', '.join(groups)} ORDER BY {order}"


def _status_counts(code: str) -> list[str]:
    return [
        f"count(*) FILTER (WHERE {code} = {number}) AS {status}"
        for status, number in STATUS_CODES.items()
    ]


def _people_counts() -> list[str]:
    """Count each person present once; a stock has no other status."""
    others = [f"0 AS {status}" for status in STATUS_CODES if status != "yes"]
    return ["count(DISTINCT unit.participant_id) AS yes", *others]


def visible_query(
    scope: Scope, where: Conditions, time: Time, period: tuple[str | None, str | None]
) -> tuple[str, Parameters]:
    """Return the query of the pathways a tally may count, and its bound values.

    The rows are those of the observation in the scope, under the conditions, in the period.
    """
    parameters = Parameters()
    conditions = [scope_condition(scope, parameters), *_kept(where, parameters)]
    conditions += _within(f"unit.{TIME_DIMENSION[time].value}", period, parameters)
    return (
        f"SELECT unit.* FROM mart.observation AS unit WHERE {' AND '.join(conditions)}"
    ), parameters


def scope_condition(scope: Scope, parameters: Parameters, alias: str = "unit") -> str:
    """Return the condition that keeps the rows of the scope; no code keeps no row."""
    if not scope.codes:
        return "FALSE"
    return f"{alias}.{scope.column} IN ({parameters.bind_all(tuple(sorted(scope.codes)))})"


def _status(question: Question) -> str:
    alias = "unit" if question.indicator.grain in WHOLE_PATHWAYS else "piece"
    return f"{alias}.{question.indicator.code}"


def _source(question: Question) -> str:
    grain = question.indicator.grain
    source = "mart.observation AS unit"
    if grain not in WHOLE_PATHWAYS:
        pieces = f"mart.{grain.value}_observation AS piece"
        source = f"{pieces} INNER JOIN {source} USING (pathway_id)"
    if grain is Grain.OBSTACLE:
        return source
    if question.indicator.time is Time.STOCK:
        source += " INNER JOIN mart.caseload AS present USING (pathway_id)"
    if Dimension.OBSTACLE in question.by:
        source += f" INNER JOIN ({IDENTIFIED}) AS identified USING (pathway_id)"
    return source


def _column(dimension: Dimension) -> str:
    if dimension is Dimension.OBSTACLE:
        return "obstacle"
    if dimension is Dimension.STOCK_QUARTER:
        return "present.quarter_code"
    return f"unit.{dimension.value}"


def _conditions(question: Question, scope: Scope, parameters: Parameters) -> list[str]:
    has_obstacle = question.indicator.grain is Grain.OBSTACLE or Dimension.OBSTACLE in question.by
    conditions = [scope_condition(scope, parameters)]
    conditions += _kept(question.where, parameters, has_obstacle)
    conditions += _within(_column(question.time_dimension), question.period, parameters)
    if question.indicator.time is Time.STOCK and Dimension.STOCK_QUARTER not in question.by:
        conditions.append(_last_stock(question, parameters))
    return conditions


def _kept(where: Conditions, parameters: Parameters, has_obstacle: bool = False) -> Iterator[str]:
    """Give one condition per dimension; obstacles told apart are rows, else a pathway has them."""
    for dimension, codes in where:
        places = parameters.bind_all(codes) or "NULL"
        if dimension is Dimension.OBSTACLE and not has_obstacle:
            having = f"{IDENTIFIED} AND CAST(obstacle AS VARCHAR) IN ({places})"
            yield f"unit.pathway_id IN (SELECT pathway_id FROM ({having}))"
        else:
            yield f"CAST({_column(dimension)} AS VARCHAR) IN ({places})"


def _within(
    column: str, period: tuple[str | None, str | None], parameters: Parameters
) -> list[str]:
    return [
        f"{column} {operator} {parameters.bind(bound)}"
        for bound, operator in zip(period, (">=", "<="), strict=True)
        if bound is not None
    ]


def _last_stock(question: Question, parameters: Parameters) -> str:
    last = question.period[1]
    limit = f" WHERE quarter_code <= {parameters.bind(last)}" if last else ""
    return f"present.quarter_code = (SELECT max(quarter_code) FROM ref.quarter{limit})"
