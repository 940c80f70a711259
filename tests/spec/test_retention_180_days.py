"""Maintien en emploi à 180 jours, continu et chez le même employeur.

La date de référence est le 30 septembre 2025, la date de censure le 30 août.
"""

import pytest
from drawing import Observe, counts

CONTINUOUS = "continuous_retention_180_days"
SAME_EMPLOYER = "same_employer_180_days"
BOTH = (CONTINUOUS, SAME_EMPLOYER)


@pytest.mark.parametrize("code", BOTH)
def test_an_employment_must_last_more_than_180_days(observe: Observe, code: str) -> None:
    """Du 1er janvier au 28 juin 2024, 180 jours : non ; jusqu'au 29 juin, 181 jours : oui."""
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    one_day    | a              | 2024-01-01
    days_180   | b              | 2024-01-01
    days_181   | c              | 2024-01-01
    ongoing    | d              | 2024-01-01
    nobody     | e              | 2024-01-01
    inclusion  | f              | 2024-01-01
    """
    jobs = """
    job_id | participant_id | pathway_id | employer_id | contract_kind   | start_date | end_date
    -------+----------------+------------+-------------+-----------------+------------+-----------
    j1     | a              | one_day    | E1          | temporary       | 2024-01-01 | 2024-01-01
    j2     | b              | days_180   | E1          | fixed_term_long | 2024-01-01 | 2024-06-28
    j3     | c              | days_181   | E1          | fixed_term_long | 2024-01-01 | 2024-06-29
    j4     | d              | ongoing    | E1          | permanent       | 2024-01-01 |
    j5     | f              | inclusion  | E1          | inclusion       | 2024-01-01 |
    """
    assert observe(code, pathway=pathways, employment=jobs) == counts(yes=2, no=2)


@pytest.mark.parametrize(("code", "kept", "lost"), [(CONTINUOUS, 4, 1), (SAME_EMPLOYER, 1, 4)])
def test_contracts_within_thirty_days_carry_each_other_on(
    observe: Observe, code: str, kept: int, lost: int
) -> None:
    """Du 31 mars au 1er mai : trente jours sans contrat, c'est continu ; au 2 mai, plus.

    Changer d'employeur, ou ne pas savoir lequel, rompt le même employeur et non l'emploi. Revenir
    chez le premier après plus de trente jours chez un autre ne le rétablit pas.
    """
    pathways = """
    pathway_id  | participant_id | entry_date
    ------------+----------------+-----------
    same        | a              | 2024-01-01
    other       | b              | 2024-01-01
    not_told    | c              | 2024-01-01
    a_day_late  | d              | 2024-01-01
    came_back   | e              | 2024-01-01
    """
    jobs = """
    job_id | participant_id | pathway_id | employer_id | start_date | end_date
    -------+----------------+------------+-------------+------------+-----------
    j01    | a              | same       | E1          | 2024-01-01 | 2024-03-31
    j02    | a              | same       | E1          | 2024-05-01 | 2024-12-31
    j03    | b              | other      | E1          | 2024-01-01 | 2024-03-31
    j04    | b              | other      | E2          | 2024-05-01 | 2024-12-31
    j05    | c              | not_told   |             | 2024-01-01 | 2024-03-31
    j06    | c              | not_told   |             | 2024-04-01 | 2024-12-31
    j07    | d              | a_day_late | E1          | 2024-01-01 | 2024-03-31
    j08    | d              | a_day_late | E1          | 2024-05-02 | 2024-12-31
    j09    | e              | came_back  | E1          | 2024-01-01 | 2024-03-31
    j10    | e              | came_back  | E2          | 2024-04-01 | 2024-05-31
    j11    | e              | came_back  | E1          | 2024-06-01 | 2024-12-31
    """
    assert observe(code, pathway=pathways, employment=jobs) == counts(yes=kept, no=lost)


@pytest.mark.parametrize(("code", "kept", "lost"), [(CONTINUOUS, 3, 0), (SAME_EMPLOYER, 2, 1)])
def test_a_contract_within_another_shortens_nothing(
    observe: Observe, code: str, kept: int, lost: int
) -> None:
    """Un contrat d'été pendant le long n'en avance pas la fin.

    L'employeur observé est celui du contrat qui ouvre l'emploi : du plus long, s'ils sont deux.
    """
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    second_job | a              | 2024-01-01
    same_day   | b              | 2024-01-01
    overlap    | c              | 2024-01-01
    """
    jobs = """
    job_id | participant_id | pathway_id | employer_id | start_date | end_date
    -------+----------------+------------+-------------+------------+-----------
    j1     | a              | second_job | E1          | 2024-01-01 | 2024-06-30
    j2     | a              | second_job | E1          | 2024-02-01 | 2024-02-29
    j3     | a              | second_job | E1          | 2024-07-15 | 2024-12-31
    j4     | b              | same_day   | E1          | 2024-01-01 | 2024-01-31
    j5     | b              | same_day   | E2          | 2024-01-01 | 2024-06-30
    j6     | c              | overlap    | E1          | 2024-01-01 | 2024-04-30
    j7     | c              | overlap    | E2          | 2024-03-01 | 2024-12-31
    """
    assert observe(code, pathway=pathways, employment=jobs) == counts(yes=kept, no=lost)


