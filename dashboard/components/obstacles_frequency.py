"""What blocks: the share of pathways with each obstacle, its intensity, when it was spotted."""

from typing import Any

import streamlit as st

from dashboard.components import charts, figures, markup, obstacles_bars
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.obstacles import Assessed, assessed
from dashboard.components.obstacles_bars import Bar
from dashboard.components.obstacles_contrast import legible
from dashboard.components.obstacles_shares import (
    Share,
    both_cell,
    counted_cell,
    interval_cell,
    rate_cell,
    share_of,
)
from dashboard.components.palette import Mode, Palette, translucent
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable, Released, ReleasedTally
from dashboard.formats import number, percent
from dashboard.reading.selection import Selection
from dashboard.reading.small_bases import too_small_for_rate
from dashboard.scope import Scope
from pipelines.vocabulary import Dimension

PREVALENCE = "Freins identifiés (en % des parcours où le frein est évalué)"
INTENSITY = "Intensité (en % des freins identifiés)"
ON_THE_WAY = "Repérage en cours de parcours (en %)"
DETAILS = "Intensité et moment du repérage, par frein"
GRADES = {"high": "Forte", "medium": "Moyenne", "low": "Faible", "not_stated": "Non précisée"}
SHORTEST_NAMED = 9
"""A piece of a bar shorter than this, in %, is not named on the bar."""
TICKS = (0, 25, 50, 75, 100)
ROW_HEIGHT = 47
PREVALENCE_COLUMNS = (
    Column("Frein"),
    Column("Identifié / évalué", is_number=True),
    Column("Part", is_number=True),
    Column("Intervalle à 95 %", is_number=True, is_secondary=True),
    Column("Non évalué", is_number=True, is_secondary=True),
)
DETAIL_COLUMNS = (
    Column("Frein"),
    Column("Identifiés", is_number=True),
    *(Column(words, is_number=True, is_secondary=True) for words in GRADES.values()),
    Column("En cours de parcours", is_number=True),
    Column("Moment inconnu", is_number=True, is_secondary=True),
)


def section(visit: Visit, selection: Selection) -> dict[str, Deliverable]:
    """Draw the view and return its tables, by title."""
    observatory = visit.observatory
    found = assessed(visit, selection)
    intensity = figures.tally(observatory, "obstacle_intensity", selection)
    question = selection.ask("obstacle_detected_on_the_way", Dimension.OBSTACLE)
    detected = figures.observe(observatory, question)
    _draw(
        observatory.snapshot.id,
        observatory.scope,
        selection,
        visit.mode,
        visit.palette,
        found,
        intensity,
        detected,
    )
    return {PREVALENCE: found.identified, INTENSITY: intensity, ON_THE_WAY: detected}


@st.cache_data(show_spinner=False, max_entries=100)
def _draw(
    snapshot_id: str,
    scope: Scope,
    selection: Selection,
    mode: Mode,
    _palette: Palette,
    _found: Assessed,
    _intensity: ReleasedTally,
    _detected: Released,
) -> None:
    _prevalence(_palette, _found)
    if _intensity.table.is_empty():
        none = "Aucun frein n'est identifié : ni intensité, ni moment de repérage à montrer."
        markup.block(markup.paragraph(none, "note"))
        return
    left, right = st.columns(2)
    with left:
        _grades(_palette, _intensity)
    with right:
        _moments(_palette, _intensity, _detected)
    markup.block(_details(_intensity, _detected))


def _prevalence(palette: Palette, found: Assessed) -> None:
    never = [item.label for item, share in found.shares.items() if not share.base]
    bars = obstacles_bars.ranked(
        [
            Bar(item.label, share, beside=_not_assessed(found, share))
            for item, share in found.shares.items()
            if share.base
        ]
    )
    key = obstacles_bars.key(
        ("var(--oi-accent)", "identifié, en % des parcours où le frein est évalué"),
        ("var(--oi-unknown)", "à droite : non évalué, en % de tous les parcours, hors de la base"),
    )
    markup.block(f"<h2>{PREVALENCE}</h2>{key}")
    words = obstacles_bars.in_words(PREVALENCE, bars)
    charts.draw(obstacles_bars.chart(palette, bars), "freins-frequence", words)
    notes = ["Les lignes ne s'additionnent pas : un parcours compte pour chaque frein."]
    if never:
        notes.insert(0, f"Jamais évalués dans ce périmètre : {', '.join(never)}.")
    told = "".join(markup.paragraph(note, "note") for note in notes)
    markup.block(_prevalence_table(found) + told)


def _prevalence_table(found: Assessed) -> str:
    ordered = sorted(found.shares.items(), key=lambda pair: -(pair[1].rate or -1))
    rows = [_prevalence_row(found, item.label, share) for item, share in ordered]
    whole = _prevalence_row(found, "Au moins un frein", found.any_identified)
    return markup.table(PREVALENCE, PREVALENCE_COLUMNS, rows, whole)


def _prevalence_row(found: Assessed, label: str, share: Share) -> Row:
    beside = both_cell(_not_assessed(found, share))
    return (label, counted_cell(share), rate_cell(share), interval_cell(share), beside)


