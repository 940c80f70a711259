"""Differences between two lists of participations: counts that add up, worked by hand."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.fse_changes import changes, movements

SCHEMA = {
    "operation_id": pl.String,
    "pseudonym": pl.String,
    "account": pl.String,
    "EECO01": pl.Boolean,
    "EECR04": pl.Boolean,
}
File = tuple[str, str, str, bool, bool]


def listed(*files: File) -> pl.DataFrame:
    return pl.DataFrame(files, schema=SCHEMA, orient="row")


BEFORE = listed(
    ("OP1", "a", "counted", True, True),
    ("OP1", "b", "counted", True, True),
    ("OP1", "c", "incomplete", False, False),
    ("OP1", "d", "counted", True, False),
    ("OP2", "a", "counted", True, False),
)
AFTER = listed(
    ("OP1", "a", "counted", True, True),
    ("OP1", "b", "counted", True, False),
    ("OP1", "c", "counted", True, True),
    ("OP1", "e", "counted", True, True),
    ("OP2", "a", "counted", True, True),
)


def test_each_count_is_explained_by_what_came_and_went() -> None:
    """b came back (result lost), c was completed, d left the list, e is new, a of OP2 has work."""
    assert changes(BEFORE, AFTER, ["EECO01", "EECR04", "EECO99"]).rows() == [
        ("EECO01", 4, 1, 1, 1, 0, 5),
        ("EECR04", 2, 1, 2, 0, 1, 4),
    ]


def test_each_file_moves_from_one_account_to_another() -> None:
    assert movements(BEFORE, AFTER).rows() == [
        ("absent", "counted", 1),
        ("counted", "absent", 1),
        ("counted", "counted", 3),
        ("incomplete", "counted", 1),
    ]


def test_nothing_changes_from_a_list_to_itself() -> None:
    assert changes(BEFORE, BEFORE, ["EECO01"]).rows() == [("EECO01", 4, 0, 0, 0, 0, 4)]
    assert changes(BEFORE.clear(), BEFORE.clear(), ["EECO01"]).rows() == [
        ("EECO01", 0, 0, 0, 0, 0, 0)
    ]


def test_a_file_listed_twice_is_refused() -> None:
    with pytest.raises(pl.exceptions.ComputeError):
        changes(pl.concat([BEFORE, BEFORE]), AFTER, ["EECO01"])


FILES = st.dictionaries(
    st.tuples(st.sampled_from(["OP1", "OP2"]), st.sampled_from("abcdef")),
    st.tuples(st.sampled_from(["counted", "incomplete", "short"]), st.booleans(), st.booleans()),
)


@given(FILES, FILES)
def test_the_lines_add_up_whatever_the_lists(
    first: dict[tuple[str, str], tuple[str, bool, bool]],
    second: dict[tuple[str, str], tuple[str, bool, bool]],
) -> None:
    before = listed(*((*key, *value) for key, value in first.items()))
    after = listed(*((*key, *value) for key, value in second.items()))
    for code, was, new, gained, gone, lost, now in changes(before, after, ["EECR04"]).rows():
        assert was == sum(value[2] for value in first.values())
        assert now == sum(value[2] for value in second.values())
        assert was + new + gained - gone - lost == now
        assert new == sum(value[2] for key, value in second.items() if key not in first)
        assert code == "EECR04"
    assert movements(before, after)["participations"].sum() == len({*first, *second})
