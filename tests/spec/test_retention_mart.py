"""Le premier emploi de chaque parcours : sa durée, s'il a pris fin, et comment."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from drawing import Build

from pipelines.snapshot import open_reader

PASSAGE, LOSS, NEUTRAL, CENSORED = 1, 2, 3, 0
Row = tuple[Any, ...]
Read = Callable[..., dict[str, Row]]


@pytest.fixture
def first_jobs(built: Build) -> Read:
    """Return a function that reads columns of the first job of each pathway, by pathway."""

    def run(columns: str, censor_date: date, pathways: str, jobs: str) -> dict[str, Row]:
        told_until = censor_date + timedelta(days=31)
        snapshot = built(told_until, pathway=pathways, employment=jobs)
        with open_reader(snapshot.warehouse) as db:
            rows = db.sql(
                f"SELECT pathway.pathway_id, {columns} FROM mart.retention AS retention"
                " JOIN core.pathway AS pathway ON retention.pathway_id = pathway.row_key"
            ).fetchall()
        return {code: tuple(values) for code, *values in rows}

    return run


def test_a_first_job_lasts_as_long_as_contracts_carry_it_on(first_jobs: Read) -> None:
    """Cas K12 : chaque durée et chaque fin, tout employeur puis même employeur."""
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    p1         | a              | 2023-11-01
    p2         | b              | 2023-11-01
    p3         | c              | 2023-11-01
    p4         | d              | 2023-11-01
    p5         | e              | 2023-11-01
    p6         | f              | 2023-11-01
    """
    jobs = """
    job_id | participant_id | pathway_id | employer_id | start_date | end_date
    -------+----------------+------------+-------------+------------+-----------
    j01    | a              | p1         | A           | 2024-01-01 | 2024-03-31
    j02    | a              | p1         | A           | 2024-04-15 | 2024-08-31
    j03    | a              | p1         | B           | 2024-09-20 | 2024-12-31
    j04    | b              | p2         | A           | 2024-01-10 | 2024-02-10
    j05    | b              | p2         | A           | 2024-01-20 | 2024-05-01
    j06    | b              | p2         | C           | 2024-05-02 |
    j07    | c              | p3         | A           | 2024-03-01 | 2024-03-01
    j08    | d              | p4         | X           | 2024-01-01 | 2024-01-31
    j09    | d              | p4         | Y           | 2024-03-03 | 2024-06-30
    j10    | e              | p5         | A           | 2023-11-01 | 2025-02-01
    j11    | f              | p6         | A           | 2024-06-01 |
    j12    | f              | p6         | B           | 2024-06-15 | 2024-07-01
    """
    columns = "duration, event, employer_duration, employer_event"
    assert first_jobs(columns, date(2024, 12, 31), pathways, jobs) == {
        "p1": (366, False, 244, True),
        "p2": (357, False, 113, True),
        "p3": (1, True, 1, True),
        "p4": (31, True, 31, True),
        "p5": (427, False, 427, False),
        "p6": (214, False, 214, False),
    }
    # Of what began by then: the second job of p4 never opens its pathway.
    assert first_jobs("duration, event", date(2024, 6, 30), pathways, jobs) == {
        "p1": (182, False),
        "p2": (173, False),
        "p3": (1, True),
        "p4": (31, True),
        "p5": (243, False),
        "p6": (30, False),
    }


