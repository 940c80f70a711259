"""The parts of the overview: key figures, remarks, flows by quarter, map of entries."""

from collections.abc import Sequence
from functools import partial

import polars as pl
import streamlit as st

from dashboard.components import address, charts, epci_map, figures, markup, quarterly, tiles
from dashboard.components.quarterly import Series
from dashboard.components.results_cohorts import unfinished
from dashboard.components.visit import Visit
from dashboard.disclosure import CellStatus, Released
from dashboard.formats import day, fraction, percent, plural, quarter_label
from dashboard.reading import attention, map_values
from dashboard.reading.selection import Selection
from dashboard.reading.timeline import Point, series
from dashboard.scope import Scope
from pipelines.vocabulary import Dimension

RESULTS = "resultats"
MAP_NOTE = (
    "Parcours commencés sur la période par les habitants du périmètre, rapportés à la population "
    "du même périmètre. Double-clic pour agrandir."
)
FALLBACK = (
    "Les personnes soumises aux droits et devoirs sont connues dans trop peu "
    "d'intercommunalités : la population sert de base."
)
Trends = dict[str, Released]


def key_figures(visit: Visit, selection: Selection, codes: Sequence[str]) -> Trends:
    """Return each key figure by quarter, with its total."""
    questions = {code: selection.ask(code) for code in codes}
    return {
        code: figures.observe(visit.observatory, selection.ask(code, question.time_dimension))
        for code, question in questions.items()
    }


def answer(visit: Visit, selection: Selection, trends: Trends) -> None:
    """Say where things stand, in two sentences."""
    present, entered, left = (_total(trends[code]) for code in ("caseload", "entries", "exits"))
    result = trends["positive_exit"].total.row(0, named=True)
    ended = plural(left, "s'est terminé", "se sont terminés")
    sentence = (
        f"{_stock_day(visit, selection).capitalize()}, "
        f"{plural(present, 'personne est accompagnée', 'personnes sont accompagnées')}. "
        f"Sur la période, {plural(entered, 'parcours a commencé', 'parcours ont commencé')} "
        f"et {ended}"
    )
    if result["status"] == CellStatus.SHOWN.value:
        sentence += (
            f" ; {fraction(result['numerator'], result['base'])} sorties "
            f"({percent(result['rate'], result['base'])}) mènent à un emploi ou à une formation"
        )
    markup.block(markup.paragraph(f"{sentence}.", "answer"))


def draw_tiles(visit: Visit, selection: Selection, trends: Trends) -> None:
    """Draw the key figures."""
    stock = _stock_day(visit, selection)
    shown = [
        tiles.tile(
            selection.label(code),
            released,
            _trend(visit, selection, released),
            stock if code == "caseload" else "sur la période",
        )
        for code, released in trends.items()
    ]
    markup.block(tiles.tiles(shown))


def _trend(visit: Visit, selection: Selection, released: Released) -> list[Point]:
    question = selection.ask(released.code, *released.by)
    young = unfinished(visit.observatory, question).get(None, ())
    return series(released, visit.choices.quarters, unfinished=young)


def remarks(visit: Visit, selection: Selection) -> None:
    """Draw three things to look at, each with a link to the figures it comes from."""
    observatory = visit.observatory
    found = _remarks(observatory.snapshot.id, observatory.scope, selection, visit)
    if not found:
        return
    markup.block("<h2>Trois choses à regarder</h2>" if len(found) == 3 else "<h2>À regarder</h2>")
    for column, remark in zip(st.columns(len(found), border=True), found, strict=True):
        with column:
            title = f'<p class="oi-remark"><b>{remark.title}</b></p>'
            markup.block(title + markup.paragraph(remark.sentence, "plain"))
            chosen = {"ind": [remark.indicator], "par": [remark.by.url_key]}
            st.page_link(
                visit.pages[RESULTS],
                label="Voir dans Résultats →",
                query_params=address.current() | chosen,
            )


def flows(visit: Visit, trends: Trends) -> None:
    """Draw entries and exits by quarter."""
    quarters = visit.choices.quarters
    palette = visit.palette
    shown = [
        Series("Entrées", palette.accent, series(trends["entries"], quarters)),
        Series("Sorties", palette.categories[4], series(trends["exits"], quarters)),
    ]
    key = "".join(
        f'<li><span class="oi-swatch" style="background:{item.colour}"></span>{item.label}</li>'
        for item in shown
    )
    title = "Entrées et sorties par trimestre (nombre de parcours)"
    markup.block(f'<h2>{title}</h2><ul class="oi-key">{key}</ul>')
    charts.draw(quarterly.columns(palette, shown), "flux", quarterly.in_words(title, shown))


def territory(visit: Visit, selection: Selection, entries: Released) -> None:
    """Draw entries by EPCI: title with its unit, map and legend, table beside or under it."""
    observatory = visit.observatory
    kept = dict(selection.where)
    departments = kept.get(Dimension.DEPARTMENT) or visit.choices.options[Dimension.DEPARTMENT]
    centres, populations = figures.territories(observatory)
    if Dimension.EPCI in kept:
        populations = populations.filter(pl.col("epci_code").is_in(kept[Dimension.EPCI]))
    values = map_values.map_values(entries, centres, populations, set(departments))
    if values.table.is_empty():
        return
    title = f"Entrées {values.measure.unit}, par intercommunalité"
    note = f"{MAP_NOTE} {FALLBACK}" if values.measure is map_values.INHABITANTS else MAP_NOTE
    markup.block(f"<h2>{title}</h2>{markup.paragraph(note, 'note')}")
    drawing, numbers = st.columns([6, 5])
    with drawing:
        shapes = f"/territoires/{observatory.snapshot.id}"
        epci_map.draw(values, visit.palette, shapes, f"Carte : {title}")
        markup.block(epci_map.legend(values, visit.palette))
    with numbers:
        markup.block(epci_map.map_table(values, title))


@st.cache_data(show_spinner="Recherche de ce qui mérite un regard…", max_entries=200)
def _remarks(
    snapshot_id: str, scope: Scope, selection: Selection, _visit: Visit
) -> list[attention.Remark]:
    ask = partial(figures.observe, _visit.observatory)
    return attention.remarks(ask, selection, _visit.choices.quarters)


def _total(released: Released) -> int:
    return int(released.total.row(0, named=True)["numerator"])


def _stock_day(visit: Visit, selection: Selection) -> str:
    quarters = visit.choices.quarters
    last = selection.period[1]
    if last and quarters.get(last):
        return f"fin {quarter_label(last)}"
    return f"au {day(visit.observatory.reference_date)}"
