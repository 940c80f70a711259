"""Obstacles met together: how many each pathway has, and which go in pairs."""

import streamlit as st

from dashboard.components import charts, figures, markup, obstacles_bars, words
from dashboard.components.markup import Column
from dashboard.components.obstacles_bars import Bar
from dashboard.components.obstacles_matrix import Pairs, matrix
from dashboard.components.obstacles_shares import (
    Share,
    counted_cell,
    interval_cell,
    rate_cell,
)
from dashboard.components.palette import Mode, Palette
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable, Released, ReleasedTally, thresholds
from dashboard.reading.selection import Selection
from dashboard.scope import Scope
from pipelines.vocabulary import Dimension, Obstacle, ObstacleCount

PAIRS = "Deux freins identifiés ensemble (en % des parcours où les deux sont évalués)"
COUNTS = "Nombre de freins identifiés (en % des parcours évalués)"
SHARE_COLUMNS = (
    Column("Part", is_number=True),
    Column("Intervalle à 95 %", is_number=True, is_secondary=True),
)
PAIR_COLUMNS = (
    Column("Les deux freins"),
    Column("Identifiés / évalués", is_number=True),
    *SHARE_COLUMNS,
)
COUNT_COLUMNS = (
    Column("Nombre de freins"),
    Column("Parcours / évalués", is_number=True),
    *SHARE_COLUMNS,
)
READING = (
    "Chaque case croise le frein nommé au bout de sa ligne et celui nommé en haut de sa colonne. "
    "Case vide : base inférieure à 10."
)
NO_PAIR = "Aucun parcours où deux freins sont évalués : rien à croiser."


def section(visit: Visit, selection: Selection) -> dict[str, Deliverable]:
    """Draw the view and return its tables, by title."""
    observatory = visit.observatory
    pairs = figures.tally(observatory, "obstacle_pair", selection)
    question = selection.ask("entries", Dimension.OBSTACLE_COUNT)
    counts = figures.observe(observatory, question)
    kept = (observatory.snapshot.id, observatory.scope, selection, visit.mode)
    _draw(*kept, visit.palette, pairs, counts)
    return {PAIRS: pairs, COUNTS: counts}


@st.cache_data(show_spinner=False, max_entries=100)
def _draw(
    snapshot_id: str,
    scope: Scope,
    selection: Selection,
    mode: Mode,
    _palette: Palette,
    _pairs: ReleasedTally,
    _counts: Released,
) -> None:
    pairs = _shares(_pairs)
    left, right = st.columns(2)
    with left:
        _draw_pairs(_palette, pairs)
    with right:
        bars, unknown = _count_bars(_counts)
        _draw_counts(_palette, bars, unknown)
    if pairs:
        markup.block(_table(pairs))
    markup.block(_count_table(bars))


def _draw_pairs(palette: Palette, pairs: Pairs) -> None:
    markup.block(f"<h2>{PAIRS}</h2>")
    if not any(share.rate is not None for share in pairs.values()):
        markup.block(markup.paragraph(_nothing(pairs), "note"))
        return
    markup.block(markup.paragraph(_most_frequent(pairs), "plain"))
    charts.draw(matrix(palette, pairs), "freins-paires", _in_words(pairs))
    markup.block(markup.paragraph(READING, "note"))


def _shares(pairs: ReleasedTally) -> Pairs:
    return {
        (Obstacle(row["obstacle"]), Obstacle(row["other_obstacle"])): Share(
            row["identified"], row["assessed"]
        )
        for row in pairs.table.to_dicts()
    }


def _nothing(pairs: Pairs) -> str:
    small = (
        "Deux freins ne sont évalués ensemble que dans moins de "
        f"{thresholds().minimum_base_for_rate} parcours : aucun taux."
    )
    return small if pairs else NO_PAIR


def _most_frequent(pairs: Pairs) -> str:
    known = {pair: share for pair, share in pairs.items() if share.rate is not None}
    one, other = max(known, key=lambda pair: known[pair].rate or 0)
    share = known[one, other]
    if not share.numerator:
        return "Aucun parcours n'a deux freins identifiés."
    told = share.of("parcours où les deux sont évalués")
    return (
        f"Le plus souvent ensemble : « {words.in_sentence(one.label)} » et "
        f"« {words.in_sentence(other.label)} », {told}."
    )


def _in_words(pairs: Pairs) -> str:
    return f"{PAIRS}. {_most_frequent(pairs)}"


def _table(pairs: Pairs) -> str:
    ordered = sorted(
        pairs.items(), key=lambda item: -(item[1].rate if item[1].rate is not None else -1)
    )
    rows = [
        (
            f"{one.label} + {other.label}",
            counted_cell(share),
            rate_cell(share),
            interval_cell(share),
        )
        for (one, other), share in ordered
    ]
    return markup.table(PAIRS, PAIR_COLUMNS, rows)


def _count_bars(counts: Released) -> tuple[list[Bar], int]:
    """Return the pathways by number of obstacles, over the assessed, and those not assessed."""
    found: dict[str, int] = dict(counts.table.select("obstacle_count", "numerator").iter_rows())
    unknown = found.pop(ObstacleCount.UNKNOWN.value, 0)
    base = sum(found.values())
    bars = [
        Bar(item.label, Share(found.get(item.value, 0), base))
        for item in ObstacleCount
        if item is not ObstacleCount.UNKNOWN
    ]
    return bars, unknown


def _draw_counts(palette: Palette, bars: list[Bar], unknown: int) -> None:
    base = bars[0].share.base
    told = f"Freins non évalués, hors de la base : {Share(unknown, unknown + base).of('parcours')}."
    markup.block(f"<h2>{COUNTS}</h2>" + markup.paragraph(told, "plain"))
    if bars[0].share.rate is None:
        few = f"Moins de {thresholds().minimum_base_for_rate} parcours évalués : aucun taux."
        markup.block(markup.paragraph(few, "note"))
        return
    words = obstacles_bars.in_words(COUNTS, bars)
    charts.draw(obstacles_bars.chart(palette, bars), "freins-nombre", words)


def _count_table(bars: list[Bar]) -> str:
    rows = [
        (bar.label, counted_cell(bar.share), rate_cell(bar.share), interval_cell(bar.share))
        for bar in bars
    ]
    return markup.table(COUNTS, COUNT_COLUMNS, rows)
