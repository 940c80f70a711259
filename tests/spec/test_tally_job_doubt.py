"""Emplois à vérifier. Date de référence : 30 septembre 2025."""

from drawing import EVERYONE, Build

from dashboard.observatory import Observatory
from pipelines.vocabulary import Dimension

PATHWAYS = """
pathway_id | participant_id | scheme
-----------+----------------+------------
P1         | a              | aci
P2         | b              | aci
P3         | c              | rsa_support
"""
JOBS = """
job_id | participant_id | pathway_id | employer_id | contract_kind | start_date | end_date
-------+----------------+------------+-------------+---------------+------------+-----------
coming | a              | P1         | E1          | permanent     | 2025-10-01 |
today  | b              | P2         | E1          | permanent     | 2025-09-30 |
first  | c              | P3         | E1          | permanent     | 2024-03-01 | 2024-08-31
same   | c              | P3         | E1          |               | 2024-03-01 | 2024-08-31
inside | c              | P3         | E2          | temporary     | 2024-06-01 | 2024-06-05
touch  | c              | P3         | E2          | temporary     | 2024-08-31 | 2024-09-30
after  | c              | P3         |             | temporary     | 2024-10-01 | 2024-10-31
"""
"""« same » et « inside » commencent pendant « first », « touch » le jour de sa fin, « after » le
lendemain de celle de « touch »."""
TERMS = """
job_id | participant_id | pathway_id | contract_kind | start_date | planned_end_date | end_reason
-------+----------------+------------+---------------+------------+------------------+-----------
past   | a              | P1         | temporary     | 2025-01-01 | 2025-09-29       | moved
late   | a              | P1         | temporary     | 2025-09-29 | 2025-09-30       |
next   | b              | P2         | temporary     | 2025-09-01 | 2025-12-31       |
"""
"""La fin prévue de « past » tient lieu de fin, et « late » commence ce jour-là."""


def doubts(observatory: Observatory, *where: tuple[Dimension, tuple[str, ...]]) -> dict[str, int]:
    released = observatory.tally("job_doubt", where)
    return {row["doubt"]: row["jobs"] for row in released.table.to_dicts()}


def test_each_doubt_counts_its_contracts(built: Build) -> None:
    """Un second identifiant se compte une fois, et pas en plus comme chevauchement."""
    observatory = Observatory(built(pathway=PATHWAYS, employment=JOBS), EVERYONE)
    assert doubts(observatory) == {
        "not_started": 1,
        "twice": 1,
        "overlap": 2,
        "planned_end_passed": 0,
        "no_end": 1,
        "reason_without_end": 0,
        "unknown_kind": 1,
    }


def test_a_planned_end_stands_for_the_end_once_past(built: Build) -> None:
    """Prévue la veille de la date de référence, elle tient lieu de fin ; ce jour-là, non."""
    found = doubts(Observatory(built(pathway=PATHWAYS, employment=TERMS), EVERYONE))
    assert {doubt: count for doubt, count in found.items() if count} == {
        "overlap": 1,
        "planned_end_passed": 1,
        "no_end": 2,
        "reason_without_end": 1,
    }


def test_the_filters_of_the_page_hold(built: Build) -> None:
    """Un dispositif retenu ne compte que les contrats de ses parcours."""
    observatory = Observatory(built(pathway=PATHWAYS, employment=JOBS), EVERYONE)
    found = doubts(observatory, (Dimension.SCHEME, ("aci",)))
    assert {doubt: count for doubt, count in found.items() if count} == {
        "not_started": 1,
        "no_end": 1,
    }


def test_without_job_nothing_is_doubted(built: Build) -> None:
    """Aucun contrat saisi : chaque ligne vaut zéro."""
    found = doubts(Observatory(built(pathway=PATHWAYS), EVERYONE))
    assert len(found) == 7
    assert set(found.values()) == {0}
