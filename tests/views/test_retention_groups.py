"""Maintien en emploi, groups: told apart or not, and who is left out of the comparison."""

from views.conftest import Open, Tell
from views.retention_drawn import PATH, jobs, people
from views.screen import text_of


def test_two_kinds_of_contract_are_told_apart_in_days(open_page: Open) -> None:
    """60 days against 365 out of 365 for everyone: 305 days, without any doubt."""
    text = " ".join(text_of(open_page(PATH, {"par": "contrat"})).split())
    assert "Les courbes se distinguent (test du log-rank, p < 0,001)." in text
    assert "comparé à l'autre groupe : CDI, 305 jours d'emploi de plus (de 305 à 305)" in text
    assert "Une différence n'est pas un effet du dispositif" in text


def test_an_obstacle_is_compared_with_its_absence_among_the_assessed(open_page: Open) -> None:
    text = " ".join(text_of(open_page(PATH, {"par": "frein", "frein": "mobility"})).split())
    assert "avec et sans le frein « mobilité »" in text
    assert "Avec le frein « Mobilité »" in text
    assert "Hors du test, frein non évalué :" in text


def test_an_obstacle_never_assessed_is_not_its_absence(open_page: Open) -> None:
    text = " ".join(text_of(open_page(PATH, {"par": "frein", "frein": "digital"})).split())
    assert "Le frein « numérique » n'a été évalué pour aucune d'elles" in text
    assert "log-rank," not in text


def test_one_group_has_nothing_to_be_compared_with(tell: Tell) -> None:
    drawn = jobs(40, end="2024-03-31")
    text = tell(PATH, {"par": "contrat"}, pathway=people(40), employment=drawn)
    assert "Un seul groupe connu compte 30 personnes : il n'y a rien à comparer." in text


def test_jobs_that_all_go_on_cannot_be_told_apart(tell: Tell) -> None:
    drawn = jobs(40, "permanent") + "\n" + jobs(40, "fixed_term_long", first=40)
    text = tell(PATH, {"par": "contrat"}, pathway=people(80), employment=drawn)
    assert "le test ne peut rien dire" in text
    assert "au-delà de la courbe" in text


def test_small_and_unknown_groups_are_left_out_of_the_test_and_said(tell: Tell) -> None:
    drawn = "\n".join(
        (
            jobs(40, end="2024-03-31"),
            jobs(40, "permanent", first=40),
            jobs(12, "temporary", first=80),
            jobs(35, "", first=92),
        )
    )
    text = tell(PATH, {"par": "contrat"}, pathway=people(127), employment=drawn)
    assert "Hors du test, sous 30 personnes : Intérim (12 personnes)." in text
    assert "Hors du test, non renseigné : 35 personnes." in text
