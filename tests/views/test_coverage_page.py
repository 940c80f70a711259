"""Couverture IAE: figures worked by hand, every edge a sentence, the whole state in the address.

In the demonstration's Lot: 10 posts for the 300 people of Cahors, 5 for the 100 of Figeac, none
near the 100 of Labastide; the people of Gramat are withheld. Mean: 15 posts for 500 people.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from demonstration import DIRECTOR, FUNDER, LOCAL, LOT, SCOPES
from drawing import EVERYONE
from drawn_coverage import DEMAND, SUPPLY, publish
from views.conftest import Open
from views.screen import ENGLISH, address_of, elements, everything_said, markup_of, text_of

from dashboard.components.coverage_choice import CHAPTERS

PATH = "couverture"
Draw = Callable[..., str]


@pytest.fixture
def said(open_page: Open, tmp_path: Path) -> Draw:
    """Return a function that publishes the hand-drawn territory and says a page of it."""

    def run(address: dict[str, str | list[str]] | None = None, **drawings: str) -> str:
        publish(tmp_path / "store", **drawings)
        given = {"dep": "46"} | (address or {})
        app = open_page(PATH, given, identity=EVERYONE.identity, store=tmp_path / "store")
        assert not app.exception
        assert ENGLISH.findall(everything_said(app)) == []
        return " ".join(text_of(app).split())

    return run


@pytest.mark.parametrize("identity", [scope.identity for scope in SCOPES])
@pytest.mark.parametrize("chapter", CHAPTERS)
@pytest.mark.parametrize("department", ["", "46"])
def test_every_chapter_is_whole_and_in_french(
    open_page: Open, chapter: str, identity: str, department: str
) -> None:
    address = {"vue": chapter} | ({"dep": department} if department else {})
    app = open_page(PATH, address, identity=identity)
    assert not app.exception
    assert ENGLISH.findall(everything_said(app)) == []
    labels = [button.label for button in elements(app, "download_button")]
    assert labels == ["CSV (tableur)", "XLSX (Excel)"]


def test_the_answer_is_worked_by_hand(open_page: Open) -> None:
    text = text_of(open_page(PATH, {"dep": "46"}, identity=LOCAL.identity))
    assert (
        "100 personnes sur 500, soit 20,0 %, n'ont aucune structure à 30 minutes "
        "estimées au plus ; il manque 3,0 ETP aux communes situées sous la référence de 3,0 ETP "
        "pour 100 personnes."
    ) in text
    assert "500 des 500 personnes connues vivent dans une commune évaluée." in text
    assert "Communes : 4, n'entrent dans aucun total : 1 commune au public non diffusé." in text
    assert "Aucun contour de commune n'est installé" in text


def test_the_table_ranks_the_least_served_first_and_tells_secret_from_zero(
    open_page: Open,
) -> None:
    text = " ".join(text_of(open_page(PATH, {"dep": "46"})).split())
    rows = text[text.index("Afficher toutes les colonnes") :]
    names = ["Labastide", "Cahors", "Figeac", "Gramat"]
    assert sorted(names, key=rows.index) == names
    assert "Labastide 0 Non couvert 0,0 100" in rows
    assert "Cahors Proche 3,3 300" in rows
    assert "Figeac Bien doté 5,0 100" in rows
    assert "s Public non diffusé" in rows
    assert "non diffusé" in rows[rows.index("Gramat") :]


def test_parameters_change_the_figures_and_stay_in_the_address(open_page: Open) -> None:
    address = {"dep": "46", "etp": "realises", "ref": "4", "source": "Convention 12"}
    app = open_page(PATH, address)
    text = text_of(app)
    # 8 posts done in Cahors: (4 − 2,67) × 300 = 4 missing, and 4 for Labastide.
    assert "il manque 8,0 ETP" in text
    assert "Référence : valeur saisie, source : Convention 12." in text
    assert "ETP réalisés 2025" in text
    assert {key: address_of(app)[key] for key in address} == {
        key: [value] for key, value in address.items()
    }


def test_a_family_is_read_alone(open_page: Open) -> None:
    text = text_of(open_page(PATH, {"dep": "46", "offre": "placement"}))
    assert "400 personnes sur 500" in text


def test_what_the_address_says_wrong_is_dropped(open_page: Open) -> None:
    wrong = {"dep": "99", "lieu": "99999", "ref": "zéro", "methode": "x", "minutes": "7"}
    app = open_page(PATH, wrong, identity=LOT.identity)
    assert not app.exception
    assert address_of(app).keys() <= {"ref"}
    assert "100 personnes sur 500" in text_of(app)


def test_a_place_chosen_is_told_and_put_first(open_page: Open) -> None:
    app = open_page(PATH, {"dep": "46", "lieu": "46102"})
    assert "Figeac : bien doté, 5,0 ETP pour 100 personnes ; public : 100" in text_of(app)
    assert 'data-place="46102" aria-pressed="true"' in markup_of(app)
    app.button(key="tout").click().run()
    assert "lieu" not in address_of(app)


@pytest.mark.parametrize(
    ("query", "looked_at", "offered"),
    [
        ("46102", ["46102"], []),
        ("figeac", [], ["Figeac (46102)"]),
        ("FIGÉAC", [], ["Figeac (46102)"]),
    ],
)
def test_a_search_looks_at_a_code_and_offers_the_place_of_a_name(
    open_page: Open, query: str, looked_at: list[str], offered: list[str]
) -> None:
    app = open_page(PATH, {"dep": "46"})
    app.text_input(key="recherche").set_value(query).run()
    found = address_of(app).get("lieu", [])
    choices = [button.label for button in elements(app, "button") if "46102" in button.label]
    assert (found, choices) == (looked_at, offered)


def test_a_search_that_finds_nothing_says_so(open_page: Open) -> None:
    app = open_page(PATH, {"dep": "46"})
    app.text_input(key="recherche").set_value("atlantide").run()
    assert "Aucune commune ni intercommunalité de ce périmètre" in text_of(app)


def test_several_departments_are_read_by_epci(open_page: Open) -> None:
    text = text_of(open_page(PATH, {}, identity=LOCAL.identity))
    assert "100 personnes sur 2 500, soit 4,0 %" in text
    assert "Entre parenthèses : intercommunalités." in text
    assert "Orléans Métropole" in text


def test_pathways_are_told_beside_their_territory_with_n_over_n(open_page: Open) -> None:
    text = text_of(open_page(PATH, {"dep": "46", "vue": "territoires"}))
    assert "CA du Grand Cahors" in text
    assert "une différence entre territoires n'est pas un effet de l'offre" in text


def test_the_method_chosen_is_marked_among_the_others(open_page: Open) -> None:
    text = text_of(open_page(PATH, {"dep": "46", "vue": "sensibilite", "methode": "2sfca"}))
    assert "Tout ou rien (30 min) (méthode choisie)" in text


@pytest.mark.parametrize("chapter", ["sensibilite", "simulation"])
def test_several_departments_are_asked_to_be_one(open_page: Open, chapter: str) -> None:
    assert "Choisissez un département" in text_of(open_page(PATH, {"vue": chapter}))


def test_the_edge_of_the_data_is_never_under_served(said: Draw) -> None:
    text = said()
    assert "Estal Bord non évalué" in text
    assert "1 commune dont le voisinage sort des données (bord non évalué)" in text
    assert "Gourdon ? Public absent" in text


def test_no_supply_and_no_demand_are_sentences(said: Draw) -> None:
    supply = "structure_id|kind|commune_code|year|agreed_fte\n--\nS1|ACI|99999|2025|1"
    assert "Aucune offre d'insertion par l'activité économique n'est chargée" in said(
        iae_supply=supply
    )


def test_demand_hidden_everywhere_is_a_sentence(said: Draw) -> None:
    hidden = (
        "commune_code|public|unit|counted_on|count|status|source\n--\n"
        "46001|rsa|covered|2025-12-31||withheld|Caf"
    )
    assert "n'est connu dans aucune commune du département" in said(target_population=hidden)


def test_scopes_without_a_whole_department_read_theirs(open_page: Open) -> None:
    for scope in (DIRECTOR, FUNDER):
        assert "estimées au plus ;" in text_of(open_page(PATH, {}, identity=scope.identity))


def test_minutes_a_method_does_not_count_are_not_offered(open_page: Open) -> None:
    address = {"dep": "46", "methode": "type_apl", "minutes": "45"}
    app = open_page(PATH, address)
    assert app.selectbox(key="minutes").options == ["20 min (méthode)", "15 min", "20 min"]
    assert "minutes" not in address_of(app)
    assert "à 20 minutes estimées au plus" in text_of(app)
    reached = open_page(PATH, address | {"methode": "2sfca", "minutes": "60"})
    assert address_of(reached)["minutes"] == ["60"]


def test_communes_left_out_have_one_reason_each(said: Draw) -> None:
    estal = "46005|rsa|covered|2025-12-31|"
    demand = DEMAND.replace(f"{estal}30|known", f"{estal}|withheld")
    text = said(target_population=demand)
    # Estal is at the edge, and withheld: it is told once, as the edge; Douelle is withheld.
    assert (
        "Communes : 7, n'entrent dans aucun total : 1 commune dont le voisinage sort des données "
        "(bord non évalué), 1 commune au public non diffusé, 1 commune au public absent."
    ) in text


def test_times_to_a_structure_of_two_communes_are_told(said: Draw) -> None:
    # S1 gains a second site: its four times do not say to which they lead.
    text = said(iae_supply=f"{SUPPLY.strip()}\nS1|ACI|46003|2025|1||||\n")
    assert "Temps de trajet fournis vers une structure de plusieurs communes : 4" in text
