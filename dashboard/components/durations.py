"""How long pathways last: shares ended within a delay, durations of the ended, age of the open."""

from typing import Any

import polars as pl

from dashboard.components import charts, grid, markup
from dashboard.components.chapter import Tables, collect
from dashboard.components.grid import Line
from dashboard.components.palette import Palette, scheme_colour
from dashboard.components.released_table import rate_text
from dashboard.components.scheme_words import short_scheme
from dashboard.components.tally_table import tally_table, whole_of
from dashboard.components.visit import Visit
from dashboard.disclosure import Released
from dashboard.formats import fraction, interval, number, percent, plural
from dashboard.reading.selection import Selection
from pipelines.vocabulary import Dimension, DurationBand

DELAYS = {"exit_within_3_months": 3, "exit_within_6_months": 6, "exit_within_12_months": 12}
TITLE = "Part des parcours terminés en moins de 3, 6 et 12 mois (en % de la base)"
BANDS_TITLE = "Durée des parcours terminés, ancienneté des parcours en cours (parcours)"
BANDS = {
    DurationBand.UNDER_3: "moins de<br>3 mois",
    DurationBand.FROM_3_TO_6: "3 à 6<br>mois",
    DurationBand.FROM_6_TO_12: "6 à 12<br>mois",
    DurationBand.FROM_12_TO_24: "12 à 24<br>mois",
    DurationBand.FROM_24: "24 mois<br>et plus",
}
ROW_HEIGHT = 62
TICKS = {"tickvals": [0, 25, 50, 75, 100], "ticktext": ["0 %", "25 %", "50 %", "75 %", "100 %"]}
OPEN_ONES = (
    "Les parcours en cours restent dans la base des parts ci-dessus, une fois le délai écoulé. "
    "Aucune durée moyenne n'est donnée : calculée sur les seuls parcours terminés, elle oublierait "
    "les plus longs."
)


def gather(visit: Visit, selection: Selection) -> Tables:
    """Return the three shares by scheme and the tally of durations."""
    return collect(
        visit,
        selection,
        [(code, (Dimension.SCHEME,)) for code in DELAYS],
        ("duration_band",),
    )


def draw(visit: Visit, selection: Selection, tables: Tables) -> None:
    """Draw the answer, the shares ended within each delay, the durations and the open ones."""
    bands = tables.tallies["duration_band"]
    rows = lines(tables)
    markup.block(markup.paragraph(answer(tables), "answer") + f"<h2>{TITLE}</h2>")
    if rows:
        alt = "; ".join(f"{row['name']} : {row['text']}" for row in rows)
        charts.draw(dots(visit, rows), "durees-parts", f"{TITLE}. {alt}.")
    markup.block(_table(tables) + markup.paragraph(OPEN_ONES, "note"))
    if not bands.table.is_empty():
        _bands(visit, bands.table)
        markup.block(tally_table(bands, BANDS_TITLE))


def answer(tables: Tables) -> str:
    """Return the three shares of the whole perimeter, and the open pathways beside."""
    parts = []
    for code, months in DELAYS.items():
        row = tables.rates[code].total.row(0, named=True)
        shown = fraction(row["numerator"], row["base"])
        rate = percent(row["rate"], row["base"]) if row["rate"] is not None else rate_text(row)
        parts.append(f"{months} mois : {rate} ({shown})")
    bands = tables.tallies["duration_band"].table
    ongoing, finished = whole_of(bands, "ongoing"), whole_of(bands, "finished")
    return (
        f"Terminés en moins de {' ; '.join(parts)}. En cours à la date de référence : "
        f"{plural(ongoing, 'parcours', 'parcours')} sur {number(ongoing + finished)}, dits à part."
    )


def lines(tables: Tables) -> list[dict[str, Any]]:
    """Return one row per scheme with a share to draw: its name, its dots, its n/N."""
    found: dict[str, dict[str, Any]] = {}
    for code, months in DELAYS.items():
        for row in tables.rates[code].table.filter(pl.col("rate").is_not_null()).to_dicts():
            name = short_scheme(row["scheme"])
            line = found.setdefault(
                row["scheme"], {"name": name, "code": row["scheme"], "dots": []}
            )
            line["dots"].append(row | {"months": months})
    for line in found.values():
        last = line["dots"][-1]
        counted = fraction(last["numerator"], last["base"])
        line["text"] = f"{percent(last['rate'], last['base'])} à {last['months']} mois · {counted}"
    return sorted(found.values(), key=lambda line: -float(line["dots"][-1]["rate"]))


