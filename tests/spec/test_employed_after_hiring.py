"""En emploi 90, 180 et 365 jours après l'embauche : le contrat de ce jour, et qui est compté."""

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
