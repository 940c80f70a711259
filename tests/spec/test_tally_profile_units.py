"""Public accueilli par territoire et par structure : dénombré à la main."""

from typing import Any

import pytest
from drawing import EVERYONE, Build, drawn

from dashboard.components.compare_profile import LABOUR_MARKET, neighbourhood
from dashboard.components.compare_rates import Side, compare, count
from dashboard.observatory import Observatory, Question
from dashboard.observatory.labour_market import labour_market
from pipelines.analysis.similarity import Dropped
from pipelines.vocabulary import Dimension

PATHWAYS = """
pathway_id | participant_id | structure_id | commune_code | is_rsa_recipient | has_rqth | education
-----------+----------------+--------------+--------------+------------------+----------+-----------
p1         | a              | S1           | 45234        | true             | true     | isced_2
p2         | b              | S1           | 46042        | false            |          | isced_3
p3         | c              | S2           | 46042        |                  | false    |
p4         | d              | S2           | 46102        | true             |          | isced_0_1
"""
PARTICIPANTS = """
participant_id | sex | birth_year
---------------+-----+-----------
a              | F   | 2000
b              | M   | 1985
c              | F   | 1960
d              | X   |
"""
OBSTACLES = """
pathway_id | obstacle | state          | detected_by
-----------+----------+----------------+-----------------
p1         | mobility | identified     | entry_assessment
p1         | health   | identified     | entry_assessment
p1         | housing  | identified     | during_pathway
p2         | mobility | not_identified | entry_assessment
p3         | mobility | not_assessed   |
"""
BENCHMARKS = """
benchmark_id | indicator        | public | territory_kind | territory_code | period  | value | unit
-------------+------------------+--------+----------------+----------------+---------+-------+-----
b1           | Taux de chômage  |        | department     | 45             | T1 2025 | 7.5   | %
b2           | Taux de chômage  |        | department     | 46             | T1 2025 | 8.1   | %
b3           | Taux de chômage  |        | department     | 46             | T2 2025 | 8.4   | %
b4           | Taux d'emploi    |        | department     | 45             | T2 2025 | 66.0  | %
b5           | Taux d'emploi    |        | epci           | E45            | 2024    | 0.65  | part
b6           | Taux de pauvreté |        | epci           | E46A           | 2024    | 15.0  | %
b7           | Taux de chômage  | youth  | epci           | E46A           | 2024    | 20.0  | %
"""


Counts = dict[tuple[str, str], dict[str, Any]]


def described(built: Build) -> Counts:
    """Return the rows by unit and trait."""
    snapshot = built(pathway=PATHWAYS, participant=PARTICIPANTS, obstacle=OBSTACLES)
    table = Observatory(snapshot, EVERYONE).tally("profile_units").table
    return {(row["unit"], row["trait"]): row for row in table.to_dicts()}


def counted(rows: Counts, unit: str) -> dict[str, tuple[int, int]]:
    """Return with the trait and answered, by trait."""
    found = {trait: row for (code, trait), row in rows.items() if code == unit}
    return {trait: (row["with_trait"], row["answered"]) for trait, row in found.items()}


def test_each_unit_has_its_own_rows(built: Build) -> None:
    """Un parcours compte une fois par maille ; un territoire inconnu n'a pas de ligne."""
    rows = described(built)
    found = {(row["kind"], row["unit"], row["pathways"]) for row in rows.values()}
    assert found == {
        ("department_code", "45", 1),
        ("department_code", "46", 3),
        ("epci_code", "E45", 1),
        ("epci_code", "E46A", 2),
        ("epci_code", "E46B", 1),
        ("local_territory_code", "T1", 1),
        ("structure_id", "S1", 2),
        ("structure_id", "S2", 2),
    }
    assert len(rows) == 8 * 8


def test_traits_are_counted_beside_those_who_have_an_answer(built: Build) -> None:
    """S1 : a et b ; S2 : c, 64 ans, et d dont on ne sait presque rien."""
    rows = described(built)
    assert counted(rows, "S1") == {
        "Femmes": (1, 2),
        "Moins de 26 ans": (1, 2),
        "50 ans et plus": (0, 2),
        "Bénéficiaires du RSA": (1, 2),
        "Avec RQTH": (1, 1),
        "Collège ou moins": (1, 2),
        "En quartier prioritaire": (0, 0),
        "Freins à l'entrée": (2, 2),
    }
    assert counted(rows, "S2") == {
        "Femmes": (1, 2),
        "Moins de 26 ans": (0, 1),
        "50 ans et plus": (1, 1),
        "Bénéficiaires du RSA": (1, 1),
        "Avec RQTH": (0, 1),
        "Collège ou moins": (1, 1),
        "En quartier prioritaire": (0, 0),
        "Freins à l'entrée": (0, 0),
    }


