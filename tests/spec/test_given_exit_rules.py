"""Règles et motifs de sortie fournis avec les données : ils remplacent ceux de l'observatoire."""

import polars as pl
import pytest
from drawing import Build, Observe, counts, typed

from pipelines.build.warehouse import CheckError

REASONS = """
pathway_id | participant_id | entry_date | exit_date  | exit_reason
-----------+----------------+------------+------------+------------
died       | a              | 2024-01-01 | 2024-06-30 | death
moved      | b              | 2024-01-01 | 2024-06-30 | moved
retired    | c              | 2024-01-01 | 2024-06-30 | retirement
vanished   | d              | 2024-01-01 | 2024-06-30 |
trained    | e              | 2024-01-01 | 2024-06-30 | training
"""


def rules(*given: dict[str, str]) -> pl.DataFrame:
    """Return rules for the ACI, without threshold and for ever unless told otherwise."""
    shared = {
        "scheme": "aci",
        "is_six_months_durable": "true",
        "valid_from": "2000-01-01",
        "six_month_text": "Texte inventé",
        "source": "Texte inventé",
    }
    rows = [{"rule_id": f"r{number}", **shared, **rule} for number, rule in enumerate(given)]
    columns = {name: pl.String for row in rows for name in row}
    return typed("exit_rule", pl.DataFrame(rows, schema=columns))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"neutralised": "death|withdrawn"}, counts(yes=1, no=2, unknown=1, excluded=1)),
        ({"neutralised": "moved|retirement"}, counts(yes=1, no=1, unknown=1, excluded=2)),
        ({}, counts(yes=1, no=3, unknown=1)),
    ],
    ids=["as shipped", "other reasons", "no reason"],
)
def test_a_rule_says_which_reasons_leave_the_base(
    observe: Observe, given: dict[str, str], expected: dict[str, int]
) -> None:
    """Les motifs retirés quittent la base, les autres y restent ; la sortie sans motif aussi."""
    assert observe("positive_exit", pathway=REASONS, exit_rule=rules(given)) == expected


def test_the_shipped_rules_withdraw_deaths(observe: Observe) -> None:
    """Sans règle fournie, le décès est retiré et la sortie non documentée reste."""
    found = observe("positive_exit", pathway=REASONS)
    assert found == counts(yes=1, no=2, unknown=1, excluded=1)


def test_a_rule_holds_for_the_exits_of_its_days(observe: Observe) -> None:
    """Plus de deux mois jusqu'au 30 juin, plus de six ensuite.

    Le séjour de c sous l'ancienne règle compte encore dans la durée jugée par la nouvelle : huit
    mois en tout.
    """
    given = rules(
        {"min_months": "2", "valid_to": "2024-06-30"},
        {"min_months": "6", "valid_from": "2024-07-01"},
    )
    pathways = """
    pathway_id | participant_id | entry_date | exit_date
    -----------+----------------+------------+-----------
    last_day   | a              | 2024-03-01 | 2024-06-30
    next_day   | b              | 2024-03-01 | 2024-07-01
    before     | c              | 2024-01-01 | 2024-04-30
    after      | c              | 2024-09-01 | 2024-12-31
    """
    found = observe("undocumented_exit", pathway=pathways, exit_rule=given)
    assert found == counts(yes=3, excluded=1)


@pytest.mark.parametrize(("is_durable", "durable"), [("true", 4), ("false", 2)])
def test_a_contract_of_six_months_exactly_follows_the_rule(
    observe: Observe, is_durable: str, durable: int
) -> None:
    """Du 1er février au 31 juillet : durable si la règle comprend la borne, sinon de transition.

    Un jour de plus est durable, un jour de moins ne l'est pas ; un motif qui dit « six mois et
    plus » cède quand le contrat est de six mois tout juste.
    """
    pathways = """
    pathway_id | participant_id | exit_date  | exit_reason
    -----------+----------------+------------+----------------
    exactly    | a              | 2024-01-31 | employment
    told_long  | b              | 2024-01-31 | fixed_term_long
    one_more   | c              | 2024-01-31 | employment
    one_less   | d              | 2024-01-31 | employment
    no_length  | e              | 2024-01-31 | fixed_term_long
    """
    jobs = """
    job_id | participant_id | pathway_id | contract_kind    | start_date | planned_end_date
    -------+----------------+------------+------------------+------------+-----------------
    j1     | a              | exactly    | temporary        | 2024-02-01 | 2024-07-31
    j2     | b              | told_long  | fixed_term_long  | 2024-02-01 | 2024-07-31
    j3     | c              | one_more   | fixed_term_short | 2024-02-01 | 2024-08-01
    j4     | d              | one_less   | fixed_term_long  | 2024-02-01 | 2024-07-30
    """
    given = rules({"is_six_months_durable": is_durable})
    drawings = {"pathway": pathways, "employment": jobs, "exit_rule": given}
    transitional = 5 - durable
    found = observe("durable_employment", **drawings)
    assert found == counts(yes=durable, no=transitional)
    found = observe("transitional_employment", **drawings)
    assert found == counts(yes=transitional, no=durable)


def test_the_motive_of_a_given_reference_prevails_over_the_reason(observe: Observe) -> None:
    """Le code du référentiel fourni décide de la catégorie, même contre le motif saisi.

    Un « autre » motif contre un CDI : l'emploi à la sortie n'est plus connu.
    """
    pathways = """
    pathway_id | participant_id | scheme      | exit_date  | exit_reason        | motive_code
    -----------+----------------+-------------+------------+--------------------+------------
    only_code  | a              | rsa_support | 2025-01-31 |                    | FICTIF-1
    not_dead   | b              | aci         | 2025-01-31 | death              | FICTIF-1
    elsewhere  | c              | rsa_support | 2025-01-31 | death              | FICTIF-1
    no_job     | d              | aci         | 2025-01-31 | permanent_contract | FICTIF-2
    removed    | e              | rsa_support | 2025-01-31 | permanent_contract | FICTIF-3
    no_code    | f              | aci         | 2025-01-31 | permanent_contract |
    """
    motives = """
    motive_code | motive_label  | category_id
    ------------+---------------+------------
    FICTIF-1    | Motif inventé | K1
    FICTIF-2    | Motif inventé | K4
    FICTIF-3    | Motif inventé | K5
    """
    categories = """
    category_id | category
    ------------+----------
    K1          | durable
    K4          | other
    K5          | withdrawn
    """
    drawings = {"pathway": pathways, "exit_motive": motives, "exit_motive_category": categories}
    assert observe("durable_employment", **drawings) == counts(yes=4, no=1, excluded=1)
    assert observe("in_employment_at_exit", **drawings) == counts(yes=4, unknown=1, excluded=1)


def test_two_rules_for_one_structure_on_one_day_are_refused_in_french(built: Build) -> None:
    """Deux règles qui se chevauchent arrêtent la construction ; le message dit pourquoi."""
    pathways = """
    pathway_id | participant_id
    -----------+---------------
    any        | a
    """
    overlapping = rules({"min_months": "2"}, {"valid_from": "2024-07-01", "structure_kind": "ACI"})
    with pytest.raises(CheckError) as refused:
        built(pathway=pathways, exit_rule=overlapping)
    assert str(refused.value) == (
        "Contrôle « exit_rule_overlap » : 1 ligne en anomalie. "
        "À un jour donné, une seule règle de sortie s'applique à une structure."
    )
