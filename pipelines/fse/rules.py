"""The equalities and inequalities that FSE+ figures must fulfil, as data."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rule:
    """Two sums of codes and how they compare: `=`, or `<=`.

    `table` names the table of the Commission the rule is about, None for our own identities;
    `needs_full_record` keeps the operations whose records tell status and education.
    """

    code: str
    label: str
    table: str | None
    left: tuple[str, ...]
    operator: str
    right: tuple[str, ...]
    needs_full_record: bool


@cache
def identities() -> tuple[Rule, ...]:
    """Return the identities asserted on every export."""
    return _read("identities")


@cache
def sfc_rules() -> tuple[Rule, ...]:
    """Return the validation rules of the Commission's portal, at programme level."""
    return _read("sfc_rules")


def _read(name: str) -> tuple[Rule, ...]:
    path = Path(__file__).with_name(f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Rule(
                code=row["code"],
                label=row["label"],
                table=row["table"] or None,
                left=tuple(row["left"].split()),
                operator=row["operator"],
                right=tuple(row["right"].split()),
                needs_full_record=row["needs_full_record"] == "yes",
            )
            for row in csv.DictReader(file, delimiter=";")
        )