def _not_assessed(found: Assessed, share: Share) -> Share:
    return Share(found.pathways - share.base, found.pathways)


def _grades(palette: Palette, intensity: ReleasedTally) -> None:
    rows = _by_obstacle(intensity)
    spec = charts.layout(palette, ROW_HEIGHT * len(rows) + 44)
    spec |= {"barmode": "stack", "bargap": 0.56}
    spec["xaxis"] |= {"range": [0, 101], "tickvals": list(TICKS)}
    spec["xaxis"]["ticktext"] = [percent(place / 100, 0) for place in TICKS]
    spec["yaxis"] |= {"visible": False, "range": [len(rows) - 0.5, -0.85]}
    colours = _grade_colours(palette)
    traces = [_grade(rows, name, *colours[name]) for name in GRADES]
    traces.append(_names(palette, rows))
    swatch = '<li><span class="oi-swatch" style="background:{}"></span>{}</li>'
    key = "".join(swatch.format(colours[name][0], words) for name, words in GRADES.items())
    markup.block(f'<h2>{INTENSITY}</h2><ul class="oi-key">{key}</ul>')
    charts.draw({"data": traces, "layout": spec}, "freins-intensite", _grades_in_words(rows))


def _grade_colours(palette: Palette) -> dict[str, tuple[str, str]]:
    """Return the colour of each grade, and that of the words written on it."""
    shades = [palette.sequence[rank] for rank in (4, 2, 0)]
    pairs = [*((shade, legible(shade)) for shade in shades)]
    pairs.append((translucent(palette.unknown, 0.55), palette.text))
    return dict(zip(GRADES, pairs, strict=True))


def _grade(rows: list[dict[str, Any]], name: str, colour: str, ink: str) -> charts.Spec:
    parts = [Share(row[name], row["identified"]) for row in rows]
    rates = [100 * (part.rate or 0) for part in parts]
    return {
        "type": "bar",
        "orientation": "h",
        "name": GRADES[name],
        "y": list(range(len(rows))),
        "x": rates,
        "marker": {"color": colour},
        "text": [percent(rate / 100, 0) if rate >= SHORTEST_NAMED else "" for rate in rates],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": 12, "color": ink},
        "constraintext": "none",
        "customdata": [part.in_brackets for part in parts],
        "hovertemplate": f"{GRADES[name]} : %{{customdata}}<extra></extra>",
    }


def _names(palette: Palette, rows: list[dict[str, Any]]) -> charts.Spec:
    small = [Share(0, row["identified"]).rate is None for row in rows]
    why = f" · {too_small_for_rate()}"
    return charts.words_at(
        palette,
        [0] * len(rows),
        [place - obstacles_bars.ABOVE for place in range(len(rows))],
        [
            f"{row['obstacle_label']} · {number(row['identified'])}{why if few else ''}"
            for row, few in zip(rows, small, strict=True)
        ],
    )


def _grades_in_words(rows: list[dict[str, Any]]) -> str:
    told = [
        f"{row['obstacle_label']} : forte {Share(row['high'], row['identified']).in_brackets}"
        for row in rows[:5]
    ]
    return f"{INTENSITY}. {' ; '.join(told)}."


def _moments(palette: Palette, intensity: ReleasedTally, detected: Released) -> None:
    """Draw the moments in the order of the intensities, drawn on the same lines."""
    found = {row["obstacle"]: share_of(row) for row in detected.table.to_dicts() if row["base"]}
    rows = [row for row in _by_obstacle(intensity) if row["obstacle"] in found]
    bars = [Bar(row["obstacle_label"], found[row["obstacle"]]) for row in rows]
    if not bars:
        none = markup.paragraph("Le moment du repérage n'est saisi pour aucun frein.", "note")
        markup.block(f"<h2>{ON_THE_WAY}</h2>{none}")
        return
    words = obstacles_bars.in_words(ON_THE_WAY, bars)
    meaning = "après le diagnostic d'entrée, en % des moments connus"
    markup.block(f"<h2>{ON_THE_WAY}</h2>{obstacles_bars.key(('var(--oi-accent)', meaning))}")
    charts.draw(obstacles_bars.chart(palette, bars), "freins-reperage", words)


def _details(intensity: ReleasedTally, detected: Released) -> str:
    moments = {row["obstacle"]: row for row in detected.table.to_dicts()}
    rows = [_detail(row, moments.get(row["obstacle"])) for row in _by_obstacle(intensity)]
    return markup.table(DETAILS, DETAIL_COLUMNS, rows)


def _detail(row: dict[str, Any], moment: dict[str, Any] | None) -> Row:
    grades = [Cell(number(row[name]), row[name]) for name in ("identified", *GRADES)]
    share = share_of(moment) if moment else Share(0, 0)
    unknown = moment["unknown"] if moment else 0
    return (row["obstacle_label"], *grades, both_cell(share), Cell(number(unknown), unknown))


def _by_obstacle(tally: ReleasedTally) -> list[dict[str, Any]]:
    return sorted(
        tally.table.to_dicts(),
        key=lambda row: (-row["identified"], obstacles_bars.obstacle_rank(row["obstacle"])),
    )
