"""The ladder from people to what the funder counts: HEAD, PART, SHORT, INC, EECO01."""

from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboard.components import charts, markup
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.palette import PALETTES, Mode, Palette
from dashboard.components.visit import Visit
from dashboard.formats import number, plural
from dashboard.observatory import ReleasedFse
from dashboard.reading.fse_rows import SEXES, shown_sexes
from dashboard.scope import Scope

STEPS = {
    "HEAD": "Personnes",
    "PART": "Participations",
    "SHORT": "Contacts d'un jour, à part",
    "INC": "Dossiers incomplets, retirés",
    "EECO01": "Comptées (EECO01)",
}
SET_APART = ("SHORT", "INC")
MEANING = {
    "HEAD": "personnes distinctes, quel que soit le nombre d'opérations",
    "PART": "une personne dans une opération, au-delà d'un jour",
    "SHORT": "sortie le jour de l'entrée : hors de tout indicateur",
    "INC": "une donnée obligatoire manque : comptées nulle part",
    "EECO01": "participations complètes : PART moins INC",
}
ACCOUNTS = {
    "counted": ("comptée", "comptées"),
    "incomplete": ("incomplète", "incomplètes"),
    "short": ("d'un jour ou moins", "d'un jour ou moins"),
    "after_cutoff": ("entrée après l'arrêté", "entrées après l'arrêté"),
}
ROW_HEIGHT = 44
ROOM_FOR_TEXT = 1.22
Steps = tuple[tuple[str, int], ...]


def section(visit: Visit, figures: ReleasedFse) -> None:
    """Draw the ladder as a chart and as a table, and the account of the rows loaded."""
    steps = steps_of(figures)
    markup.block("<h2>Des personnes aux participations comptées</h2>")
    _draw(figures.snapshot_id, figures.scope, visit.mode, steps)
    sexes = shown_sexes(lambda sex: any(figures.value(code, sex=sex) for code in STEPS))
    columns = (
        Column("Marche"),
        Column("Ce qui est compté", is_secondary=True),
        *(Column(SEXES[sex], is_number=True) for sex in sexes),
        Column("Total", is_number=True),
    )
    rows = [_row(figures, sexes, code, value) for code, value in steps]
    markup.block(
        markup.table("De HEAD à EECO01", columns, rows) + markup.paragraph(account(figures), "note")
    )


def steps_of(figures: ReleasedFse) -> Steps:
    """Return each step with its count, in the order of the ladder."""
    return tuple((code, figures.value(code) or 0) for code in STEPS)


def sentence(figures: ReleasedFse) -> str:
    """Return the answer: people, participations, what is set apart, what is counted."""
    heads, parts, short, incomplete, counted = (value for _, value in steps_of(figures))
    apart = [
        plural(incomplete, "dossier incomplet", "dossiers incomplets"),
        plural(short, "contact d'un jour", "contacts d'un jour"),
    ]
    return (
        f"{plural(counted, 'participation comptée', 'participations comptées')} (EECO01) sur "
        f"{number(parts)}, de {plural(heads, 'personne')} ; hors du compte : {apart[0]} et "
        f"{apart[1]}."
    )


def account(figures: ReleasedFse) -> str:
    """Return how the rows loaded add up, each in one account."""
    whole = figures.accounts.filter(pl.col("operation_id").is_null())
    parts = [plural(row["rows"], *ACCOUNTS[row["account"]]) for row in whole.to_dicts()]
    total = int(whole["rows"].sum())
    return f"{plural(total, 'ligne chargée', 'lignes chargées')} = {' + '.join(parts)}."


def ladder(palette: Palette, steps: Steps) -> charts.Spec:
    """Return the chart: one bar per step, its name above, its count at the end."""
    longest = max((value for _, value in steps), default=0) or 1
    spec = charts.layout(palette, ROW_HEIGHT * len(steps) + 20)
    spec["xaxis"] |= {"visible": False, "range": [0, longest * ROOM_FOR_TEXT]}
    spec["yaxis"] |= {"visible": False, "range": [len(steps) - 0.5, -0.8]}
    spec |= {"bargap": 0.6}
    spec["annotations"] = [
        charts.text(0, place - 0.42, STEPS[code], palette.text, xanchor="left", xref="x")
        for place, (code, _) in enumerate(steps)
    ]
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [value for _, value in steps],
        "y": list(range(len(steps))),
        "text": [f" {number(value)}" for _, value in steps],
        "textposition": "outside",
        "textfont": {"color": palette.text, "size": 14},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "marker": {
            "color": [palette.alert if code in SET_APART else palette.accent for code, _ in steps],
            "pattern": {"shape": ["/" if code in SET_APART else "" for code, _ in steps]},
        },
    }
    return {"data": [bars], "layout": spec}


@st.cache_data(show_spinner=False, max_entries=100)
def _draw(snapshot_id: str, scope: Scope, mode: Mode, steps: Steps) -> None:
    alt = "; ".join(f"{STEPS[code]} : {number(value)}" for code, value in steps)
    charts.draw(ladder(PALETTES[mode], steps), "fse-marches", f"Des personnes à EECO01. {alt}.")


def _row(figures: ReleasedFse, sexes: Sequence[str], code: str, value: int) -> Row:
    by_sex = [_count(figures.value(code, sex=sex)) for sex in sexes]
    return (STEPS[code], MEANING[code], *by_sex, _count(value))


def _count(value: int | None) -> Cell:
    return Cell(number(value or 0), value or 0)
