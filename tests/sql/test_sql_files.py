"""What every SQL file must respect: layers, no clock, portable forms, one statement."""

from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from pipelines.indicators import indicators
from pipelines.resources import resource

MAY_READ = {
    "marts": {"core", "ref", "mart"},
    "indicators": {"mart"},
    "checks": {"core", "mart", "ref"},
    "queries": {"core", "mart", "ref", ""},
    "indicators/fse": {""},
    "queries/fse": {""},
    "queries/fse/anomalies": {"", "ref"},
    "queries/survival": {""},
}
FREE = {
    "queries": {"visible"},
    "indicators/fse": {"participation"},
    "queries/fse": {"visible", "setting", "consolidation"},
    "queries/fse/anomalies": {"visible", "setting", "participation"},
    "queries/survival": {"contract", "spell", "life", "curve"},
}
"""The tables without a schema: what a query is asked to read, prepared for each reader."""

FORBIDDEN_WORDS = {"CURRENT_DATE", "CURRENT_TIMESTAMP", "NOW", "TODAY", "RANDOM", "QUALIFY", "::"}
FORBIDDEN_FUNCTIONS = {"QUANTILE_CONT", "TODAY", "NOW", "RANDOM", "UUID", "GET_CURRENT_TIMESTAMP"}
FILES = sorted(resource("sql").rglob("*.sql"))


def folder_of(path: Path) -> str:
    return path.parent.relative_to(resource("sql")).as_posix()


def named(path: Path) -> str:
    return f"{folder_of(path)}/{path.stem}"


def tree(path: Path) -> exp.Query:
    statements = sqlglot.parse(path.read_text("utf-8"), dialect="duckdb")
    assert len(statements) == 1
    assert isinstance(statements[0], exp.Query)
    return statements[0]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_is_one_select_that_reads_only_the_layers_below(path: Path) -> None:
    query = tree(path)
    assert isinstance(query, exp.Select | exp.Union)
    ctes = {cte.alias for cte in query.find_all(exp.CTE)}
    read = {table.db for table in query.find_all(exp.Table) if table.db or table.name not in ctes}
    assert read <= MAY_READ[folder_of(path)]
    if "" in read:
        free = {table.name for table in query.find_all(exp.Table) if not table.db} - ctes
        assert free <= FREE[folder_of(path)]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_gives_the_same_answer_tomorrow_and_on_another_engine(path: Path) -> None:
    words = {token.text.upper() for token in sqlglot.tokenize(path.read_text("utf-8"), "duckdb")}
    assert words.isdisjoint(FORBIDDEN_WORDS)
    called = {call.sql_name().upper() for call in tree(path).find_all(exp.Func)}
    assert called.isdisjoint(FORBIDDEN_FUNCTIONS)


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_names_its_columns_and_its_groups(path: Path) -> None:
    query = tree(path)
    assert not [star for star in query.find_all(exp.Star) if not isinstance(star.parent, exp.Count)]
    for group in query.find_all(exp.Group):
        assert not group.args.get("all")
        assert not [key for key in group.expressions if isinstance(key, exp.Literal)]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_file_opens_with_a_french_sentence_and_stays_short(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("-- ")
    assert len(lines) <= 120
    assert all(len(line) <= 200 for line in lines)


@pytest.mark.parametrize("code", indicators())
def test_an_indicator_returns_its_unit_and_a_status(code: str) -> None:
    indicator = indicators()[code]
    selected = [
        column.alias_or_name
        for column in tree(resource("sql", "indicators", f"{code}.sql")).selects
    ]
    key = "pathway_id" if indicator.time == "stock" else f"{indicator.grain}_id"
    extra = ["quarter_code"] if indicator.time == "stock" else []
    assert selected == [key, *extra, "status"]


@pytest.mark.parametrize("code", indicators())
def test_an_indicator_has_its_spec(code: str) -> None:
    specs = (Path(__file__).parents[1] / "spec").glob("test_*.py")
    assert any(f'"{code}"' in spec.read_text("utf-8") for spec in specs)
