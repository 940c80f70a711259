"""One territory or structure beside the rest of its département and the most similar ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import polars as pl
import streamlit as st

from dashboard.components import (
    address,
    charts,
    compare_chart,
    compare_profile,
    compare_rates,
    compare_words,
    markup,
)
from dashboard.components.compare_profile import Neighbourhood
from dashboard.components.compare_rates import Side
from dashboard.components.released_table import rate_text
from dashboard.components.visit import Visit
from dashboard.disclosure import COUNTS, Deliverable
from dashboard.formats import short_name
from dashboard.observatory import Question
from dashboard.reading.counted_units import unit_of
from dashboard.scope import Scope
from pipelines.analysis.similarity import MINIMUM_PATHWAYS, NEAREST
from pipelines.indicators import Unit
from pipelines.vocabulary import Dimension

KEY = "comparer"
KINDS = {
    Dimension.DEPARTMENT: "Département",
    Dimension.EPCI: "EPCI",
    Dimension.LOCAL_TERRITORY: "Territoire local",
    Dimension.STRUCTURE: "Structure",
}
"""What may be compared; the address writes the kind's short key before the code."""
CRITERIA_NOTE = (
    f"Les {NEAREST} unités les plus semblables, parmi celles de votre périmètre qui comptent au "
    f"moins {MINIMUM_PATHWAYS} parcours, sur toute la période : chaque critère est ramené à son "
    "écart-type, la distance est la moyenne quadratique pondérée des écarts. Les poids sont les "
    "mêmes pour chaque thème ; ils ne disent pas ce qui compte le plus pour le résultat."
)
NOTHING_ELSE = (
    "Votre périmètre n'a rien d'autre à quoi comparer : aucun autre parcours du même département, "
    "ou aucun autre département."
)
PLACES_NOTE = "Les filtres de territoire et de structure ne s'appliquent pas ici ; les autres si."


@dataclass(frozen=True, slots=True)
class Comparison:
    """A unit beside the others: `rows` of `compare_rates.compare`, with the names to show."""

    dimension: Dimension
    chosen: str
    rows: pl.DataFrame
    names: dict[str, str]
    titles: list[str]
    around: Neighbourhood

    @property
    def is_comparable(self) -> bool:
        """Tell whether the chosen unit's difference with at least one side can be given."""
        return bool(self.rows["difference"].is_not_null().any())


def draw(visit: Visit, question: Question, label: str) -> Mapping[str, Deliverable]:
    """Draw the choice of a unit and its comparison; return the tables that may be exported."""
    markup.block("<h2>Comparer</h2>")
    options = _options(visit)
    chosen = address.choose_one("Territoire ou structure à comparer", KEY, options)
    if not chosen:
        return {}
    if question.indicator.unit is not Unit.PROPORTION:
        _say("Une comparaison demande un taux : cet indicateur est un effectif.")
        return {}
    observatory = visit.observatory
    tally = _draw(
        observatory.snapshot.id, observatory.scope, question, label, chosen, visit.mode, visit
    )
    return {tally.label: tally}


@st.cache_data(show_spinner="Recherche des unités semblables…", max_entries=200)
def _draw(
    snapshot_id: str,
    scope: Scope,
    question: Question,
    label: str,
    chosen: str,
    mode: str,
    _visit: Visit,
) -> Deliverable:
    found = _compared(_visit, question, chosen)
    _answer(found, question)
    if found.is_comparable:
        title = f"{label} : {found.titles[0]} et les autres"
        unit = f"en % des {unit_of(question.indicator).several}"
        markup.block(f"<h2>{escape(title)} ({unit})</h2>")
        spec = compare_chart.chart(_visit.palette, found.rows, found.titles)
        charts.draw(spec, "resultats-comparaison", _alt(title, found))
        _tables(found, label)
    return found.around.tally


def _compared(visit: Visit, question: Question, chosen: str) -> Comparison:
    key, code = chosen.split("-", 1)
    dimension = next(kind for kind in KINDS if kind.url_key == key)
    observatory = visit.observatory
    counts = compare_rates.count(observatory, question, dimension)
    homes = counts.homes
    where = compare_rates.without_places(question.where)
    around = compare_profile.neighbourhood(observatory, dimension, code, where, homes)
    similar = around.similar.nearest["unit"].to_list() if around.similar else []
    rows = compare_rates.compare(counts, dimension, code, similar)
    names = {unit: short_name(name) for unit, name in visit.choices.options[dimension].items()}
    rest = _rest(visit, dimension, homes.get(code))
    titles = [_title(row, names, rest) for row in rows.to_dicts()]
    kept = _worth_showing(rows)
    shown = [title for title, is_kept in zip(titles, kept, strict=True) if is_kept]
    return Comparison(dimension, code, rows.filter(kept), names, shown, around)