def test_one_published_series_per_kind_of_territory(built: Build) -> None:
    """Le chômage avant l'emploi, la série la plus large avant la plus récente."""
    names, _, *lines = BENCHMARKS.strip().splitlines()
    published = "\n".join(
        [f"{names} | source | retrieved_on", "-", *(f"{x} | Insee | 2025-09-01" for x in lines)]
    )
    snapshot = built(pathway=PATHWAYS, external_benchmark=published)
    found = labour_market(snapshot).sort("territory_kind", "territory_code")
    assert found.select("territory_kind", "territory_code").rows() == [
        ("department", "45"),
        ("department", "46"),
        ("epci", "E45"),
    ]
    assert found["rate"].to_list() == pytest.approx([0.075, 0.081, 0.65])
    assert found["series"].to_list() == [
        "Taux de chômage, Insee, T1 2025",
        "Taux de chômage, Insee, T1 2025",
        "Taux d'emploi, Insee, 2024",
    ]


def crowd(built: Build) -> Observatory:
    """Draw 40 exits at S1 (10 dropouts), 40 at S2 (20), 30 at S3 in the Lot, 5 at S4."""
    lines = [
        "pathway_id | participant_id | scheme | structure_id | commune_code | entry_date | "
        "exit_date | exit_reason | is_rsa_recipient",
        "-",
    ]
    for structure, commune, size, dropouts, rsa in (
        ("S1", "45234", 40, 10, 20),
        ("S2", "45234", 40, 20, 40),
        ("S3", "46042", 30, 3, 15),
        ("S4", "45234", 5, 0, 5),
    ):
        for rank in range(size):
            name = f"{structure}x{rank}"
            reason = "dropout" if rank < dropouts else "job_seeking"
            recipient = "true" if rank < rsa else "false"
            lines.append(
                f"{name} | {name} | rsa_support | {structure} | {commune} | 2024-01-15 | "
                f"2024-06-03 | {reason} | {recipient}"
            )
    return Observatory(built(pathway=drawn("pathway", "\n".join(lines))), EVERYONE)


def test_the_rest_of_the_department_leaves_the_chosen_unit_out(built: Build) -> None:
    """Loiret sans S1 : S2 et S4, 20 abandons sur 45 ; S3 est dans le Lot."""
    counts = count(crowd(built), Question("dropout"), Dimension.STRUCTURE)
    rows = compare(counts, Dimension.STRUCTURE, "S1", ["S3", "S4"]).to_dicts()
    assert [(row["side"], row["numerator"], row["base"]) for row in rows] == [
        (Side.CHOSEN, 10, 40),
        (Side.REST, 20, 45),
        (Side.SIMILAR_TOGETHER, 3, 35),
        (Side.SIMILAR, 3, 30),
        (Side.SIMILAR, 0, 5),
    ]
    assert rows[1]["difference"] == pytest.approx(10 / 40 - 20 / 45)
    assert [row["difference"] is None for row in rows] == [True, False, False, False, True]


def test_a_filter_on_a_structure_is_lifted(built: Build) -> None:
    """Filtrer sur S1 viderait le reste du département."""
    question = Question("dropout", (), ((Dimension.STRUCTURE, ("S1",)),))
    counts = count(crowd(built), question, Dimension.STRUCTURE)
    assert compare(counts, Dimension.STRUCTURE, "S1", [])["base"].to_list() == [40, 45, 0]


def test_similar_units_have_thirty_pathways_and_the_nearest_public(built: Build) -> None:
    """S3 a la moitié de bénéficiaires du RSA, comme S1 ; S4 est trop petite."""
    observatory = crowd(built)
    homes = {"S1": "45", "S2": "45", "S3": "46", "S4": "45"}
    found = neighbourhood(observatory, Dimension.STRUCTURE, "S1", (), homes).similar
    assert found is not None
    assert found.nearest["unit"].to_list() == ["S3", "S2"]
    assert found.nearest["distance"].to_list()[0] == 0.0
    assert found.weights == {"rsa": 1.0}
    assert found.dropped["women"] is Dropped.CONSTANT
    assert found.dropped[LABOUR_MARKET] is Dropped.UNKNOWN
    assert neighbourhood(observatory, Dimension.STRUCTURE, "S4", (), homes).similar is None
