"""The distance of each operation to its milestone of 2024 and its target of 2029."""

from collections.abc import Sequence

from dashboard.components import markup
from dashboard.components.fse_cells import count_cell
from dashboard.components.markup import Column, Row
from dashboard.components.risks_signals import Aims
from dashboard.formats import day, number, plural
from dashboard.observatory import ReleasedFse
from dashboard.reading.fse_goals import MILESTONE_END, NOT_SET, TARGET_END
from pipelines.fse import fse_indicators

TITLE = "Jalon 2024 et cible 2029"
NOTE = (
    "Le réalisé est cumulé depuis le début de l'opération. Les jalons ne portent que sur les "
    "réalisations (EECO), les cibles aussi sur les résultats (EECR)."
)


def section(figures: ReleasedFse, aims: Sequence[Aims]) -> None:
    """Draw one row per operation and code that has a goal, or say that none was set."""
    names = dict(figures.operations.select("operation_id", "operation_name").iter_rows())
    markup.block(f"<h2>{TITLE}</h2>{markup.paragraph(_told(aims), 'plain')}")
    if any(item.is_set for item in aims):
        rows = [_row(item, names) for item in aims]
        table = markup.table(TITLE, _columns(figures), rows)
        markup.block(table + markup.paragraph(NOTE, "note"))


def _told(aims: Sequence[Aims]) -> str:
    operations = {item.operation_id for item in aims}
    agreed = {item.operation_id for item in aims if item.is_set}
    of = number(len(operations))
    if not agreed:
        return (
            f"{NOT_SET.capitalize()} : aucun objectif n'est enregistré pour ces opérations "
            f"(0 sur {of}). Les charger dans le fichier des objectifs, périmètre « opération »."
        )
    told = plural(len(agreed), "opération a", "opérations ont")
    return f"{told} un jalon ou une cible, sur {of}."


def _columns(figures: ReleasedFse) -> tuple[Column, ...]:
    as_of = figures.settings.as_of
    then, now = min(as_of, MILESTONE_END), min(as_of, TARGET_END)
    return (
        Column("Opération"),
        Column("Indicateur", is_secondary=True),
        Column(f"Réalisé au {day(then)}", is_number=True, is_secondary=True),
        Column("Jalon 2024", is_number=True),
        Column(f"Réalisé au {day(now)}", is_number=True, is_secondary=True),
        Column("Cible 2029", is_number=True),
    )


def _row(item: Aims, names: dict[str, str]) -> Row:
    return (
        names.get(item.operation_id) or item.operation_id,
        f"{item.code} · {fse_indicators()[item.code].label}",
        count_cell(item.then),
        item.milestone.beside(item.then),
        count_cell(item.now),
        item.target.beside(item.now),
    )
