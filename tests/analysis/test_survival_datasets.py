"""Published data sets: values of the textbooks and of R, and lifelines beside ours."""

from collections.abc import Callable, Sequence

import numpy as np
import polars as pl
import pytest
from analysis.drawn_spells import leukemia, rossi, spells_of, waltons
from lifelines import KaplanMeierFitter
from lifelines.statistics import multivariate_logrank_test

from pipelines.analysis.survival import kaplan_meier, logrank, median_survival, restricted_mean

pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.Pandas4Warning")
DATASETS = pytest.mark.parametrize("load", [leukemia, waltons, rossi])
Load = Callable[[], pl.DataFrame]


def points(curve: pl.DataFrame, group: object) -> dict[int, tuple[float, float, float]]:
    rows = curve.filter(pl.col("group") == group)
    return {
        row["time"]: (row["survival"], row["ci_low"], row["ci_high"]) for row in rows.to_dicts()
    }


def means(spells: pl.DataFrame, horizon: float) -> dict[object, tuple[float, float]]:
    return {
        group: (mean, error)
        for group, mean, error in restricted_mean(spells, ["group"], horizon).rows()
    }


def close(value: Sequence[float]) -> object:
    return pytest.approx(value, abs=1e-9)


def test_remission_of_leukemia() -> None:
    curve = kaplan_meier(leukemia(), ["group"])
    treated, placebo = points(curve, 0), points(curve, 1)
    assert treated[6] == close((0.857142857143, 0.619717955266, 0.951551747647))
    assert treated[10] == close((0.752941176471, 0.503199510800, 0.889361835169))
    assert treated[23] == close((0.448179271709, 0.188052005959, 0.680142628495))
    assert placebo[8] == close((0.380952380952, 0.183066548820, 0.577788677746))
    steps = {1: 0.904761904762, 12: 0.190476190476, 22: 0.047619047619, 23: 0.0}
    assert [placebo[time][0] for time in steps] == close(list(steps.values()))
    assert median_survival(leukemia(), ["group"]).rows() == [(0, 23), (1, 8)]
    mean = means(leukemia(), 20)
    assert mean[0] == close((16.116526610644, 1.251560196005))
    assert mean[1] == close((8.428571428571, 1.268082682504))


def test_life_of_flies() -> None:
    curve = kaplan_meier(waltons(), ["group"])
    mutant, control = points(curve, "miR-137"), points(curve, "control")
    assert last_before(mutant, 10)[0] == pytest.approx(0.882352941176, abs=1e-9)
    assert last_before(mutant, 30) == close((0.235294117647, 0.110857149655, 0.386031788017))
    assert last_before(control, 30)[0] == pytest.approx(0.984435085149, abs=1e-9)
    assert last_before(control, 60) == close((0.378594536148, 0.294699240074, 0.462022292339))
    mean = means(waltons(), 60)
    assert mean["miR-137"] == close((25.588235294118, 2.202199925184))
    assert mean["control"] == close((54.303556822839, 0.767358947045))


def last_before(
    curve: dict[int, tuple[float, float, float]], time: int
) -> tuple[float, float, float]:
    return curve[max(known for known in curve if known <= time)]


def test_rearrests_with_heavy_ties_and_a_common_end() -> None:
    curve = kaplan_meier(rossi(), ["group"])
    without, helped = points(curve, 0), points(curve, 1)
    assert without[26] == close((0.851851851852, 0.797063595284, 0.892839581848))
    assert without[52] == close((0.694444444444, 0.628288307594, 0.751190933457))
    assert last_before(helped, 26)[0] == pytest.approx(0.898148148148, abs=1e-9)
    assert helped[52] == close((0.777777777778, 0.716243778974, 0.827580452505))
    (low, low_error), (high, high_error) = means(rossi(), 52).values()
    assert (low, low_error) == close((44.833333333333, 0.917671540499))
    assert (high, high_error) == close((46.875, 0.793324895886))
    error = np.hypot(low_error, high_error)
    assert high - low - 1.959963984540054 * error == pytest.approx(-0.335863721919, abs=1e-9)


@pytest.mark.parametrize(
    ("load", "weights", "statistic"),
    [
        (leukemia, "logrank", 16.792940989217),
        (leukemia, "wilcoxon", 13.457852049631),
        (waltons, "logrank", 122.249125573006),
        (rossi, "logrank", 3.837569576549),
    ],
)
def test_known_statistics_of_the_rank_tests(load: Load, weights: str, statistic: float) -> None:
    found = logrank(load(), ["group"], weights)
    assert found["statistic"].item() == pytest.approx(statistic, abs=1e-9)
    assert found["degrees_of_freedom"].item() == 1


def test_a_p_value_just_over_a_threshold_is_told_as_it_is() -> None:
    assert logrank(rossi(), ["group"])["p_value"].item() == pytest.approx(0.050116117409, abs=1e-9)
    assert logrank(leukemia(), ["group"])["p_value"].item() == pytest.approx(
        4.1688091093e-05, rel=1e-9
    )


@pytest.mark.parametrize(
    ("event", "statistic", "p_value"),
    [
        ([1, 1, 1, 1, 1, 1], 0.254237, 0.614107),
        ([1, 0, 1, 1, 0, 1], 0.384615, 0.535143),
    ],
)
def test_small_samples_give_what_r_gives(
    event: list[int], statistic: float, p_value: float
) -> None:
    spells = spells_of([10, 20, 30, 10, 20, 50], event, group=[1, 1, 1, 0, 0, 0])
    found = logrank(spells, ["group"]).select("statistic", "p_value").row(0)
    assert found == pytest.approx((statistic, p_value), abs=1e-5)


@DATASETS
def test_curves_equal_those_of_lifelines(load: Load) -> None:
    spells = load()
    for (group,), part in spells.group_by("group"):
        ours = kaplan_meier(spells, ["group"]).filter(pl.col("group") == group)
        fitter = KaplanMeierFitter().fit(part["duration"].to_numpy(), part["event"].to_numpy())
        times = ours["time"].to_list()
        bounds = fitter.confidence_interval_.loc[times].to_numpy()
        assert np.allclose(fitter.predict(times), ours["survival"], rtol=0, atol=1e-12)
        assert np.allclose(bounds, ours.select("ci_low", "ci_high").to_numpy(), rtol=0, atol=1e-12)


@pytest.mark.parametrize("weights", ["logrank", "wilcoxon"])
def test_the_test_between_many_groups_equals_that_of_lifelines(weights: str) -> None:
    random = np.random.default_rng(5)
    group = random.integers(0, 5, 400)
    duration = random.integers(1, 40, 400) + 2 * group
    event = random.random(400) < 0.7
    spells = pl.DataFrame({"duration": duration, "event": event, "group": group})
    weighting = None if weights == "logrank" else weights
    theirs = multivariate_logrank_test(duration, group, event, weightings=weighting)
    ours = logrank(spells, ["group"], weights)
    assert ours["degrees_of_freedom"].item() == 4
    assert ours["statistic"].item() == pytest.approx(theirs.test_statistic, rel=1e-9)
    assert ours["p_value"].item() == pytest.approx(theirs.p_value, rel=1e-9)
