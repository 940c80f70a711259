"""The parts of Qualité des données: accounts, rows set aside, completeness, freshness."""

import re
from datetime import date
from typing import Any

import polars as pl
import streamlit as st

from dashboard.components import figures, markup, page
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.tally_table import tally_table
from dashboard.components.visit import Visit
from dashboard.disclosure import ReleasedTally, thresholds
from dashboard.formats import day, number, percent, plural
from dashboard.observatory import Question
from pipelines.contracts import TABLES

EVERYTHING = Question("entries")
"""No filter, no period: the page is about the whole perimeter."""

LOW = 0.7
"""Under this share filled, a field is written in bold with the alert colour."""
FIELDS = {
    "Commune de résidence": "Commune",
    "Année de naissance": "Naissance",
    "Bénéficiaire du RSA": "RSA",
    "RQTH": "RQTH",
    "Quartier prioritaire": "QPV",
    "Freins évalués": "Freins",
    "Motif ou situation de sortie": "Sortie",
    "Situation à six mois": "6 mois",
}
"""Fields in reading order, with the short title that fits above a column."""
MAIN_FIELDS = frozenset({"Freins évalués", "Situation à six mois"})
ACCOUNT = (
    Column("Lignes lues", is_number=True),
    Column("Chargées", is_number=True, is_secondary=True),
    Column("Mises de côté", is_number=True),
    Column("Compte", is_secondary=True),
)
READING = (Column("Statut", is_secondary=True), Column("Format lu", is_secondary=True))
MOVEMENTS = (
    Column("Structure"),
    Column("Parcours", is_number=True),
    Column("Dernière entrée", is_number=True),
    Column("Dernière sortie", is_number=True),
)
STATUSES = {"accepted": "Accepté", "refused": "Refusé"}


def answer(visit: Visit) -> None:
    """Say whether the account holds, and how much was set aside."""
    files = figures.quality(visit.observatory).files
    read, loaded, aside = (int(files[name].sum()) for name in ("read", "loaded", "set_aside"))
    holds = bool((files["read"] == files["loaded"] + files["set_aside"]).all())
    verdict = "Le compte est juste" if holds else "Le compte est faux"
    sentence = (
        f"{verdict} : {plural(read, 'ligne lue', 'lignes lues')} = {number(loaded)} chargées + "
        f"{number(aside)} mises de côté ({percent(aside / read if read else None, read)})."
    )
    markup.block(markup.paragraph(sentence, "answer"))


def accounts(visit: Visit) -> None:
    """Draw the account of each file, then of each table that holds something."""
    quality = figures.quality(visit.observatory)
    files = [
        (
            row["name"],
            *_account(row),
            STATUSES.get(row["status"], row["status"]),
            row["dialect"] or "",
        )
        for row in quality.files.to_dicts()
    ]
    read = quality.tables.filter(pl.col("read") > 0).to_dicts()
    tables = [(_table_name(row["name"]), *_account(row)) for row in read]
    markup.block(
        "<h2>Chaque fichier : lu = chargé + mis de côté</h2>"
        + markup.table("Compte par fichier", (Column("Fichier"), *ACCOUNT, *READING), files)
        + "<h2>Chaque table</h2>"
        + markup.table("Compte par table", (Column("Table"), *ACCOUNT), tables)
    )


def set_aside(visit: Visit) -> None:
    """Draw the rows set aside, by rule, with the message given to the owner of the file."""
    rows = figures.quality(visit.observatory).set_aside.to_dicts()
    title = "<h2>Lignes mises de côté, par règle</h2>"
    if not rows:
        markup.block(title + markup.paragraph("Aucune ligne mise de côté.", "note"))
        return
    columns = (
        Column("Pourquoi"),
        Column("Lignes", is_number=True),
        Column("Colonne"),
        Column("Fichier", is_secondary=True),
        Column("Règle", is_secondary=True),
    )
    body: list[Row] = [
        (
            row["message"] or "",
            Cell(number(row["set_aside"]), row["set_aside"]),
            row["column"] or "",
            row["file"],
            row["rule"],
        )
        for row in rows
    ]
    markup.block(title + markup.table("Lignes mises de côté par règle", columns, body))


