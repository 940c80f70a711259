"""How first jobs begun without a durable contract end: a switch, a loss, or neither."""

from html import escape
from typing import Any

import streamlit as st

from dashboard.components import charts, figures, markup
from dashboard.components import retention_ends_chart as ends_chart
from dashboard.components.palette import Mode, Palette
from dashboard.components.retention_causes import (
    DAYS,
    Shares,
    groups,
    incidences,
    steps,
)
from dashboard.components.retention_choice import Asked
from dashboard.components.retention_ends_table import SHARES_TITLE, counts_table, shares_table
from dashboard.components.retention_files import endings_file, groups_file
from dashboard.components.retention_lines import WHOLE, name_of
from dashboard.components.retention_words import NO_EFFECT, told_apart, typeset
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable, thresholds
from dashboard.formats import number, percent, plural
from dashboard.observatory import ReleasedRetention
from dashboard.observatory.retention_released import ENDING_COLUMNS
from dashboard.scope import Scope
from pipelines.vocabulary import JobEnding

JUDGED = 180
MOST = 8
TITLE = "Comment finissent les emplois commencés sans contrat durable"
NOBODY = "Tous les premiers emplois ont commencé sous un contrat durable : rien à suivre ici."
METHOD = (
    "Contrat durable : CDI, CDD de 6 mois et plus, création d'entreprise. Les fins se font "
    "concurrence : chaque part est celle des emplois finis ainsi, les autres fins n'étant jamais "
    "traitées comme des suivis interrompus (Aalen-Johansen). Une part n'est donnée que si "
    "{minimum} personnes sont encore à risque."
)
NOUNS = {
    JobEnding.DURABLE: ("passage en contrat durable", "passages en contrat durable"),
    JobEnding.LOSS: ("perte d'emploi", "pertes d'emploi"),
    JobEnding.NEUTRAL: ("retraite, départ ou décès", "retraites, départs ou décès"),
}
VERBS = {
    JobEnding.DURABLE: "sont passées en contrat durable",
    JobEnding.LOSS: "ont perdu leur emploi",
    JobEnding.NEUTRAL: "sont parties (retraite, départ, décès)",
}


def section(visit: Visit, asked: Asked) -> dict[str, Deliverable]:
    """Draw the chapter and return its tables, by title."""
    observatory = visit.observatory
    released = figures.retention(observatory, asked.question)
    _draw(observatory.snapshot.id, observatory.scope, asked, visit.mode, visit.palette, released)
    if released.endings.is_empty():
        return {"Maintien, par groupe": groups_file(released)}
    return {"Fins des premiers emplois": endings_file(released)}


@st.cache_data(show_spinner=False, max_entries=100)
def _draw(
    snapshot_id: str,
    scope: Scope,
    asked: Asked,
    mode: Mode,
    _palette: Palette,
    _released: ReleasedRetention,
) -> None:
    rows = groups(_released)
    if not rows:
        markup.block(markup.paragraph(NOBODY, "answer"))
        return
    markup.block(markup.paragraph(typeset(_answer(_released, rows)), "answer"))
    title = f"{TITLE}{told_apart(_released.question.by)}"
    markup.block(f"<h2>{escape(typeset(title))}, en %</h2>")
    _chart(_palette, _released, rows, title)
    named = [(_named(_released, row), row) for row in rows]
    markup.block(counts_table(f"{title}, effectifs", named))
    markup.block(f"<h2>{SHARES_TITLE}</h2>")
    markup.block(shares_table(SHARES_TITLE, named, _released.endings))
    beyond = _beyond(_released, rows, len(_drawn(_released, rows)))
    markup.block(markup.paragraph(beyond + METHOD.format(minimum=_fewest_at_risk()), "note"))


def _chart(
    palette: Palette, released: ReleasedRetention, rows: list[dict[str, Any]], title: str
) -> None:
    if released.question.by is None:
        _layers(palette, released, title)
        return
    drawn = _drawn(released, rows)
    if not drawn:
        _too_few(JUDGED)
        return
    markup.block(_key(palette))
    told = " ; ".join(f"{name} : {in_words(found)}" for name, found in drawn)
    alt = f"{title}, à {JUDGED} jours. {told}."
    charts.draw(ends_chart.bars(palette, drawn), "maintien-fins", alt)


def _layers(palette: Palette, released: ReleasedRetention, title: str) -> None:
    found = incidences(released.endings, None).items()
    known = [(days, shares) for days, shares in found if shares is not None]
    if not known:
        _too_few(DAYS[0])
        return
    told = " ; ".join(f"à {days} jours, {in_words(shares)}" for days, shares in known)
    spec = ends_chart.layers(palette, steps(released.endings, None, ends_chart.SPAN))
    charts.draw(spec, "maintien-fins", f"{title} : {told}.")


def _fewest_at_risk() -> int:
    """Return how many people must still be at risk for a share to be given."""
    return thresholds().minimum_at_risk_for_curve


def _too_few(days: int) -> None:
    why = f"Moins de {_fewest_at_risk()} personnes à risque à {days} jours : rien n'est dessiné."
    markup.block(markup.paragraph(why, "note"))


def _drawn(released: ReleasedRetention, rows: list[dict[str, Any]]) -> list[tuple[str, Shares]]:
    found = []
    for row in rows[:MOST]:
        shares = incidences(released.endings, row["code"])[JUDGED]
        if shares is not None:
            found.append((_named(released, row), shares))
    return found


def _answer(released: ReleasedRetention, rows: list[dict[str, Any]]) -> str:
    people = sum(row["people"] for row in rows)
    hired = plural(people, "personne embauchée", "personnes embauchées")
    ended = [
        plural(sum(row[name] for row in rows), *NOUNS[ending])
        for ending, name in ENDING_COLUMNS.items()
    ]
    running = plural(sum(row["running"] for row in rows), "emploi sans fin", "emplois sans fin")
    told = (
        f"{hired} sans contrat durable, sur {number(released.people)} : {', '.join(ended)}, "
        f"{running} connue."
    )
    if released.question.by is not None:
        return f"{told} {NO_EFFECT}"
    shares = incidences(released.endings, None)[JUDGED]
    return told if shares is None else f"{told} À {JUDGED} jours : {in_words(shares)}."


def in_words(shares: Shares) -> str:
    """Return the share of each ending, and of the jobs that go on."""
    told = [f"{percent(part)} {VERBS[ending]}" for ending, part in shares.items()]
    rest = percent(1 - sum(shares.values()))
    return f"{', '.join(told)} ; {rest} y travaillent encore"


def _beyond(released: ReleasedRetention, rows: list[dict[str, Any]], drawn: int) -> str:
    """Return how many groups the table has that the chart has not, or an empty text."""
    more = len(rows) - drawn
    if released.question.by is None or not more:
        return ""
    noun = plural(more, "groupe n'est pas dessiné", "groupes ne sont pas dessinés")
    return f"{noun}, faute de {_fewest_at_risk()} personnes à risque à {JUDGED} jours ou de place. "


def _named(released: ReleasedRetention, row: dict[str, Any]) -> str:
    if released.question.by is None:
        return WHOLE
    return name_of(released, row["code"], row["label"])


def _key(palette: Palette) -> str:
    swatch = '<span class="oi-swatch" style="background:{}"></span>'
    looks = [(item.label, colour) for item, colour in ends_chart.colours(palette).items()]
    looks.append((ends_chart.STILL, palette.accent_pale))
    items = (f"<li>{swatch.format(colour)}{escape(label)}</li>" for label, colour in looks)
    return f'<ul class="oi-key">{"".join(items)}</ul>'
