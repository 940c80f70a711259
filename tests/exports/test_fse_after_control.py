"""Files after control: the withdrawn file is out of every count, and every file says so."""

import json
from dataclasses import replace

import pytest
from exports.export_readers import provenance_of
from exports.fse_given import EXPORT_ID, SETTINGS

from dashboard.exports.fse import archive_name, fse_files
from dashboard.observatory import Observatory, QuestionError
from dashboard.scope import Role, Scope
from pipelines.snapshot import Snapshot


@pytest.fixture(scope="module")
def observatory(snapshot: Snapshot) -> Observatory:
    codes = frozenset(snapshot.manifest["perimeter"])
    return Observatory(snapshot, Scope("controle", Role.COUNCIL, codes, "Cinq départements"))


def test_every_file_names_what_the_control_withdrew(observatory: Observatory) -> None:
    before = observatory.fse_rows(SETTINGS).participations
    gone = tuple(sorted(before.select("operation_id", "pseudonym").rows())[:2])
    figures = observatory.fse(SETTINGS, removed=gone)
    rows = observatory.fse_rows(SETTINGS, removed=gone)
    files = fse_files(figures, rows, observatory.snapshot.manifest, "Contrôle", EXPORT_ID)
    assert len(rows.participations) == len(before) - 2
    for name, content in files.items():
        if name.endswith("csv"):
            said = provenance_of(content)["Après contrôle"].replace("\u00a0", " ")
            assert said == "2 dossiers retirés par décision, nommés dans fse_tracabilite.json"
    traced = json.loads(files["fse_tracabilite.json"])
    assert traced["dossiers_retires_par_controle"] == [
        {"operation": operation, "pseudonyme": pseudonym} for operation, pseudonym in gone
    ]
    assert archive_name(figures, EXPORT_ID) == f"fse_au-2025-12-31_apres-controle_{EXPORT_ID}.zip"


def test_rows_before_control_do_not_leave_with_figures_after(observatory: Observatory) -> None:
    rows = observatory.fse_rows(SETTINGS)
    figures = replace(observatory.fse(SETTINGS), removed=(("OP46-A1", "0" * 32),))
    with pytest.raises(QuestionError, match="ne viennent pas de la même question"):
        fse_files(figures, rows, observatory.snapshot.manifest, "Contrôle", EXPORT_ID)
