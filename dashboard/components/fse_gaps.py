"""What changed since another cut-off, or since another snapshot, in counts that add up."""

from datetime import date

import polars as pl
import streamlit as st

from dashboard.components import address, fse_figures, markup
from dashboard.components.fse_changes import ABSENT, changes, movements
from dashboard.components.fse_settings import FseChoices, choose_cut_off, half_year_ends
from dashboard.components.markup import Cell, Column
from dashboard.components.visit import Visit
from dashboard.formats import day, number, plural
from dashboard.observatory import Observatory, QuestionError, ReleasedFseRows
from dashboard.scope import Scope
from pipelines.fse import FseKind, FseSettings, fse_indicators
from pipelines.snapshot import Snapshot, Store, is_readable

BEFORE, SNAPSHOT = "avant", "instantane"
KINDS = (FseKind.LADDER, FseKind.OUTPUT, FseKind.RESULT)
ACCOUNTS = {
    "counted": "Comptée",
    "incomplete": "Incomplète",
    "short": "Contact d'un jour",
    ABSENT: "Absente",
}
COLUMNS = (
    Column("Code"),
    Column("Indicateur", is_secondary=True),
    Column("Avant", is_number=True),
    *(
        Column(title, is_number=True, is_secondary=True, hint=hint)
        for title, hint in (
            ("+ nouvelles", "Participations absentes de la première liste"),
            ("+ gagnées", "Participations déjà là, comptées depuis"),
            ("− parties", "Participations absentes de la seconde liste"),
            ("− perdues", "Participations encore là, plus comptées"),
        )
    ),
    Column("Après", is_number=True),
)
MOVES = (Column("Avant"), Column("Après"), Column("Participations", is_number=True))
NOTE = (
    "Chaque ligne se recompose : avant + nouvelles + gagnées − parties − perdues = après. Une "
    "participation est une personne dans une opération ; « perdue » vient d'une correction ou d'un "
    "retour dans la même opération, qui efface le résultat de la première sortie."
)
IMPRINT = (
    "Après une purge, les chiffres se réimpriment depuis les agrégats figés et les empreintes des "
    "fichiers ; ils ne se recalculent plus."
)


def section(visit: Visit, choices: FseChoices) -> None:
    """Draw the choice of what to compare with, then the difference."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="ecarts"):
        day_before = choose_cut_off(
            "Comparé à l'arrêté du",
            BEFORE,
            visit.observatory.reference_date,
            _previous(choices.settings.as_of).isoformat(),
        )
        other = _choose_snapshot(visit.observatory)
    if isinstance(day_before, str):
        markup.alert(day_before)
        return
    then = Observatory(other, visit.observatory.scope)
    try:
        before = fse_figures.rows(then, _dated(choices, day_before))
        after = fse_figures.rows(visit.observatory, choices)
    except QuestionError as error:
        markup.alert(str(error))
    else:
        _difference(before, after)
        _moves(movements(before.participations, after.participations))


def _choose_snapshot(current: Observatory) -> Snapshot:
    kept = {item.id: item for item in kept_snapshots(current)}
    if len(kept) < 2:
        return current.snapshot
    names = {code: _published(item) for code, item in reversed(kept.items())}
    asked = address.choose_one("Dans l'instantané", SNAPSHOT, names, current.snapshot.id, width=260)
    return kept.get(asked, current.snapshot)


def kept_snapshots(current: Observatory) -> list[Snapshot]:
    """Return the readable snapshots of the store the reader's one belongs to, oldest first."""
    served = current.snapshot
    found = Store(served.folder.parents[1]).snapshots()
    return [
        item for item in found if item.id == served.id or _is_readable(item.id, current.scope, item)
    ]


@st.cache_data(show_spinner="Vérification des instantanés…", max_entries=20)
def _is_readable(snapshot_id: str, scope: Scope, _snapshot: Snapshot) -> bool:
    return is_readable(_snapshot)


def _difference(before: ReleasedFseRows, after: ReleasedFseRows) -> None:
    known = fse_indicators()
    codes = [code for code, item in known.items() if item.kind in KINDS]
    found = changes(before.participations, after.participations, codes)
    rows = [
        (row["code"], known[row["code"]].label, *(_count(row[name]) for name in found.columns[1:]))
        for row in found.to_dicts()
    ]
    title = f"Du {_when(before)} au {_when(after)}"
    markup.block(
        f"<h2>{title}</h2>" + markup.table(title, COLUMNS, rows) + markup.paragraph(NOTE, "note")
    )


def _moves(moved: pl.DataFrame) -> None:
    moves = [
        (
            ACCOUNTS[row["account_before"]],
            ACCOUNTS[row["account_after"]],
            _count(row["participations"]),
        )
        for row in moved.to_dicts()
    ]
    markup.block(
        "<h2>D'un compte à l'autre</h2>"
        + markup.paragraph(sentence(moved), "plain")
        + markup.table("D'un compte à l'autre", MOVES, moves)
        + markup.paragraph(IMPRINT, "note")
    )


def sentence(moved: pl.DataFrame) -> str:
    """Return how many participations are new, completed, or no longer there."""
    was, is_now = pl.col("account_before"), pl.col("account_after")
    counts = {
        "new": was == ABSENT,
        "completed": (was == "incomplete") & (is_now == "counted"),
        "gone": is_now == ABSENT,
    }
    told = {name: int(moved.filter(kept)["participations"].sum()) for name, kept in counts.items()}
    return (
        f"{plural(told['new'], 'nouvelle participation', 'nouvelles participations')}, "
        f"{plural(told['completed'], 'dossier complété', 'dossiers complétés')}, "
        f"{plural(told['gone'], 'participation retirée', 'participations retirées')}."
    )


def _previous(as_of: date) -> date:
    return next(end for end in half_year_ends(as_of) if end < as_of)


def _dated(choices: FseChoices, as_of: date) -> FseChoices:
    rules = choices.settings
    settings = FseSettings(
        as_of,
        rules.ltu_rule,
        rules.exit_window_days,
        rules.esat_is_employment,
        rules.iae_is_employment,
    )
    return FseChoices(settings, choices.operations)


def _published(snapshot: Snapshot) -> str:
    created = date.fromisoformat(str(snapshot.manifest["created_at"])[:10])
    return f"{snapshot.id.split('-')[0]}, publié le {day(created)}"


def _when(rows: ReleasedFseRows) -> str:
    return f"{day(rows.settings.as_of)} (instantané {rows.snapshot_id.split('-')[0]})"


def _count(value: int) -> Cell:
    return Cell(number(value), value)
