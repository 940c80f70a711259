"""What was planted is visible in the files: rankings, obstacles, durations of jobs."""

from itertools import combinations, pairwise
from statistics import NormalDist, fmean

import pytest
from samples.outcomes import adjusted_log_odds_ratio, crude_rate, job_spells, kaplan_meier, strata
from samples.sample_files import SampleFiles

FROM_WORST_TO_BEST = (
    "intensive_coaching",
    "iae",
    "active_mediation",
    "rsa_support",
    "aci",
    "supported_employment",
)
EFFECT_STEP = 0.2


def test_the_crude_ranking_is_the_reverse_of_the_adjusted_one(large_sample: SampleFiles) -> None:
    by_scheme = strata(large_sample)
    for worse, better in pairwise(FROM_WORST_TO_BEST):
        assert crude_rate(by_scheme[better]) < crude_rate(by_scheme[worse])
        adjusted = adjusted_log_odds_ratio(by_scheme[better], by_scheme[worse])
        assert 0 < adjusted < 2 * EFFECT_STEP
    told = large_sample.truth["planted"]["employment_at_exit"]
    assert told["true_ranking"] == list(reversed(FROM_WORST_TO_BEST))


def test_the_crude_ranking_is_reversed_on_all_exits_too(large_sample: SampleFiles) -> None:
    counts = [large_sample.truth["by_scheme"][scheme] for scheme in FROM_WORST_TO_BEST]
    crude = [count["employed_at_exit"] / count["exits"] for count in counts]
    assert crude == sorted(crude, reverse=True)


def test_each_obstacle_costs_the_planted_log_odds(large_sample: SampleFiles) -> None:
    levels = strata(large_sample)["iae"]
    few = {0: levels[1]}
    more = {0: levels[2]}
    assert adjusted_log_odds_ratio(few, more) == pytest.approx(0.45, abs=0.12)


@pytest.mark.parametrize("scheme", ["intensive_coaching", "iae", "active_mediation", "aci"])
def test_jobs_last_as_planted(large_sample: SampleFiles, scheme: str) -> None:
    spells = job_spells(large_sample, scheme)
    told = large_sample.truth["planted"]["retention"][scheme]["survival"]
    for days in (30, 90, 180, 365):
        margin = 4 * (0.25 / len(spells)) ** 0.5
        assert kaplan_meier(spells, days) == pytest.approx(told[str(days)], abs=margin)


def test_obstacles_are_as_common_as_planted(large_sample: SampleFiles) -> None:
    told = large_sample.truth["planted"]
    shift = told["obstacles"]["loading"] * told["employment_at_exit"]["mean_difficulty"]["iae"]
    first = {}
    for row in sorted(large_sample.pathways, key=lambda row: row["date_entree"], reverse=True):
        if row["dispositif"] == "iae":
            first[row["id_participant"]] = row["id_parcours"]
    begun = set(first.values())
    answers: dict[str, list[bool]] = {}
    for row in large_sample.obstacles:
        if row["id_parcours"] in begun and row["etat"] != "not_assessed":
            answers.setdefault(row["frein"], []).append(row["etat"] == "identified")
    for obstacle, share in told["obstacles"]["prevalence_at_mean_difficulty_0"].items():
        expected = NormalDist().cdf(NormalDist().inv_cdf(share) + shift)
        margin = 4 * (expected / len(answers[obstacle])) ** 0.5
        assert fmean(answers[obstacle]) == pytest.approx(expected, abs=margin)


def test_every_pair_of_obstacles_goes_together(large_sample: SampleFiles) -> None:
    iae = {
        row["id_parcours"]
        for row in large_sample.pathways
        if row["dispositif"] == "iae" and row["id_parcours"] in large_sample.obstacle_count
    }
    found: dict[str, set[str]] = {}
    for row in large_sample.obstacles:
        if row["etat"] == "identified" and row["id_parcours"] in iae:
            found.setdefault(row["frein"], set()).add(row["id_parcours"])
    assert len(found) == 11
    for one, other in combinations(found.values(), 2):
        assert len(one & other) * len(iae) > 1.1 * len(one) * len(other)


def test_aided_obstacles_are_lifted_more_often(large_sample: SampleFiles) -> None:
    aids = large_sample.truth["aids"]
    aided, alone = (
        aids[kind]["lifted"] / aids[kind]["identified"] for kind in ("aided", "not_aided")
    )
    assert aided > 1.5 * alone
