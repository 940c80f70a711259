"""En emploi 90, 180 et 365 jours après l'embauche : ce que les suivis en disent."""

import pytest
from drawing import Observe, counts
from spec.test_employed_after_hiring import CODES, DAYS


@pytest.mark.parametrize("days", DAYS)
def test_a_job_only_declared_does_not_answer_for_who_is_unreachable(
    observe: Observe, days: int
) -> None:
    """Déclaré, sans fin, personne injoignable : inconnu. Confirmé, DSN ou fin connue : en emploi.

    Une fin prévue le jour de la référence n'est pas encore une fin. Jamais appelé,
    l'emploi déclaré court encore ; en formation, non. Sans contrat, injoignable reste inconnu.
    """
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    declared   | a              | 2024-01-01
    confirmed  | b              | 2024-01-01
    dsn        | c              | 2024-01-01
    ended      | d              | 2024-01-01
    planned    | e              | 2024-01-01
    due_today  | f              | 2024-01-01
    not_called | g              | 2024-01-01
    reached    | h              | 2024-01-01
    stopped    | i              | 2024-01-01
    other_job  | j              | 2024-01-01
    """
    jobs = """
    job_id | participant_id | start_date | end_date   | planned_end_date | evidence
    -------+----------------+------------+------------+------------------+-------------------
    j01    | a              | 2024-01-01 |            |                  | declared
    j02    | b              | 2024-01-01 |            |                  | employer_confirmed
    j03    | c              | 2024-01-01 |            |                  | dsn
    j04    | d              | 2024-01-01 | 2025-02-28 |                  | declared
    j05    | e              | 2024-01-01 |            | 2025-09-29       | declared
    j06    | f              | 2024-01-01 |            | 2025-09-30       | declared
    j07    | g              | 2024-01-01 |            |                  | declared
    j08    | h              | 2024-01-01 |            |                  | declared
    j09    | i              | 2024-01-01 | 2024-01-31 |                  | dsn
    j10    | j              | 2024-01-01 |            |                  | declared
    j11    | j              | 2024-02-15 |            |                  | dsn
    """
    month = DAYS[days]
    followups = f"""
    followup_id | job_id | due_month | done_on    | situation
    ------------+--------+-----------+------------+------------
    f01         | j01    | {month}   | 2025-01-15 | unreachable
    f02         | j02    | {month}   | 2025-01-15 | unreachable
    f03         | j03    | {month}   | 2025-01-15 | unreachable
    f04         | j04    | {month}   | 2025-01-15 | unreachable
    f05         | j05    | {month}   | 2025-01-15 | unreachable
    f06         | j06    | {month}   | 2025-01-15 | unreachable
    f08         | j08    | {month}   | 2025-01-15 | in_training
    f09         | j09    | {month}   | 2025-01-15 | unreachable
    f10         | j10    | {month}   | 2025-01-15 | unreachable
    """
    assert observe(CODES[days], pathway=pathways, employment=jobs, followup=followups) == counts(
        yes=6, no=1, unknown=3
    )


@pytest.mark.parametrize("days", DAYS)
def test_the_followup_of_that_month_with_the_person_finds_a_job(
    observe: Observe, days: int
) -> None:
    """Le contrat est fini. Salarié ou à son compte : en emploi ; en formation : non.

    Ni l'avis de l'employeur, ni un autre mois, ni un suivi du parcours ou d'un autre emploi ne
    valent. De plusieurs suivis, un seul qui constate un emploi suffit.
    """
    pathways = """
    pathway_id    | participant_id | entry_date
    --------------+----------------+-----------
    employed      | a              | 2024-01-01
    self_employed | b              | 2024-01-01
    in_training   | c              | 2024-01-01
    employer_says | d              | 2024-01-01
    other_month   | e              | 2024-01-01
    of_pathway    | f              | 2024-01-01
    of_next_job   | g              | 2024-01-01
    said_twice    | h              | 2024-01-01
    silent        | i              | 2024-01-01
    """
    jobs = """
    job_id | participant_id | pathway_id    | start_date | end_date
    -------+----------------+---------------+------------+-----------
    j1     | a              | employed      | 2024-01-01 | 2024-01-31
    j2     | b              | self_employed | 2024-01-01 | 2024-01-31
    j3     | c              | in_training   | 2024-01-01 | 2024-01-31
    j4     | d              | employer_says | 2024-01-01 | 2024-01-31
    j5     | e              | other_month   | 2024-01-01 | 2024-01-31
    j6     | f              | of_pathway    | 2024-01-01 | 2024-01-31
    j7     | g              | of_next_job   | 2024-01-01 | 2024-01-31
    j8     | g              | of_next_job   | 2024-02-01 | 2024-02-29
    j9     | h              | said_twice    | 2024-01-01 | 2024-01-31
    j0     | i              | silent        | 2024-01-01 | 2024-01-31
    """
    month = DAYS[days]
    followups = f"""
    followup_id | job_id | pathway_id | side     | due_month | done_on    | situation
    ------------+--------+------------+----------+-----------+------------+--------------
    f1          | j1     |            | employee | {month}   | 2025-01-15 | employed
    f2          | j2     |            | employee | {month}   | 2025-01-15 | self_employed
    f3          | j3     |            | employee | {month}   | 2025-01-15 | in_training
    f4          | j4     |            | employer | {month}   | 2025-01-15 | employed
    f5          | j5     |            | employee | 1         | 2024-02-01 | employed
    f6          |        | of_pathway | employee | {month}   | 2025-01-15 | employed
    f7          | j8     |            | employee | {month}   | 2025-01-15 | employed
    f8          | j9     |            | employee | {month}   | 2025-01-15 | employed
    f9          | j9     |            | employee | {month}   | 2025-01-16 | unreachable
    f0          | j0     |            | employee | {month}   | 2025-01-15 |
    """
    assert observe(CODES[days], pathway=pathways, employment=jobs, followup=followups) == counts(
        yes=3, no=6
    )


def test_of_two_contracts_begun_together_the_longest_opens_the_job(observe: Observe) -> None:
    """Le suivi vaut s'il est attaché au contrat le plus long ; sans fin, il est plus long que tous.

    À égalité, c'est le premier du fichier.
    """
    pathways = """
    pathway_id  | participant_id | entry_date
    ------------+----------------+-----------
    on_longest  | a              | 2024-01-01
    on_endless  | b              | 2024-01-01
    on_first    | c              | 2024-01-01
    """
    jobs = """
    job_id | participant_id | pathway_id  | employer_id | start_date | end_date
    -------+----------------+-------------+-------------+------------+-----------
    j1     | a              | on_longest  | E1          | 2024-01-01 | 2024-01-05
    j2     | a              | on_longest  | E2          | 2024-01-01 | 2024-01-06
    j3     | b              | on_endless  | E1          | 2024-01-01 | 2024-01-05
    j4     | b              | on_endless  | E2          | 2024-01-01 |
    j5     | c              | on_first    | E1          | 2024-01-01 | 2024-01-05
    j6     | c              | on_first    | E2          | 2024-01-01 | 2024-01-05
    """
    followups = """
    followup_id | job_id | due_month | done_on    | situation
    ------------+--------+-----------+------------+------------
    f1          | j2     | 6         | 2024-07-01 | employed
    f2          | j4     | 6         | 2024-07-01 | unreachable
    f3          | j5     | 6         | 2024-07-01 | employed
    """
    found = observe(CODES[180], pathway=pathways, employment=jobs, followup=followups)
    assert found == counts(yes=2, unknown=1)
