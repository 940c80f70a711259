"""The control document: the figures of FSE+ operations at a cut-off, as a funder checks them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import polars as pl

from dashboard.document.asking import Asking
from dashboard.document.cells import Figure
from dashboard.document.content import Document, Finding, KeyFigure, Target
from dashboard.document.definitions import provenance
from dashboard.document.drawings import entries_map
from dashboard.document.fse_tables import (
    fse_chart,
    fse_definitions,
    fse_gaps,
    fse_tables,
)
from dashboard.document.heading import heading
from dashboard.formats import day, fraction, number, plural
from dashboard.observatory import QuestionError, ReleasedFse
from dashboard.observatory.fse_figures import rate_text
from dashboard.observatory.targets import targets
from dashboard.reading.fse_goals import Goal, agreed, goal
from dashboard.reading.fse_sentences import AUTHORITATIVE, COFUNDED, NOT_EXPENDITURE
from pipelines.fse import FseSettings
from pipelines.vocabulary import Dimension

COUNTS = ("HEAD", "PART", "EECO01")
NO_GOAL = "Aucune cible n'est paramétrée pour ces opérations."
THIS_PAGE, THIS_DOCUMENT = "Cette page", "Ce document"
ALL_TIME = "cumulé depuis le début des opérations"


def control(asking: Asking, say: Callable[[str], None]) -> Document:
    """Return the document of a control at the end of the period, or at the reference date.

    Raises QuestionError when the scope has no FSE+ operation, or nobody takes part in them.
    """
    operations = _operations(asking)
    cut_off = min(_end_of(asking.request.period[1]), asking.observatory.reference_date)
    say("Indicateurs FSE+")
    figures = _figures(asking, cut_off, operations)
    before = asking.observatory.fse(FseSettings(_a_year_before(cut_off)), operations)
    keys = _key_figures(asking, figures, before)
    said = heading(asking)
    rules = " ; ".join(f"{term} : {value}" for term, value in figures.settings.in_words())
    whole = tuple(figures.operations["operation_id"])
    about = NOT_EXPENDITURE.replace(THIS_PAGE, THIS_DOCUMENT)
    return Document(
        key_figures=keys,
        findings=_findings(figures, keys),
        chart=fse_chart(figures),
        map=entries_map(_among(asking, whole)),
        tables=fse_tables(asking, figures),
        gaps=fse_gaps(figures, keys),
        definitions=fse_definitions(),
        notices=(COFUNDED, AUTHORITATIVE, about, f"Règles en vigueur. {rules}."),
        provenance=(("Arrêté au", day(cut_off)), *provenance(asking)),
        **said | {"period": f"{said['period']}, arrêté au {day(cut_off)}"},
    )


def _figures(asking: Asking, cut_off: date, operations: tuple[str, ...]) -> ReleasedFse:
    figures = asking.observatory.fse(FseSettings(cut_off), operations)
    if figures.is_empty:
        message = "Aucune participation dans ces opérations : le document n'est pas fait."
        raise QuestionError(message)
    return figures


def _operations(asking: Asking) -> tuple[str, ...]:
    """Return the operations asked for, none meaning all; FSE+ figures keep nothing else."""
    kept = dict(asking.selection.where)
    if kept.keys() - {Dimension.OPERATION}:
        message = (
            "Un contrôle FSE+ porte sur des opérations entières : ne gardez que des opérations, "
            "sans autre condition."
        )
        raise QuestionError(message)
    return kept.get(Dimension.OPERATION, ())


def _among(asking: Asking, operations: tuple[str, ...]) -> Asking:
    """Return the same asking, among the pathways of the operations only."""
    kept = dict(asking.selection.where) | {Dimension.OPERATION: tuple(sorted(operations))}
    selection = replace(asking.selection, where=tuple(sorted(kept.items())))
    return replace(asking, request=replace(asking.request, selection=selection))


def _key_figures(
    asking: Asking, figures: ReleasedFse, before: ReleasedFse
) -> tuple[KeyFigure, ...]:
    labels = dict(figures.indicators.select("code", "label").iter_rows())
    read: dict[str, tuple[str, Callable[[ReleasedFse], Figure]]] = {
        **{code: (ALL_TIME, partial(_count, code)) for code in COUNTS},
        "INC": (ALL_TIME, _incomplete),
        "EECR04": ("sorties au délai échu", _rate),
        "EECR05": ("réponses à six mois", _survey),
    }
    targets_of = {code: _goal(asking, figures, code) for code in read}
    return tuple(
        KeyFigure(
            code=code,
            label=labels[code],
            moment=moment,
            now=count(figures),
            before=count(before),
            target=targets_of[code],
            no_target="" if targets_of[code] else NO_GOAL,
            before_moment=f"Au {day(before.settings.as_of)}",
        )
        for code, (moment, count) in read.items()
    )


def _count(code: str, figures: ReleasedFse) -> Figure:
    return Figure.count(figures.value(code) or 0)


def _goal(asking: Asking, figures: ReleasedFse, code: str) -> Target | None:
    operations = tuple(figures.operations["operation_id"])
    known = agreed(targets(asking.observatory.snapshot, asking.observatory.scope), operations)
    aim = goal(known, code, operations, is_milestone=False)
    if aim.value is None:
        return None
    achieved = figures.value(code)
    told = f"{plural(aim.agreed, 'opération')} avec une cible, sur {number(aim.operations)}"
    lacking = max(int(aim.value) - (achieved or 0), 0) if aim.is_whole else 0
    return Target(aim.value, number(aim.value), _away(aim, lacking), told, lacking)


def _away(aim: Goal, lacking: int) -> str:
    if not aim.is_whole:
        return "non comparé : des opérations n'ont pas de cible"
    return f"manque {number(lacking)}" if lacking else "atteint"


def _incomplete(figures: ReleasedFse) -> Figure:
    return Figure.share(figures.value("INC") or 0, figures.value("PART") or 0)


def _rate(figures: ReleasedFse) -> Figure:
    row = _whole(figures.rates, code="EECR04")
    return Figure.share(row["numerator"], row["base"])


def _survey(figures: ReleasedFse) -> Figure:
    row = _whole(figures.survey)
    missing = row["sampled"] - row["observed"]
    return replace(Figure.share(row["in_work"], row["observed"]), unknown=missing)


def _whole(frame: pl.DataFrame, **kept: str) -> dict[str, Any]:
    rows = frame.filter(frame["operation_id"].is_null(), sex="total", **kept)
    return rows.row(0, named=True)


def _findings(figures: ReleasedFse, keys: tuple[KeyFigure, ...]) -> tuple[Finding, ...]:
    found = (_identities(figures), _anomaly(figures), _files(keys))
    return tuple(item for item in found if item is not None)


def _identities(figures: ReleasedFse) -> Finding:
    held, all_of = int(figures.identities["holds"].sum()), figures.identities.height
    broken = "" if held == all_of else f" ; à reprendre : {figures.broken[0]}"
    return Finding(
        "Les tableaux se recoupent-ils ?",
        f"{fraction(held, all_of)} égalités vérifiées entre indicateurs{broken or '.'}",
        "Toutes les identités du contrôle, par opération et par sexe ; la première fausse est "
        "citée",
    )


def _anomaly(figures: ReleasedFse) -> Finding | None:
    table = figures.anomalies.group_by("code", "label", "what_to_do").agg(pl.col("rows").sum())
    if table.is_empty():
        return None
    row = table.sort("rows", "code", descending=[True, False]).row(0, named=True)
    return Finding(
        "L'anomalie la plus fréquente",
        f"{row['code']} · {row['label']} : {plural(row['rows'], 'dossier')}. {row['what_to_do']}",
        "Le constat qui touche le plus de dossiers, parmi les anomalies A01 à A20",
    )


def _files(keys: tuple[KeyFigure, ...]) -> Finding:
    (incomplete,) = (figure.now for figure in keys if figure.code == "INC")
    counted = rate_text(incomplete.numerator, incomplete.base or 0)
    return Finding(
        "Ce qui ne compte pas encore",
        f"Dossiers incomplets : {counted} participations. Elles ne sont dans aucun indicateur de "
        "réalisation.",
        "Toujours donné : un dossier incomplet n'est pas un participant déclaré",
    )


def _end_of(quarter: str) -> date:
    year, place = quarter.split("-Q")
    month = 3 * int(place)
    after = date(int(year) + month // 12, month % 12 + 1, 1)
    return after - timedelta(days=1)


def _a_year_before(day_: date) -> date:
    leap = day_.month == 2 and day_.day == 29
    return day_.replace(year=day_.year - 1, day=28 if leap else day_.day)
