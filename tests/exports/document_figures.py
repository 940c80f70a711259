"""A meeting document written by hand: every status, an absent year, an unnamed group."""

from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.disclosure import CellStatus
from dashboard.document import (
    Area,
    Bar,
    Cell,
    Chart,
    Column,
    Definition,
    Document,
    Figure,
    Finding,
    Gap,
    KeyFigure,
    Kind,
    Map,
    MapClass,
    Table,
    Target,
)
from dashboard.document.variants import Variant

SHOWN = Figure(129, 344, 0.375, 0.3255, 0.4272, 17, 5, 9, CellStatus.SHOWN)
BEFORE = Figure(120, 400, 0.3, 0.2571, 0.3467, 11, 2, 0, CellStatus.SHOWN)
SMALL = Figure(1, 3, None, None, None, 1, 0, 0, CellStatus.SMALL_BASE)
EMPTY = Figure(0, 0, None, None, None, 0, 4, 0, CellStatus.EMPTY_BASE)
ENTRIES = Figure(1234567, None, None, None, None, 0, 0, 0, CellStatus.COUNT_ONLY)
EARLIER = Figure(1234600, None, None, None, None, 0, 0, 0, CellStatus.COUNT_ONLY)
NOBODY = Figure(0, 0, None, None, None, 0, 0, 0, CellStatus.EMPTY_BASE)
EXPORT_ID = "0a1b2c3d4e5f"


def key(code: str, label: str, now: Figure, before: Figure | None, **target: Any) -> KeyFigure:
    aim = Target(**target) if target else None
    return KeyFigure(code, label, "sorties de la période", now, before, aim, "Non paramétré")


KEY_FIGURES = (
    key(
        "positive_exit",
        "Sorties vers l'emploi",
        SHOWN,
        BEFORE,
        value=0.4,
        aimed="40 % des sorties",
        gap="2,5 points sous l'objectif",
        source="Convention 2026",
    ),
    key(
        "entries",
        "Entrées",
        ENTRIES,
        EARLIER,
        value=1300000.0,
        aimed="1 300 000 entrées",
        gap="65 433 de moins",
        source="Convention 2026",
        shortfall=65433,
    ),
    key("dropout", "Abandons", SMALL, None),
)
BY_SCHEME = Table(
    "by_scheme",
    "Résultats par dispositif : tous les ateliers et chantiers [détail]",
    "Du plus grand au plus petit",
    (
        Column("Dispositif", Kind.TEXT),
        Column("Entrées", Kind.COUNT),
        Column("Sorties", Kind.FIGURE),
        Column("Emploi à 6 mois", Kind.FIGURE),
        Column("ETP", Kind.DECIMAL),
        Column("Part des femmes", Kind.SHARE),
    ),
    (
        ("Atelier et chantier d'insertion", 420, SHOWN, SMALL, 12.25, 0.515),
        ("=1+1", 3, EMPTY, None, None, None),
    ),
    ("Ensemble", 423, SHOWN, SMALL, 12.25, 0.5),
)
SAME_NAME = replace(BY_SCHEME, key="again", note="", whole=None)
EPCI = Table(
    "epci",
    "Entrées par EPCI",
    "",
    (
        Column("EPCI", Kind.TEXT),
        Column("Entrées", Kind.COUNT),
        Column("Habitants", Kind.COUNT),
        Column("Pour 1 000 habitants", Kind.DECIMAL),
    ),
    (("CC du Quercy Blanc", 31, 6400, 4.84375), ("CA du Grand Cahors", 0, None, None)),
    None,
)
RINGS = (((1.40625, 44.5), (1.5, 44.5), (1.5, 44.625), (1.40625, 44.5)),)
MAP = Map(
    "Entrées par EPCI",
    "Pour 1 000 habitants",
    (MapClass("4 à 5", "value", 0, 1), MapClass("Aucune entrée", "zero", None, 1)),
    (Area("200023737", "CC du Quercy Blanc", "value", 0, 31, 6400, 4.84375, RINGS),),
    "Une carte",
    "",
    EPCI,
)
DOCUMENT = Document(
    variant=Variant.QUARTERLY,
    title="Cœur de l'année : bilan",
    perimeter="Département du Lot",
    period="T1 2026 à T3 2026",
    edition="édition restreinte",
    reader="Conseil départemental",
    made_on=date(2026, 9, 30),
    warning="Données fictives",
    notices=("Une différence n'est pas un effet du dispositif.", "Autre phrase."),
    key_figures=KEY_FIGURES,
    findings=(Finding("Hausse", "Les sorties passent de 30 % à 37,5 %.", "plus grand écart"),),
    chart=Chart("Sorties par sexe", "Bornes", (Bar("Femmes", SHOWN), Bar("X", SMALL)), "Alt", ""),
    map=MAP,
    tables=(BY_SCHEME, SAME_NAME),
    gaps=(Gap("Suivis en retard", 14, 60, "non faits"), Gap("Lignes écartées", 3, None, "dates")),
    definitions=(
        Definition(
            *("positive_exit", "Sorties vers l'emploi", "Part des sorties.", "Oui", "Sorties"),
            *("dans la base", "Sorties saisies", "1a2b3c"),
        ),
    ),
    provenance=(("Instantané", "000007-0123456789ab"), ("Date de référence", "30/09/2026")),
    contact="observatoire@example.org",
    freeze="G0001",
)
NOWHERE = replace(
    DOCUMENT,
    key_figures=tuple(replace(item, now=NOBODY, before=BEFORE) for item in KEY_FIGURES),
)


def with_table(*columns: Column, rows: tuple[tuple[Cell, ...], ...]) -> Document:
    """Return the document with one table, called « Détail »."""
    return replace(DOCUMENT, tables=(Table("detail", "Détail", "", columns, rows, None),))
