"""Exit rules and exit motives that a source may give, invented."""

from datetime import date
from typing import Any

Row = dict[str, Any]

CATEGORIES = {
    "K1": "durable",
    "K2": "transitional",
    "K3": "other_positive",
    "K4": "other",
    "K5": "withdrawn",
}
"""Invented identifiers of the five categories whose labels are known."""

MOTIVE_CODES = [f"FICTIF-{number}" for number in range(1, 6)]


def motives() -> dict[str, list[Row]]:
    """Return an invented reference: one motive per category."""
    return {
        "exit_motive_category": [
            {"category_id": code, "category": category} for code, category in CATEGORIES.items()
        ],
        "exit_motive": [
            {"motive_code": motive, "motive_label": "Motif inventé", "category_id": category}
            for motive, category in zip(MOTIVE_CODES, CATEGORIES, strict=True)
        ],
    }


def exit_rules() -> list[Row]:
    """Return rules unlike the shipped ones: other thresholds, other reasons, two periods for ACI.

    Six months exactly are not durable; EI has no threshold; EITI has no rule.
    """
    change = date(2024, 7, 1)
    return [
        _rule("aci-1", "aci", None, months=2, withdrawn="death", until=date(2024, 6, 30)),
        _rule("aci-2", "aci", None, months=6, year_hours=100, withdrawn=None, since=change),
        _rule("ei", "iae", "EI", withdrawn="moved|health|retirement"),
        _rule("ai", "iae", "AI", hours=600, withdrawn="withdrawn|job_seeking"),
        _rule("etti", "iae", "ETTI", hours=40, months=1, withdrawn="death|withdrawn"),
    ]


def _rule(
    code: str,
    scheme: str,
    kind: str | None,
    *,
    months: int | None = None,
    hours: float | None = None,
    year_hours: float | None = None,
    withdrawn: str | None,
    since: date = date(2000, 1, 1),
    until: date | None = None,
) -> Row:
    return {
        "rule_id": code,
        "scheme": scheme,
        "structure_kind": kind,
        "min_months": months,
        "min_hours": hours,
        "min_exit_year_hours": year_hours,
        "is_six_months_durable": "false",
        "six_month_text": "Texte inventé : plus de six mois",
        "neutralised": withdrawn,
        "valid_from": since,
        "valid_to": until,
        "source": "Texte inventé",
    }
