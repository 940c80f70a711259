"""The four named indicators of Maintien en emploi, never one rate for all of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.components import (
    charts,
    figures,
    filters,
    markup,
    retention_band,
    retention_evidence,
    retention_published,
)
from dashboard.components.palette import Mode, Palette
from dashboard.components.released_table import rate_text
from dashboard.components.retention_band import band_of
from dashboard.components.retention_choice import Asked
from dashboard.components.retention_words import survival, typeset
from dashboard.components.tally_table import address_of, rates_table
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable, Released, thresholds
from dashboard.formats import fraction, number, percent, plural
from dashboard.observatory import ReleasedRetention, RetentionQuestion
from dashboard.observatory.retention_estimates import MILESTONES
from dashboard.reading.selection import Selection
from dashboard.scope import Scope
from pipelines.vocabulary import Continuity, JobTrait

EMPLOYED = {days: f"employed_{days}_days_after_hiring" for days in MILESTONES}
CONTINUOUS = "continuous_retention_180_days"
SAME_EMPLOYER = "same_employer_180_days"
ACCESS = "job_within_6_months"
CODES = (*EMPLOYED.values(), CONTINUOUS, SAME_EMPLOYER, ACCESS)
BAND = "En emploi après l'embauche, injoignables compris (en % des embauches)"
BAND_NOTE = (
    "En couleur, les emplois constatés ; en gris, les personnes injoignables : au pire aucune ne "
    "travaille, au mieux toutes. Elles restent dans la base."
)
FOUR_ACROSS = "grid-template-columns:repeat(auto-fit,minmax(240px,1fr))"
TWO_MEANINGS = (
    "« En emploi à 180 jours » et « maintien continu » ne disent pas la même chose : le premier "
    "regarde un jour donné, et compte qui a perdu un emploi puis en a retrouvé un ; le second "
    "s'arrête à la première interruption de plus de 30 jours. Les deux sont justes."
)
TWO_COUNTS = (
    "Le maintien est donné deux fois : estimé sur toutes les embauches, même récentes, et compté "
    "(n/N) sur les seules embauches assez anciennes."
)


@dataclass(frozen=True)
class Found:
    """What the chapter shows: rates by code, retention by continuity, and by evidence."""

    rates: Mapping[str, Released]
    retention: Mapping[Continuity, ReleasedRetention]
    by_evidence: ReleasedRetention


def section(visit: Visit, selection: Selection, asked: Asked) -> dict[str, Deliverable]:
    """Draw the chapter and return its tables, by title."""
    observatory = visit.observatory
    where, period = selection.where, selection.period
    questions = {item: RetentionQuestion(item, None, where, period) for item in Continuity}
    by_evidence = RetentionQuestion(by=JobTrait.EVIDENCE, where=where, period=period)
    found = Found(
        {code: figures.observe(observatory, selection.ask(code)) for code in CODES},
        {item: figures.retention(observatory, asked) for item, asked in questions.items()},
        figures.retention(observatory, by_evidence),
    )
    _draw(
        observatory.snapshot.id, observatory.scope, asked, visit.mode, visit.palette, visit, found
    )
    return {released.label: released for released in found.rates.values()}


@st.cache_data(show_spinner=False, max_entries=100)
def _draw(
    snapshot_id: str,
    scope: Scope,
    asked: Asked,
    mode: Mode,
    _palette: Palette,
    _visit: Visit,
    _found: Found,
) -> None:
    markup.block(markup.paragraph(typeset(_answer(_found.rates)), "answer"))
    markup.block(_tiles(_found))
    markup.block(markup.paragraph(f"{TWO_MEANINGS} {TWO_COUNTS}", "note"))
    named = {released.label: released for released in _found.rates.values()}
    links = {label: _link(released.code, asked) for label, released in named.items()}
    markup.block(rates_table("Les quatre indicateurs", named, links))
    bands = {days: band_of(_found.rates[code]) for days, code in EMPLOYED.items()}
    markup.block(f"<h2>{BAND}</h2>")
    if any(band.rates for band in bands.values()):
        spec = retention_band.chart(_palette, bands)
        charts.draw(spec, "maintien-injoignables", retention_band.in_words(BAND, bands))
    else:
        minimum = thresholds().minimum_base_for_rate
        few = f"Moins de {minimum} embauches assez anciennes : aucune part n'est dessinée."
        markup.block(markup.paragraph(few, "note"))
    markup.block(markup.paragraph(BAND_NOTE, "note"))
    retention_evidence.draw(_found.by_evidence)
    retention_published.draw(_visit.observatory, named)


def _answer(rates: Mapping[str, Released]) -> str:
    told = {code: "{} ({})".format(*_rate(rates[code])) for code in CODES}
    return (
        f"À 180 jours de l'embauche, en emploi ce jour-là : {told[EMPLOYED[180]]} ; sans "
        f"interruption depuis l'embauche : {told[CONTINUOUS]} ; chez le même employeur : "
        f"{told[SAME_EMPLOYER]}. Un premier emploi dans les 6 mois de l'entrée : {told[ACCESS]}."
    )


def _link(code: str, asked: Asked) -> str:
    """Return the address of the breakdowns of an indicator, with the filters kept."""
    kept = {dimension.url_key: list(codes) for dimension, codes in asked.question.where}
    ends = zip((filters.FROM, filters.TO), asked.question.period, strict=True)
    kept |= {key: [quarter] for key, quarter in ends if quarter}
    return address_of("resultats", kept | {"ind": [code]})


def _tiles(found: Found) -> str:
    tiles = [
        _employed(found.rates),
        _held(found, Continuity.ANY_EMPLOYER, CONTINUOUS, "Maintien continu à 180 jours"),
        _held(found, Continuity.SAME_EMPLOYER, SAME_EMPLOYER, "Même employeur à 180 jours"),
        _access(found.rates[ACCESS]),
    ]
    return f'<div class="oi-tiles" style="{FOUR_ACROSS}">{"".join(tiles)}</div>'


def _employed(rates: Mapping[str, Released]) -> str:
    told = {days: _rate(rates[code]) for days, code in EMPLOYED.items()}
    others = [f"À {days} jours : {told[days][0]} ({told[days][1]})" for days in (90, 365)]
    released = rates[EMPLOYED[180]]
    also = [*others, _beside(released), "Un jour donné : avec ou sans interruption."]
    return _tile("En emploi à 180 jours", told[180][0], told[180][1], also)


def _held(found: Found, continuity: Continuity, code: str, label: str) -> str:
    row = found.retention[continuity].whole.row(0, named=True)
    rate, counted = _rate(found.rates[code])
    value = "n/d" if row["survival_180"] is None else percent(row["survival_180"], row["people"])
    around = survival(row, 180).partition(" (")[2].rstrip(")")
    estimated = f"Estimé sur {plural(row['people'], 'personne')}" + (
        f", {around}." if around else ", trop peu suivies."
    )
    followed = f"{number(row['followed_180'])} suivies jusqu'au bout."
    also = [f"{estimated} {followed}", _beside(found.rates[code])]
    return _tile(label, value, f"Compté : {rate} ({counted})", also)


def _access(released: Released) -> str:
    rate, counted = _rate(released)
    also = [_beside(released), "Un premier emploi commence dans les 183 jours, même s'il finit."]
    return _tile("Premier emploi sous 6 mois", rate, f"{counted} parcours", also)


def _rate(released: Released) -> tuple[str, str]:
    row = released.total.row(0, named=True)
    return rate_text(row), fraction(row["numerator"], row["base"])


def _beside(released: Released) -> str:
    row = released.total.row(0, named=True)
    unknown = plural(row["unknown"], "inconnu") if row["unknown"] else "Aucun inconnu"
    young = plural(row["immature"], "trop récent", "trop récents")
    return f"{unknown}, {young}." if row["immature"] else f"{unknown}."


def _tile(label: str, value: str, base: str, also: list[str]) -> str:
    lines = "".join(f'<span class="also">{escape(line)}</span>' for line in also)
    return (
        f'<div class="oi-tile"><span class="label">{escape(label)}</span>'
        f'<span class="value">{escape(value)}</span>'
        f'<span class="base">{escape(base)}</span>{lines}</div>'
    )
