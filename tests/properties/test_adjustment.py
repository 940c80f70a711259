"""What is expected of a public: its sums, a second fit, the planted truth, the fallbacks."""

import json
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
import statsmodels.api as sm
from demonstration import pathways
from drawing import EVERYONE, Build
from scipy.optimize import brentq
from scipy.special import expit
from scipy.stats import spearmanr

from dashboard.disclosure import ReleasedComparison
from dashboard.observatory import Observatory, Question
from dashboard.observatory.rows import read_rows
from dashboard.scope import Role, Scope
from pipelines.analysis.comparison import Refusal
from pipelines.build.run import BuildReport, BuildRequest, build
from pipelines.indicators import ADJUSTED
from pipelines.samples import write_samples
from pipelines.snapshot import Snapshot
from pipelines.territories import load_territories
from pipelines.vocabulary import Dimension

KEY = b"une cle de test, longue de trente-deux octets"
REFERENCE_DATE = date(2026, 9, 30)
PEOPLE, SEED = 8_000, 20
PLANTED = "in_employment_at_exit"
NOT_WEIGHED = "mispe_esat"
"""The only scheme none of whose outcomes is a job."""
TRAITS = (
    "sex",
    "age_band",
    "education_level",
    "rsa",
    "rqth",
    "qpv",
    "lone_parent",
    "unemployment",
    "entry_obstacles",
)
YES, NO, UNKNOWN = 1, 2, 3
BEYOND_NOISE = 1.96


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder: Path = tmp_path_factory.mktemp("samples")
    write_samples(folder, PEOPLE, SEED, load_territories().communes)
    return folder


