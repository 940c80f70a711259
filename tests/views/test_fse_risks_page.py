"""Opérations à risque: two operations drawn by hand, in the order of the rule."""

from pathlib import Path

import polars as pl
import pytest
from views import fse_stage
from views.conftest import Open
from views.screen import elements, markup_of, text_of

from dashboard.components import risks_file, risks_signals
from dashboard.components.fse_settings import FseChoices
from dashboard.components.risks_urgency import ranked
from dashboard.exports.layout import exported_table
from dashboard.observatory import Observatory
from pipelines.fse import FseSettings, fse_indicators

PATH = "fse-risques"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the two operations once."""
    root = tmp_path_factory.mktemp("fse")
    fse_stage.publish(root)
    return root


def read(open_page: Open, store: Path, identity: str = "conseil", **address: str) -> str:
    app = open_page(PATH, dict(address), identity=identity, store=store)
    assert not app.exception
    return " ".join(text_of(app).split())


def test_the_operation_that_ends_with_missing_exits_comes_first(
    open_page: Open, stage: Path
) -> None:
    """P14 has no exit situation, P05 no proof, P02 and P03 no education, P06 was entered late."""
    said = read(open_page, stage)
    assert (
        "1 sur 2 opérations est à reprendre d'abord : Vers l'emploi (1 sortie non saisie, "
        "1 éligibilité non prouvée sur 19 participations)."
    ) in said
    assert (
        "Vers l'emploi → D'abord 1 situation de sortie à saisir (jusqu'à 273 jours) ; 1 preuve "
        "d'éligibilité à joindre 1/19 1/19 2/19 11/19 1/19 30/06/2025"
    ) in said
    assert "Immersion → À suivre un jalon ou une cible échus à revoir 0 0 0 0 0 31/12/2027" in said
    assert said.index("Vers l'emploi →") < said.index("Immersion →")


def test_each_finding_says_what_to_do(open_page: Open, stage: Path) -> None:
    said = read(open_page, stage)
    for finding, count in (
        ("sans situation (A11)", "1/29 1/2 273 jours Retrouver la situation"),
        ("postérieure à l'entrée (A15)", "1/29 1/2 — Joindre une preuve"),
        ("Dossier incomplet (INC)", "2/29 1/2 — Compléter le sexe"),
        ("sans observation (A17)", "11/29 1/2 273 jours Interroger la personne"),
        ("plus d'un mois après (A12)", "1/29 1/2 76 jours Saisir les sorties"),
    ):
        assert f"{finding} {count}" in said


def test_the_distance_to_milestones_and_targets(open_page: Open, stage: Path) -> None:
    said = read(open_page, stage)
    assert "Réalisé au 31/12/2024" in said
    assert "Réalisé au 30/06/2025" in said
    row = "EECO01 · Nombre total de participants"
    assert f"Vers l'emploi {row} 17 10 (atteint) 17 40 (manque 23)" in said
    assert f"Immersion {row} 10 25 (manque 15) 10 non paramétré" in said


def test_a_result_nobody_answered_is_not_zero_beside_its_target(
    open_page: Open, tmp_path: Path
) -> None:
    named = {"T1": "EECR05", "T2": "EECR06"}
    agreed = fse_stage.targets().filter(pl.col("target_id").is_in([*named]))
    results = agreed.with_columns(
        indicator=pl.col("target_id").replace(named), period_end=pl.date(2029, 12, 31)
    )
    fse_stage.publish(tmp_path, target=results)
    said = read(open_page, tmp_path)
    later = fse_indicators()["EECR05"].label
    assert f"Vers l'emploi EECR05 · {later} n/d non paramétré n/d 10" in said
    improved = fse_indicators()["EECR06s"].label
    assert f"Vers l'emploi EECR06s · {improved} 0 non paramétré 0 40 (manque 40)" in said


def test_no_target_is_said_not_guessed(open_page: Open, tmp_path: Path) -> None:
    fse_stage.publish(tmp_path, with_targets=False)
    said = read(open_page, tmp_path)
    assert "Non paramétré : aucun objectif n'est enregistré pour ces opérations (0 sur 2)." in said
    assert "Immersion → Rien à signaler" in said


def test_before_the_milestone_is_due_nothing_is_missed(open_page: Open, stage: Path) -> None:
    said = read(open_page, stage, arrete="2024-06-30")
    assert "Immersion → Rien à signaler" in said


def test_a_director_sees_the_operation_of_the_structure_alone(open_page: Open, stage: Path) -> None:
    said = read(open_page, stage, "seconde")
    assert (
        "Aucune opération sur 1 ne demande d'agir d'abord ; 1 appelle une reprise ou un suivi."
        in said
    )
    assert "Vers l'emploi" not in said


@pytest.mark.parametrize(
    ("identity", "address", "why"),
    [
        ("ailleurs", {}, "Aucune opération FSE+ dans votre périmètre"),
        ("conseil", {"arrete": "2023-12-31"}, "Aucune entrée au 31/12/2023"),
    ],
)
def test_nothing_to_act_on_is_said(
    open_page: Open, stage: Path, identity: str, address: dict[str, str], why: str
) -> None:
    said = read(open_page, stage, identity, **address)
    assert why in said
    assert "Opérations par urgence" not in said


def test_each_operation_links_to_the_files_behind(open_page: Open, stage: Path) -> None:
    markup = markup_of(open_page(PATH, {"arrete": "2024-12-31"}, identity="conseil", store=stage))
    assert 'href="fse-controle?arrete=2024-12-31&amp;op=OP1&amp;vue=anomalies"' in markup


def test_mentions_and_rule_stand_on_the_page(open_page: Open, stage: Path) -> None:
    said = read(open_page, stage)
    for needed in (
        "Cette page porte sur les participants, non sur les dépenses",
        "Cofinancé par l'Union européenne",
        "Ma Démarche FSE+ fait foi",
        "Règles en vigueur",
        "Comment l'ordre est fait",
    ):
        assert needed in said


def test_the_list_leaves_as_a_file_in_the_same_order(open_page: Open, stage: Path) -> None:
    app = open_page(PATH, identity="conseil", store=stage)
    assert [item.label for item in elements(app, "download_button")] == [
        "CSV (tableur)",
        "XLSX (Excel)",
    ]


def test_the_file_holds_the_figures_of_the_page(tmp_path: Path) -> None:
    snapshot = fse_stage.publish(tmp_path)
    observatory = Observatory(snapshot, fse_stage.COUNCIL)
    figures = observatory.fse(FseSettings(fse_stage.REFERENCE_DATE))
    shown = ranked(risks_signals.signals(figures, []))
    choices = FseChoices(figures.settings, ())
    released = risks_file.table(figures.snapshot_id, figures.scope, choices, figures, shown)
    told = exported_table(released).select(
        "Opération", "Urgence", "Participations", "Dossiers incomplets"
    )
    assert told.rows() == [("OP1", "D'abord", 19, 2), ("OP2", "Rien à signaler", 10, 0)]
    assert ("Cofinancement", "Cofinancé par l'Union européenne") in released.conditions
    assert dict(released.conditions)["Emblème"].startswith("Emplacement de l'emblème de l'Union")
    assert exported_table(released)["Fin"].dtype == pl.Date
