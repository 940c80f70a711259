"""Which units are alike: distances worked by hand."""

import polars as pl
import pytest

from pipelines.analysis.similarity import Dropped, most_similar


def profiles(**columns: list[float | None]) -> pl.DataFrame:
    return pl.DataFrame({"unit": ["A", "B", "C", "D"], **columns})


def test_distances_are_those_worked_by_hand() -> None:
    # women: mean 0.5, deviation 0.1 ; rsa: mean 0.4, deviation 0.2.
    frame = profiles(women=[0.4, 0.6, 0.4, 0.6], rsa=[0.2, 0.2, 0.6, 0.6])
    found = most_similar(frame, "unit", "A", {"women": 1.0, "rsa": 3.0})
    # B: women differs by 2 deviations, √(1·4/4) = 1 ; C: √(3·4/4) = √3 ; D: √((4 + 12)/4) = 2.
    assert found.nearest["unit"].to_list() == ["B", "C", "D"]
    assert found.nearest["distance"].to_list() == pytest.approx([1.0, 3**0.5, 2.0])
    assert found.nearest["shared"].to_list() == [1.0, 1.0, 1.0]
    assert found.dropped == {}


def test_equal_distances_are_in_the_order_of_codes() -> None:
    frame = profiles(women=[0.5, 0.6, 0.4, 0.6]).sort("unit", descending=True)
    found = most_similar(frame, "unit", "A", {"women": 1.0})
    assert found.nearest["unit"].to_list() == ["B", "C", "D"]
    assert found.nearest["distance"].n_unique() == 1


def test_the_scale_of_a_criterion_does_not_count() -> None:
    plain = profiles(women=[0.40, 0.45, 0.55, 0.70], obstacles=[1.0, 3.0, 2.0, 1.5])
    scaled = plain.with_columns(pl.col("obstacles") * 1000 + 7)
    weights = {"women": 1.0, "obstacles": 1.0}
    first = most_similar(plain, "unit", "C", weights).nearest
    second = most_similar(scaled, "unit", "C", weights).nearest
    assert first["unit"].to_list() == second["unit"].to_list()
    assert first["distance"].to_list() == pytest.approx(second["distance"].to_list())


def test_criteria_that_cannot_serve_are_named() -> None:
    frame = profiles(
        women=[0.4, 0.5, 0.6, 0.7],
        rqth=[None, 0.1, 0.2, 0.3],
        qpv=[0.2, None, None, None],
        rsa=[0.5, 0.5, 0.5, 0.5],
    )
    found = most_similar(frame, "unit", "A", dict.fromkeys(("women", "rqth", "qpv", "rsa"), 1.0))
    assert found.weights == {"women": 1.0}
    assert found.dropped == {
        "rqth": Dropped.UNKNOWN,
        "qpv": Dropped.ALONE,
        "rsa": Dropped.CONSTANT,
    }
    assert found.nearest["unit"].to_list() == ["B", "C", "D"]


def test_a_unit_that_lacks_a_criterion_is_judged_on_the_others() -> None:
    frame = profiles(women=[0.4, 0.4, 0.6, 0.6], rsa=[0.2, None, 0.2, 0.6])
    found = most_similar(frame, "unit", "A", {"women": 1.0, "rsa": 1.0})
    first = found.nearest.row(0, named=True)
    assert (first["unit"], first["distance"], first["shared"]) == ("B", 0.0, 0.5)


def test_a_unit_with_too_little_in_common_is_left_out() -> None:
    frame = profiles(women=[0.4, 0.4, 0.6, 0.6], rsa=[0.2, None, 0.2, 0.6])
    found = most_similar(frame, "unit", "A", {"women": 1.0, "rsa": 3.0})
    assert set(found.nearest["unit"]) == {"C", "D"}


def test_no_usable_criterion_gives_no_neighbour() -> None:
    found = most_similar(profiles(rsa=[0.5] * 4), "unit", "A", {"rsa": 1.0})
    assert found.nearest.is_empty()
    assert found.dropped == {"rsa": Dropped.CONSTANT}


def test_only_the_nearest_are_kept() -> None:
    frame = profiles(women=[0.4, 0.9, 0.5, 0.45])
    found = most_similar(frame, "unit", "A", {"women": 1.0}, nearest=2)
    assert found.nearest["unit"].to_list() == ["D", "C"]


def test_the_chosen_unit_must_be_there_once() -> None:
    with pytest.raises(ValueError, match="unit Z"):
        most_similar(profiles(women=[0.1, 0.2, 0.3, 0.4]), "unit", "Z", {"women": 1.0})
