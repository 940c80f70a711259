"""Une cohorte d'entrée n'est lue que lorsque neuf parcours sur dix sont terminés."""

import polars as pl
import pytest
from drawing import EVERYONE, Build, drawn

from dashboard.components.results_cohorts import grows_with_time, unfinished
from dashboard.observatory import Observatory, Question
from pipelines.vocabulary import Dimension

HEADER = (
    "pathway_id | participant_id | scheme | structure_id | entry_date | exit_date | exit_reason"
)


def cohorts() -> pl.DataFrame:
    """Draw ten pathways of T1 2024, nine over; ten of T2 2024, eight over, all RSA support."""
    lines = [HEADER, "-"]
    for quarter, start, over in (("a", "2024-01-15", 9), ("b", "2024-04-15", 8)):
        for rank in range(10):
            left = "2024-12-02 | dropout" if rank < over else " | "
            lines.append(f"{quarter}{rank} | {quarter}{rank} | rsa_support | S1 | {start} | {left}")
    return drawn("pathway", "\n".join(lines))


@pytest.fixture
def observatory(built: Build) -> Observatory:
    return Observatory(built(pathway=cohorts()), EVERYONE)


def test_a_cohort_with_one_pathway_open_in_ten_is_finished(observatory: Observatory) -> None:
    question = Question("dropout", (Dimension.ENTRY_QUARTER,))
    assert unfinished(observatory, question) == {None: frozenset({"2024-Q2"})}


def test_series_are_judged_one_by_one(observatory: Observatory) -> None:
    question = Question("dropout", (Dimension.ENTRY_QUARTER, Dimension.SCHEME))
    assert unfinished(observatory, question) == {"rsa_support": frozenset({"2024-Q2"})}


def test_a_period_of_exit_that_stops_early_leaves_cohorts_unfinished(
    observatory: Observatory,
) -> None:
    question = Question("dropout", (Dimension.ENTRY_QUARTER,), (), (None, "2024-Q3"))
    assert unfinished(observatory, question) == {None: frozenset({"2024-Q1", "2024-Q2"})}


@pytest.mark.parametrize(
    ("code", "dimension", "expected"),
    [
        ("dropout", Dimension.ENTRY_QUARTER, True),
        ("dropout", Dimension.EXIT_QUARTER, False),
        ("exits", Dimension.ENTRY_QUARTER, True),
        ("entries", Dimension.ENTRY_QUARTER, False),
        ("prescribed_entry", Dimension.ENTRY_QUARTER, False),
        ("obstacle_resolved", Dimension.ENTRY_QUARTER, True),
        ("with_pmsmp", Dimension.ENTRY_QUARTER, True),
        ("job_within_6_months", Dimension.ENTRY_QUARTER, False),
        ("caseload", Dimension.STOCK_QUARTER, False),
    ],
)
def test_what_is_known_at_the_entry_or_after_a_fixed_delay_does_not_grow(
    code: str, dimension: Dimension, expected: bool
) -> None:
    assert grows_with_time(Question(code, (dimension,))) is expected
