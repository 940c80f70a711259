"""What is resolved: within six months, after which delay, following which aids."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.components import charts, figures, markup, obstacles_bars
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.obstacles_bars import Bar
from dashboard.components.obstacles_delay import DELAYS, draw_delays
from dashboard.components.obstacles_shares import (
    Share,
    both_cell,
    counted_cell,
    interval_cell,
    rate_cell,
    share_of,
)
from dashboard.components.palette import Mode, Palette
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable, Released, ReleasedTally
from dashboard.formats import number, plural
from dashboard.reading.selection import Selection
from dashboard.scope import Scope
from pipelines.vocabulary import Dimension

WITHIN = "Freins levés dans les 6 mois (en % des freins repérés depuis 6 mois au moins)"
EVER = "Freins levés à ce jour, par frein"
AIDS = "Aides suivies de la levée du frein dans les 183 jours (en % des aides assez anciennes)"
AID_NOTE = "La levée suit l'aide : rien ne dit qu'elle en vient."
NO_AID = "Aucune aide rattachée à un frein dans ce périmètre."
WITHIN_COLUMNS = (
    Column("Frein"),
    Column("Dans les 6 mois", is_number=True),
    Column("Intervalle à 95 %", is_number=True, is_secondary=True),
    Column("Trop récents", is_number=True, is_secondary=True),
    Column("Sans date", is_number=True, is_secondary=True),
    Column("À ce jour", is_number=True, is_secondary=True),
)
AID_COLUMNS = (
    Column("Frein"),
    Column("Aides", is_number=True, is_secondary=True),
    Column("Suivies / base", is_number=True),
    Column("Part", is_number=True),
    Column("Intervalle à 95 %", is_number=True, is_secondary=True),
    Column("Dont frein non identifié", is_number=True, is_secondary=True),
    Column("Trop récentes", is_number=True, is_secondary=True),
)


def section(visit: Visit, selection: Selection) -> dict[str, Deliverable]:
    """Draw the view and return its tables, by title."""
    observatory = visit.observatory
    ever, within, aided = (
        figures.observe(observatory, selection.ask(code, *by))
        for code, by in (
            ("obstacle_resolved", (Dimension.OBSTACLE,)),
            ("obstacle_resolved_within_6_months", (Dimension.OBSTACLE,)),
            ("aid_then_resolved", ()),
        )
    )
    delays = figures.tally(observatory, "obstacle_delay", selection)
    aids = figures.tally(observatory, "aid_by_obstacle", selection)
    kept = (observatory.snapshot.id, observatory.scope, selection, visit.mode)
    _draw(*kept, visit.palette, ever, within, delays)
    _draw_aids(*kept, visit.palette, aided, aids)
    return {WITHIN: within, EVER: ever, DELAYS: delays, AIDS: aids}


@st.cache_data(show_spinner=False, max_entries=100)
def _draw(
    snapshot_id: str,
    scope: Scope,
    selection: Selection,
    mode: Mode,
    _palette: Palette,
    _ever: Released,
    _within: Released,
    _delays: ReleasedTally,
) -> None:
    if _delays.table.is_empty():
        markup.block("<h2>Levée des freins</h2>")
        none = "Aucun frein n'est identifié : il n'y a pas de levée à suivre."
        markup.block(markup.paragraph(none, "note"))
        return
    rows = obstacles_bars.ranked_rows(_within.table.to_dicts(), share_of)
    bars = [Bar(row["obstacle_label"], share_of(row)) for row in rows if row["base"]]
    markup.block(f"<h2>{WITHIN}</h2>")
    if any(bar.share.rate is not None for bar in bars):
        markup.block(obstacles_bars.key(("var(--oi-accent)", "levé dans les 183 jours")))
        words = obstacles_bars.in_words(WITHIN, bars)
        charts.draw(obstacles_bars.chart(_palette, bars), "freins-leves", words)
    else:
        markup.block(markup.paragraph(_too_young(_within), "note"))
    markup.block(_within_table(rows, _within, _ever))
    draw_delays(_palette, _delays)


def _too_young(within: Released) -> str:
    total = within.total.row(0, named=True)
    if total["immature"] and not total["base"]:
        several = plural(total["immature"], "frein repéré", "freins repérés")
        return f"{several} depuis moins de 183 jours : il est trop tôt pour juger leur levée."
    return "Chaque base est inférieure à 10 : aucun taux n'est dessiné."


def _within_table(rows: list[dict[str, Any]], within: Released, ever: Released) -> str:
    closed = {row["obstacle"]: row for row in ever.table.to_dicts()}
    lines = [_within_row(row["obstacle_label"], row, closed[row["obstacle"]]) for row in rows]
    totals = (item.total.row(0, named=True) for item in (within, ever))
    return markup.table(WITHIN, WITHIN_COLUMNS, lines, _within_row("Tous les freins", *totals))


def _within_row(label: str, within: dict[str, Any], ever: dict[str, Any]) -> Row:
    share = share_of(within)
    counts = (Cell(number(within[name]), within[name]) for name in ("immature", "unknown"))
    return (label, both_cell(share), interval_cell(share), *counts, both_cell(share_of(ever)))


@st.cache_data(show_spinner=False, max_entries=100)
def _draw_aids(
    snapshot_id: str,
    scope: Scope,
    selection: Selection,
    mode: Mode,
    _palette: Palette,
    _aided: Released,
    _aids: ReleasedTally,
) -> None:
    markup.block(f"<h2>{AIDS}</h2>")
    if _aids.table.is_empty():
        markup.block(markup.paragraph(NO_AID, "note"))
        return
    told = _aids.table.with_columns(base=pl.col("aids") - pl.col("immature")).to_dicts()
    rows = obstacles_bars.ranked_rows(told, _followed)
    bars = [Bar(row["obstacle_label"], _followed(row)) for row in rows if row["base"]]
    overall = share_of(_aided.total.row(0, named=True))
    markup.block(markup.paragraph(_aids_said(overall, rows), "plain"))
    if any(bar.share.rate is not None for bar in bars):
        markup.block(obstacles_bars.key(("var(--oi-accent)", "aide suivie de la levée du frein")))
        words = obstacles_bars.in_words(AIDS, bars)
        charts.draw(obstacles_bars.chart(_palette, bars), "freins-aides", words)
    table = markup.table(AIDS, AID_COLUMNS, [_aid_row(row) for row in rows])
    markup.block(table + markup.paragraph(AID_NOTE, "note"))


def _followed(row: dict[str, Any]) -> Share:
    return Share(row["resolved"], row["base"])


def _aids_said(overall: Share, rows: list[dict[str, Any]]) -> str:
    aids, young = (sum(row[name] for row in rows) for name in ("aids", "immature"))
    given = plural(aids, "aide rattachée à un frein", "aides rattachées à un frein")
    recent = f", dont {number(young)} trop récentes pour être jugées" if young > 1 else ""
    recent = ", dont une trop récente pour être jugée" if young == 1 else recent
    if not overall.base:
        return f"{given}{recent}."
    return (
        f"{given}{recent} ; {overall.of('aides suivies de la levée du frein dans les 183 jours')}."
    )


def _aid_row(row: dict[str, Any]) -> Row:
    share = _followed(row)
    counts = (Cell(number(row[name]), row[name]) for name in ("not_identified", "immature"))
    return (
        row["obstacle_label"],
        Cell(number(row["aids"]), row["aids"]),
        counted_cell(share),
        rate_cell(share),
        interval_cell(share),
        *counts,
    )
