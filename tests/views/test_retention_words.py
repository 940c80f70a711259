"""Maintien en emploi: words chosen on unrounded figures, labels apart, bands worked by hand."""

from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.retention_band import Band
from dashboard.components.retention_causes import DAYS, incidences, steps
from dashboard.components.retention_places import spread
from dashboard.components.retention_words import difference, differences, p_text, verdict
from pipelines.vocabulary import JobEnding

SPACES = str.maketrans("\u202f\u00a0", "  ")


@pytest.mark.parametrize(
    ("p_value", "told"),
    [
        (0.0, "p < 0,001"),
        (0.000999, "p < 0,001"),
        (0.0130, "p = 0,013"),
        (0.0496, "p = 0,0496"),
        (0.04999, "p = 0,04999"),
        (0.05, "p = 0,050"),
        (0.050116117409, "p = 0,0501"),
        (0.0504, "p = 0,0504"),
        (0.27, "p = 0,27"),
        (0.9999, "p = 0,9999"),
        (1.0, "p = 1,00"),
    ],
)
def test_p_is_never_printed_on_the_threshold(p_value: float, told: str) -> None:
    assert p_text(p_value).translate(SPACES) == told


@pytest.mark.parametrize(
    ("p_value", "is_told_apart"),
    [(0.049999999, True), (0.05, False), (0.050000001, False), (0.050116117409, False)],
)
def test_the_verdict_is_chosen_on_the_unrounded_p(p_value: float, is_told_apart: bool) -> None:
    said = verdict(p_value)
    assert ("se distinguent" in said) is is_told_apart
    assert ("Rien ne permet de distinguer" in said) is not is_told_apart
    assert "significatif" not in said


def test_a_p_that_cannot_be_computed_is_a_sentence() -> None:
    assert "ne peut rien dire" in verdict(None)


@given(st.floats(1e-9, 1.0, exclude_max=True))
def test_what_is_printed_is_on_the_side_of_what_was_computed(p_value: float) -> None:
    number = p_text(p_value).translate(SPACES).split()[-1].replace(",", ".")
    if not p_text(p_value).translate(SPACES).startswith("p <"):
        assert (float(number) < 0.05) == (p_value < 0.05)


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ((12.4, 2.2, 22.1), "12 jours d'emploi de plus (de 2 à 22)"),
        ((-12.4, -22.1, -2.2), "12 jours d'emploi de moins (de 2 à 22)"),
        ((1.2, 0.3, 2.1), "1 jour d'emploi de plus (de 0,3 à 2)"),
        ((2.0, 0.02, 4.0), "2 jours d'emploi de plus (de moins de 0,1 à 4)"),
        ((12.4, -2.6, 27.0), "pas de différence établie (de −3 à +27 jours)"),
        ((4.0, 0.0, 8.0), "pas de différence établie (de 0 à +8 jours)"),
        ((None, None, None), "non comparé"),
    ],
)
def test_a_difference_is_established_only_when_its_interval_leaves_zero(
    figures: tuple[float | None, float | None, float | None], told: str
) -> None:
    assert difference(*figures).translate(SPACES) == told


def row(label: str, gap: float | None, half: float = 1.0) -> dict[str, object]:
    low, high = (None, None) if gap is None else (gap - half, gap + half)
    return {"label": label, "difference": gap, "difference_low": low, "difference_high": high}


def test_two_groups_are_told_once() -> None:
    said = differences([row("Avec", -12.0), row("Sans", 12.0)], 365).translate(SPACES)
    assert said == (
        "En moyenne sur 365 jours, comparé à l'autre groupe : Sans, 12 jours d'emploi de plus "
        "(de 11 à 13)."
    )


def test_the_largest_differences_are_named_and_the_others_announced() -> None:
    rows = [row("A", 3.0), row("B", -20.0), row("C", 9.0), row("D", 5.0), row("E", None)]
    said = differences(rows, 180).translate(SPACES)
    assert said.index("B, 20 jours") < said.index("C, 9 jours") < said.index("D, 5 jours")
    assert "A, 3" not in said
    assert said.endswith("Les autres écarts sont dans le tableau.")


