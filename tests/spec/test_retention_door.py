"""How long first jobs last, through the door: people counted once, thresholds, means compared.

The golden case of ties and censoring (ten durations, five of them ended), each person drawn ten
times and each time worth sixty-one days: survival steps at 61, 122, 183 and 305 days.
"""

import math
from datetime import date, timedelta

import polars as pl
import pytest
from drawing import EVERYONE, Build, typed
from lifelines.statistics import multivariate_logrank_test

from dashboard.observatory import Observatory, QuestionError, ReleasedRetention, RetentionQuestion
from pipelines.vocabulary import Dimension, JobTrait, Obstacle

LAST_SURE_DAY = date(2025, 8, 30)
STEP = 61
TIMES = (1, 2, 2, 3, 3, 3, 4, 5, 5, 6)
ENDED = (True, True, False, True, True, False, False, True, False, False)
SURVIVAL = {61: 9 / 10, 122: 8 / 10, 183: 4 / 7, 244: 4 / 7, 305: 8 / 21, 366: 8 / 21}
MEAN = STEP * (1 + 0.9 + 0.8 + 4 / 7 + 4 / 7) + 60 * 8 / 21
"""The area under the curve over 365 days, by hand."""

Job = dict[str, str | None]


def hired(name: str, scheme: str, days: int, *, ended: bool, kind: str, reason: str | None) -> Job:
    """Draw a person hired for some days: ended long ago, or still there on the last sure day."""
    start = date(2023, 1, 1) if ended else LAST_SURE_DAY - timedelta(days=days - 1)
    return {
        "name": name,
        "scheme": scheme,
        "start_date": start.isoformat(),
        "end_date": (start + timedelta(days=days - 1)).isoformat() if ended else None,
        "contract_kind": kind,
        "end_reason": reason,
    }


def everyone_hired() -> list[Job]:
    golden = [
        hired(
            f"G{rank:02d}{copy}",
            "aci",
            time * STEP,
            ended=ended,
            kind="fixed_term_short",
            reason="retirement" if time == 5 and ended else None,
        )
        for copy in range(10)
        for rank, (time, ended) in enumerate(zip(TIMES, ENDED, strict=True))
    ]
    short = [
        hired(f"C{rank:02d}", "iae", STEP, ended=True, kind="permanent", reason=None)
        for rank in range(40)
    ]
    few = [
        hired(f"F{rank}", "rsa_support", 30, ended=True, kind="permanent", reason=None)
        for rank in range(5)
    ]
    return golden + short + few


@pytest.fixture
def observatory(built: Build) -> Observatory:
    """Publish everyone, and a later job of someone already counted, which counts no more."""
    later = hired("C00", "aci", 900, ended=False, kind="permanent", reason=None)
    later["start_date"] = "2024-06-01"
    jobs = pl.DataFrame([*everyone_hired(), later]).with_row_index("rank")
    ids = jobs.select(
        pl.format("W{}", "rank").alias("pathway_id"),
        pl.col("name").alias("participant_id"),
        pl.col("scheme"),
        pl.when(pl.col("rank") == len(jobs) - 1)
        .then(pl.lit("2024-05-01"))
        .otherwise(pl.lit("2022-12-01"))
        .alias("entry_date"),
    )
    contracts = jobs.select(
        pl.format("J{}", "rank").alias("job_id"),
        pl.format("W{}", "rank").alias("pathway_id"),
        pl.col("name").alias("participant_id"),
        *("start_date", "end_date", "contract_kind", "end_reason"),
    )
    tables = {"pathway": typed("pathway", ids), "employment": typed("employment", contracts)}
    return Observatory(built(**tables), EVERYONE)


@pytest.fixture
def by_scheme(observatory: Observatory) -> ReleasedRetention:
    return observatory.retention(RetentionQuestion(by=Dimension.SCHEME))


def row_of(released: ReleasedRetention, code: str) -> dict[str, float]:
    row: dict[str, float] = released.groups.filter(code=code).to_dicts()[0]
    return row


def test_each_person_is_counted_once_with_their_first_job(by_scheme: ReleasedRetention) -> None:
    assert by_scheme.people == 145
    counted = dict(by_scheme.groups.select("code", "people").iter_rows())
    assert counted == {"aci": 100, "iae": 40, "rsa_support": 5}
    assert by_scheme.censor_date == LAST_SURE_DAY


def test_the_curve_steps_where_the_golden_case_says(by_scheme: ReleasedRetention) -> None:
    curve = by_scheme.curves.filter(code="aci")
    assert dict(curve.select("time", "survival").iter_rows()) == pytest.approx(SURVIVAL)
    assert curve["at_risk"].to_list() == [100, 90, 70, 40, 30, 10]
    first = curve.row(0, named=True)
    error = math.sqrt(10 / (100 * 90)) / abs(math.log(0.9))
    assert first["ci_low"] == pytest.approx(0.9 ** math.exp(1.959963984540054 * error))
    assert first["ci_high"] == pytest.approx(0.9 ** math.exp(-1.959963984540054 * error))


