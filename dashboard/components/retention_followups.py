"""Follow-ups while the job lasts, on both sides: what was done, what is due, what is overdue."""

from collections.abc import Mapping

import polars as pl

from dashboard.components import charts, figures, markup, retention_followup_charts
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.tally_table import tally_table
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable, ReleasedTally, share
from dashboard.formats import fraction, number, percent, plural
from dashboard.reading.selection import Selection
from pipelines.vocabulary import FollowupSide, FollowupState

STATE, CALENDAR, OVERDUE = "followup_state", "followup_calendar", "followup_overdue"
PAST = (
    FollowupState.DONE,
    FollowupState.DONE_LATE,
    FollowupState.UNREACHABLE,
    FollowupState.DUE,
    FollowupState.OVERDUE,
)
"""The states of what has come due, in the order they are drawn."""

NOTHING_DUE = (
    "Aucun suivi dans l'emploi n'est attendu ici : seuls la médiation active et l'emploi "
    "accompagné suivent à la fois le salarié et l'employeur, à 1, 3, 6 et 12 mois."
)
TITLE = "Suivis échus, par échéance et par côté (en % des suivis échus)"
ON_TIME = (
    "À temps : au plus 31 jours après l'échéance. Un emploi fini avant l'échéance ne doit plus de "
    "suivi. « Injoignable » est un suivi tenté sans réponse."
)
LATE = (
    "Suivis échus depuis plus de 31 jours et non faits, personnes nommées par leur pseudonyme. "
    "La liste entière s'exporte en haut de la page ; l'export est journalisé."
)
BY_STRUCTURE = (
    Column("Structure"),
    Column("Suivis en retard", is_number=True),
    Column("Dont salarié", is_number=True, is_secondary=True),
    Column("Dont employeur", is_number=True, is_secondary=True),
    Column("Plus ancien (j)", is_number=True),
)


def section(visit: Visit, selection: Selection) -> dict[str, Deliverable]:
    """Draw the chapter and return its tables, by title."""
    codes = (STATE, CALENDAR, OVERDUE)
    tallies = {code: figures.tally(visit.observatory, code, selection) for code in codes}
    states = tallies[STATE].table
    markup.block(markup.paragraph(answer(states), "answer"))
    if not states.is_empty():
        _states(visit, states)
        _calendar(visit, tallies[CALENDAR])
        _overdue(tallies[OVERDUE])
    return {tally.label: tally for tally in tallies.values()}


def answer(states: pl.DataFrame) -> str:
    """Return how many follow-ups have come due on each side, and how many were done."""
    due = states.filter(pl.col("state").is_in([item.value for item in PAST]))
    if due.is_empty():
        return NOTHING_DUE
    told = [
        f"côté {side.label.lower()}, {_done(due.filter(side=side.value))}" for side in FollowupSide
    ]
    late = int(due.filter(state=FollowupState.OVERDUE.value)["followups"].sum())
    return (
        f"{plural(int(due['followups'].sum()), 'suivi échu', 'suivis échus')} : {' ; '.join(told)}."
        f" {plural(late, 'suivi est', 'suivis sont')} en retard et non "
        f"{'fait' if late < 2 else 'faits'}."
    )


def _done(due: pl.DataFrame) -> str:
    done = int(due.filter(state=FollowupState.DONE.value)["followups"].sum())
    late = int(due.filter(state=FollowupState.DONE_LATE.value)["followups"].sum())
    base = int(due["followups"].sum())
    rate = share(done + late, base)
    told = f"{fraction(done + late, base)} faits"
    return told if rate is None else f"{percent(rate, base)} faits ({fraction(done + late, base)})"


def by_due(states: pl.DataFrame) -> list[tuple[str, Mapping[str, int]]]:
    """Return each due month and side with its counts by state, what is to come left out."""
    past = [item.value for item in PAST]
    rows = states.filter(pl.col("state").is_in(past)).sort("due_month", "side")
    grouped = rows.group_by("due_month", "side_label", maintain_order=True)
    return [
        (
            f"{month} mois · {side}",
            dict(part.group_by("state").agg(pl.col("followups").sum()).iter_rows()),
        )
        for (month, side), part in grouped
    ]


def _states(visit: Visit, states: pl.DataFrame) -> None:
    rows = by_due(states)
    if not rows:
        return
    markup.block(f"<h2>{TITLE}</h2>")
    alt = " ; ".join(f"{name} : {_words(counts)}" for name, counts in rows)
    chart = retention_followup_charts.states(visit.palette, rows)
    charts.draw(chart, "suivis-etats", f"{TITLE}. {alt}.")
    hidden = {FollowupState.DONE_LATE, FollowupState.UNREACHABLE, FollowupState.DUE}
    columns = (
        Column("Échéance"),
        *(Column(item.label, is_number=True, is_secondary=item in hidden) for item in PAST),
    )
    columns += (Column("Échus", is_number=True),)
    lines: list[Row] = [
        (name, *(_count(counts.get(item.value, 0)) for item in PAST), _count(sum(counts.values())))
        for name, counts in rows
    ]
    markup.block(markup.table(TITLE, columns, lines) + markup.paragraph(ON_TIME, "note"))


def _calendar(visit: Visit, calendar: ReleasedTally) -> None:
    if calendar.table.is_empty():
        return
    months = calendar.table.group_by("due_in", maintain_order=True).agg(pl.col("followups").sum())
    title = "Suivis à faire, par mois d'échéance"
    markup.block(f"<h2>{title}</h2>")
    counts = months.rows()
    alt = " ; ".join(f"{day:%m/%Y} : {number(count)}" for day, count in counts)
    chart = retention_followup_charts.calendar(visit.palette, counts)
    charts.draw(chart, "suivis-calendrier", f"{title}. {alt}.")
    named = calendar.table.with_columns(pl.col("due_in").dt.strftime("%m/%Y"))
    markup.block(tally_table(calendar, title, ("due_month",), frame=named))


def _overdue(overdue: ReleasedTally) -> None:
    markup.block("<h2>Suivis en retard, par structure</h2>")
    if overdue.table.is_empty():
        markup.block(markup.paragraph("Aucun suivi en retard.", "plain"))
        return
    side = pl.col("side")
    found = (
        overdue.table.group_by("structure_id_label")
        .agg(
            pl.len().alias("late"),
            (side == FollowupSide.EMPLOYEE.value).sum().alias("employee"),
            (side == FollowupSide.EMPLOYER.value).sum().alias("employer"),
            pl.col("days_overdue").max().alias("oldest"),
        )
        .sort("late", "structure_id_label", descending=[True, False])
    )
    rows: list[Row] = [
        (str(name), *(_count(value) for value in counts)) for name, *counts in found.rows()
    ]
    title = "Suivis en retard, par structure"
    markup.block(markup.table(title, BY_STRUCTURE, rows) + markup.paragraph(LATE, "note"))


def _words(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{item.label.lower()} {number(counts.get(item.value, 0))}" for item in PAST)


def _count(value: int) -> Cell:
    return Cell(number(value), value)
