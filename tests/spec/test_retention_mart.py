"""Le premier emploi de chaque parcours : sa durée, et s'il a pris fin."""

from datetime import date

from spec.conftest import CENSORED, LOSS, Read


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
