"""Accès à un emploi dans les 6 mois."""

from drawing import Observe, counts


def test_a_job_must_start_within_183_days_of_the_entry(observe: Observe) -> None:
    """Entré le 1er janvier : le 3 juillet est le 183e jour, le 4 juillet est trop tard.

    Entré le 31 mars, on est jugé le 30 septembre ; entré le 1er avril, pas encore, même en emploi.
    """
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    same_day   | a              | 2025-01-01
    day_183    | b              | 2025-01-01
    day_184    | c              | 2025-01-01
    day_before | d              | 2025-01-01
    brief      | e              | 2025-01-01
    nobody     | f              | 2025-01-01
    mature     | g              | 2025-03-31
    young      | h              | 2025-04-01
    """
    jobs = """
    job_id | participant_id | pathway_id | contract_kind | start_date | end_date
    -------+----------------+------------+---------------+------------+-----------
    j1     | a              | same_day   | permanent     | 2025-01-01 |
    j2     | b              | day_183    | permanent     | 2025-07-03 |
    j3     | c              | day_184    | permanent     | 2025-07-04 |
    j4     | d              | day_before | permanent     | 2024-12-31 |
    j5     | e              | brief      | temporary     | 2025-02-03 | 2025-02-07
    j6     | h              | young      | permanent     | 2025-04-02 |
    """
    assert observe("job_within_6_months", pathway=pathways, employment=jobs) == counts(
        yes=3, no=4, immature=1
    )


def test_an_insertion_contract_or_a_job_of_no_pathway_is_not_counted(observe: Observe) -> None:
    """Ni le contrat d'insertion, ni un emploi sans parcours ; l'emploi qui suit, si."""
    pathways = """
    pathway_id | participant_id | entry_date
    -----------+----------------+-----------
    cddi       | a              | 2025-01-01
    inclusion  | b              | 2025-01-01
    unattached | c              | 2025-01-01
    followed   | d              | 2025-01-01
    came_back  | e              | 2025-01-01
    """
    jobs = """
    job_id | participant_id | pathway_id | contract_kind       | start_date
    -------+----------------+------------+---------------------+-----------
    j1     | a              | cddi       | inclusion           | 2025-01-01
    j2     | b              | inclusion  | permanent_inclusion | 2025-01-01
    j3     | c              |            | permanent           | 2025-02-01
    j4     | d              | followed   | inclusion           | 2025-01-01
    j5     | d              | followed   | fixed_term_short    | 2025-06-01
    j6     | e              | came_back  | permanent           | 2024-06-01
    j7     | e              | came_back  |                     | 2025-06-01
    """
    assert observe("job_within_6_months", pathway=pathways, employment=jobs) == counts(yes=2, no=3)
