"""The way in: nobody sees a figure without a right, and every failure is said in French."""

import shutil
from pathlib import Path

from demonstration import SCOPES
from views.conftest import Open
from views.screen import text_of


def test_an_identity_without_right_sees_no_figure(open_page: Open) -> None:
    for identity in ("inconnue", None):
        app = open_page(identity=identity)
        assert not app.exception
        assert "n'a aucun droit d'accès" in text_of(app)
        assert not app.multiselect
        assert not app.get("plotly_chart")


def test_the_role_is_chosen_under_demonstration_only(open_page: Open) -> None:
    labels = [item.label for item in open_page(demo=False).selectbox]
    assert "Lire en tant que" not in labels
    app = open_page(demo=True, address={"role": "association"})
    picker = next(item for item in app.selectbox if item.label == "Lire en tant que")
    assert picker.value == "association"
    assert picker.options == [scope.label for scope in SCOPES]
    assert "Association fictive B" in text_of(app)


def test_a_role_in_the_address_is_ignored_without_demonstration(open_page: Open) -> None:
    app = open_page(identity="association", address={"role": "poste-local"})
    assert "Lecture : Association fictive B" in text_of(app)


def test_no_snapshot_yet_is_said(open_page: Open, tmp_path: Path) -> None:
    app = open_page(store=tmp_path)
    assert not app.exception
    assert "Aucun instantané lisible" in text_of(app)
    assert "Aucun chiffre n'est affiché" in text_of(app)


def test_a_missing_table_of_rights_is_said(
    open_page: Open, demonstration_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(demonstration_store, store)
    (store / "access.toml").unlink()
    app = open_page(store=store)
    assert "table des droits" in text_of(app)
    assert not app.multiselect


def test_a_snapshot_served_in_place_of_another_is_said(
    open_page: Open, demonstration_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(demonstration_store, store)
    (store / "CURRENT.json").write_text('{"snapshot": "000009-000000000000"}', "utf-8")
    app = open_page(store=store)
    assert "l'est à sa place" in text_of(app)
    assert "parcours commencés" in text_of(app)
