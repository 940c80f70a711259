"""The FSE+ set as one question gives it."""

import json
from datetime import date
from typing import Any

from exports.fse_store import Asked

from dashboard.exports.fse import fse_files
from pipelines.fse import FseSettings

EXPORT_ID = "0a1b2c3d4e5f"
SUBJECTS = ("participations", "table6", "table10", "anomalies", "tableaux", "tracabilite")
SETTINGS = FseSettings(date(2025, 12, 31))


def given(asked: Asked, export_id: str = EXPORT_ID) -> dict[str, bytes]:
    manifest = asked.snapshot.manifest
    return fse_files(asked.figures, asked.rows, manifest, "Contrôle", export_id)


def content_of(files: dict[str, bytes], subject: str) -> bytes:
    (content,) = [data for name, data in files.items() if name.startswith(f"fse_{subject}.")]
    return content


def traced(files: dict[str, bytes]) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(content_of(files, "tracabilite"))
    return answer
