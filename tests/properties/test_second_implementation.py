"""Every indicator recounted in plain Python on random tables: the two must agree everywhere."""

from collections import Counter

import pytest
from drawing import EVERYONE, Build
from properties.history import history_of
from properties.random_tables import SEEDS, as_frames, random_tables
from properties.recount import POSSIBLE, RECOUNTED, statuses

from dashboard.disclosure import COUNTS
from dashboard.observatory import Observatory, Question
from dashboard.scope import Role, Scope
from pipelines.indicators import indicators
from pipelines.vocabulary import Dimension


def test_every_indicator_is_recounted() -> None:
    assert set(indicators()) == RECOUNTED == set(POSSIBLE)


@pytest.mark.parametrize("seed", SEEDS)
def test_sql_and_plain_python_count_the_same(built: Build, seed: int) -> None:
    tables = random_tables(seed)
    history = history_of(tables)
    observatory = Observatory(built(**as_frames(tables)), EVERYONE)
    for code in indicators():
        whole = observatory.observe(Question(code))
        expected = Counter(statuses(code, history, history.pathways))
        assert whole.total.select(COUNTS).to_dicts()[0] == {c: expected[c] for c in COUNTS}, code
        split = observatory.observe(Question(code, (Dimension.SCHEME,)))
        for row in split.table.iter_rows(named=True):
            kept = [item for item in history.pathways if item["scheme"] == row["scheme"]]
            expected = Counter(statuses(code, history, kept))
            assert {c: row[c] for c in COUNTS} == {c: expected[c] for c in COUNTS}, code


def test_every_status_that_can_exist_was_met_and_no_other() -> None:
    met: dict[str, set[str]] = {code: set() for code in indicators()}
    for seed in SEEDS:
        history = history_of(random_tables(seed))
        for code, found in met.items():
            found.update(statuses(code, history, history.pathways))
    assert met == POSSIBLE


@pytest.mark.parametrize("seed", range(100, 102))
def test_a_scope_sees_its_rows_and_an_empty_scope_none(built: Build, seed: int) -> None:
    tables = random_tables(seed)
    for pathway in tables["pathway"]:
        pathway["commune_code"] = pathway["commune_code"] or "45234"
    history = history_of(tables)
    snapshot = built(**as_frames(tables))
    lot = Scope("lot", Role.COUNCIL, frozenset({"46"}), "Lot")
    nobody = Scope("personne", Role.COUNCIL, frozenset(), "Rien")
    kept = [item for item in history.pathways if item["commune_code"].startswith("46")]
    for code in indicators():
        expected = Counter(statuses(code, history, kept))
        total = Observatory(snapshot, lot).observe(Question(code)).total
        assert total.select(COUNTS).to_dicts()[0] == {c: expected[c] for c in COUNTS}, code
        empty = Observatory(snapshot, nobody).observe(Question(code, (Dimension.SCHEME,)))
        assert empty.table.is_empty()
        assert sum(empty.total.select(COUNTS).row(0)) == 0
