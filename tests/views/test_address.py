"""The address of a page: what it keeps, what it refuses, where links lead."""

import pytest
from views.conftest import Open
from views.screen import address_of, link_queries, text_of


@pytest.mark.parametrize(
    ("key", "label", "code", "word"),
    [
        ("dep", "Département", "46", "Lot"),
        ("epci", "Intercommunalité (EPCI)", "E46A", "CA du Grand Cahors"),
        ("disp", "Dispositif", "aci", "Atelier et chantier d'insertion"),
        ("sexe", "Sexe", "F", "Femmes"),
        ("age", "Âge à l'entrée", "26_49", "26 à 49 ans"),
        ("rsa", "Bénéficiaire du RSA", "yes", "Bénéficiaire du RSA : Oui"),
        ("rqth", "RQTH", "unknown", "RQTH : Non renseigné"),
        ("qpv", "Quartier prioritaire (QPV)", "unknown", "Quartier prioritaire (QPV) : Non"),
        ("struct", "Structure", "S2", "Association fictive S2"),
    ],
)
def test_a_filter_goes_to_the_address_and_comes_back(
    open_page: Open, key: str, label: str, code: str, word: str
) -> None:
    chosen = open_page("resultats")
    widget = next(item for item in chosen.multiselect if item.label == label)
    widget.set_value([code]).run()
    assert address_of(chosen)[key] == [code]
    reopened = open_page("resultats", {key: code})
    assert next(item for item in reopened.multiselect if item.label == label).value == [code]
    assert word in text_of(reopened)
    assert text_of(reopened) == text_of(chosen)


@pytest.mark.parametrize(
    ("key", "label", "code"),
    [
        ("du", "Du", "2024-Q1"),
        ("au", "Au", "2024-Q4"),
        ("ind", "Indicateur", "entries"),
        ("par", "Ventiler par", "dep"),
        ("puis", "puis par", "sexe"),
    ],
)
def test_a_choice_goes_to_the_address_and_its_default_leaves_it(
    open_page: Open, key: str, label: str, code: str
) -> None:
    app = open_page("resultats")
    widget = next(item for item in app.selectbox if item.label == label)
    default = widget.value
    widget.set_value(code).run()
    assert address_of(app)[key] == [code]
    next(item for item in app.selectbox if item.label == label).set_value(default).run()
    assert key not in app.query_params


def test_unknown_codes_leave_the_address(open_page: Open) -> None:
    app = open_page("resultats", {"dep": ["99", "46"], "ind": "nothing", "par": "frain"})
    assert not app.exception
    assert address_of(app) == {"dep": ["46"]}


def test_a_code_outside_the_scope_is_an_unknown_code(open_page: Open) -> None:
    app = open_page("resultats", {"dep": "45"}, identity="departement-46")
    assert "dep" not in app.query_params
    assert text_of(app) == text_of(open_page("resultats", identity="departement-46"))


def test_a_period_given_backwards_is_read_forwards(open_page: Open) -> None:
    app = open_page("resultats", {"du": "2024-Q4", "au": "2024-Q1"})
    assert "T1 2024 à T4 2024" in text_of(app)


def test_links_keep_the_filters_and_name_the_figure(open_page: Open) -> None:
    queries = link_queries(open_page(address={"dep": "46"}))
    assert queries
    for query in queries:
        assert "dep=46" in query
        assert "ind=" in query
        assert "par=" in query


def test_an_empty_selection_says_why_and_offers_a_way_out(open_page: Open) -> None:
    app = open_page("resultats", {"epci": "E46B", "disp": "iae", "sexe": "F", "dep": "45"})
    assert "Aucun parcours ne correspond à ces filtres." in text_of(app)
    app.button(key="elargir").click().run()
    assert address_of(app) == {}
    assert "Aucun parcours" not in text_of(app)


def test_a_cohort_too_young_is_said_to_be(open_page: Open) -> None:
    app = open_page("resultats", {"ind": "employment_at_6_months", "du": "2025-Q2"})
    assert "moins de 183 jours" in text_of(app)
