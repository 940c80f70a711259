"""Several causes of end: exact fractions, where taking the others for censoring would mislead."""

from collections.abc import Sequence
from fractions import Fraction

import polars as pl
import pytest
from analysis.drawn_spells import spells_of

from pipelines.analysis.survival import aalen_johansen, kaplan_meier

TIED = [1, 2, 2, 3, 3, 4, 5, 5, 6, 8, 8, 9]
DISTINCT = [1.0, 2.5, 2.0, 3.0, 3.5, 4.0, 5.0, 5.5, 6.0, 8.0, 8.5, 9.0]
CAUSE = [2, 1, 0, 2, 1, 0, 1, 2, 2, 0, 1, 0]


def ended(
    duration: Sequence[float], cause: Sequence[int], **columns: Sequence[object]
) -> pl.DataFrame:
    return pl.DataFrame({"duration": duration, "cause": cause, **columns})


def incidence(table: pl.DataFrame, cause: int) -> dict[float, float]:
    rows = table.filter(pl.col("cause") == cause)
    return dict(zip(rows["time"], rows["incidence"], strict=True))


def test_incidences_are_exact_when_times_are_tied() -> None:
    found = aalen_johansen(ended(TIED, CAUSE))
    assert found.columns == ["time", "cause", "incidence", "survival"]
    one, two = incidence(found, 1), incidence(found, 2)
    for time, value in {1: "0", 2: "1/12", 3: "19/108", 5: "23/81", 8: "127/324"}.items():
        assert one[time] == pytest.approx(float(Fraction(value)), abs=1e-12)
    for time, value in {1: "1/12", 3: "19/108", 5: "23/81", 6: "127/324", 9: "127/324"}.items():
        assert two[time] == pytest.approx(float(Fraction(value)), abs=1e-12)
    survival = found.filter(pl.col("cause") == 1).filter(pl.col("time").is_in([1, 2, 3, 5, 6, 8]))
    exact = ["11/12", "5/6", "35/54", "35/81", "35/108", "35/162"]
    assert survival["survival"].to_list() == pytest.approx(
        [float(Fraction(value)) for value in exact], abs=1e-12
    )


def test_incidences_without_ties() -> None:
    found = aalen_johansen(ended(DISTINCT, CAUSE))
    assert incidence(found, 1)[9] == pytest.approx(0.450694444444, abs=1e-9)
    assert incidence(found, 2)[9] == pytest.approx(0.388888888889, abs=1e-9)


def test_other_causes_are_not_taken_for_censoring() -> None:
    naive = kaplan_meier(spells_of(TIED, [cause == 1 for cause in CAUSE]))
    assert 1 - naive["survival"][-1] == pytest.approx(0.551066217733, abs=1e-9)
    assert incidence(aalen_johansen(ended(TIED, CAUSE)), 1)[9] == pytest.approx(127 / 324)


def test_a_group_where_a_cause_is_never_met_has_an_incidence_of_zero() -> None:
    spells = ended([1, 2, 3], [1, 0, 2], group=["a", "b", None])
    assert aalen_johansen(spells, ["group"]).rows() == [
        ("a", 1, 1, 1.0, 0.0),
        ("a", 1, 2, 0.0, 0.0),
        ("b", 2, 1, 0.0, 1.0),
        ("b", 2, 2, 0.0, 1.0),
        (None, 3, 1, 0.0, 0.0),
        (None, 3, 2, 1.0, 0.0),
    ]


def test_no_cause_met_gives_no_row() -> None:
    assert aalen_johansen(ended([1, 2], [0, 0])).is_empty()


@pytest.mark.parametrize("cause", [[1, None], [1, -1]])
def test_a_cause_is_known_and_not_negative(cause: list[object]) -> None:
    with pytest.raises(ValueError, match="cause: known integers"):
        aalen_johansen(pl.DataFrame({"duration": [1, 2], "cause": cause}))


@pytest.mark.parametrize("cause", [[0.5, 1.0], ["1", "2"], [True, False]])
def test_a_cause_is_a_whole_number(cause: list[object]) -> None:
    with pytest.raises(ValueError, match="cause: a column of integers is expected"):
        aalen_johansen(pl.DataFrame({"duration": [1, 2], "cause": cause}))
