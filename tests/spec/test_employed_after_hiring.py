"""En emploi 90, 180 et 365 jours après l'embauche."""

import pytest
from drawing import Observe, counts

from pipelines.vocabulary import Dimension

DAYS = {90: 3, 180: 6, 365: 12}
"""Chaque jour observé, et le mois du suivi qui le constate."""
CODES = {
    90: "employed_90_days_after_hiring",
    180: "employed_180_days_after_hiring",
    365: "employed_365_days_after_hiring",
}


@pytest.mark.parametrize(("days", "working", "not_working"), [(90, 2, 3), (180, 2, 3), (365, 1, 4)])
def test_a_contract_must_run_on_the_day_itself(
    observe: Observe, days: int, working: int, not_working: int
) -> None:
    """Embauchés le 1er janvier 2024 : les jours sont le 31 mars, le 29 juin et le 31 décembre.

    Qui finit le 31 mars y est encore, qui finit la veille non. Qui revient le 29 juin y est, peu
    importe les cinq mois d'arrêt ; il repart le 30 décembre, la veille du dernier jour.
    """
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    last_day   | a              | 2024-01-01
    eve        | b              | 2024-01-01
    back       | c              | 2024-01-01
    always     | d              | 2024-01-01
    one_day    | e              | 2024-01-01
    """
    jobs = """
    job_id | participant_id | pathway_id | employer_id | contract_kind    | start_date | end_date
    -------+----------------+------------+-------------+------------------+------------+-----------
    j1     | a              | last_day   | E1          | fixed_term_short | 2024-01-01 | 2024-03-31
    j2     | b              | eve        | E1          | fixed_term_short | 2024-01-01 | 2024-03-30
    j3     | c              | back       | E1          | fixed_term_short | 2024-01-01 | 2024-01-31
    j4     | c              | back       | E2          | fixed_term_long  | 2024-06-29 | 2024-12-30
    j5     | d              | always     | E1          | permanent        | 2024-01-01 | 2025-01-31
    j6     | e              | one_day    | E1          | temporary        | 2024-01-01 | 2024-01-01
    """
    assert observe(CODES[days], pathway=pathways, employment=jobs) == counts(
        yes=working, no=not_working
    )


@pytest.mark.parametrize(
    ("days", "hired_on", "day_after"),
    [
        (90, "2025-07-02", "2025-07-03"),
        (180, "2025-04-03", "2025-04-04"),
        (365, "2024-09-30", "2024-10-01"),
    ],
)
def test_who_was_hired_too_late_is_judged_later(
    observe: Observe, days: int, hired_on: str, day_after: str
) -> None:
    """Le jour tombe à la date de référence : on juge ; un jour après : pas encore, même perdu."""
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    mature     | a              | 2024-09-01
    stopped    | b              | 2024-09-01
    young      | c              | 2024-09-01
    lost       | d              | 2024-09-01
    """
    jobs = f"""
    job_id | participant_id | pathway_id | start_date  | end_date
    -------+----------------+------------+-------------+------------
    j1     | a              | mature     | {hired_on}  |
    j2     | b              | stopped    | {hired_on}  | {hired_on}
    j3     | c              | young      | {day_after} |
    j4     | d              | lost       | {day_after} | {day_after}
    """
    assert observe(CODES[days], pathway=pathways, employment=jobs) == counts(
        yes=1, no=1, immature=2
    )


