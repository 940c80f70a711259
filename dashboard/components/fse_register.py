"""The decisions in force on the files of a control: those loaded, then those recorded here."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.components.visit import Visit
from dashboard.journal import ControlEntry, read_decisions
from dashboard.observatory import Withdrawn
from dashboard.observatory.decisions import decisions
from dashboard.scope import Scope
from pipelines.vocabulary import ControlDecision

KEY = ["operation_id", "pseudonym"]
SCHEMA = {
    "operation_id": pl.String,
    "pseudonym": pl.String,
    "control_id": pl.String,
    "decision": pl.String,
    "reason": pl.String,
    "controller": pl.String,
    "decided_on": pl.Date,
}
RECORDED_HERE = "registre"


def in_force(visit: Visit, listed: pl.DataFrame) -> pl.DataFrame:
    """Return the last decision on each participation listed, loaded or recorded here.

    Columns of `SCHEMA`, one row per participation decided upon, in the order of the list. On one
    day, what is recorded here comes after what was loaded. Raises JournalError when the register
    was altered.
    """
    observatory = visit.observatory
    loaded = _loaded(observatory.snapshot.id, observatory.scope, visit)
    recorded = [_row(entry) for entry in read_decisions(visit.controls)]
    made = pl.concat([loaded, pl.DataFrame(recorded, SCHEMA, orient="row")])
    last = made.sort("decided_on", maintain_order=True).unique(KEY, keep="last")
    return listed.select(KEY).join(last, on=KEY, how="inner", maintain_order="left")


def rejected(taken: pl.DataFrame) -> Withdrawn:
    """Return the participations a decision withdraws."""
    gone = taken.filter(decision=ControlDecision.REJECTED.value)
    return tuple(sorted(gone.select(KEY).iter_rows()))


@st.cache_data(show_spinner=False, max_entries=50)
def _loaded(snapshot_id: str, scope: Scope, _visit: Visit) -> pl.DataFrame:
    return decisions(_visit.observatory.snapshot, scope).select(list(SCHEMA))


def _row(entry: ControlEntry) -> tuple[Any, ...]:
    return (
        entry.operation_id,
        entry.pseudonym,
        RECORDED_HERE,
        entry.decision,
        entry.reason,
        entry.controller,
        entry.at.date(),
    )
