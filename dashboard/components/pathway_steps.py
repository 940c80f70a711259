"""When in the pathway its steps take place, and how many pathways know each of them."""

import polars as pl
import streamlit as st

from dashboard.components import charts, filters, grid, markup
from dashboard.components.chapter import Tables, collect
from dashboard.components.grid import Line
from dashboard.components.tally_table import address_of, part, rates_table, tally_table, whole_of
from dashboard.components.visit import Visit
from dashboard.formats import number, plural
from dashboard.reading.selection import Selection
from pipelines.vocabulary import Dimension, StepMoment

WITH_STEP = ("with_pmsmp", "with_work_trial", "with_secondment", "training_during_pathway")
MOMENTS = {
    StepMoment.UNDER_1: "0 à 1<br>mois",
    StepMoment.FROM_1_TO_3: "1 à 3<br>mois",
    StepMoment.FROM_3_TO_6: "3 à 6<br>mois",
    StepMoment.FROM_6_TO_12: "6 à 12<br>mois",
    StepMoment.FROM_12: "12 mois<br>et plus",
}
HIDDEN = ("pathways", "told", "entered", "steps")
BEFORE = "avant<br>l'entrée"
TITLE = "Quand ont lieu les étapes, en mois depuis l'entrée (étapes tenues)"
NO_STEP = (
    "Aucune étape n'est saisie pour ces parcours : on ne sait pas s'il n'y en a pas eu ou si elles "
    "n'ont pas été transmises."
)
READ_WELL = (
    "La couleur suit la part de la ligne. Un parcours court ou récent n'a pas pu connaître les "
    "étapes tardives : ce tableau ne dit pas qu'on y renonce."
)


def gather(visit: Visit, selection: Selection) -> Tables:
    """Return the steps by moment, and the four shares of pathways by scheme."""
    rates = [(code, (Dimension.SCHEME,)) for code in WITH_STEP]
    return collect(visit, selection, rates, ("step_timing", "step_reach"))


def draw(visit: Visit, selection: Selection, tables: Tables) -> None:
    """Draw the answer, the steps by moment, and the share of pathways with each."""
    timing = tables.tallies["step_timing"]
    markup.block(markup.paragraph(answer(tables), "answer"))
    if not timing.table.is_empty():
        _grid(visit, timing.table)
        moments = tally_table(timing, TITLE, frame=_in_order(timing.table))
        markup.block(markup.paragraph(READ_WELL, "note") + moments)
        _shares(selection, tables)


def answer(tables: Tables) -> str:
    """Return how many steps are known, and when the first months' ones take place."""
    timing = tables.tallies["step_timing"].table
    if timing.is_empty():
        return NO_STEP
    whole = whole_of(timing, "steps")
    early = whole_of(timing.filter(pl.col("moment").is_in(["under_1", "1_3"])), "steps")
    row = tables.rates["with_pmsmp"].total.row(0, named=True)
    told, silent = row["yes"] + row["no"], row["unknown"]
    return (
        f"{plural(whole, 'étape tenue', 'étapes tenues')}, dont {part(early, whole)} "
        f"dans les trois premiers mois. Parcours dont au moins une étape "
        f"est saisie : {part(told, told + silent)} ; les autres sont comptés à part."
    )


def _grid(visit: Visit, table: pl.DataFrame) -> None:
    columns: dict[str, str] = {moment.value: name for moment, name in MOMENTS.items()}
    if table["moment"].is_in([StepMoment.BEFORE.value]).any():
        columns = {StepMoment.BEFORE.value: BEFORE} | columns
    lines = []
    for (kind,), rows in _in_order(table).group_by("kind_label", maintain_order=True):
        found = dict(rows.select("moment", "steps").iter_rows())
        counts = [found.get(moment, 0) for moment in columns]
        lines.append(Line(str(kind), counts, sum(counts)))
    markup.block(f"<h2>{TITLE}</h2>")
    alt = "; ".join(f"{line.name} : {number(line.base)}" for line in lines)
    spec = grid.grid(visit.palette, list(columns.values()), lines)
    charts.draw(spec, "etapes-moments", f"{TITLE}. {alt}.")


def _in_order(table: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with the most frequent step first, moments still in time order."""
    weight = pl.col("steps").sum().over("kind")
    return table.sort(weight, "kind", descending=[True, False], maintain_order=True)


def _shares(selection: Selection, tables: Tables) -> None:
    rates = {selection.label(code): tables.rates[code] for code in WITH_STEP}
    links = {selection.label(code): link_to(selection, code) for code in WITH_STEP}
    title = "Part des parcours qui connaissent l'étape"
    note = "Base : parcours dont au moins une étape est saisie ; les autres sont dits inconnus."
    markup.block(
        f"<h2>{title}</h2>{rates_table(title, rates, links)}{markup.paragraph(note, 'note')}"
    )
    reach = tables.tallies["step_reach"]
    title = "Parcours avec chaque étape, par dispositif"
    markup.block(f"<h2>{title}</h2>{tally_table(reach, title, HIDDEN)}")


def link_to(selection: Selection, code: str, by: Dimension = Dimension.SCHEME) -> str:
    """Return the address of Résultats for an indicator within the selection."""
    kept = {dimension.url_key: list(codes) for dimension, codes in selection.where}
    first, last = selection.period
    bounds = {filters.FROM: [first] if first else [], filters.TO: [last] if last else []}
    bounds |= {filters.ROLE: st.query_params.get_all(filters.ROLE)}
    return address_of("resultats", kept | bounds | {"ind": [code], "par": [by.url_key]})