@pytest.mark.parametrize("days", DAYS)
def test_only_a_person_hired_since_the_entry_is_in_the_base(observe: Observe, days: int) -> None:
    """Ni sans emploi, ni en insertion, ni déjà en emploi la veille, ni embauché trop récemment.

    Qui travaillait avant l'entrée et enchaîne à trente jours près n'a pas été embauché depuis ;
    à trente et un jours, si. Le 30 août est la date de censure ; embauché le 31, on ne compte pas.
    """
    pathways = """
    pathway_id   | participant_id | entry_date
    -------------+----------------+-----------
    nobody       | a              | 2024-02-01
    inclusion    | b              | 2024-02-01
    eve          | c              | 2024-02-01
    carried_on   | d              | 2024-02-01
    interrupted  | e              | 2024-02-01
    of_any_kind  | f              | 2024-02-01
    after_cddi   | g              | 2024-02-01
    last_day     | h              | 2025-08-01
    too_recent   | i              | 2025-08-01
    not_yet      | j              | 2025-08-01
    """
    jobs = """
    job_id | participant_id | pathway_id  | contract_kind       | start_date | end_date
    -------+----------------+-------------+---------------------+------------+-----------
    j01    | b              | inclusion   | inclusion           | 2024-02-01 |
    j02    | b              | inclusion   | permanent_inclusion | 2024-03-01 |
    j03    | c              |             | permanent           | 2024-01-31 |
    j04    | d              |             | temporary           | 2023-12-01 | 2024-01-31
    j05    | d              | carried_on  | permanent           | 2024-03-02 | 2025-09-30
    j06    | e              |             | temporary           | 2023-12-01 | 2024-01-31
    j07    | e              | interrupted | permanent           | 2024-03-03 | 2025-09-30
    j08    | f              | of_any_kind |                     | 2024-02-01 | 2025-09-30
    j09    | g              | after_cddi  | inclusion           | 2024-02-01 | 2024-02-29
    j10    | g              | after_cddi  | permanent           | 2024-03-01 | 2025-09-30
    j11    | h              | last_day    | permanent           | 2025-08-30 |
    j12    | i              | too_recent  | permanent           | 2025-08-31 |
    j13    | j              | not_yet     | permanent           | 2025-10-01 |
    """
    assert observe(CODES[days], pathway=pathways, employment=jobs) == counts(yes=3, immature=1)


def test_a_job_of_no_pathway_goes_to_the_one_entered_last(observe: Observe) -> None:
    """L'emploi sans parcours ouvre le parcours commencé en dernier à cette date, jour même compris.

    À égalité, le premier du fichier. Avant toute entrée, il n'ouvre rien mais se prolonge : qui
    l'enchaîne à trente jours près n'est pas embauché depuis. Deux pseudonymes liés : une personne.
    """
    pathways = """
    pathway_id | participant_id | scheme               | entry_date
    -----------+----------------+----------------------+-----------
    earlier    | a              | rsa_support          | 2024-01-01
    last       | a              | mesp_ccas            | 2024-03-01
    after      | a              | aci                  | 2024-03-02
    tie_first  | b              | supported_employment | 2024-03-01
    tie_second | b              | rsa_support          | 2024-03-01
    linked     | c              | intensive_coaching   | 2024-03-01
    was_hired  | e              | active_mediation     | 2024-03-01
    """
    jobs = """
    job_id | participant_id | pathway_id | start_date | end_date
    -------+----------------+------------+------------+-----------
    j1     | a              |            | 2024-03-01 | 2025-09-30
    j2     | b              |            | 2024-04-01 | 2025-09-30
    j3     | d              |            | 2024-04-01 | 2025-09-30
    j4     | e              |            | 2024-01-01 | 2024-02-15
    j5     | e              | was_hired  | 2024-03-10 | 2025-09-30
    """
    people = """
    participant_id | sex | birth_year
    ---------------+-----+-----------
    a              | F   | 1985
    b              | F   | 1985
    c              | F   | 1985
    d              | F   | 1985
    e              | F   | 1985
    """
    links = """
    source_participant_id | participant_id
    ----------------------+---------------
    d                     | c
    """
    found = observe(
        CODES[180],
        by=(Dimension.SCHEME,),
        pathway=pathways,
        employment=jobs,
        participant=people,
        identity_link=links,
    )
    assert found == {
        "mesp_ccas": {"yes": 1},
        "supported_employment": {"yes": 1},
        "intensive_coaching": {"yes": 1},
    }


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
