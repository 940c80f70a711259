"""Whatever changes between two freezes, the reasons add up to the difference, exactly."""

import random
from collections import Counter
from datetime import date

import polars as pl
import pytest
from drawing import EVERYONE, Build
from freezes.frozen import document
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.random_tables import as_frames, random_tables

from dashboard.freezes.figures import frozen_figures
from dashboard.freezes.reasons import Side, moves, reasoned
from dashboard.freezes.traces import owners_of, traced, units_of
from dashboard.observatory import Observatory, Question
from pipelines.indicators import STATUS_CODES, indicators

BASES = st.sampled_from([("yes", "no"), ("yes", "no", "unknown"), ()])
MARKS = st.integers(0, 3)


@st.composite
def sides(draw: st.DrawFn) -> Side:
    owners = draw(st.dictionaries(st.integers(1, 12), st.tuples(MARKS, MARKS), min_size=1))
    known = st.sampled_from(sorted(owners))
    counted = draw(st.dictionaries(st.tuples(known, st.integers(1, 2)), st.integers(1, 5)))
    inside = draw(st.sets(known)) - {owner for owner, _ in counted}
    units = [(owner, 100 * owner + piece, status) for (owner, piece), status in counted.items()]
    return Side(
        units=pl.DataFrame(
            [*units, *((owner, None, 0) for owner in inside)],
            schema={"owner": pl.UInt64, "unit": pl.UInt64, "status": pl.UInt8},
            orient="row",
        ),
        owners=pl.DataFrame(
            [(owner, *marks) for owner, marks in owners.items()],
            schema={"owner": pl.UInt64, "fingerprint": pl.UInt64, "context": pl.UInt64},
            orient="row",
        ),
        base_statuses=draw(BASES),
        rules={"definition": draw(st.sampled_from(["a", "b"]))},
        observed_on=draw(st.dates(date(2025, 9, 29), date(2025, 10, 1))),
        counted_on=None,
    )


def counted(side: Side) -> tuple[int, int]:
    found = Counter(side.units.drop_nulls("unit")["status"])
    return found[1], sum(found[STATUS_CODES[name]] for name in side.base_statuses)


@settings(max_examples=60)
@given(older=sides(), newer=sides())
def test_reasons_add_up_and_a_unit_has_one(older: Side, newer: Side) -> None:
    found = moves(older, newer)
    before, after = counted(older), counted(newer)
    assert sum(move.numerator for move in found) == after[0] - before[0]
    assert sum(move.base for move in found) == after[1] - before[1]
    assert reasoned(older, newer)["unit"].is_unique().all()


def edited(
    tables: dict[str, list[dict[str, object]]], seed: int
) -> dict[str, list[dict[str, object]]]:
    """Remove some rows, empty some dates: what a new extraction brings, at random."""
    draw = random.Random(seed)
    kept = {
        name: [row for row in rows if name in {"participant", "structure"} or draw.random() < 0.9]
        for name, rows in tables.items()
    }
    codes = {row["pathway_id"] for row in kept["pathway"]}
    return {
        name: [row for row in rows if row.get("pathway_id") is None or row["pathway_id"] in codes]
        for name, rows in kept.items()
    }


@pytest.mark.parametrize("seed", [11, 12])
def test_every_indicator_adds_up_between_two_loads(built: Build, seed: int) -> None:
    tables = random_tables(seed)
    older = Observatory(built(**as_frames(tables)), EVERYONE)
    newer = Observatory(
        built(reference_date=date(2026, 1, 15), **as_frames(edited(tables, seed))), EVERYONE
    )
    questions = {code: Question(code) for code in indicators()}
    sides = []
    for observatory in (older, newer):
        trace = traced(observatory, questions, "salt")
        said = document("G0001", observatory, questions)
        figures = frozen_figures(said, questions, observatory, trace)
        sides.append((trace, figures, observatory.reference_date))
    met: set[str] = set()
    for before, after in zip(sides[0][1], sides[1][1], strict=True):
        one, other = (
            Side(
                units_of(trace, figure.key),
                owners_of(trace),
                figure.base_statuses,
                figure.rules,
                day,
                figure.asked.counted_on if figure.asked else None,
            )
            for figure, (trace, _, day) in zip((before, after), sides, strict=True)
        )
        found = moves(one, other)
        met |= {move.reason.value for move in found}
        assert sum(move.numerator for move in found) == after.numerator - before.numerator
        assert sum(move.base for move in found) == (after.base or 0) - (before.base or 0)
    assert {"withdrawn_rows", "corrected_rows", "matured_cohort"} <= met
