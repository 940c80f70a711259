"""The first chapter of Couverture IAE: the map, its legend, the place chosen, the table."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboard.components import (
    coverage_figures,
    coverage_files,
    coverage_looks,
    coverage_map,
    coverage_points,
    coverage_selection,
    coverage_table,
    coverage_territories,
    coverage_words,
    markup,
)
from dashboard.components.coverage_choice import Asked
from dashboard.components.coverage_search import Place
from dashboard.components.coverage_values import Places, commune_places, epci_places
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable
from dashboard.observatory.coverage_released import ReleasedCoverage

Several = Sequence[ReleasedCoverage]
ZOOM = "Double-clic pour agrandir ; un clic choisit un territoire."


def section(visit: Visit, asked: Asked, several: Several) -> dict[str, Deliverable]:
    """Draw the map, then the table; return the tables offered as files."""
    searched = _places(visit, several)
    coverage_selection.search(searched)
    chosen = coverage_selection.chosen(searched)
    code = chosen.code if chosen else ""
    _map(visit, several, code)
    if asked.is_single:
        _say(several[0], code)
        coverage_table.draw(several[0], visit.palette, code)
    else:
        coverage_territories.table(several, visit.palette, "epci", code)
    coverage_selection.listen()
    return coverage_files.places_files(several, asked.origin)


def title(released: ReleasedCoverage) -> str:
    """Return the title of the map: the measure with its unit and its year."""
    family = released.question.family.label
    return (
        f"Accessibilité potentielle : ETP à {released.max_minutes:.0f} minutes au plus, pour "
        f"100 {released.unit.noun}s, {released.year} ({family})"
    )


def _places(visit: Visit, several: Several) -> tuple[Place, ...]:
    found = (coverage_figures.places(visit.observatory, released) for released in several)
    if len(several) == 1:
        return next(found)
    epci = {place.code: place for places in found for place in places if len(place.code) > 5}
    return tuple(epci.values())


def _map(visit: Visit, several: Several, chosen: str) -> None:
    observatory = visit.observatory
    places = _coloured(visit, several)
    points = coverage_points.grouped(coverage_files.sites(several))
    named = title(several[0])
    markup.block(f"<h2>{named}</h2>")
    drawing, beside = st.columns([7, 4], vertical_alignment="center")
    with drawing:
        shapes = f"/territoires/{observatory.snapshot.id}"
        coverage_map.draw(places, points, visit.palette, shapes, f"Carte : {named}", chosen)
    with beside:
        reference = several[0].reference if len(several) == 1 else None
        classes = coverage_looks.legend(visit.palette, places.counts, reference, places.unit)
        families = (
            markup.paragraph("Points : structures de l'IAE.", "note")
            if places.is_wide
            else coverage_looks.families_legend(
                points.filter(~pl.col("is_outside"))["family"].to_list(), points["is_outside"].any()
            )
        )
        markup.block(classes + families)
        notes = [coverage_words.NOTE, ZOOM] if places.has_shapes else [coverage_words.NO_SHAPES]
        markup.block(markup.paragraph(" ".join(notes), "note"))


def _coloured(visit: Visit, several: Several) -> Places:
    observatory = visit.observatory
    if len(several) == 1:
        shapes = coverage_figures.shapes(observatory, several[0].question.department)
        return commune_places(several[0], shapes)
    return epci_places(several, coverage_figures.shapes(observatory, None))


def _say(released: ReleasedCoverage, chosen: str) -> None:
    rows = released.communes.filter(commune_code=chosen)
    if len(rows):
        told = coverage_words.place_sentence(rows.row(0, named=True), released)
        markup.block(markup.paragraph(told, "plain"))
        return
    territory = released.territories.filter(kind="epci", code=chosen)
    if len(territory):
        told = coverage_territories.sentence(territory.row(0, named=True), released)
        markup.block(markup.paragraph(told, "plain"))