@pytest.fixture(scope="module")
def truth(samples: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((samples / "truth.json").read_text("utf-8"))
    return content["planted"]["employment_at_exit"]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def snapshot(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    report = BuildReport()
    store = tmp_path_factory.mktemp("store")
    build(BuildRequest((samples / "complete",), store, REFERENCE_DATE, KEY), report)
    assert report.snapshot is not None
    return report.snapshot


@pytest.fixture(scope="module")
def people(snapshot: Snapshot) -> pl.DataFrame:
    """Return every pathway: its traits, scheme, statuses and expected rates."""
    names = ", ".join(
        [
            "unit.scheme",
            *(f"traits.{name}" for name in TRAITS),
            *(f"unit.{code}, expected.{code} AS {code}_expected" for code in ADJUSTED),
        ]
    )
    query = (
        f"SELECT {names} FROM mart.observation AS unit "
        "JOIN mart.case_mix AS traits USING (pathway_id) "
        "JOIN mart.expected AS expected USING (pathway_id)"
    )
    return read_rows(snapshot, query).with_columns(pl.col("scheme").cast(pl.String))


@pytest.fixture(scope="module")
def by_scheme(snapshot: Snapshot) -> ReleasedComparison:
    codes = frozenset(snapshot.manifest["perimeter"])
    observatory = Observatory(snapshot, Scope("test", Role.COUNCIL, codes, "Tout"))
    return observatory.compare(Question(PLANTED, (Dimension.SCHEME,)))


def fitted(people: pl.DataFrame, code: str) -> pl.DataFrame:
    """Return the pathways of the base that weigh: assessed, in a scheme that aims at a job."""
    return people.filter(
        pl.col(code).is_in([YES, NO, UNKNOWN]),
        pl.col("entry_obstacles") != "unknown",
        pl.col("scheme") != NOT_WEIGHED,
    )


def test_every_trait_is_weighed(by_scheme: ReleasedComparison) -> None:
    assert set(by_scheme.model.levels["covariate"]) == {*TRAITS, "scheme"}


@pytest.mark.parametrize("code", ADJUSTED)
def test_what_is_expected_sums_to_what_was_observed(people: pl.DataFrame, code: str) -> None:
    rows = fitted(people, code)
    assert rows.height > 1_000
    expected = rows[f"{code}_expected"].cast(pl.Float64)
    assert expected.null_count() == 0
    assert expected.sum() == pytest.approx((rows[code] == YES).sum(), rel=1e-6)


@pytest.mark.parametrize("code", ADJUSTED)
def test_nothing_is_expected_of_people_who_were_not_assessed(
    people: pl.DataFrame, code: str
) -> None:
    unknown = people.filter(entry_obstacles="unknown")
    assert unknown.height > 100
    assert unknown[f"{code}_expected"].is_null().all()


@pytest.mark.parametrize("code", ADJUSTED)
def test_the_same_public_has_one_expectation_wherever_it_goes(
    people: pl.DataFrame, code: str
) -> None:
    publics = people.group_by(TRAITS).agg(pl.col(f"{code}_expected").n_unique())
    assert publics[f"{code}_expected"].max() == 1


@pytest.mark.parametrize("code", [PLANTED, "job_within_6_months"])
def test_a_second_fit_expects_the_same(people: pl.DataFrame, code: str) -> None:
    rows = fitted(people, code).with_columns(reached=(pl.col(code) == YES).cast(pl.Int64))
    columns = [gathered(rows, name) for name in (*TRAITS, "scheme")]
    texts = rows.select(column.alias(column.name) for column in columns)
    dummies = texts.to_dummies(separator="=").drop(_references(texts))
    design = sm.add_constant(dummies.to_numpy().astype(float))
    model = sm.GLM(rows["reached"].to_numpy(), design, family=sm.families.Binomial())
    found = model.fit(tol=1e-12, maxiter=100).params
    of_scheme = np.array([False, *(name.startswith("scheme=") for name in dummies.columns)])
    eta = design[:, ~of_scheme] @ found[~of_scheme]
    reached = rows["reached"].sum()
    level = brentq(lambda shift: expit(eta + shift).sum() - reached, -30, 30, xtol=1e-13)
    stored = rows[f"{code}_expected"].to_numpy()
    assert np.abs(expit(eta + level) - stored).max() < 1e-6


def gathered(rows: pl.DataFrame, name: str) -> pl.Series:
    """Gather the levels of under 30 people, 5 successes or 5 failures, as the rule says."""
    levels = rows.group_by(name).agg(people=pl.len(), reached=pl.col("reached").sum())
    common = levels.filter(_is_common())
    rare = levels.join(common, on=name, how="anti")[name].to_list()
    together = levels.filter(pl.col(name).is_in(rare)).select(pl.col("people", "reached").sum())
    reference = common.sort("people", name, descending=[True, False])[name][0]
    refuge = "other" if together.select(_is_common()).item() else reference
    return rows[name].replace(dict.fromkeys(rare, refuge))


def _is_common() -> pl.Expr:
    missed = pl.col("people") - pl.col("reached")
    return (pl.col("people") >= 30) & (pl.col("reached") >= 5) & (missed >= 5)


def _references(texts: pl.DataFrame) -> list[str]:
    return [f"{name}={texts[name].mode().sort()[0]}" for name in texts.columns]


def ranked(by_scheme: ReleasedComparison, truth: dict[str, Any]) -> list[dict[str, Any]]:
    effects = truth["scheme_effect"]
    rows = by_scheme.table.filter("is_compared").to_dicts()
    return [row | {"true": effects[row["scheme"]]} for row in rows if row["scheme"] in effects]


def test_the_crude_ranking_is_reversed_and_the_adjusted_one_is_the_true_one(
    by_scheme: ReleasedComparison, truth: dict[str, Any]
) -> None:
    rows = ranked(by_scheme, truth)
    assert len(rows) == len(truth["scheme_effect"])
    true, crude, adjusted = (
        [row[name] for row in rows] for name in ("true", "compared_rate", "ratio")
    )
    assert spearmanr(true, crude).statistic < -0.7
    assert spearmanr(true, adjusted).statistic > 0.7


def test_every_pair_beyond_noise_is_wrong_before_and_right_after(
    by_scheme: ReleasedComparison, truth: dict[str, Any]
) -> None:
    told = {"compared_rate": 0, "ratio": 0}
    for first, second in combinations(ranked(by_scheme, truth), 2):
        order = np.sign(first["true"] - second["true"])
        for figure, sense in (("compared_rate", -1), ("ratio", 1)):
            apart = first[figure] - second[figure]
            noise = np.hypot(error(first, figure), error(second, figure))
            if abs(apart) > BEYOND_NOISE * noise:
                told[figure] += 1
                assert np.sign(apart) == sense * order, (first["scheme"], second["scheme"], figure)
    assert min(told.values()) >= 4


def error(row: dict[str, Any], figure: str) -> float:
    """Return the standard error of a crude rate, or of a ratio from its 95 % interval."""
    if figure == "ratio":
        return float(row["ratio_high"] - row["ratio_low"]) / (2 * BEYOND_NOISE)
    rate = row["compared_rate"]
    return float((rate * (1 - rate) / row["compared"]) ** 0.5)


def test_a_reversal_is_told_by_the_figures_of_both_groups(
    by_scheme: ReleasedComparison, truth: dict[str, Any]
) -> None:
    order = {scheme: place for place, scheme in enumerate(truth["true_ranking"])}
    clear = by_scheme.fair.reversals.filter("is_clear")
    assert clear.height > 0
    for row in clear.to_dicts():
        if {row["crude_first"], row["adjusted_first"]} <= set(order):
            assert order[row["adjusted_first"]] < order[row["crude_first"]]


def test_without_any_assessment_everyone_is_compared_on_the_other_traits(built: Build) -> None:
    observatory = Observatory(built(pathway=pathways()), EVERYONE)
    comparison = observatory.compare(Question(PLANTED, (Dimension.STRUCTURE,)))
    assert comparison.model.refusal is None
    assert not comparison.model.is_for_assessed
    assert comparison.total["compared"].item() == comparison.total["base"].item()
    assert "entry_obstacles" not in comparison.model.levels["covariate"]


def test_a_refused_model_expects_nothing_and_says_why(built: Build) -> None:
    everyone_works = pathways().with_columns(exit_reason=pl.lit("permanent_contract"))
    observatory = Observatory(built(pathway=everyone_works), EVERYONE)
    comparison = observatory.compare(Question(PLANTED, (Dimension.STRUCTURE,)))
    assert comparison.model.refusal is Refusal.NO_CONTRAST
    assert comparison.total["compared"].item() == 0
    assert comparison.table["ratio"].is_null().all()
    assert comparison.fair.whole is None
