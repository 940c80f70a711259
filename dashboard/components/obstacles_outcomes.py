"""What became of people, by obstacle and by number of obstacles, for an outcome chosen."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.components import address, charts, empty, figures, markup, obstacles_bars
from dashboard.components.obstacles_bars import Bar
from dashboard.components.obstacles_shares import share_of
from dashboard.components.palette import Mode, Palette
from dashboard.components.released_table import released_table
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable, Released, thresholds
from dashboard.reading.selection import Selection
from dashboard.scope import Scope
from pipelines.vocabulary import Dimension, ObstacleCount

OUTCOME = "issue"
OUTCOMES = (
    "positive_exit",
    "in_employment_at_exit",
    "employment_at_6_months",
    "job_within_6_months",
    "durable_employment",
    "training_during_pathway",
    "next_scheme_within_3_months",
    "dropout",
    "undocumented_exit",
)
BY_OBSTACLE, BY_COUNT = "selon le frein identifié", "selon le nombre de freins"
NO_EXIT = "Aucun parcours de ce périmètre n'est concerné : pas d'issue à montrer."
CAUTIONS = (
    "Un parcours compte pour chacun de ses freins : les lignes par frein ne s'additionnent pas.",
    "Les personnes diffèrent aussi par leur âge, leur formation, leur territoire : une différence "
    "n'est pas un effet du frein, ni un effet du dispositif.",
)


def section(visit: Visit, selection: Selection) -> dict[str, Deliverable]:
    """Offer the outcome, draw the view and return its tables, by title."""
    observatory = visit.observatory
    offered = {code: selection.label(code) for code in OUTCOMES}
    code = address.choose_one("Issue", OUTCOME, offered, OUTCOMES[0], 420)
    by_obstacle, by_count = (
        figures.observe(observatory, selection.ask(code, dimension))
        for dimension in (Dimension.OBSTACLE, Dimension.OBSTACLE_COUNT)
    )
    label = offered[code]
    if not empty.is_counted(by_count):
        markup.block(f"<h2>{label}</h2>" + markup.paragraph(NO_EXIT, "note"))
        return {}
    why = empty.reason(by_count, selection)
    kept = (observatory.snapshot.id, observatory.scope, selection, visit.mode, label, why)
    _draw(*kept, visit.palette, by_obstacle, by_count)
    return {
        f"{label}, {BY_OBSTACLE}": by_obstacle,
        f"{label}, {BY_COUNT}": by_count,
    }


@st.cache_data(show_spinner=False, max_entries=200)
def _draw(
    snapshot_id: str,
    scope: Scope,
    selection: Selection,
    mode: Mode,
    label: str,
    why: str,
    _palette: Palette,
    _by_obstacle: Released,
    _by_count: Released,
) -> None:
    of_obstacle, of_count = _ranked(_by_obstacle), _in_order(_by_count)
    told = markup.paragraph(why, "note") if why else _key(_by_count)
    markup.block(f"<h2>{label} (en % de la base)</h2>{told}")
    if not why:
        left, right = st.columns(2)
        with left:
            _chart(_palette, f"{label}, {BY_OBSTACLE}", _by_obstacle, of_obstacle)
        with right:
            _chart(_palette, f"{label}, {BY_COUNT}", _by_count, of_count)
    markup.block("".join(markup.paragraph(note, "note") for note in CAUTIONS))
    markup.block(released_table(_by_obstacle, f"{label}, {BY_OBSTACLE}", of_obstacle))
    markup.block(released_table(_by_count, f"{label}, {BY_COUNT}", of_count))


def _key(released: Released) -> str:
    whole = share_of(released.total.row(0, named=True))
    entries = [("var(--oi-accent)", "résultat atteint")]
    if released.indicator.unknown_in_base:
        entries.append(("var(--oi-unknown)", "situation inconnue, dans la base"))
    line = f"ensemble du périmètre : {whole.of('parcours')}" if whole.rate is not None else ""
    return obstacles_bars.key(*entries, line=line)


def _chart(palette: Palette, title: str, released: Released, rows: pl.DataFrame) -> None:
    under = BY_OBSTACLE if released.by == (Dimension.OBSTACLE,) else BY_COUNT
    markup.block(f'<p class="oi-remark"><b>{under.capitalize()}</b></p>')
    bars = _bars(released, rows)
    if not any(bar.share.rate is not None for bar in bars):
        none = (
            "Chaque base est inférieure à 10 : aucun taux n'est dessiné."
            if bars
            else "Aucun parcours concerné par un frein identifié."
        )
        markup.block(markup.paragraph(none, "note"))
        return
    spec = obstacles_bars.chart(palette, bars, share_of(released.total.row(0, named=True)))
    key = f"freins-issues-{released.by[0].url_key}"
    charts.draw(spec, key, obstacles_bars.in_words(title, bars))


def _bars(released: Released, rows: pl.DataFrame) -> list[Bar]:
    label = f"{released.by[0].value}_label"
    return [
        Bar(row[label], share_of(row), _unknown(released, row))
        for row in rows.to_dicts()
        if row["base"]
    ]


def _unknown(released: Released, row: dict[str, Any]) -> int:
    return int(row["unknown"]) if released.indicator.unknown_in_base else 0


def _ranked(released: Released) -> pl.DataFrame:
    """Return the rows by decreasing rate, bases too small to be ranked after the others."""
    is_small = pl.col("base") < thresholds().minimum_base_for_comparison
    return released.table.sort(
        pl.col("rate").is_null(), is_small, -pl.col("rate"), "obstacle_label"
    )


def _in_order(released: Released) -> pl.DataFrame:
    """Return the rows in the order of the number of obstacles, not assessed last."""
    order = {item.value: rank for rank, item in enumerate(ObstacleCount)}
    return released.table.sort(pl.col("obstacle_count").replace_strict(order))
