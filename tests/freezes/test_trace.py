"""The trace of a figure: one row per unit counted, the same unit from one snapshot to the next."""

from collections import Counter

import pytest
from drawing import EVERYONE, Build
from properties.random_tables import as_frames, random_tables

from dashboard.disclosure import COUNTS
from dashboard.observatory import Observatory, Question
from dashboard.scope import Role, Scope
from pipelines.indicators import STATUS_CODES, Grain, indicators
from pipelines.vocabulary import Dimension, Obstacle

NAMES = {code: name for name, code in STATUS_CODES.items()}
PERIOD = ("2024-Q2", "2025-Q2")


@pytest.mark.parametrize("seed", [1, 2])
def test_units_traced_are_those_counted(built: Build, seed: int) -> None:
    snapshot = built(**as_frames(random_tables(seed)))
    lot = Scope("lot", Role.COUNCIL, frozenset({"46"}), "Lot")
    conditions = ((Dimension.OBSTACLE, (Obstacle.HOUSING.value,)),)
    for scope in (EVERYONE, lot):
        observatory = Observatory(snapshot, scope)
        for code in indicators():
            for question in (Question(code), Question(code, (), conditions, PERIOD)):
                trace = observatory.trace(question, "salt").filter(status=0).height
                counted = observatory.trace(question, "salt").drop_nulls("unit")
                assert counted["unit"].n_unique() == counted.height
                found = Counter(NAMES[status] for status in counted["status"])
                whole = observatory.observe(question).total.select(COUNTS).to_dicts()[0]
                assert {name: found[name] for name in COUNTS} == whole, (code, trace)


def test_every_owner_traced_has_a_fingerprint(built: Build) -> None:
    observatory = Observatory(built(**as_frames(random_tables(3))), EVERYONE)
    known = observatory.fingerprints("salt")
    assert known["owner"].is_unique().all()
    for code in indicators():
        trace = observatory.trace(Question(code), "salt")
        assert set(trace["owner"]) <= set(known["owner"])


def test_the_same_rows_have_the_same_digests_in_another_order(built: Build) -> None:
    tables = random_tables(4)
    first = Observatory(built(**as_frames(tables)), EVERYONE)
    turned = {name: rows[::-1] for name, rows in tables.items()}
    second = Observatory(built(**as_frames(turned)), EVERYONE)
    assert first.fingerprints("salt").equals(second.fingerprints("salt"))
    # Among the others, jobs and exits of one day are told apart by the order of their rows.
    several = [code for code, item in indicators().items() if item.grain is not Grain.PATHWAY]
    for code in ("entries", "renewal", *several):
        question = Question(code)
        assert first.trace(question, "salt").equals(second.trace(question, "salt")), code


def test_another_salt_gives_other_digests(built: Build) -> None:
    observatory = Observatory(built(**as_frames(random_tables(4))), EVERYONE)
    one, other = (set(observatory.fingerprints(salt)["owner"]) for salt in ("one", "other"))
    assert one.isdisjoint(other)
