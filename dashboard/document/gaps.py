"""What is missing from a document, counted, and why."""

from collections.abc import Iterable, Iterator

from dashboard.disclosure import CellStatus, thresholds
from dashboard.document.asking import Asking
from dashboard.document.cells import Figure, Table
from dashboard.document.content import Gap, KeyFigure
from pipelines.indicators import indicators


def gaps(
    asking: Asking, figures: tuple[KeyFigure, ...], tables: tuple[Table, ...]
) -> tuple[Gap, ...]:
    """Return what is missing from the figures of a document; what is complete is left out."""
    found = (
        *(_unknown(figure) for figure in figures),
        *(_immature(figure) for figure in figures),
        _not_assessed(asking),
        _set_aside(asking),
        _small_bases(figures, tables),
        _without_target(figures),
        _without_before(asking, figures),
    )
    return tuple(gap for gap in found if gap is not None)


def _unknown(figure: KeyFigure) -> Gap | None:
    now = figure.now
    if not now.unknown or now.base is None:
        return None
    indicator = indicators()[figure.code]
    kept = "comptées dans la base" if indicator.unknown_in_base else "laissées hors de la base"
    judged = now.base if indicator.unknown_in_base else now.base + now.unknown
    return Gap(
        f"{figure.label} : situations inconnues",
        now.unknown,
        judged,
        f"Rien n'est renseigné pour elles ; elles sont {kept}.",
    )


def _immature(figure: KeyFigure) -> Gap | None:
    if not figure.now.immature:
        return None
    days = indicators()[figure.code].maturity_days
    return Gap(
        f"{figure.label} : trop récent pour être jugé",
        figure.now.immature,
        (figure.now.base or 0) + figure.now.immature,
        f"Moins de {days} jours de recul à la date de référence ; à relire plus tard.",
    )


def _not_assessed(asking: Asking) -> Gap | None:
    total = Figure.of(asking.now("obstacle_not_assessed").total.row(0, named=True))
    if not total.numerator:
        return None
    return Gap(
        "Parcours sans diagnostic des freins",
        total.numerator,
        total.base,
        "Aucun frein n'a été évalué : ces parcours ne comptent pas dans la fréquence des freins.",
    )


def _set_aside(asking: Asking) -> Gap | None:
    if not asking.observatory.covers_all:
        return None
    tables = asking.observatory.background.tables()
    aside, read = int(tables["set_aside"].sum()), int(tables["read"].sum())
    if not aside:
        return None
    return Gap(
        "Lignes mises de côté au chargement",
        aside,
        read,
        "Illisibles ou contraires à une règle, dans tout l'instantané ; page Qualité des données.",
    )


def _small_bases(figures: Iterable[KeyFigure], tables: Iterable[Table]) -> Gap | None:
    shown = [*(figure.now for figure in figures), *_cells(tables)]
    shares = [figure for figure in shown if figure.base is not None]
    small = sum(figure.status is CellStatus.SMALL_BASE for figure in shares)
    if not small:
        return None
    return Gap(
        "Taux non calculés",
        small,
        len(shares),
        f"Leur base est inférieure à {thresholds().minimum_base_for_rate} ; n/N reste donné.",
    )


def _cells(tables: Iterable[Table]) -> Iterator[Figure]:
    for table in tables:
        for row in table.rows:
            yield from (cell for cell in row if isinstance(cell, Figure))


def _without_target(figures: tuple[KeyFigure, ...]) -> Gap | None:
    missing = sum(figure.target is None for figure in figures)
    if not missing:
        return None
    return Gap(
        "Chiffres clés sans objectif",
        missing,
        len(figures),
        "Aucun objectif utilisable n'est paramétré pour ce périmètre et cette période.",
    )


def _without_before(asking: Asking, figures: tuple[KeyFigure, ...]) -> Gap | None:
    if asking.has_before:
        return None
    return Gap(
        "Chiffres clés sans année précédente",
        len(figures),
        len(figures),
        f"Les données ne remontent pas à {asking.request.before_words}.",
    )
