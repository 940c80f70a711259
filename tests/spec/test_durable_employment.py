"""Sorties en emploi durable."""

from drawing import Observe, counts


def test_the_reason_or_the_contract_makes_the_job_durable(observe: Observe) -> None:
    """CDI, six mois et plus et création sont durables ; un motif « emploi » suit le contrat."""
    pathways = """
    pathway_id  | participant_id | exit_date  | exit_reason
    ------------+----------------+------------+-------------------
    cdi         | a              | 2025-01-31 | permanent_contract
    six_months  | b              | 2025-01-31 | fixed_term_long
    created     | c              | 2025-01-31 | business_creation
    short       | d              | 2025-01-31 | fixed_term_short
    job_cdi     | e              | 2025-01-31 | employment
    job_interim | f              | 2025-01-31 | employment
    job_unknown | g              | 2025-01-31 | employment
    vanished    | h              | 2025-01-31 |
    withdrawn   | i              | 2025-01-31 | withdrawn
    """
    jobs = """
    job_id | participant_id | pathway_id  | contract_kind | start_date
    -------+----------------+-------------+---------------+-----------
    j1     | e              | job_cdi     | permanent     | 2025-01-28
    j2     | f              | job_interim | temporary     | 2025-01-28
    """
    assert observe("durable_employment", pathway=pathways, employment=jobs) == counts(
        yes=4, no=2, unknown=2, excluded=1
    )


def test_an_insertion_contract_or_a_job_ended_before_the_exit_proves_nothing(
    observe: Observe,
) -> None:
    """Le CDDI est le parcours lui-même ; un CDI fini avant la sortie n'est plus un emploi."""
    pathways = """
    pathway_id | participant_id | exit_date  | exit_reason
    -----------+----------------+------------+------------
    inside     | a              | 2025-01-31 | employment
    finished   | b              | 2025-01-31 | employment
    """
    jobs = """
    job_id | participant_id | pathway_id | contract_kind | start_date | end_date
    -------+----------------+------------+---------------+------------+-----------
    j1     | a              | inside     | inclusion     | 2024-06-01 |
    j2     | b              | finished   | permanent     | 2024-06-01 | 2024-12-31
    """
    assert observe("durable_employment", pathway=pathways, employment=jobs) == counts(unknown=2)
