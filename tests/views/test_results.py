"""Résultats: the choice of a figure, cohorts, the comparison, the targets."""

import re
from datetime import date

import polars as pl
import pytest
from demonstration import DIRECTOR, LOCAL, LOT, pathways
from streamlit.testing.v1 import AppTest
from views.conftest import Open
from views.screen import address_of, text_of

from dashboard.components.results_quarters import NOTHING_OLD_ENOUGH
from pipelines.indicators import indicators

PATH = "resultats"


def options(app: AppTest, label: str) -> list[str]:
    return next(item.options for item in app.selectbox if item.label == label)


def by_place() -> pl.DataFrame:
    """Return the exits of the demonstration by département: all, and people who dropped out."""
    left = pathways().filter(pl.col("exit_date").is_not_null())
    return left.group_by(pl.col("commune_code").str.head(2).alias("place")).agg(
        base=pl.len(), dropouts=(pl.col("exit_reason") == "dropout").sum()
    )


def test_indicators_are_offered_by_family_counts_first(open_page: Open) -> None:
    offered = options(open_page(PATH), "Indicateur")
    assert len(offered) == len(indicators())
    families = [name.split(" · ")[0] for name in offered]
    assert list(dict.fromkeys(families)) == [
        "Entrées et file active",
        "Sorties",
        "Emploi",
        "Maintien en emploi",
        "Étapes",
        "Freins",
        "Suivi",
    ]
    assert next(name for name in offered if name.startswith("Sorties · ")) == "Sorties · Sorties"


@pytest.mark.parametrize("code", indicators())
def test_every_indicator_says_what_it_is_a_share_of(open_page: Open, code: str) -> None:
    app = open_page(PATH, {"ind": code})
    assert not app.exception
    said = text_of(app)
    if indicators()[code].unit != "proportion":
        assert "(effectifs)" in said
    else:
        assert "(en % des " in said or re.search(r"Aucune? .+ dans votre périmètre\.", said)


def test_an_absent_table_is_told_in_its_own_words(open_page: Open) -> None:
    # The demonstration holds no activity at all.
    assert "Aucune formation terminée dans votre périmètre." in text_of(
        open_page(PATH, {"ind": "qualification_obtained"})
    )
    assert "Aucune mise à disposition ne correspond à ces filtres." in text_of(
        open_page(PATH, {"ind": "secondment_to_permanent", "sexe": "F"})
    )


def test_a_second_quarter_is_not_offered_beside_a_first(open_page: Open) -> None:
    app = open_page(PATH, {"ind": "dropout", "par": "entree"})
    assert "Trimestre de sortie" in options(app, "Ventiler par")
    assert "Trimestre de sortie" not in options(app, "puis par")


def test_the_caseload_is_not_placed_at_the_quarter_of_entry(open_page: Open) -> None:
    offered = options(open_page(PATH, {"ind": "caseload"}), "Ventiler par")
    assert "Fin de trimestre" in offered
    assert "Trimestre d'entrée" not in offered


def test_cohorts_of_which_a_quarter_never_leaves_are_not_drawn(open_page: Open) -> None:
    # One pathway in four stays open for ever: no quarter of entry is ever finished.
    app = open_page(PATH, {"ind": "dropout", "par": "entree"})
    said = text_of(app)
    assert NOTHING_OLD_ENOUGH in said
    assert "cohorte inachevée" in said
    assert not app.get("plotly_chart")


def test_exits_at_the_quarter_of_exit_are_drawn(open_page: Open) -> None:
    app = open_page(PATH, {"ind": "dropout", "par": "sortie"})
    assert "cohorte inachevée" not in text_of(app)
    assert len(app.get("plotly_chart")) == 1


def test_two_departments_are_compared_on_hand_counted_exits(open_page: Open) -> None:
    counts = {row["place"]: row for row in by_place().to_dicts()}
    app = open_page(PATH, {"ind": "dropout", "comparer": "dep-46"})
    said = text_of(app)
    lot, loiret = (f"{counts[code]['dropouts']}/{counts[code]['base']}" for code in ("46", "45"))
    assert f"({lot} sorties). Les autres départements : " in said
    assert f"({loiret} sorties) ; écart de " in said
    assert "Une différence n'est pas un effet du dispositif." in said
    assert address_of(app)["comparer"] == ["dep-46"]


def test_territory_filters_do_not_empty_the_other_side(open_page: Open) -> None:
    alone = text_of(open_page(PATH, {"ind": "dropout", "comparer": "dep-46"}))
    filtered = text_of(open_page(PATH, {"ind": "dropout", "comparer": "dep-46", "dep": "46"}))
    start = "Les autres départements : "
    assert alone.split(start)[1][:60] == filtered.split(start)[1][:60]


def test_a_council_has_no_other_department_to_compare_with(open_page: Open) -> None:
    app = open_page(PATH, {"ind": "dropout", "comparer": "dep-46"}, identity=LOT.identity)
    said = text_of(app)
    assert "Votre périmètre n'a rien d'autre à quoi comparer" in said
    assert "Loiret" not in said


def test_another_structure_cannot_be_chosen_outside_the_scope(open_page: Open) -> None:
    app = open_page(PATH, {"comparer": "struct-S1"}, identity=DIRECTOR.identity)
    assert "comparer" not in address_of(app)
    assert "Structure · Association fictive S1" not in options(
        app, "Territoire ou structure à comparer"
    )


def test_a_small_unit_is_not_compared(open_page: Open) -> None:
    app = open_page(
        PATH, {"ind": "dropout", "comparer": "dep-46", "du": "2022-Q2", "au": "2022-Q2"}
    )
    said = text_of(app)
    assert "est inférieure à 30 : aucune comparaison" in said
    assert "Une différence n'est pas un effet" not in said


def test_a_count_is_not_compared(open_page: Open) -> None:
    said = text_of(open_page(PATH, {"ind": "entries", "comparer": "dep-46"}))
    assert "Une comparaison demande un taux" in said


def test_a_target_stands_beside_the_entries_of_its_own_year(open_page: Open) -> None:
    entered = pl.col("entry_date").is_between(date(2023, 1, 1), date(2023, 12, 31))
    done = len(pathways().filter((pl.col("structure_id") == "S2") & entered))
    assert 0 < done < 60
    for identity in (LOCAL.identity, DIRECTOR.identity):
        app = open_page(PATH, {"ind": "entries", "sexe": "F"}, identity=identity)
        said = text_of(app)
        assert f"T1 2023 à T4 2023 : {done} pour un objectif de 60 " in said
        assert "(Convention fictive 7, convenu le 15/12/2022)" in said
        assert f"+{60 - done} parcours commencés pour l'atteindre." in said


def test_a_target_in_another_unit_is_refused_by_its_document(open_page: Open) -> None:
    said = text_of(open_page(PATH, {"ind": "dropout"}))
    assert "Objectif T2 (Avenant fictif 8) refusé : il est en « personnes »" in said
    assert "Objectif T3 (Note fictive 9) refusé : l'indicateur « taux_de_reussite »" in said
    assert "Objectif non paramétré" in said


def test_a_target_wider_than_the_scope_is_not_shown(open_page: Open) -> None:
    said = text_of(open_page(PATH, {"ind": "entries"}, identity=LOT.identity))
    assert "Objectif non paramétré pour cet indicateur." in said
    assert "fictive 7" not in said
    assert "fictive 9" not in said