def test_no_difference_established_is_said() -> None:
    assert "aucune différence" in differences([row("A", 1.0, 5.0), row("B", -1.0, 5.0)], 365)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ([], []),
        ([40.0], [40.0]),
        ([40.0, 80.0], [40.0, 80.0]),
        ([50.0, 50.0], [45.0, 55.0]),
        ([52.0, 48.0], [55.0, 45.0]),
        ([0.0, 0.0], [0.0, 10.0]),
        ([100.0, 98.0], [100.0, 90.0]),
        ([50.0, 51.0, 90.0], [45.5, 55.5, 90.0]),
    ],
)
def test_labels_move_as_little_as_they_can(wanted: list[float], expected: list[float]) -> None:
    assert spread(wanted, 10, 0, 100) == pytest.approx(expected)


@given(st.lists(st.floats(0, 100), min_size=2, max_size=8), st.floats(0.5, 30))
def test_no_label_covers_another(wanted: list[float], gap: float) -> None:
    placed = spread(wanted, gap, 0, 100)
    kept = min(gap, 100 / (len(wanted) - 1))
    ordered = sorted(placed)
    assert all(after - before >= kept - 1e-9 for before, after in pairwise(ordered))
    assert ordered[0] >= -1e-9
    assert ordered[-1] <= 100 + 1e-9
    by_wish = [place for _, place in sorted(zip(wanted, placed, strict=True))]
    assert by_wish == sorted(by_wish)


def test_the_band_goes_from_nobody_to_everybody_of_the_unreachable() -> None:
    """60 au travail, 25 injoignables, 15 sans emploi : de 60/100 à 85/100."""
    band = Band(60, 25, 100)
    assert band.rates == (0.6, 0.85)
    assert band.counted == "60 à 85/100"
    assert band.told.translate(SPACES) == "60,0 % à 85,0 %"


def test_a_band_under_ten_has_counts_and_no_rate() -> None:
    assert Band(4, 2, 9).rates is None
    assert (Band(4, 2, 9).told, Band(4, 2, 9).counted) == ("base < 10", "4 à 6/9")
    assert Band(0, 0, 0).told == "base nulle"
    assert Band(50, 0, 100).counted == "50/100"


def endings() -> pl.DataFrame:
    """Two causes until day 100, then a group followed too little."""
    return pl.DataFrame(
        {
            "code": [None] * 4 + ["few"],
            "time": [20, 20, 100, 100, 10],
            "cause": ["1", "2", "1", "2", "2"],
            "incidence": [0.1, 0.0, 0.1, 0.3, 0.5],
        },
        schema_overrides={"code": pl.String},
    )


def test_shares_stop_with_the_people_at_risk() -> None:
    found = incidences(endings(), None)
    shares = {JobEnding.DURABLE: 0.1, JobEnding.LOSS: 0.0, JobEnding.NEUTRAL: 0.0}
    assert found[30] == shares
    assert found[90] == shares
    assert [found[180], found[365]] == [None, None]
    assert list(incidences(endings(), "few").values()) == [None] * len(DAYS)


def test_layers_keep_their_height_between_ends() -> None:
    drawn = steps(endings(), None, 365)
    assert drawn.rows() == [(20, 0.1, 0.0, 0.0), (100, 0.1, 0.3, 0.0)]


def test_many_groups_are_counted_not_named() -> None:
    """Of 40 groups tested one by one at 5 %, two differ by chance alone."""
    rows = [row(f"G{rank}", 30.0 if rank < 3 else 0.0) for rank in range(40)]
    said = differences(rows, 365).translate(SPACES)
    assert "3 groupes sur 40 s'écartent" in said
    assert "environ 2 groupes s'en écarteraient par le seul hasard" in said
    assert "G0" not in said