@pytest.mark.parametrize("code", BOTH)
def test_who_was_hired_too_late_is_judged_later(observe: Observe, code: str) -> None:
    """Embauché le 3 mars 2025, le 180e jour est le 30 août : on juge. Le 4 mars : pas encore.

    Même perdu le lendemain, même commencé le 30 août ; commencé le 31 août, il n'existe pas encore.
    """
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    mature     | a              | 2025-03-01
    stopped    | b              | 2025-03-01
    young      | c              | 2025-03-01
    lost       | d              | 2025-03-01
    last_day   | e              | 2025-03-01
    too_recent | f              | 2025-03-01
    """
    jobs = """
    job_id | participant_id | pathway_id | employer_id | start_date | end_date
    -------+----------------+------------+-------------+------------+-----------
    j1     | a              | mature     | E1          | 2025-03-03 |
    j2     | b              | stopped    | E1          | 2025-03-03 | 2025-03-04
    j3     | c              | young      | E1          | 2025-03-04 |
    j4     | d              | lost       | E1          | 2025-03-04 | 2025-03-05
    j5     | e              | last_day   | E1          | 2025-08-30 |
    j6     | f              | too_recent | E1          | 2025-08-31 |
    """
    assert observe(code, pathway=pathways, employment=jobs) == counts(yes=1, no=1, immature=3)


@pytest.mark.parametrize("code", BOTH)
def test_an_end_in_the_last_thirty_one_days_may_still_be_a_gap(observe: Observe, code: str) -> None:
    """Embauchés le 3 mars 2025 : fini le 29 août, 180 jours, non ; le 30, c'est trop tôt pour dire.

    Le 29 août encore, mais repris le 28 septembre : vingt-neuf jours d'arrêt, connus, sont comblés.
    """
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    day_before | a              | 2025-03-01
    that_day   | b              | 2025-03-01
    day_after  | c              | 2025-03-01
    taken_up   | d              | 2025-03-01
    to_come    | e              | 2025-03-01
    """
    jobs = """
    job_id | participant_id | pathway_id | employer_id | start_date | end_date
    -------+----------------+------------+-------------+------------+-----------
    j1     | a              | day_before | E1          | 2025-03-03 | 2025-08-29
    j2     | b              | that_day   | E1          | 2025-03-03 | 2025-08-30
    j3     | c              | day_after  | E1          | 2025-03-03 | 2025-08-31
    j4     | d              | taken_up   | E1          | 2025-03-03 | 2025-08-29
    j5     | d              | taken_up   | E1          | 2025-09-28 |
    j6     | e              | to_come    | E1          | 2025-03-03 | 2025-12-31
    """
    assert observe(code, pathway=pathways, employment=jobs) == counts(yes=4, no=1)


@pytest.mark.parametrize("code", BOTH)
def test_a_planned_end_counts_once_it_is_past_and_nothing_else_is_known(
    observe: Observe, code: str
) -> None:
    """La fin prévue le 31 mars 2024 arrête l'emploi, sauf si la fin constatée est autre."""
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    planned    | a              | 2024-01-01
    to_come    | b              | 2024-01-01
    prolonged  | c              | 2024-01-01
    broken_off | d              | 2024-01-01
    """
    jobs = """
    job_id | participant_id | pathway_id | employer_id | start_date | end_date   | planned_end_date
    -------+----------------+------------+-------------+------------+------------+-----------------
    j1     | a              | planned    | E1          | 2024-01-01 |            | 2024-03-31
    j2     | b              | to_come    | E1          | 2024-01-01 |            | 2025-12-31
    j3     | c              | prolonged  | E1          | 2024-01-01 | 2024-12-31 | 2024-03-31
    j4     | d              | broken_off | E1          | 2024-01-01 | 2024-03-31 | 2024-12-31
    """
    assert observe(code, pathway=pathways, employment=jobs) == counts(yes=2, no=2)


LEFT_AND_BACK = {
    "pathway": """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    P1         | a              | 2024-01-01
    """,
    "employment": """
    job_id | participant_id | pathway_id | employer_id | start_date | end_date
    -------+----------------+------------+-------------+------------+-----------
    j1     | a              | P1         | E1          | 2024-01-01 | 2024-01-31
    j2     | a              | P1         | E1          | 2024-06-01 | 2024-12-31
    """,
}


def test_to_be_employed_that_day_is_not_to_have_been_kept(observe: Observe) -> None:
    """Quatre mois sans contrat puis un retour : en emploi le 180e jour, sans maintien."""
    assert observe("employed_180_days_after_hiring", **LEFT_AND_BACK) == counts(yes=1)
    assert observe(CONTINUOUS, **LEFT_AND_BACK) == counts(no=1)
    assert observe(SAME_EMPLOYER, **LEFT_AND_BACK) == counts(no=1)
