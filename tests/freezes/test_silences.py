"""When no reason can be given: the counts and the difference stay, and a sentence says why."""

import pytest
from drawing import EVERYONE, Build
from freezes.frozen import PERIOD, frozen, store_of
from freezes.test_reasons import AFTER, BEFORE, POSITIVE

from dashboard.freezes import FigureChange, Freezes, compare
from dashboard.observatory import Question
from pipelines.snapshot import Snapshot
from pipelines.vocabulary import Dimension

EXITS = Question("exits", (), (), PERIOD)


@pytest.fixture
def snapshots(built: Build) -> tuple[Snapshot, Snapshot]:
    return built(pathway=BEFORE), built(pathway=AFTER)


def changes(snapshot: Snapshot) -> tuple[FigureChange, ...]:
    return compare(Freezes(store_of(snapshot), EVERYONE), "G0001", "G0002").changes


def test_an_altered_trace_gives_no_reason(snapshots: tuple[Snapshot, Snapshot]) -> None:
    for snapshot in snapshots:
        frozen(snapshot, POSITIVE)
    (trace, *_) = sorted((store_of(snapshots[0]) / "gels").glob("G0001-*/trace.parquet"))
    trace.write_bytes(trace.read_bytes()[:-1] + b"?")
    (change,) = changes(snapshots[1])
    assert (change.numerator, change.base, change.moves) == (1, 0, ())
    assert change.silence == (
        "Le gel G0001 a été modifié : trace.parquet n'est pas le fichier gelé ; il n'est pas donné."
    )


def test_other_conditions_give_no_reason(snapshots: tuple[Snapshot, Snapshot]) -> None:
    """Tous sont en médiation active : la condition ne retire personne, mais elle diffère."""
    frozen(snapshots[0], POSITIVE)
    where = ((Dimension.SCHEME, ("active_mediation",)),)
    frozen(snapshots[1], Question("positive_exit", (), where, PERIOD))
    (change,) = changes(snapshots[1])
    assert (change.numerator, change.base, change.moves) == (1, 0, ())
    assert "sous les mêmes conditions" in change.silence


def test_another_salt_gives_no_reason(snapshots: tuple[Snapshot, Snapshot]) -> None:
    frozen(snapshots[0], POSITIVE)
    (store_of(snapshots[0]) / "gels" / "traces.salt").unlink()
    frozen(snapshots[1], POSITIVE)
    (change,) = changes(snapshots[1])
    assert (change.moves, "pas le même sel" in change.silence) == ((), True)


def test_a_count_has_reasons_without_base(snapshots: tuple[Snapshot, Snapshot]) -> None:
    """Quatre sorties avant, quatre après : fresh et running entrent, gone et moving partent."""
    for snapshot in snapshots:
        frozen(snapshot, EXITS)
    (change,) = changes(snapshots[1])
    assert (change.numerator, change.base) == (0, None)
    assert {move.reason.value: move.numerator for move in change.moves} == {
        "new_rows": 1,
        "withdrawn_rows": -1,
        "perimeter": -1,
        "corrected_rows": 1,
    }
    assert all((move.base_gained, move.base_lost) == (0, 0) for move in change.moves)


def test_figures_of_one_freeze_only_are_named(snapshots: tuple[Snapshot, Snapshot]) -> None:
    frozen(snapshots[0], POSITIVE, EXITS)
    frozen(snapshots[1], POSITIVE, Question("entries", (), (), PERIOD))
    comparison = compare(Freezes(store_of(snapshots[1]), EVERYONE), "G0002", "G0001")
    assert [change.newer.key for change in comparison.changes] == ["positive_exit"]
    assert comparison.only_older == ("Sorties",)
    assert comparison.only_newer == ("Entrées",)
