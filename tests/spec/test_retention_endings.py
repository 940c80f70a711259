"""Comment finit le premier emploi de chaque parcours : passage, perte, ni l'un ni l'autre."""

from datetime import date

import pytest
from spec.conftest import CENSORED, LOSS, NEUTRAL, PASSAGE, Read, Row


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
