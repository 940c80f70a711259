"""Règles de sortie livrées : quels départs comptent, selon la structure, la durée et les heures.

Les sorties sont sans motif : celle qui compte est « non documentée », celle que la règle retire est
exclue.
"""

from collections.abc import Callable

import pytest
from drawing import Observe, counts

from pipelines.vocabulary import Dimension

STRUCTURES = """
structure_id | structure_name | kind
-------------+----------------+-----
ACI1         | Chantier       | ACI
EI1          | Entreprise     | EI
AI1          | Association    | AI
ETTI1        | Intérim        | ETTI
EITI1        | Indépendants   | EITI
BLANK1       | Sans type      |
"""
Counting = Callable[..., dict[str, dict[str, int]]]


@pytest.fixture
def counted(observe: Observe) -> Counting:
    """Return a function that counts exits structure by structure."""

    def run(
        pathways: str, code: str = "undocumented_exit", **others: str
    ) -> dict[str, dict[str, int]]:
        drawings = {"pathway": pathways, "structure": STRUCTURES, **others}
        found: dict[str, dict[str, int]] = observe(code, by=(Dimension.STRUCTURE,), **drawings)
        return found

    return run


def test_the_same_person_counts_in_a_workshop_and_not_in_an_association(counted: Counting) -> None:
    """Quatre mois et 140 heures : une sortie d'ACI ou d'EI, pas d'AI ni d'ETTI."""
    pathways = """
    pathway_id | participant_id | scheme | structure_id | entry_date | exit_date  | hours_worked
    -----------+----------------+--------+--------------+------------+------------+-------------
    in_aci     | a              | aci    | ACI1         | 2024-01-01 | 2024-04-30 | 140
    in_ei      | a              | iae    | EI1          | 2024-01-01 | 2024-04-30 | 140
    in_ai      | a              | iae    | AI1          | 2024-01-01 | 2024-04-30 | 140
    in_etti    | a              | iae    | ETTI1        | 2024-01-01 | 2024-04-30 | 140
    """
    assert counted(pathways) == {
        "ACI1": {"yes": 1},
        "EI1": {"yes": 1},
        "AI1": {"excluded": 1},
        "ETTI1": {"excluded": 1},
    }


def test_three_months_exactly_are_not_more_than_three_months(counted: Counting) -> None:
    """Du 1er janvier au 31 mars : trois mois, non ; jusqu'au 1er avril : davantage, oui."""
    pathways = """
    pathway_id | participant_id | scheme | structure_id | entry_date | exit_date
    -----------+----------------+--------+--------------+------------+-----------
    exactly    | a              | iae    | ACI1         | 2024-01-01 | 2024-03-31
    one_more   | b              | iae    | EI1          | 2024-01-01 | 2024-04-01
    """
    assert counted(pathways) == {"ACI1": {"excluded": 1}, "EI1": {"yes": 1}}


def test_the_stays_of_a_person_in_a_structure_are_summed(counted: Counting) -> None:
    """Deux fois deux mois font quatre mois à la seconde sortie ; ailleurs, on repart de zéro."""
    pathways = """
    pathway_id | participant_id | structure_id | entry_date | exit_date
    -----------+----------------+--------------+------------+-----------
    first      | a              | ACI1         | 2024-01-01 | 2024-02-29
    second     | a              | ACI1         | 2024-06-01 | 2024-07-31
    elsewhere  | a              | BLANK1       | 2024-09-01 | 2024-10-31
    """
    assert counted(pathways) == {"ACI1": {"yes": 1, "excluded": 1}, "BLANK1": {"excluded": 1}}


def test_the_stays_of_linked_identifiers_are_those_of_one_person(counted: Counting) -> None:
    """Deux identifiants reliés : une seule personne, dont les deux séjours s'ajoutent."""
    pathways = """
    pathway_id | participant_id | structure_id | entry_date | exit_date
    -----------+----------------+--------------+------------+-----------
    first      | a              | ACI1         | 2024-01-01 | 2024-02-29
    second     | b              | ACI1         | 2024-06-01 | 2024-07-31
    """
    links = """
    source_system | source_participant_id | participant_id
    --------------+-----------------------+---------------
    autre         | b                     | a
    """
    assert counted(pathways) == {"ACI1": {"excluded": 2}}
    assert counted(pathways, identity_link=links) == {"ACI1": {"yes": 1, "excluded": 1}}