def _worth_showing(rows: pl.DataFrame) -> pl.Series:
    """Tell which rows say something: no empty side, no similar ones that are all the others."""
    units = pl.col("side").is_in([int(Side.CHOSEN), int(Side.SIMILAR)])
    is_rest = pl.col("side") == int(Side.REST)
    same = pl.struct(COUNTS) == pl.struct(pl.col(name).filter(is_rest).first() for name in COUNTS)
    return rows.select(units | (pl.col("base") > 0) & (is_rest | ~same)).to_series()


def _answer(found: Comparison, question: Question) -> None:
    unit = unit_of(question.indicator)
    own = found.rows.row(0, named=True)
    told = [f"{compare_words.side_words(found.titles[0], own, unit)}."]
    sides = {Side.REST, Side.SIMILAR_TOGETHER}
    others = [
        (title, row)
        for title, row in zip(found.titles, found.rows.to_dicts(), strict=True)
        if row["side"] in sides
    ]
    told += [compare_words.verdict(title, own, row, unit) for title, row in others]
    if Side.REST not in {row["side"] for _, row in others}:
        told.append(NOTHING_ELSE)
    if found.around.similar is None:
        told.append(
            f"Moins de {MINIMUM_PATHWAYS} parcours : aucune unité semblable n'est cherchée."
        )
    elif found.around.similar.nearest.is_empty():
        told.append("Aucune autre unité de votre périmètre n'est assez grande pour ressembler.")
    if found.is_comparable:
        told.append(compare_words.NO_EFFECT)
    markup.block(markup.paragraph(" ".join(told), "answer"))


def _tables(found: Comparison, label: str) -> None:
    similar = found.around.similar
    near = dict(similar.nearest.select("unit", "distance").iter_rows()) if similar else {}
    caption = f"{label}, comparaison"
    parts = [compare_chart.rates_table(caption, found.rows, found.titles, near)]
    parts.append(markup.paragraph(f"{compare_words.METHOD} {PLACES_NOTE}", "note"))
    if similar and near:
        parts.append("<h2>Ce qui fait la ressemblance</h2>")
        parts.append(compare_chart.criteria_table(found.around, found.chosen, found.names))
        parts.append(markup.paragraph(f"{_left_out(found.around)}{CRITERIA_NOTE}", "note"))
    for part in parts:
        markup.block(part)


def _left_out(around: Neighbourhood) -> str:
    dropped = around.similar.dropped if around.similar else {}
    if not dropped:
        return ""
    names = compare_profile.CRITERIA
    told = "; ".join(f"{names[name].label} ({why.label})" for name, why in dropped.items())
    return f"Critères non retenus : {told}. "


def _options(visit: Visit) -> dict[str, str]:
    found = {
        f"{dimension.url_key}-{code}": f"{kind} · {short_name(name)}"
        for dimension, kind in KINDS.items()
        for code, name in visit.choices.options[dimension].items()
    }
    return {"": "Aucune comparaison"} | found


def _rest(visit: Visit, dimension: Dimension, home: str | None) -> str:
    if dimension is Dimension.DEPARTMENT:
        return "Les autres départements"
    name = visit.choices.options[Dimension.DEPARTMENT].get(home or "", home or "")
    return f"Le reste du département ({name})"


def _title(row: dict[str, object], names: dict[str, str], rest: str) -> str:
    if row["side"] == Side.REST:
        return rest
    if row["side"] == Side.SIMILAR_TOGETHER:
        return "Les plus semblables, ensemble"
    return names.get(str(row["unit"]), str(row["unit"]))


def _alt(title: str, found: Comparison) -> str:
    unit_rows = zip(found.titles, found.rows.to_dicts(), strict=True)
    told = [f"{name} : {rate_text(row)}" for name, row in unit_rows]
    return f"{title}. {' ; '.join(told)}."


def _say(sentence: str) -> None:
    markup.block(markup.paragraph(sentence, "note"))
