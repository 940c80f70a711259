"""Mises à disposition suivies d'un CDI (2 ans)."""

from drawing import Observe, counts

PATHWAYS = """
pathway_id  | participant_id | scheme               | entry_date
------------+----------------+----------------------+-----------
same_day    | a              | supported_employment | 2022-06-01
anniversary | b              | supported_employment | 2022-06-01
day_after   | c              | supported_employment | 2022-06-01
day_before  | d              | supported_employment | 2022-06-01
fixed_term  | e              | supported_employment | 2022-06-01
inclusion   | f              | supported_employment | 2022-06-01
nobody      | g              | supported_employment | 2022-06-01
mature      | h              | supported_employment | 2022-06-01
young       | i              | supported_employment | 2022-06-01
immersion   | j              | supported_employment | 2022-06-01
"""
ACTIVITIES = """
activity_id | pathway_id  | kind       | start_date
------------+-------------+------------+-----------
s1          | same_day    | secondment | 2023-01-10
s2          | anniversary | secondment | 2023-01-10
s3          | day_after   | secondment | 2023-01-10
s4          | day_before  | secondment | 2023-01-10
s5          | fixed_term  | secondment | 2023-01-10
s6          | inclusion   | secondment | 2023-01-10
s7          | nobody      | secondment | 2023-01-10
s8          | mature      | secondment | 2023-09-30
s9          | young       | secondment | 2023-10-01
s10         | immersion   | pmsmp      | 2023-01-10
"""
JOBS = """
job_id | participant_id | pathway_id  | contract_kind       | start_date
-------+----------------+-------------+---------------------+-----------
j1     | a              | same_day    | permanent           | 2023-01-10
j2     | b              | anniversary | permanent           | 2025-01-10
j3     | c              | day_after   | permanent           | 2025-01-11
j4     | d              | day_before  | permanent           | 2023-01-09
j5     | e              | fixed_term  | fixed_term_long     | 2023-06-01
j6     | f              | inclusion   | permanent_inclusion | 2023-06-01
j8     | h              | mature      | permanent           | 2025-09-30
j9     | i              | young       | permanent           | 2023-12-01
j10    | j              | immersion   | permanent           | 2023-12-01
"""


def test_the_contract_may_start_until_the_second_anniversary(observe: Observe) -> None:
    """Deux ans jour pour jour, oui ; le lendemain, non ; ni CDD, ni CDI inclusion.

    Commencée le 30 septembre 2023, elle est jugée ; le 1er octobre, pas encore, même avec un CDI.
    """
    assert observe(
        "secondment_to_permanent", pathway=PATHWAYS, activity=ACTIVITIES, employment=JOBS
    ) == counts(yes=3, no=5, immature=1)


def test_two_permanent_contracts_count_the_secondment_once(observe: Observe) -> None:
    """Deux CDI après une mise à disposition : elle ne compte qu'une fois."""
    jobs = JOBS + "j11 | a | same_day | permanent | 2024-03-01\n"
    assert observe(
        "secondment_to_permanent", pathway=PATHWAYS, activity=ACTIVITIES, employment=jobs
    ) == counts(yes=3, no=5, immature=1)
