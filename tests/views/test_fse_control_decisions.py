"""FSE+ · contrôle: a decision is recorded with its reason, and no altered register is counted."""

from pathlib import Path

from streamlit.testing.v1 import AppTest
from views import fse_stage
from views.conftest import Open
from views.fse_control import opened, read
from views.screen import elements, text_of

from dashboard.journal import CONTROLS, read_decisions


def decided(app: AppTest, file: str, decision: str, reason: str) -> AppTest:
    """Fill the form of a decision and send it."""
    chosen = {"Dossier": file, "Décision": decision, "Motif": reason}
    for box in app.selectbox:
        if box.label in chosen:
            box.select(chosen[box.label])
    button = next(item for item in app.button if item.label == "Enregistrer la décision")
    return button.click().run()


def test_a_decision_is_recorded_with_its_reason_and_who_took_it(
    open_page: Open, tmp_path: Path
) -> None:
    """P06 is rejected, then accepted again: each decision counts at once, none is erased."""
    fse_stage.publish(tmp_path)
    register = tmp_path / CONTROLS
    app = opened(open_page, tmp_path, vue="tirage", n="30")
    decided(app, "OP1 · P06", "Rejeté", "Pièce postérieure à l'entrée")
    said = " ".join(text_of(app).split())
    assert "Décision enregistrée : dossier OP1 · P06 rejeté." in said
    assert "P06 OP1 Rejeté Pièce postérieure à l'entrée Organisme intermédiaire" in said
    assert "EECO01 Nombre total de participants 27 26 -1" in said
    assert "Télécharger le jeu après contrôle (ZIP)" in [
        item.label for item in elements(app, "download_button")
    ]
    decided(app, "OP1 · P06", "Accepté", "Sans motif")
    assert "Aucun dossier retiré" in text_of(app)
    told = [(entry.pathway_code, entry.decision, entry.seed) for entry in read_decisions(register)]
    assert told == [("OP1-6", "rejected", 1), ("OP1-6", "accepted", 1)]


def test_a_rejection_without_a_reason_is_not_recorded(open_page: Open, tmp_path: Path) -> None:
    fse_stage.publish(tmp_path)
    app = opened(open_page, tmp_path, vue="tirage")
    decided(app, app.selectbox[-4].options[0], "Rejeté", "Sans motif")
    assert "demande un motif : rien n'est enregistré" in text_of(app)
    assert not (tmp_path / CONTROLS).exists()


def test_an_association_decides_only_as_its_own_check(open_page: Open, tmp_path: Path) -> None:
    fse_stage.publish(tmp_path)
    app = opened(open_page, tmp_path, "seconde", vue="tirage")
    (controller,) = (box for box in app.selectbox if box.label == "En qualité de")
    assert controller.options == ["Contrôle interne de la structure"]


def test_an_altered_register_gives_no_figure_after_control(open_page: Open, tmp_path: Path) -> None:
    fse_stage.publish(tmp_path)
    app = opened(open_page, tmp_path, vue="tirage", n="30")
    decided(app, "OP1 · P06", "Rejeté", "Pièce postérieure à l'entrée")
    register = tmp_path / CONTROLS
    register.write_bytes(register.read_bytes().replace(b"rejected", b"accepted"))
    said = read(open_page, tmp_path, vue="tirage")
    assert "Le registre des contrôles controles.jsonl a été modifié" in said
    assert "Aucun chiffre après contrôle n'est donné." in said
