"""The rules a snapshot was counted under, each with a version: a rule changed has another."""

import hashlib
import json
from typing import Any

from dashboard.observatory.question import Question
from dashboard.observatory.rows import read_rows
from pipelines.indicators import Grain, indicators
from pipelines.snapshot import Snapshot
from pipelines.vocabulary import CROSSWALK_VERSION, Dimension

EXIT_RULES = ("ref.exit_rule", "core.exit_motive", "core.exit_motive_category")
CODE_LISTS = ("ref.exit_reason", "ref.exit_situation", "ref.scheme_outcome", "ref.contract_kind")

JUDGED_COLUMNS = ("exit_category", "is_neutralised", "lacks_hours", "employed_at_exit")
"""Columns that the exit rules decide; an indicator reading none of them does not depend on them."""


def rules(snapshot: Snapshot) -> dict[str, Any]:
    """Return the version of each rule of a snapshot.

    `indicators` maps a code to its definition's version; `exit_rules` and `code_lists` are
    SHA-256 of the tables in force; `crosswalk` and `marts` are as the build wrote them.
    """
    said = snapshot.manifest
    defined = {code: item.version for code, item in indicators().items()}
    return {
        "indicators": said.get("indicator_versions", defined),
        "exit_rules": _hash_of(snapshot, EXIT_RULES),
        "code_lists": _hash_of(snapshot, CODE_LISTS),
        "crosswalk": said.get("crosswalk_version", CROSSWALK_VERSION),
        "marts": said.get("marts_version"),
    }


def rules_on(question: Question, known: dict[str, Any]) -> dict[str, str | None]:
    """Return, among the rules of a snapshot, those on which the answer to a question depends."""
    indicator = question.indicator
    used = {"definition": known["indicators"].get(indicator.code)}
    used |= {name: known[name] for name in ("code_lists", "marts")}
    if any(column in indicator.sql for column in JUDGED_COLUMNS):
        used["exit_rules"] = known["exit_rules"]
    asked = {dimension for dimension, _ in question.where}
    if indicator.grain is Grain.OBSTACLE or asked & {Dimension.OBSTACLE, Dimension.OBSTACLE_COUNT}:
        used["crosswalk"] = known["crosswalk"]
    return used


def _hash_of(snapshot: Snapshot, tables: tuple[str, ...]) -> str:
    rows = [
        sorted(json.dumps(row, default=str, sort_keys=True) for row in frame.to_dicts())
        for frame in (read_rows(snapshot, f"SELECT * FROM {name}") for name in tables)
    ]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()
