"""Sorties en emploi de transition."""

from drawing import Observe, counts


def test_the_reason_or_the_contract_makes_the_job_transitional(observe: Observe) -> None:
    """Moins de six mois ou contrat aidé : transition ; un emploi sans contrat connu : inconnu."""
    pathways = """
    pathway_id  | participant_id | exit_date  | exit_reason         | exit_situation
    ------------+----------------+------------+---------------------+---------------
    short       | a              | 2025-01-31 | fixed_term_short    |
    subsidised  | b              | 2025-01-31 | subsidised_contract |
    job_interim | c              | 2025-01-31 | employment          |
    cdi         | d              | 2025-01-31 | permanent_contract  |
    training    | e              | 2025-01-31 | training            |
    job_unknown | f              | 2025-01-31 | employment          |
    seen_work   | g              | 2025-01-31 |                     | employed
    vanished    | h              | 2025-01-31 |                     |
    died        | i              | 2025-01-31 | death               |
    ongoing     | j              |            |                     |
    """
    jobs = """
    job_id | participant_id | pathway_id  | contract_kind | start_date
    -------+----------------+-------------+---------------+-----------
    j1     | c              | job_interim | temporary     | 2025-01-28
    """
    assert observe("transitional_employment", pathway=pathways, employment=jobs) == counts(
        yes=3, no=2, unknown=3, excluded=1
    )


def test_six_months_to_the_day_are_no_longer_transitional(observe: Observe) -> None:
    """Du 1er février au 31 juillet : six mois, durable ; jusqu'au 30 juillet : de transition."""
    pathways = """
    pathway_id | participant_id | exit_date  | exit_reason
    -----------+----------------+------------+-----------------
    six_months | a              | 2025-01-31 | employment
    written    | b              | 2025-01-31 | fixed_term_short
    day_less   | c              | 2025-01-31 | employment
    """
    jobs = """
    job_id | participant_id | pathway_id | contract_kind    | start_date | planned_end_date
    -------+----------------+------------+------------------+------------+-----------------
    j1     | a              | six_months | temporary        | 2025-02-01 | 2025-07-31
    j2     | b              | written    | fixed_term_short | 2025-02-01 | 2025-07-31
    j3     | c              | day_less   | temporary        | 2025-02-01 | 2025-07-30
    """
    assert observe("transitional_employment", pathway=pathways, employment=jobs) == counts(
        yes=1, no=2
    )
