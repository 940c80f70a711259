"""The shape of the code: sizes, forbidden shortcuts, definitions living once."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.indicators import indicators
from pipelines.vocabulary import Dimension

ROOT = Path(__file__).parents[2]
MODULES = sorted(
    path for package in ("dashboard", "pipelines") for path in (ROOT / package).rglob("*.py")
)
LONGEST_MODULE = 250
LONGEST_PAGE = 60
LONGEST_FUNCTION = 25
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function from its first statement, its docstring left out."""
    statements = function.body[1:] if ast.get_docstring(function) else function.body
    if not statements:
        return 0
    last = function.end_lineno or 0
    return last - statements[0].lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_has_one_idea_and_stays_short(path: Path) -> None:
    text = path.read_text("utf-8")
    is_page = path.parent.name == "views"
    assert len(text.splitlines()) <= (LONGEST_PAGE if is_page else LONGEST_MODULE)
    assert path.stem not in FORBIDDEN_NAMES
    assert ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_function_stays_short(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    long = {item.name: body_length(item) for item in functions(tree)}
    assert {name: size for name, size in long.items() if size > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_page_draws_with_plotly_express_nor_reads_the_clock_in_silence(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"plotly\.express|from plotly import express", text)
    assert not re.search(r"\.map_elements\(|\.iterrows\(|\.apply\(lambda", text)


def test_every_indicator_belongs_to_a_dimensioned_grain() -> None:
    assert set(indicators()) == {
        "caseload",
        "entries",
        "renewal",
        "prescribed_entry",
        "job_within_6_months",
        "employed_90_days_after_hiring",
        "employed_180_days_after_hiring",
        "employed_365_days_after_hiring",
        "continuous_retention_180_days",
        "same_employer_180_days",
        "exit_within_3_months",
        "exit_within_6_months",
        "exit_within_12_months",
        "exits",
        "undocumented_exit",
        "dropout",
        "positive_exit",
        "durable_employment",
        "transitional_employment",
        "other_positive_exit",
        "scheme_outcome",
        "in_employment_at_exit",
        "employment_at_6_months",
        "in_training_at_exit",
        "next_scheme_within_3_months",
        "training_during_pathway",
        "qualification_obtained",
        "with_pmsmp",
        "with_work_trial",
        "with_secondment",
        "work_trial_confirmed",
        "work_trial_within_10_days",
        "evaluation_in_time",
        "secondment_to_permanent",
        "secondment_over_2_years",
        "individual_meeting_weeks",
        "group_meeting_weeks",
        "obstacle_identified",
        "obstacle_not_assessed",
        "obstacle_resolved",
        "obstacle_resolved_within_6_months",
        "obstacle_detected_on_the_way",
        "aid_then_resolved",
        "two_sided_followup",
    }
    assert len({dimension.url_key for dimension in Dimension}) == len(Dimension)


def test_the_lock_files_hold_hashes_and_no_address() -> None:
    locks = sorted((ROOT / "requirements").glob("*.lock"))
    assert {lock.stem for lock in locks} == {"bench", "build", "run", "territories", "test"}
    for lock in locks:
        text = lock.read_text("utf-8")
        assert "://" not in text
        pinned = re.findall(r"^\S+==\S+", text, re.MULTILINE)
        assert pinned
        assert text.count("--hash=sha256:") >= len(pinned)


def test_the_run_time_list_is_kept_apart_and_small() -> None:
    run = (ROOT / "requirements" / "run.lock").read_text("utf-8")
    for name in ("pytest", "playwright", "lifelines", "mypy", "ruff", "django"):
        assert not re.search(rf"^{name}==", run, re.MULTILINE)
