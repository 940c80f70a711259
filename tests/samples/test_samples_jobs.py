"""Jobs as retention meets them: chains of contracts, why they end, what the follow-ups tell."""

from collections import Counter, defaultdict
from datetime import date
from itertools import pairwise

import pytest
from samples.employments import NEUTRAL, employments, last_day_told
from samples.outcomes import job_spells
from samples.sample_files import Row, SampleFiles, months_later

COMPARED = ("active_mediation", "iae", "intensive_coaching", "aci", "rsa_support")


@pytest.fixture(scope="module")
def chains(large_sample: SampleFiles) -> list[list[Row]]:
    """The contracts found after each pathway that has several, by their first day."""
    found: dict[str, list[Row]] = defaultdict(list)
    for job in sorted(large_sample.jobs_found, key=lambda job: job["date_debut_emploi"]):
        found[job["id_parcours"]].append(job)
    return [jobs for jobs in found.values() if len(jobs) > 1]


def days_between(left: Row, following: Row) -> int:
    """The days without a contract between two, below zero when they overlap."""
    end, start = left["date_fin_emploi"], following["date_debut_emploi"]
    return (date.fromisoformat(start) - date.fromisoformat(end or "9999-12-31")).days - 1


def test_contracts_follow_one_another_in_every_way(chains: list[list[Row]]) -> None:
    met = Counter[str]()
    for jobs in chains:
        for left, following in pairwise(jobs):
            gap = days_between(left, following)
            same = left["id_employeur"] == following["id_employeur"]
            met["renewed"] += same and 0 <= gap <= 30
            met["changed"] += not same and 0 <= gap <= 30
            met["overlapping"] += gap < 0
            met["interrupted"] += gap > 30
            ends_inside = following["date_fin_emploi"] and (
                left["date_fin_emploi"] == ""
                or following["date_fin_emploi"] < left["date_fin_emploi"]
            )
            met["contained"] += bool(gap < 0 and ends_inside)
    assert len(chains) > 5000
    for way in ("renewed", "changed", "overlapping", "interrupted", "contained"):
        assert met[way] > 300, way


def test_a_fixed_term_becomes_permanent_with_the_same_employer(chains: list[list[Row]]) -> None:
    hired = [
        (left, jobs)
        for jobs in chains
        for left in jobs
        if left["motif_fin_emploi"] == "permanent_contract"
    ]
    assert len(hired) > 500
    for left, jobs in hired:
        (after,) = [job for job in jobs if days_between(left, job) == 0]
        assert after["type_contrat"] == "permanent"
        assert after["id_employeur"] == left["id_employeur"]
        assert left["type_contrat"] in {"fixed_term_long", "fixed_term_short", "temporary"}


def test_an_end_reason_goes_with_an_end_and_fits_the_contract(large_sample: SampleFiles) -> None:
    reasons = Counter(
        job["motif_fin_emploi"] for job in large_sample.jobs if job["date_fin_emploi"]
    )
    assert {job["motif_fin_emploi"] for job in large_sample.jobs if not job["date_fin_emploi"]} == {
        ""
    }
    assert set(reasons) == NEUTRAL | {
        "",
        "end_of_contract",
        "ended_by_employer",
        "ended_by_person",
        "permanent_contract",
    }
    assert 0.01 < reasons[""] / reasons.total() < 0.08
    at_term = [job for job in large_sample.jobs if job["motif_fin_emploi"] == "end_of_contract"]
    assert "permanent" not in {job["type_contrat"] for job in at_term}


@pytest.mark.parametrize("scheme", COMPARED)
def test_neutral_ends_come_at_the_planted_rate_whatever_the_length(
    large_sample: SampleFiles, scheme: str
) -> None:
    law = large_sample.truth["planted"]["retention"][scheme]
    share = law["incidence"]["neutral"]["365"] / (1 - law["survival"]["365"])
    told = last_day_told(large_sample)
    ends = [
        ((end - start).days + 1, reason in NEUTRAL)
        for start, end, reason in employments(large_sample)[scheme]
        if end < told
    ]
    for among in ([e for e in ends if e[0] <= 120], [e for e in ends if e[0] > 120]):
        margin = 4 * (share / len(among)) ** 0.5
        assert sum(neutral for _, neutral in among) / len(among) == pytest.approx(share, abs=margin)


def test_the_planted_incidences_and_survival_add_up(large_sample: SampleFiles) -> None:
    for law in large_sample.truth["planted"]["retention"].values():
        for day, lasting in law["survival"].items():
            ended = sum(cause[day] for cause in law["incidence"].values())
            assert ended + lasting == pytest.approx(1, abs=2e-6)


def test_planned_ends_lie_on_both_sides_of_the_reference_date(large_sample: SampleFiles) -> None:
    today = large_sample.today.isoformat()
    still = [job for job in large_sample.jobs_found if not job["date_fin_emploi"]]
    assert sum(job["date_fin_prevue"] > today for job in still) > 1000
    assert not [job for job in still if "" < job["date_fin_prevue"] < today]
    assert sum(job["date_fin_prevue"] == "" for job in still) > 1000


def test_schemes_do_not_prove_jobs_the_same_way(large_sample: SampleFiles) -> None:
    proofs: dict[str, Counter[str]] = defaultdict(Counter)
    for job in large_sample.jobs_found:
        scheme = large_sample.pathway_of[job["id_parcours"]]["dispositif"]
        proofs[scheme][job["preuve_emploi"]] += 1
    shares = {
        scheme: {proof: count / found.total() for proof, count in found.items()}
        for scheme, found in proofs.items()
    }
    assert shares["active_mediation"]["employer_confirmed"] == pytest.approx(0.65, abs=0.04)
    assert shares["iae"]["dsn"] == pytest.approx(0.4, abs=0.03)
    assert shares["intensive_coaching"]["declared"] == pytest.approx(0.55, abs=0.03)


def test_follow_ups_of_jobs_may_be_late_lost_or_never_made(large_sample: SampleFiles) -> None:
    starts = {
        job["id_emploi"]: date.fromisoformat(job["date_debut_emploi"]) for job in large_sample.jobs
    }
    made = Counter[str]()
    for row in large_sample.table("suivis"):
        if not row["id_emploi"]:
            continue
        due = months_later(starts[row["id_emploi"]], int(row["mois_echeance"]))
        wait = (date.fromisoformat(row["date_suivi"]) - due).days if row["date_suivi"] else None
        made["never"] += wait is None
        made["late"] += wait is not None and wait > 31
        made["lost"] += row["situation"] == "unreachable"
        made["all"] += 1
        assert (row["situation"] == "") == (wait is None)
        assert wait is None or wait >= 0
    assert made["all"] > 5000
    for fate, share in (("never", 0.04), ("late", 0.12 * 0.96), ("lost", 0.1 * 0.96)):
        assert made[fate] / made["all"] == pytest.approx(share, abs=0.02), fate


def test_each_employment_lasts_at_least_a_day(large_sample: SampleFiles) -> None:
    assert min(days for days, _ in job_spells(large_sample, "iae")) == 1