def completeness(visit: Visit) -> None:
    """Draw, by structure and field, the share of pathways that fill it."""
    table = figures.quality(visit.observatory).completeness
    fields = [field for field in FIELDS if field in set(table["field"])]
    columns = (
        Column("Structure"),
        *(
            Column(FIELDS[field], is_number=True, is_secondary=field not in MAIN_FIELDS, hint=field)
            for field in fields
        ),
    )
    rows: list[Row] = []
    for (_, name), group in table.group_by("structure_id", "structure_name", maintain_order=True):
        cells = {row["field"]: row for row in group.to_dicts()}
        rows.append((str(name), *(_share(cells.get(field)) for field in fields)))
    note = (
        f"Part des parcours qui renseignent le champ. En gras et barre orange : moins de "
        f"{percent(LOW, 0)}. « — » : aucun parcours concerné ou base inférieure à 10."
    )
    markup.block(
        "<h2>Ce qui est renseigné, par structure</h2>"
        + markup.table(
            "Complétude par structure et par champ", columns, rows, _whole(table, fields)
        )
        + markup.paragraph(note, "note")
    )


def jobs(visit: Visit) -> ReleasedTally:
    """Draw the contracts to be checked, with what becomes of them, and return their table."""
    doubts = figures.tally(visit.observatory, "job_doubt", EVERYTHING)
    markup.block(
        f"<h2>{doubts.label}</h2>"
        + tally_table(doubts)
        + markup.paragraph(doubts.tally.definition, "note")
    )
    return doubts


def freshness(visit: Visit) -> None:
    """Draw how recent the data are, and the structures that have been silent the longest."""
    observatory = visit.observatory
    table = figures.quality(observatory).freshness
    pairs = [
        ("Date de référence", day(observatory.reference_date)),
        ("Dernière entrée", _date(table["last_entry"].max()).text),
        ("Dernière sortie", _date(table["last_exit"].max()).text),
        ("Instantané", f"{observatory.snapshot.id}, publié le {page.published_on(observatory)}"),
    ]
    rows = [
        (
            row["structure_name"],
            Cell(number(row["pathways"]), row["pathways"]),
            _date(row["last_entry"]),
            _date(row["last_exit"]),
        )
        for row in table.sort("last_entry", "structure_name").to_dicts()
    ]
    markup.block("<h2>Fraîcheur</h2>" + markup.facts(pairs))
    with st.expander("Derniers mouvements par structure, les plus anciens d'abord"):
        markup.block(markup.table("Derniers mouvements par structure", MOVEMENTS, rows))


def _table_name(name: str) -> str:
    """Return what a table holds, from the first words of its contract."""
    sentence = (TABLES[name].__doc__ or name).strip().splitlines()[0] if name in TABLES else name
    return re.split(r" [:;] |,", sentence)[0].rstrip(".")


def _account(row: dict[str, int]) -> Row:
    holds = row["read"] == row["loaded"] + row["set_aside"]
    counts = (Cell(number(row[name]), row[name]) for name in ("read", "loaded", "set_aside"))
    return (*counts, "juste" if holds else "faux")


def _share(row: dict[str, int] | None) -> Cell:
    if row is None or row["expected"] < thresholds().minimum_base_for_rate:
        return Cell("—", -1)
    rate = row["filled"] / row["expected"]
    text = percent(rate, 0)
    return Cell(text, rate, markup.meter(rate, text, rate < LOW))


def _whole(table: pl.DataFrame, fields: list[str]) -> Row | None:
    if table["structure_id"].n_unique() < 2:
        return None
    sums = table.group_by("field").agg(pl.col("expected", "filled").sum()).to_dicts()
    cells = {row["field"]: row for row in sums}
    return ("Ensemble", *(_share(cells[field]) for field in fields))


def _date(value: Any) -> Cell:
    return Cell(day(value), value.toordinal()) if isinstance(value, date) else Cell("aucune", 0)
