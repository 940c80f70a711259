"""Maintien en emploi, beside the curves: indicators, endings, follow-ups, figures of others."""

from pathlib import Path

from views.conftest import Open, Tell
from views.retention_drawn import PATH, jobs, people
from views.screen import text_of

from dashboard.observatory.benchmarks import benchmarks
from pipelines.snapshot import Store


def test_the_four_indicators_are_named_and_never_one(open_page: Open) -> None:
    text = " ".join(text_of(open_page(PATH, {"vue": "indicateurs"})).split())
    for name in (
        "En emploi 180 jours après l'embauche",
        "Maintien continu à 180 jours",
        "Même employeur à 180 jours",
        "Accès à un emploi dans les 6 mois",
    ):
        assert name in text
    assert "taux de maintien" not in text.lower()
    for evidence in ("Déclaré", "Confirmé par l'employeur", "DSN"):
        assert evidence in text


def test_durable_contracts_have_no_ending_to_follow(tell: Tell) -> None:
    drawn = jobs(12, "permanent")
    text = tell(PATH, {"vue": "fins"}, pathway=people(12), employment=drawn)
    assert "Tous les premiers emplois ont commencé sous un contrat durable" in text


def test_endings_are_counted_and_shared(tell: Tell) -> None:
    """40 jobs of 60 days lost and 40 that go on: half are lost from the 60th day."""
    drawn = jobs(40, end="2024-03-31") + "\n" + jobs(40, first=40)
    text = tell(PATH, {"vue": "fins"}, pathway=people(80), employment=drawn)
    assert "80 personnes embauchées sans contrat durable, sur 80" in text
    assert "0 passage en contrat durable, 40 pertes d'emploi" in text
    assert "50,0 % ont perdu leur emploi" in text
    assert "30 jours 0,0 % 0,0 % 0,0 % 100,0 %" in text
    assert "90 jours 0,0 % 50,0 % 0,0 % 50,0 %" in text


BENCHMARKS = """
benchmark_id | source | indicator | public | territory_kind | territory_code | period | value | unit | retrieved_on
-------------+--------+-----------+--------+----------------+----------------+--------+-------+------+-------------
R1 | Source A | employed_180_days_after_hiring | rsa | department | 46 | 2024 | 45.5 | % | 2025-06-01
R2 | Source A | employed_180_days_after_hiring | | employment_zone | 7625 | 2024 | 47 | % | 2025-06-01
R3 | Source B | taux_chomage | all | department | 46 | 2024 | 7.1 | % | 2025-06-01
"""  # noqa: E501


def test_what_is_published_elsewhere_stands_beside_and_is_never_summed(tell: Tell) -> None:
    tables = {"pathway": people(12), "employment": jobs(12), "external_benchmark": BENCHMARKS}
    text = tell(PATH, {"vue": "indicateurs"}, **tables)
    assert "Repères publiés ailleurs" in text
    assert "Source A Bénéficiaires du RSA Département · Lot 2024 45,5 % 01/06/2025" in text
    assert "Source A non précisé Zone d'emploi · 7625 2024 47 % 01/06/2025" in text
    assert "Source B" not in text
    assert "46,25" not in text


def test_nothing_is_said_of_others_when_nothing_is_loaded(
    open_page: Open, demonstration_store: Path
) -> None:
    assert "Repères" not in text_of(open_page(PATH, {"vue": "indicateurs"}))
    snapshot = Store(demonstration_store).current()[0]
    assert benchmarks(snapshot, ("employed_180_days_after_hiring",)).is_empty()


def test_followups_are_told_on_both_sides_and_listed_when_overdue(tell: Tell) -> None:
    """Twelve jobs of March 2025: at one month all done, at three the employer never was."""
    rows = range(12)
    pathways = "pathway_id | participant_id | scheme\n--\n" + "\n".join(
        f"M{rank} | m{rank} | active_mediation" for rank in rows
    )
    contracts = (
        "job_id | participant_id | pathway_id | contract_kind | start_date\n--\n"
        + "\n".join(f"J{rank} | m{rank} | M{rank} | permanent | 2025-03-01" for rank in rows)
    )
    done = "followup_id | job_id | side | due_month | done_on | situation\n--\n" + "\n".join(
        f"{side}{month}{rank} | J{rank} | {side} | {month} | {day} | employed"
        for rank in rows
        for side, month, day in (
            ("employee", 1, "2025-04-02"),
            ("employer", 1, "2025-04-02"),
            ("employee", 3, "2025-06-02"),
        )
    )
    text = tell(PATH, {"vue": "suivis"}, pathway=pathways, employment=contracts, followup=done)
    assert "72 suivis échus : côté salarié, 67 % faits (24/36) ; côté employeur, 33 % faits" in text
    assert "12 suivis sont en retard et non faits." in text
    assert "3 mois · Employeur 0 0 0 0 12 12" in text
    # Due on 1 June, late from 2 July: 90 days before the reference date.
    assert "S1 12 0 12 90" in text