def dots(visit: Visit, rows: list[dict[str, Any]]) -> charts.Spec:
    """Return the chart: a line per scheme, a dot per delay with its interval."""
    palette = visit.palette
    spec = charts.layout(palette, ROW_HEIGHT * len(rows) + 40)
    spec["xaxis"] |= {"range": [-3, 104], **TICKS}
    spec["yaxis"] |= {"visible": False, "range": [len(rows) - 0.45, -0.75]}
    traces = [
        _dots(palette, row, rank, scheme_colour(row["code"], visit.mode))
        for rank, row in enumerate(rows)
    ]
    return {"data": [*traces, _names(palette, rows)], "layout": spec}


def _dots(palette: Palette, row: dict[str, Any], rank: int, colour: str) -> charts.Spec:
    shares = [100 * dot["rate"] for dot in row["dots"]]
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": shares,
        "y": [rank] * len(shares),
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": 12},
        "text": _apart(row["dots"]),
        "textposition": "bottom center",
        "textfont": {"color": palette.muted, "size": 12},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [100 * (dot["ci_high"] - dot["rate"]) for dot in row["dots"]],
            "arrayminus": [100 * (dot["rate"] - dot["ci_low"]) for dot in row["dots"]],
            "color": palette.text,
            "thickness": 1.2,
            "width": 4,
        },
        "customdata": [_hover(row["name"], dot) for dot in row["dots"]],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _apart(dots: list[dict[str, Any]]) -> list[str]:
    """Return the delay under each dot; dots too close to the next one share its label."""
    texts = []
    for dot, following in zip(dots, [*dots[1:], None], strict=True):
        is_close = following is not None and following["rate"] - dot["rate"] < 0.05
        texts.append("" if is_close else str(dot["months"]))
    return texts


def _names(palette: Palette, rows: list[dict[str, Any]]) -> charts.Spec:
    return charts.words_at(
        palette,
        [-3] * len(rows),
        [rank - 0.42 for rank in range(len(rows))],
        [f"<b>{row['name']}</b> · {row['text']}" for row in rows],
    )


def _hover(name: str, dot: dict[str, Any]) -> str:
    shown = percent(dot["rate"], dot["base"])
    around = interval(dot["ci_low"], dot["ci_high"], dot["base"])
    counted = fraction(dot["numerator"], dot["base"])
    return f"<b>{name}</b>, {dot['months']} mois<br>{shown} ({counted}), {around}"


def _table(tables: Tables) -> str:
    columns = [markup.Column("Dispositif")]
    for months in DELAYS.values():
        is_last = months == max(DELAYS.values())
        columns.append(markup.Column(f"{months} mois", is_number=True, is_secondary=not is_last))
    columns.append(markup.Column("Trop récents (12 mois)", is_number=True, is_secondary=True))
    by_code = [_by_scheme(tables.rates[code]) for code in DELAYS]
    names = {code: row["scheme_label"] for rows in by_code for code, row in rows.items()}
    body = [
        [name, *(_rate(rows.get(code)) for rows in by_code), _young(by_code[-1].get(code))]
        for code, name in names.items()
    ]
    totals = [tables.rates[code].total.row(0, named=True) for code in DELAYS]
    whole: list[str | markup.Cell] = [
        "Ensemble",
        *(_rate(row) for row in totals),
        _young(totals[-1]),
    ]
    return markup.table(TITLE, columns, body, whole)


def _by_scheme(released: Released) -> dict[str, dict[str, Any]]:
    return {row["scheme"]: row for row in released.table.to_dicts()}


def _rate(row: dict[str, Any] | None) -> markup.Cell:
    if row is None:
        return markup.Cell("—", -1)
    counted = fraction(row["numerator"], row["base"])
    return markup.Cell(f"{rate_text(row)} · {counted}", -1 if row["rate"] is None else row["rate"])


def _young(row: dict[str, Any] | None) -> markup.Cell:
    return markup.Cell(number(row["immature"]), row["immature"]) if row else markup.Cell("—")


def _bands(visit: Visit, table: pl.DataFrame) -> None:
    names: list[Line] = []
    for (code,), rows in table.group_by("scheme", maintain_order=True):
        for state, word in (("finished", "terminés"), ("ongoing", "en cours")):
            found = dict(rows.select("duration", state).iter_rows())
            counts = [found.get(band.value, 0) for band in BANDS]
            if sum(counts):
                names.append(Line(f"{short_scheme(str(code))}, {word}", counts, sum(counts)))
    spec = grid.grid(visit.palette, list(BANDS.values()), names)
    alt = "; ".join(f"{line.name} : {number(line.base)}" for line in names)
    markup.block(f"<h2>{BANDS_TITLE}</h2>")
    charts.draw(spec, "durees-bandes", f"{BANDS_TITLE}. {alt}.")