def test_an_end_on_the_censor_date_is_not_yet_an_end(first_jobs: Read) -> None:
    """Cas K13, données connues jusqu'au 31 décembre 2024 : la censure est au 30 novembre."""
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    later      | a              | 2024-06-01
    that_day   | b              | 2024-06-01
    day_before | c              | 2024-06-01
    dropped    | d              | 2024-06-01
    taken_up   | e              | 2024-06-01
    """
    jobs = """
    job_id | participant_id | pathway_id | employer_id | start_date | end_date
    -------+----------------+------------+-------------+------------+-----------
    j1     | a              | later      | E1          | 2024-06-01 | 2024-12-05
    j2     | b              | that_day   | E1          | 2024-06-01 | 2024-11-30
    j3     | c              | day_before | E1          | 2024-06-01 | 2024-11-29
    j4     | d              | dropped    | E1          | 2024-12-02 |
    j5     | e              | taken_up   | E1          | 2024-06-01 | 2024-11-20
    j6     | e              | taken_up   | E1          | 2024-12-15 |
    """
    columns = "duration, event, employer_duration, ending_duration, ending_cause"
    assert first_jobs(columns, date(2024, 11, 30), pathways, jobs) == {
        "later": (183, False, 183, 183, CENSORED),
        "that_day": (183, False, 183, 183, CENSORED),
        "day_before": (182, True, 182, 182, LOSS),
        "taken_up": (183, False, 183, 183, CENSORED),
    }


def test_a_durable_contract_ends_the_wait_for_one(first_jobs: Read) -> None:
    """Du 1er janvier au CDI du 15 avril 2024 : 105 jours ; dès l'embauche : aucun.

    Le CDI peut chevaucher ou finir ensuite ; d'un contrat durable à un autre, le premier compte.
    Au-delà de trente jours d'arrêt, l'emploi était perdu ; après la censure, on n'en sait rien.
    """
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    at_once    | a              | 2024-01-01
    bridged    | b              | 2024-01-01
    overlap    | c              | 2024-01-01
    same_day   | d              | 2024-01-01
    two_times  | e              | 2024-01-01
    too_late   | f              | 2024-01-01
    on_the_day | g              | 2024-01-01
    in_doubt   | h              | 2024-01-01
    inclusion  | i              | 2024-01-01
    """
    jobs = """
    job_id | participant_id | pathway_id | contract_kind       | start_date | end_date
    -------+----------------+------------+---------------------+------------+-----------
    j01    | a              | at_once    | permanent           | 2024-01-01 | 2024-01-31
    j02    | b              | bridged    | fixed_term_short    | 2024-01-01 | 2024-03-31
    j03    | b              | bridged    | permanent           | 2024-04-15 | 2024-05-31
    j04    | c              | overlap    | fixed_term_short    | 2024-01-01 | 2024-06-30
    j05    | c              | overlap    | permanent           | 2024-04-15 |
    j06    | d              | same_day   | fixed_term_short    | 2024-01-01 | 2024-06-30
    j07    | d              | same_day   | permanent           | 2024-01-01 | 2024-02-15
    j08    | e              | two_times  | temporary           | 2024-01-01 | 2024-03-31
    j09    | e              | two_times  | permanent           | 2024-04-15 | 2024-05-31
    j10    | e              | two_times  | permanent           | 2024-06-01 |
    j11    | f              | too_late   | fixed_term_short    | 2024-01-01 | 2024-03-31
    j12    | f              | too_late   | permanent           | 2024-05-02 |
    j13    | g              | on_the_day | fixed_term_short    | 2024-01-01 | 2024-12-31
    j14    | g              | on_the_day | permanent           | 2024-12-31 |
    j15    | h              | in_doubt   | fixed_term_short    | 2024-01-01 | 2024-12-31
    j16    | h              | in_doubt   | permanent           | 2025-01-01 |
    j17    | i              | inclusion  | fixed_term_short    | 2024-01-01 | 2024-03-31
    j18    | i              | inclusion  | permanent_inclusion | 2024-04-15 |
    """
    assert first_jobs("ending_duration, ending_cause", date(2024, 12, 31), pathways, jobs) == {
        "at_once": (0, PASSAGE),
        "bridged": (105, PASSAGE),
        "overlap": (105, PASSAGE),
        "same_day": (0, PASSAGE),
        "two_times": (105, PASSAGE),
        "too_late": (91, LOSS),
        "on_the_day": (365, PASSAGE),
        "in_doubt": (366, CENSORED),
        "inclusion": (91, LOSS),
    }


