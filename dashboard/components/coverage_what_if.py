"""What a structure opened or closed would change, before and after, and for whom."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.components import (
    address,
    coverage_figures,
    coverage_files,
    coverage_words,
    markup,
)
from dashboard.components.coverage_values import NOT_TOLD, score_words
from dashboard.components.markup import Cell, Column
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable
from dashboard.formats import decimal, number, plural
from dashboard.observatory import QuestionError
from dashboard.observatory.coverage_question import (
    CoverageChange,
    CoverageClosing,
    CoverageOpening,
)
from dashboard.observatory.coverage_released import ReleasedCoverage, ReleasedWhatIf

OPEN_AT, SIZE, CLOSE = "ouvrir", "taille", "fermer"
SIZES = (5, 10, 15, 20, 30, 50)
USUAL_SIZE = "10"
MOST_SHOWN = 10
NOTHING_CLOSED = "Aucune"
NOTHING_TO_CLOSE = "Aucune structure de cette offre n'est installée dans le département."
NO_POST_TOLD = (
    "Les ETP de cette structure ne sont pas renseignés : elle compte pour 0, et sa fermeture ne "
    "change aucun chiffre."
)
CHANGES = (
    Column("Commune"),
    Column("Public", is_number=True),
    Column("Avant", is_number=True, hint="ETP pour 100 personnes"),
    Column("Après", is_number=True, hint="ETP pour 100 personnes"),
    Column("Manque avant", is_number=True, is_secondary=True, hint="ETP"),
    Column("Manque après", is_number=True, is_secondary=True, hint="ETP"),
)


def opening(visit: Visit, released: ReleasedCoverage, origin: str) -> dict[str, Deliverable]:
    """Offer a place and a size, and tell what a structure opened there would change."""
    markup.block("<h2>Ouvrir une structure</h2>")
    communes = released.communes.sort("commune_name")
    names = dict(communes.select("commune_code", "commune_name").iter_rows())
    first = released.communes.sort("rank", nulls_last=True)["commune_code"][0]
    with st.container(horizontal=True, vertical_alignment="bottom", key="ouverture"):
        code = address.choose_one("À", OPEN_AT, names, first, 300)
        sizes = {str(size): f"{size} ETP" for size in SIZES}
        size = int(address.choose_one("Taille", SIZE, sizes, USUAL_SIZE, 130))
    tried = _tried(visit, released, CoverageOpening(code, float(size)))
    if tried is None:
        return {}
    told = tried.remark or opening_words(released, tried, names[code], size)
    markup.block(markup.paragraph(told, "answer"))
    _table("Les communes qui y gagneraient le plus", tried.gainers(MOST_SHOWN))
    title = f"Ouverture simulée à {names[code]}"
    file = coverage_files.what_if_file(released, tried, "simulation", title, origin)
    return {"Ouverture": file}


def closing(visit: Visit, released: ReleasedCoverage, origin: str) -> dict[str, Deliverable]:
    """Offer the structures of the département, and tell what closing one would change."""
    markup.block("<h2>Fermer une structure</h2>")
    there = released.structures.filter(~pl.col("is_outside")).join(
        released.communes.select("commune_code", "commune_name"), on="commune_code", how="left"
    )
    if there.is_empty():
        markup.block(markup.paragraph(NOTHING_TO_CLOSE, "plain"))
        return {}
    sites = {row["site_id"]: row for row in there.sort("name", "site_id").to_dicts()}
    names = {"": NOTHING_CLOSED} | {site: site_words(row) for site, row in sites.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="fermeture"):
        site = address.choose_one("Structure", CLOSE, names, "", 430)
    tried = _tried(visit, released, CoverageClosing(site)) if site else None
    if tried is None:
        return {}
    untold = NO_POST_TOLD if sites[site]["fte"] is None else None
    told = untold or tried.remark or closing_words(released, tried, names[site])
    markup.block(markup.paragraph(told, "answer"))
    _table("Les communes qui y perdraient le plus", tried.losers(MOST_SHOWN))
    _table("Les communes qui y gagneraient", tried.gainers(MOST_SHOWN))
    title = f"Fermeture simulée : {names[site]}"
    file = coverage_files.what_if_file(released, tried, "fermeture", title, origin)
    return {"Fermeture": file}


def site_words(row: dict[str, Any]) -> str:
    """Return a structure by its name, type, commune and posts: `Chantier (ACI, Cahors), 8 ETP`."""
    posts = coverage_words.fte(row["fte"]) if row["fte"] is not None else "ETP non renseignés"
    return f"{row['name']} ({row['kind']}, {row['commune_name']}), {posts}"


def opening_words(released: ReleasedCoverage, tried: ReleasedWhatIf, name: str, fte: int) -> str:
    """Return what the opening would change, before and after."""
    rising = tried.communes.filter(pl.col("change") > 0)
    people = round(tried.newly_covered)
    gained = (
        f"{plural(people, released.unit.noun)} de plus "
        f"{'aurait' if people < 2 else 'auraient'} une {_reached(released)}"
    )
    return (
        f"Avec {fte} ETP de plus à {name}, {gained} ; {_lacking(tried)} ; l'accessibilité "
        f"potentielle monterait dans {plural(rising.height, 'commune')}."
    )


def closing_words(released: ReleasedCoverage, tried: ReleasedWhatIf, name: str) -> str:
    """Return what the closing would change, before and after."""
    falling = tried.communes.filter(pl.col("change") < 0)
    rising = tried.communes.filter(pl.col("change") > 0)
    people = round(tried.no_longer_covered)
    verb = "n'aurait" if people < 2 else "n'auraient"
    one = released.unit.noun
    lost = f"{plural(people, one)} {verb} plus aucune {_reached(released)}"
    up = f" et monterait dans {plural(rising.height, 'commune')}" if rising.height else ""
    return (
        f"Sans {name}, {lost} ; {_lacking(tried)} ; l'accessibilité potentielle baisserait dans "
        f"{plural(falling.height, 'commune')}{up}."
    )


def _reached(released: ReleasedCoverage) -> str:
    return f"structure à {coverage_words.minutes(released.max_minutes)} estimées au plus"


def _lacking(tried: ReleasedWhatIf) -> str:
    before, after = (
        coverage_words.fte(tried.deficit_before),
        coverage_words.fte(tried.deficit_after),
    )
    return f"le manque passerait de {before} à {after}"


def _tried(
    visit: Visit, released: ReleasedCoverage, change: CoverageChange
) -> ReleasedWhatIf | None:
    try:
        return coverage_figures.what_if(visit.observatory, released.question, change)
    except QuestionError as error:
        markup.alert(str(error))
        return None


def _table(title: str, moved: pl.DataFrame) -> None:
    if not moved.is_empty():
        markup.block(markup.table(title, CHANGES, [_change(row) for row in moved.to_dicts()]))


def _change(row: dict[str, Any]) -> tuple[str | Cell, ...]:
    return (
        row["commune_name"],
        _told(row["demand"], number),
        *(_told(row[name], score_words) for name in ("before", "after")),
        *(_told(row[name], decimal) for name in ("deficit_before", "deficit_after")),
    )


def _told(value: float | None, words: Any) -> Cell:
    return Cell(NOT_TOLD, -1) if value is None else Cell(words(value), round(value, 3))
