"""Comparaison équitable, drawn for each reader and in each case where there is little to say."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from demonstration import DIRECTOR, FUNDER, LOCAL, LOT, SCOPES, pathways
from demonstration_places import NAMES, POLYGONS, TERRITORY
from drawing import people_of
from drawn_store import publish_drawn
from properties.drawn_groups import Group, drawn_groups
from views.conftest import Open
from views.screen import address_of, elements, text_of

from dashboard.scope import Role, Scope, write_access
from pipelines.indicators import ADJUSTED, indicators

PATH = "comparaison"
FIXED = "Une différence n'est pas un effet du dispositif."
DAY = date(2025, 8, 15)
STONES: tuple[Group, ...] = (
    ("aci", "S1", False, 348, 324),
    ("aci", "S1", True, 1052, 768),
    ("iae", "S2", False, 1080, 936),
    ("iae", "S2", True, 320, 220),
)
"""Kidney stones (Charig, 1986), four times: better in each public, worse in the whole."""


def store_of(root: Path, *groups: Group) -> Path:
    """Publish a store of drawn groups, open to one reader."""
    people = drawn_groups(*groups)
    tables = {"pathway": people, "participant": people_of(people)}
    references = {"territory": TERRITORY, "territory_name": NAMES, "polygon": POLYGONS}
    publish_drawn(root, tables, references, DAY, pathways=people.height)
    codes = frozenset({"45"})
    write_access(root / "access.toml", [Scope("poste-local", Role.COUNCIL, codes, "Poste local")])
    return root


@pytest.mark.parametrize("identity", [scope.identity for scope in SCOPES])
@pytest.mark.parametrize("by", ["disp", "struct", "epci", "terr", "clpe", "dep", "presc"])
def test_every_comparison_is_drawn_for_every_reader(
    open_page: Open, identity: str, by: str
) -> None:
    app = open_page(PATH, {"par": by}, identity=identity)
    assert not app.exception
    assert FIXED in text_of(app)
    assert "nan" not in text_of(app).lower().split()


def test_a_council_reads_how_many_groups_and_over_how_many_pathways(open_page: Open) -> None:
    people = pathways().with_row_index("rank")
    # Every fourth pathway was not assessed: what its person needs is not known.
    judged = people.filter(pl.col("exit_date").is_not_null(), pl.col("rank") % 4 != 3)
    employed = judged.filter(pl.col("exit_reason").is_in(["permanent_contract", "employment"]))
    said = text_of(open_page(PATH, {"par": "disp"}, identity=LOCAL.identity))
    counted = f"{employed.height}/{judged.height}"
    assert counted == "60/177"
    assert f"4 groupes comparés ({counted}, soit 33,9 %)" in said
    assert "aucun ne sort des limites à 95 % à public égal" in said


def test_a_gap_between_structures_of_one_public_remains(open_page: Open) -> None:
    app = open_page(PATH, {"par": "struct"}, identity=LOCAL.identity)
    assert "3 écarts demeurent" in text_of(app)
    assert "0/58" in text_of(app)
    assert len(elements(app, "plotly_chart")) == 2


def test_a_director_reads_own_ratio_and_no_funnel(open_page: Open) -> None:
    app = open_page(PATH, identity=DIRECTOR.identity)
    said = text_of(app)
    assert "Un seul groupe peut être comparé, Association fictive S2 : 0/58" in said
    assert "Les autres structures ne sont pas montrées" in said
    assert "Association fictive S1" not in said
    assert elements(app, "plotly_chart") == []


def test_a_funder_reads_own_operations_only(open_page: Open) -> None:
    said = text_of(open_page(PATH, identity=FUNDER.identity))
    assert "Les parcours hors des opérations financées ne sont pas montrés." in said
    assert "Association fictive S2" not in said


def test_under_thirty_nothing_is_drawn_and_it_is_said(open_page: Open) -> None:
    app = open_page(PATH, {"par": "disp"}, identity=DIRECTOR.identity)
    assert "Aucun groupe ne compte 30 parcours comparés" in text_of(app)
    assert "base < 30" in text_of(app)
    assert elements(app, "plotly_chart") == []


def test_an_empty_perimeter_is_said_and_may_be_widened(open_page: Open) -> None:
    app = open_page(PATH, {"dep": "45", "epci": "E46B"})
    assert not app.exception
    assert "Aucun parcours ne correspond à ces filtres." in text_of(app)
    assert FIXED in text_of(app)
    assert [button.label for button in app.button] == ["Élargir : enlever tous les filtres"]


def test_only_adjusted_indicators_and_comparable_dimensions_are_offered(open_page: Open) -> None:
    app = open_page(PATH, identity=LOT.identity)
    offered = {item.label: item.options for item in app.selectbox}
    assert offered["Indicateur"] == [indicators()[code].label for code in ADJUSTED]
    assert "Sexe" not in offered["Comparer par"]
    assert "Dispositif" in offered["Comparer par"]


def test_an_unknown_choice_leaves_the_address(open_page: Open) -> None:
    app = open_page(PATH, {"ind": "entries", "par": "sexe"})
    assert not app.exception
    assert not {"ind", "par"} & set(address_of(app))


def test_the_map_colours_but_the_words_keep_what_was_observed(open_page: Open) -> None:
    app = open_page(PATH, {"par": "epci"}, identity=LOCAL.identity)
    assert len(elements(app, "deck_gl_json_chart")) == 1
    styles = "\n".join(item.value for item in elements(app, "html"))
    assert "(25/71)" in styles.replace("\u202f", "")
    others = open_page(PATH, {"par": "dep"}, identity=LOCAL.identity)
    assert elements(others, "deck_gl_json_chart") == []


def test_the_method_names_traits_people_left_out_and_sources(open_page: Open) -> None:
    said = text_of(open_page(PATH, identity=LOCAL.identity))
    for needed in (
        "Freins identifiés à l'entrée",
        "Rapport de cotes",
        "n'ont pas été évalués à l'entrée",
        "Spiegelhalter",
        "Benjamini et Hochberg",
        "Wilson",
    ):
        assert needed in said


def test_an_order_that_changes_is_a_visible_warning(open_page: Open, tmp_path: Path) -> None:
    app = open_page(PATH, {"par": "disp"}, store=store_of(tmp_path, *STONES))
    said = text_of(app)
    assert "Attention, l'ordre s'inverse quand on tient compte du public accueilli." in said
    assert (
        "Insertion par l'activité économique (hors ACI) devance Atelier et chantier d'insertion "
        "sur les taux observés (1 156/1 400, soit 82,6 %, contre 1 092/1 400, soit 78,0 %) ; "
        "à public égal, c'est l'inverse"
    ) in said


def test_without_reversal_there_is_no_warning(open_page: Open) -> None:
    assert "l'ordre s'inverse" not in text_of(open_page(PATH, {"par": "struct"}))


def test_a_refused_model_leaves_the_observed_rates_and_says_why(
    open_page: Open, tmp_path: Path
) -> None:
    everyone = (("aci", "S1", False, 40, 40), ("iae", "S2", True, 40, 40))
    app = open_page(PATH, store=store_of(tmp_path, *everyone))
    assert not app.exception
    said = text_of(app)
    assert "Toutes les personnes ont le même résultat" in said
    assert "Seuls les taux observés sont donnés." in said
    assert "40 40 100 %" in " ".join(said.split())
    assert elements(app, "plotly_chart") == []