@pytest.mark.parametrize(
    ("kind", "ending"),
    [
        ("permanent", (105, PASSAGE)),
        ("fixed_term_long", (105, PASSAGE)),
        ("business_creation", (105, PASSAGE)),
        ("fixed_term_short", (366, CENSORED)),
        ("temporary", (366, CENSORED)),
        ("apprenticeship", (366, CENSORED)),
        ("", (366, CENSORED)),
    ],
)
def test_a_durable_contract_is_that_of_durable_exits(
    first_jobs: Read, kind: str, ending: Row
) -> None:
    """CDI, CDD de six mois et plus, création d'entreprise ; un contrat court prolonge seulement."""
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    P1         | a              | 2024-01-01
    """
    jobs = f"""
    job_id | participant_id | pathway_id | contract_kind | start_date | end_date
    -------+----------------+------------+---------------+------------+-----------
    j1     | a              | P1         | temporary     | 2024-01-01 | 2024-03-31
    j2     | a              | P1         | {kind}        | 2024-04-15 |
    """
    columns = "opens_durable, ending_duration, ending_cause"
    found = first_jobs(columns, date(2024, 12, 31), pathways, jobs)
    assert found == {"P1": (False, *ending)}


def test_the_reason_of_the_last_contract_tells_the_ending(first_jobs: Read) -> None:
    """Du 1er janvier au 31 mars 2024, 91 jours : embauche, perte, ou ni l'une ni l'autre.

    Le motif d'un contrat qu'un autre prolonge ne dit rien, ni celui d'une fin encore incertaine.
    """
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    hired      | a              | 2024-01-01
    at_term    | b              | 2024-01-01
    dismissed  | c              | 2024-01-01
    resigned   | d              | 2024-01-01
    not_told   | e              | 2024-01-01
    retired    | f              | 2024-01-01
    moved      | g              | 2024-01-01
    died       | h              | 2024-01-01
    earlier    | i              | 2024-01-01
    contained  | j              | 2024-01-01
    too_recent | k              | 2024-01-01
    ongoing    | l              | 2024-01-01
    came_back  | m              | 2024-01-01
    """
    jobs = """
    job_id | participant_id | pathway_id | start_date | end_date   | end_reason
    -------+----------------+------------+------------+------------+-------------------
    j01    | a              | hired      | 2024-01-01 | 2024-03-31 | permanent_contract
    j02    | b              | at_term    | 2024-01-01 | 2024-03-31 | end_of_contract
    j03    | c              | dismissed  | 2024-01-01 | 2024-03-31 | ended_by_employer
    j04    | d              | resigned   | 2024-01-01 | 2024-03-31 | ended_by_person
    j05    | e              | not_told   | 2024-01-01 | 2024-03-31 |
    j06    | f              | retired    | 2024-01-01 | 2024-03-31 | retirement
    j07    | g              | moved      | 2024-01-01 | 2024-03-31 | moved
    j08    | h              | died       | 2024-01-01 | 2024-03-31 | death
    j09    | i              | earlier    | 2024-01-01 | 2024-02-29 | permanent_contract
    j10    | i              | earlier    | 2024-03-11 | 2024-03-31 | end_of_contract
    j11    | j              | contained  | 2024-01-01 | 2024-03-31 | retirement
    j12    | j              | contained  | 2024-02-01 | 2024-02-15 | ended_by_person
    j13    | k              | too_recent | 2024-01-01 | 2024-12-31 | permanent_contract
    j14    | l              | ongoing    | 2024-01-01 |            |
    j15    | m              | came_back  | 2024-01-01 | 2024-02-29 | moved
    j16    | m              | came_back  | 2024-03-11 | 2024-03-31 |
    """
    assert first_jobs("ending_duration, ending_cause", date(2024, 12, 31), pathways, jobs) == {
        "hired": (91, PASSAGE),
        "at_term": (91, LOSS),
        "dismissed": (91, LOSS),
        "resigned": (91, LOSS),
        "not_told": (91, LOSS),
        "retired": (91, NEUTRAL),
        "moved": (91, NEUTRAL),
        "died": (91, NEUTRAL),
        "earlier": (91, LOSS),
        "contained": (91, NEUTRAL),
        "too_recent": (366, CENSORED),
        "ongoing": (366, CENSORED),
        "came_back": (91, LOSS),
    }


def test_employers_not_told_are_never_the_same(first_jobs: Read) -> None:
    """Deux parcours, un contrat chacun, commencés le même jour chez on ne sait qui."""
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    short      | a              | 2024-01-01
    long       | a              | 2024-01-01
    """
    jobs = """
    job_id | participant_id | pathway_id | start_date | end_date
    -------+----------------+------------+------------+-----------
    j1     | a              | short      | 2024-01-01 | 2024-01-31
    j2     | a              | long       | 2024-01-01 | 2024-10-31
    """
    columns = "duration, employer_duration, employer_event"
    assert first_jobs(columns, date(2024, 12, 31), pathways, jobs) == {
        "short": (305, 31, True),
        "long": (305, 305, True),
    }