def test_milestones_are_shown_while_ten_people_are_at_risk(by_scheme: ReleasedRetention) -> None:
    golden, short, few = (row_of(by_scheme, code) for code in ("aci", "iae", "rsa_support"))
    assert [golden[f"at_risk_{days}"] for days in (90, 180, 365)] == [90, 70, 10]
    assert [golden[f"survival_{days}"] for days in (90, 180, 365)] == pytest.approx(
        [0.9, 0.8, 8 / 21]
    )
    assert golden["median"] == 305
    assert golden["followed_365"] == 60
    assert short["survival_90"] is None
    assert few["rmst"] is None
    assert by_scheme.curves.filter(code="rsa_support").is_empty()


def test_means_are_compared_between_groups_of_thirty_or_more(
    by_scheme: ReleasedRetention,
) -> None:
    assert by_scheme.tested == ("aci", "iae")
    assert by_scheme.horizon == 365
    golden, short = row_of(by_scheme, "aci"), row_of(by_scheme, "iae")
    assert golden["rmst"] == pytest.approx(MEAN)
    assert short["rmst"] == pytest.approx(STEP)
    assert golden["difference"] == pytest.approx(MEAN - STEP)
    assert short["difference"] == pytest.approx(STEP - MEAN)
    assert golden["difference_low"] < golden["difference"] < golden["difference_high"]
    assert row_of(by_scheme, "rsa_support")["difference"] is None


def test_the_test_is_that_of_an_oracle(by_scheme: ReleasedRetention) -> None:
    people = [(time * STEP, "aci", end) for time, end in zip(TIMES, ENDED, strict=True)] * 10
    people += [(STEP, "iae", True)] * 40
    durations, groups, ended = zip(*people, strict=True)
    oracle = multivariate_logrank_test(durations, groups, ended)
    assert by_scheme.statistic == pytest.approx(oracle.test_statistic)
    assert by_scheme.p_value == pytest.approx(oracle.p_value)
    assert by_scheme.degrees_of_freedom == 1


def test_endings_are_those_of_jobs_not_durable_at_first(by_scheme: ReleasedRetention) -> None:
    """Ten retire on the 305th day, with 30 at risk and 4 in 7 still there: 4/21."""
    (people,) = by_scheme.ending_people.to_dicts()
    assert (people["code"], people["people"]) == ("aci", 100)
    assert [people[name] for name in ("durable", "loss", "neutral", "running")] == [0, 40, 10, 50]
    at_last = by_scheme.endings.filter(time=366)
    told = dict(at_last.select("cause", "incidence").iter_rows())
    assert told == pytest.approx({"2": 3 / 7, "3": 4 / 21})


def test_nobody_hired_has_figures_of_nothing(observatory: Observatory) -> None:
    nobody = RetentionQuestion(where=((Dimension.SCHEME, ("active_mediation",)),))
    released = observatory.retention(nobody)
    assert released.people == 0
    assert released.groups.is_empty()
    assert released.curve.is_empty()
    assert released.whole["survival_180"].item() is None
    assert released.p_value is None


def test_evidence_and_obstacles_tell_groups_apart(built: Build) -> None:
    """Avec, sans, non évalué : trois groupes où personne n'est deux fois."""
    tables = {
        "pathway": """
        pathway_id | participant_id
        -----------+---------------
        W1         | a
        W2         | b
        W3         | c
        """,
        "employment": """
        job_id | participant_id | pathway_id | start_date | evidence
        -------+----------------+------------+------------+---------
        J1     | a              | W1         | 2024-02-01 | dsn
        J2     | b              | W2         | 2024-02-01 | declared
        J3     | c              | W3         | 2024-02-01 | dsn
        """,
        "obstacle": """
        obstacle_id | pathway_id | obstacle | state
        ------------+------------+----------+---------------
        O1          | W1         | mobility | identified
        O2          | W2         | mobility | not_identified
        """,
    }
    observatory = Observatory(built(**tables), EVERYONE)
    parts = observatory.retention(RetentionQuestion(by=Obstacle.MOBILITY)).groups
    assert parts.select("code", "label", "people").rows() == [
        ("with", "Avec le frein « Mobilité »", 1),
        ("without", "Sans le frein « Mobilité »", 1),
        (None, "Frein non évalué", 1),
    ]
    kinds = observatory.retention(RetentionQuestion(by=JobTrait.EVIDENCE)).groups
    assert dict(kinds.select("label", "people").iter_rows()) == {"Déclaré": 1, "DSN": 2}


def test_obstacles_that_overlap_are_not_compared_together() -> None:
    with pytest.raises(QuestionError, match="comparée à elle-même"):
        RetentionQuestion(by=Dimension.OBSTACLE)