def test_days_under_two_contracts_count_once(observe: Observe) -> None:
    """51 et 45 jours qui se chevauchent de 11 font 85 jours : moins de trois mois."""
    pathways = """
    pathway_id | participant_id | structure_id | entry_date | exit_date
    -----------+----------------+--------------+------------+-----------
    first      | a              | ACI1         | 2024-01-01 | 2024-02-20
    second     | a              | ACI1         | 2024-02-10 | 2024-03-25
    """
    assert observe("undocumented_exit", pathway=pathways) == counts(excluded=2)


def test_an_association_asks_for_150_hours_in_total(counted: Counting) -> None:
    """149,5 heures non, 150 oui, 100 puis 50 oui ; des heures non saisies ne retirent personne."""
    pathways = """
    pathway_id | participant_id | scheme | structure_id | entry_date | exit_date  | hours_worked
    -----------+----------------+--------+--------------+------------+------------+-------------
    short      | a              | iae    | AI1          | 2024-01-01 | 2024-06-30 | 149.5
    enough     | b              | iae    | AI1          | 2024-01-01 | 2024-01-31 | 150
    untold     | c              | iae    | AI1          | 2024-01-01 | 2024-01-31 |
    first      | d              | iae    | ETTI1        | 2024-01-01 | 2024-01-31 | 100
    then       | d              | iae    | ETTI1        | 2024-03-01 | 2024-03-31 | 50
    """
    assert counted(pathways) == {
        "AI1": {"yes": 2, "excluded": 1},
        "ETTI1": {"yes": 1, "excluded": 1},
    }


def test_a_workshop_asks_for_an_hour_worked_in_the_year_of_the_exit(observe: Observe) -> None:
    """Moins d'une heure cette année-là : pas une sortie, même après 500 heures l'année d'avant.

    Les heures d'un séjour d'une seule année sont celles de l'année ; non saisies, elles ne retirent
    personne.
    """
    pathways = """
    pathway_id | participant_id | entry_date | exit_date  | hours_worked | exit_year_hours
    -----------+----------------+------------+------------+--------------+----------------
    one        | a              | 2023-06-01 | 2024-02-29 | 500          | 1
    half       | b              | 2023-06-01 | 2024-02-29 | 500          | 0.5
    other_year | c              | 2023-06-01 | 2024-02-29 | 500          | 0
    untold     | d              | 2023-06-01 | 2024-02-29 | 500          |
    same_year  | e              | 2024-01-01 | 2024-06-30 | 500          |
    idle_year  | f              | 2024-01-01 | 2024-06-30 | 0            |
    nothing    | g              | 2024-01-01 | 2024-06-30 |              |
    """
    assert observe("undocumented_exit", pathway=pathways) == counts(yes=4, excluded=3)


def test_no_threshold_where_no_rule_sets_one(counted: Counting) -> None:
    """EITI, ou structure de type inconnu : un jour et zéro heure suffisent."""
    pathways = """
    pathway_id | participant_id | scheme | structure_id | entry_date | exit_date  | hours_worked
    -----------+----------------+--------+--------------+------------+------------+-------------
    one_day    | a              | iae    | EITI1        | 2024-01-01 | 2024-01-01 | 0
    no_kind    | b              | iae    | BLANK1       | 2024-01-01 | 2024-01-01 | 0
    """
    assert counted(pathways) == {"EITI1": {"yes": 1}, "BLANK1": {"yes": 1}}


@pytest.mark.parametrize("code", ["exits", "undocumented_exit"])
def test_a_contract_that_goes_on_is_no_exit(counted: Counting, code: str) -> None:
    """Renouvelé le lendemain, ou fini pendant un autre contrat : la personne n'est pas sortie."""
    pathways = """
    pathway_id | participant_id | scheme | structure_id | entry_date | exit_date
    -----------+----------------+--------+--------------+------------+-----------
    renewed    | a              | aci    | ACI1         | 2023-01-01 | 2023-06-30
    next_day   | a              | aci    | ACI1         | 2023-07-01 | 2023-12-31
    stopped    | b              | iae    | EI1          | 2023-01-01 | 2023-06-30
    two_days   | b              | iae    | EI1          | 2023-07-02 | 2023-12-31
    long       | c              | iae    | EITI1        | 2023-01-01 | 2023-12-31
    within     | c              | iae    | EITI1        | 2023-02-01 | 2023-03-31
    still_open | d              | iae    | BLANK1       | 2023-01-01 |
    meanwhile  | d              | iae    | BLANK1       | 2023-02-01 | 2023-03-31
    """
    assert counted(pathways, code) == {
        "ACI1": {"yes": 1, "excluded": 1},
        "EI1": {"yes": 2},
        "EITI1": {"yes": 1, "excluded": 1},
        "BLANK1": {"excluded": 1},
    }
