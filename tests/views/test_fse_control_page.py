"""FSE+ · contrôle: what the page says of people counted by hand, and what it refuses."""

from pathlib import Path

import pytest
from drawing import drawn
from views import fse_stage
from views.conftest import Open
from views.fse_control import opened, read
from views.screen import address_of, elements, markup_of, text_of

PARTS = ("chiffres", "anomalies", "regles", "tirage", "ecarts", "plateforme")
DECISIONS = drawn(
    "control_decision",
    """
    control_id | pathway_id | operation_id | decision | decided_on
    --
    C1 | OP1-4 | OP1 | accepted | 2025-07-01
    C2 | OP1-4 | OP1 | rejected | 2025-07-02
    C3 | OP1-5 | OP1 | accepted | 2025-07-02
    """,
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish the two operations once, with three decisions on two files."""
    root = tmp_path_factory.mktemp("fse-controle")
    fse_stage.publish(root, control_decision=DECISIONS)
    return root


@pytest.mark.parametrize("part", PARTS)
def test_every_part_says_what_it_covers_and_who_is_right(
    open_page: Open, stage: Path, part: str
) -> None:
    said = read(open_page, stage, vue=part)
    assert "Cette page porte sur les participants, non sur les dépenses" in said
    assert "Cofinancé par l'Union européenne" in said
    assert "Ma Démarche FSE+ fait foi" in said
    assert "arrêté au 30/06/2025 · édition restreinte" in said
    assert said.count("Règles en vigueur · Date d'arrêté : 30/06/2025 · Chômage de longue") == 1
    assert (
        "27 participations comptées (EECO01) sur 29, de 24 personnes ; hors du compte : "
        "2 dossiers incomplets et 1 contact d'un jour." in said
    )


def test_the_emblem_is_drawn_with_its_name(open_page: Open, stage: Path) -> None:
    assert 'alt="Emblème de l\'Union européenne"' in markup_of(opened(open_page, stage))


def test_indicators_stand_beside_their_base_their_rate_and_their_goal(
    open_page: Open, stage: Path
) -> None:
    """Nine women and eighteen men counted; five of eleven exits in work, all women."""
    said = read(open_page, stage)
    assert "EECO01 · Nombre total de participants 9 18 27 — 35 (manque 8)" in said
    assert "40 pour 1 sur 2 opérations" in said
    assert "EECO10 · Niveau Cite 3 ou 4 9 18 27 27 sur 27 (100 %)" in said
    assert "terme de leur participation 5 0 5 5 sur 11 (45 %) sans objet non paramétré" in said
    assert "Chômage de longue durée : plus de 6 mois avant 25 ans" in said
    assert "n/d : aucune observation à six mois" in said


def test_one_operation_has_its_own_figures_and_goals(open_page: Open, stage: Path) -> None:
    said = read(open_page, stage, op="OP1")
    assert "9 8 17 — 10 (atteint) 40 (manque 23)" in said


def test_the_ladder_and_the_account_add_up(open_page: Open, stage: Path) -> None:
    said = read(open_page, stage)
    assert "Dossiers incomplets, retirés une donnée obligatoire manque" in said
    assert "Comptées (EECO01) participations complètes : PART moins INC 9 18 27" in said
    assert (
        "30 lignes chargées = 27 comptées + 2 incomplètes + 1 d'un jour ou moins + "
        "0 entrée après l'arrêté." in said
    )


def test_anomalies_say_what_to_do_and_how_late(open_page: Open, stage: Path) -> None:
    """P06 left on 30/09/2024 and was entered on 15/12/2024, 76 days after."""
    said = read(open_page, stage, vue="anomalies", anomalie="A12")
    assert "A12 · Sortie saisie plus d'un mois après 1 76 j" in said
    assert "A12 Vers l'emploi Une 1 76 j 76 j" in said
    assert "A15 · Preuve d'éligibilité absente ou postérieure à l'entrée 1" in said
    assert "Niveau de formation (CITE) À l'entrée 27 sur 29 (93 %)" in said
    assert "Situation à la sortie À la sortie 10 sur 11 (91 %)" in said
    assert "Pays tiers À l'entrée, sans bloquer le dossier 0 sur 29 (0 %)" in said


def test_identities_hold_in_words_and_the_rules_of_the_programme_come_second(
    open_page: Open, stage: Path
) -> None:
    said = read(open_page, stage, vue="regles")
    assert "PART : 29 = EECO01 + INC : 29 tient" in said
    assert "ne tient pas" not in said
    assert said.index("Identités des chiffres") < said.index("Règles SFC (niveau programme)")


def test_a_draw_is_in_the_address_and_shows_pseudonyms_alone(open_page: Open, stage: Path) -> None:
    first = read(open_page, stage, vue="tirage", graine="46", n="3")
    assert "3 dossiers tirés sur 30 Graine 46, n = 3" in first
    assert first == read(open_page, stage, vue="tirage", graine="46", n="3")
    app = opened(open_page, stage, vue="tirage", graine="beaucoup", n="0")
    assert address_of(app) == {"vue": ["tirage"]}
    assert "5 dossiers tirés sur 30 Graine 1, n = 5" in " ".join(text_of(app).split())


def test_a_rejected_file_leaves_every_indicator(open_page: Open, stage: Path) -> None:
    """The last decision holds: P04, a woman in work at exit, leaves; P05 stays."""
    said = read(open_page, stage, vue="tirage")
    assert "1 dossier retiré : seuls les indicateurs qui changent sont montrés." in said
    assert "EECO01 Nombre total de participants 27 26 -1" in said
    assert "terme de leur participation 5 4 -1" in said
    assert "Rejeté — — 02/07/2025 C2" in said


def test_a_file_withdrawn_on_trial_is_counted_with_the_decisions(
    open_page: Open, stage: Path
) -> None:
    app = opened(open_page, stage, vue="tirage", n="30")
    trial = next(item for item in app.multiselect if item.label.startswith("Essai"))
    assert len(trial.options) == 30
    trial.select("OP1 · P05").run()
    said = " ".join(text_of(app).split())
    assert "2 dossiers retirés : seuls les indicateurs qui changent sont montrés." in said
    assert "EECO01 Nombre total de participants 27 25 -2" in said
    assert len(address_of(app)["retire"]) == 1


def test_a_difference_between_two_cut_offs_adds_up(open_page: Open, stage: Path) -> None:
    """Everybody entered on 01/03/2024; eleven left OP1 on 30/09/2024."""
    said = read(open_page, stage, vue="ecarts", avant="2024-06-30")
    assert "0 nouvelle participation, 0 dossier complété, 0 participation retirée." in said
    assert "terme de leur participation 0 0 5 0 0 5" in said
    earlier = read(open_page, stage, vue="ecarts", avant="2023-12-31")
    assert "30 nouvelles participations" in earlier
    assert "PART Participations 0 29 0 0 0 29" in earlier


def test_two_snapshots_are_compared(open_page: Open, tmp_path: Path) -> None:
    first = fse_stage.publish(tmp_path)
    fse_stage.publish(tmp_path)
    said = read(open_page, tmp_path, vue="ecarts", instantane=first.id, avant="2025-06-30")
    assert "Du 30/06/2025 (instantané 000001) au 30/06/2025 (instantané 000002)" in said
    assert "EECO01 Nombre total de participants 27 0 0 0 0 27" in said


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ("hier", "n'est pas lisible"),
        ("2026-01-01", "est postérieure aux données, observées au 15/08/2025"),
        ("autre", "aucun chiffre FSE+ n'existe sans elle"),
    ],
)
def test_without_a_cut_off_there_is_no_figure(
    open_page: Open, stage: Path, given: str, why: str
) -> None:
    app = opened(open_page, stage, arrete=given)
    said = text_of(app)
    assert why in said
    assert "comptées" not in said
    assert [item.label for item in app.date_input] == ["Arrêté au (jour)"]


def test_any_day_may_be_the_cut_off(open_page: Open, stage: Path) -> None:
    assert "arrêté au 15/03/2025" in read(open_page, stage, arrete="2025-03-15")


def test_before_the_first_entry_there_is_nothing_to_control(open_page: Open, stage: Path) -> None:
    said = read(open_page, stage, arrete="2023-12-31")
    assert "Aucune participation n'a commencé au 31/12/2023. 30 lignes chargées" in said


def test_a_reader_sees_the_files_of_his_scope_alone(open_page: Open, stage: Path) -> None:
    app = opened(open_page, stage, "seconde", op="OP1")
    assert "10 participations comptées (EECO01) sur 10, de 10 personnes" in " ".join(
        text_of(app).split()
    )
    assert "op" not in address_of(app)
    nobody = read(open_page, stage, "ailleurs")
    assert "Aucune opération FSE+ dans votre périmètre" in nobody
    assert "comptées" not in nobody


def test_the_tables_are_offered_as_files(open_page: Open, stage: Path) -> None:
    labels = [item.label for item in elements(opened(open_page, stage), "download_button")]
    assert labels == ["CSV (tableur)", "XLSX (Excel)"]


def test_the_whole_set_is_offered_where_its_rules_are_checked(open_page: Open, stage: Path) -> None:
    labels = {
        part: [
            button.label
            for button in elements(opened(open_page, stage, vue=part), "download_button")
        ]
        for part in ("chiffres", "regles")
    }
    assert "Télécharger le jeu complet (ZIP)" in labels["regles"]
    assert "Télécharger le jeu complet (ZIP)" not in labels["chiffres"]
