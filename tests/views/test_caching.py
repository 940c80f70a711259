"""What is kept in memory is kept per snapshot and per scope."""

import ast
from pathlib import Path

import pytest

import dashboard

MODULES = sorted(Path(dashboard.__file__).parent.rglob("*.py"))
CACHES = {"cache_data", "cache_resource"}


def cached_functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        and any(
            isinstance(part, ast.Attribute) and part.attr in CACHES
            for decorator in node.decorator_list
            for part in ast.walk(decorator)
        )
    ]


def test_some_functions_are_cached() -> None:
    assert [function for path in MODULES for function in cached_functions(path)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_cached_function_takes_the_snapshot_and_the_scope(path: Path) -> None:
    for function in cached_functions(path):
        names = {argument.arg for argument in function.args.args}
        assert {"snapshot_id", "scope"} <= names, function.name
