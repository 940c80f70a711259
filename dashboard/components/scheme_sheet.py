"""One sheet per scheme: what it is, and the figures particular to it."""

from collections.abc import Iterator
from dataclasses import replace

from dashboard.components import address, markup, words
from dashboard.components.chapter import Tables, collect
from dashboard.components.pathway_steps import link_to
from dashboard.components.released_table import released_table
from dashboard.components.scheme_sheets import SHEETS, STOCKS, Sheet
from dashboard.components.tally_table import part, rates_table, tally_table, whole_of
from dashboard.components.visit import Visit
from dashboard.disclosure import ReleasedTally
from dashboard.reading.selection import Selection
from pipelines.vocabulary import Dimension, Scheme

KEY = "fiche"
OWN_RATES = "Ce qui est propre à ce dispositif"
NO_EFFECT = (
    "Chaque taux décrit ce qui est arrivé aux personnes accueillies ; une différence n'est pas un "
    "effet du dispositif."
)
SECONDARY = {
    "closing_category": ("lacking_hours", "is_counted"),
    "step_reach": ("pathways", "told", "entered", "steps"),
    "closing_rule": (
        "six_months",
        "valid_from",
        "below",
        "continued",
        "withdrawn",
        "no_hours",
    ),
    "step_two_sides": ("due", "both_sides", "employee_only", "employer_only", "neither"),
    "way_participations": ("pathways", "returning_people", "shared_people"),
}
NOTHING = {
    "step_reach": "Aucune étape n'est saisie pour ces parcours.",
    "step_two_sides": "Aucune échéance de suivi n'est passée pour un emploi encore tenu.",
    "closing_review": "Aucun parcours terminé : aucun bilan à lire.",
    "closing_category": "Aucun départ : aucune catégorie à compter.",
    "closing_rule": "Aucun départ : aucune règle appliquée.",
    "way_next_scheme": "Aucune sortie assez ancienne pour dire ce qui la suit.",
}


def choose(visit: Visit, selection: Selection) -> Selection:
    """Offer the schemes of the scope; return the selection narrowed to the one chosen."""
    offered = visit.choices.options[Dimension.SCHEME]
    kept = dict(selection.where).get(Dimension.SCHEME, ())
    first = next(iter(kept or offered), "")
    code = address.choose_one("Fiche du dispositif", KEY, offered, first)
    return narrowed(selection, code, offered.get(code, code)) if code else selection


def narrowed(selection: Selection, scheme: str, name: str) -> Selection:
    """Return the selection for one scheme, whatever the filter of schemes says."""
    others = [pair for pair in selection.where if pair[0] is not Dimension.SCHEME]
    where = tuple(sorted([*others, (Dimension.SCHEME, (scheme,))], key=lambda pair: pair[0].value))
    places, _, *more = selection.words
    return replace(selection, where=where, words=(places, name, *more))


def gather(visit: Visit, selection: Selection) -> Tables:
    """Return the figures of the sheet of the only scheme kept."""
    sheet = _sheet(selection)
    counts: list[tuple[str, tuple[Dimension, ...]]] = [
        (code, ()) for code in (*STOCKS, *sheet.rates)
    ]
    counts += [(code, (by,)) for code, by in sheet.broken_down.items()]
    return collect(visit, selection, counts, sheet.tallies)


def draw(visit: Visit, selection: Selection, tables: Tables) -> None:
    """Draw what the scheme is, its rates with a link each, then its counts."""
    sheet = _sheet(selection)
    name = Scheme(_scheme(selection)).label
    markup.block(f"<h2>{name}</h2>{markup.paragraph(sheet.what, 'plain')}")
    markup.block(markup.paragraph(_stocks(tables), "answer"))
    rates = {selection.label(code): tables.rates[code] for code in sheet.rates}
    links = {selection.label(code): _link(selection, code) for code in sheet.rates}
    markup.block(f"<h2>{OWN_RATES}</h2>{rates_table(OWN_RATES, rates, links)}")
    markup.block(markup.paragraph(NO_EFFECT, "note") + "".join(_parts(selection, tables)))


def _parts(selection: Selection, tables: Tables) -> Iterator[str]:
    sheet = _sheet(selection)
    for code, by in sheet.broken_down.items():
        title = f"{selection.label(code)}, par {words.in_sentence(by.label)}"
        yield f"<h2>{title}</h2>{released_table(tables.rates[code], title)}"
    for code in sheet.tallies:
        yield _counts(tables.tallies[code])


def _counts(tally: ReleasedTally) -> str:
    title = f"<h2>{tally.label}</h2>"
    if tally.table.is_empty():
        return title + markup.paragraph(
            NOTHING.get(tally.code, "Aucun parcours à compter."), "note"
        )
    note = SUMMARIES[tally.code](tally) if tally.code in SUMMARIES else tally.tally.definition
    table = tally_table(tally, secondary=SECONDARY.get(tally.code, ()), without=("scheme",))
    return title + markup.paragraph(note, "note") + table


def _categories(tally: ReleasedTally) -> str:
    table = tally.table
    whole, left = whole_of(table, "exits"), whole_of(table.filter(is_counted="no"), "exits")
    return (
        f"Retirés du constat par la règle : {part(left, whole)}. Heures manquantes pour "
        f"l'appliquer : {part(whole_of(table, 'lacking_hours'), whole)}."
    )


def _durations(tally: ReleasedTally) -> str:
    table = tally.table
    ongoing = whole_of(table, "ongoing")
    whole = ongoing + whole_of(table, "finished")
    return (
        f"En cours à la date de référence : {part(ongoing, whole)}. Leur durée finale n'est pas "
        "connue : elle n'entre dans aucune moyenne."
    )


SUMMARIES = {"closing_category": _categories, "duration_band": _durations}


def _stocks(tables: Tables) -> str:
    told = [words.counted(tables.rates[code]) for code in STOCKS]
    return f"{told[0]}, {told[1]} ; {told[2]} à la fin de la période."


def _link(selection: Selection, code: str) -> str:
    return link_to(selection, code, Dimension.STRUCTURE)


def _scheme(selection: Selection) -> str:
    return dict(selection.where)[Dimension.SCHEME][0]


def _sheet(selection: Selection) -> Sheet:
    return SHEETS[Scheme(_scheme(selection))]
