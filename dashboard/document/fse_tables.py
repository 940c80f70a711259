"""The tables, the chart and the gaps of a control document, from released FSE+ figures."""

from dataclasses import replace
from typing import Any

import polars as pl

from dashboard.document.asking import Asking
from dashboard.document.cells import Cell, Column, Figure, Kind, Table
from dashboard.document.content import Definition, Gap, KeyFigure
from dashboard.document.drawn import Bar, Chart
from dashboard.formats import fraction, percent
from dashboard.observatory import ReleasedFse
from dashboard.observatory.targets import targets
from dashboard.reading.fse_goals import agreed, goal
from dashboard.reading.fse_rows import (
    OUTPUTS,
    RESULTS,
    SEXES,
    by_code,
    sexes_met,
    share_of,
)
from dashboard.reading.fse_sentences import TABLE_NOTE
from pipelines.fse import FseKind, fse_indicators

CHART_TITLE = "Résultats au terme de la participation"
INCOMPLETE = "Une donnée obligatoire manque : la participation ne compte dans aucun indicateur."
NO_ANSWER = "Non interrogées ou injoignables ; EECR05 est estimé sur les autres."
NOT_ENTERED = "Elles restent dans la base des résultats, comme n'ayant pas eu lieu."
NO_TARGET = "Aucune cible n'est paramétrée pour ces opérations."
SILENT = "A11"
"""Exits whose delay is over and whose situation was never entered."""

SHOWN_KINDS = {FseKind.LADDER, *OUTPUTS, *RESULTS}


def fse_tables(asking: Asking, figures: ReleasedFse) -> tuple[Table, ...]:
    """Return the outputs, the results, the operations and the anomalies."""
    operations = tuple(figures.operations["operation_id"])
    observatory = asking.observatory
    known = agreed(targets(observatory.snapshot, observatory.scope), operations)
    return (
        _indicators(figures, known, "outputs", "Réalisations à l'entrée", OUTPUTS),
        replace(
            _indicators(figures, known, "results", "Résultats, à la sortie et à six mois", RESULTS),
            note=TABLE_NOTE,
        ),
        _operations(figures, known),
        _anomalies(figures),
    )


def _indicators(
    figures: ReleasedFse, known: pl.DataFrame, key: str, title: str, kinds: tuple[FseKind, ...]
) -> Table:
    counted = by_code(figures, kinds) + (_aimed_sums(figures, known) if kinds == OUTPUTS else [])
    sexes = sexes_met(counted)
    columns = (
        Column("Indicateur", Kind.TEXT),
        *(Column(SEXES[sex], Kind.COUNT) for sex in sexes),
        Column("Total", Kind.COUNT),
        Column("Base et part", Kind.FIGURE),
        Column("Cible 2029", Kind.TEXT),
    )
    rows = tuple(_indicator(figures, known, item, sexes) for item in counted)
    return Table(key=key, title=title, note="", columns=columns, rows=rows, whole=None)


def _aimed_sums(figures: ReleasedFse, known: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the sums of outputs, such as EECO02+04, that have a target of their own."""
    aimed = set(known["indicator"])
    return [row for row in by_code(figures, (FseKind.RESERVED,)) if row["code"] in aimed]


def _indicator(
    figures: ReleasedFse, known: pl.DataFrame, item: dict[str, Any], sexes: tuple[str, ...]
) -> tuple[Cell, ...]:
    operations = tuple(figures.operations["operation_id"])
    aim = goal(known, item["code"], operations, is_milestone=False).beside(item["total"])
    mark = " (estimation)" if item["is_estimate"] else ""
    parts = share_of(figures, item)
    return (
        f"{item['code']}{mark} · {item['label']}",
        *(item.get(sex) for sex in sexes),
        item["total"],
        Figure.share(*parts) if parts else "",
        aim,
    )


def _operations(figures: ReleasedFse, known: pl.DataFrame) -> Table:
    def row(operation: str, name: str | None) -> tuple[Cell, ...]:
        part = figures.value("PART", operation) or 0
        incomplete = figures.value("INC", operation) or 0
        achieved = figures.value("EECO01", operation)
        aim = goal(known, "EECO01", (operation,), is_milestone=False).beside(achieved)
        return name or operation, part, achieved, Figure.share(incomplete, part), aim

    rows = figures.operations.select("operation_id", "operation_name").iter_rows()
    return Table(
        key="operations",
        title="Opérations",
        note="",
        columns=(
            Column("Opération", Kind.TEXT),
            Column("Participations", Kind.COUNT),
            Column("EECO01", Kind.COUNT),
            Column("Dossiers incomplets", Kind.FIGURE),
            Column("Cible EECO01", Kind.TEXT),
        ),
        rows=tuple(row(operation, name) for operation, name in rows),
        whole=None,
    )


def _anomalies(figures: ReleasedFse) -> Table:
    counted = (
        figures.anomalies.group_by("code", "label", "what_to_do")
        .agg(pl.col("rows").sum())
        .filter(pl.col("rows") > 0)
        .sort("code")
    )
    return Table(
        key="anomalies",
        title="Anomalies à reprendre",
        note="" if len(counted) else "Aucune anomalie relevée.",
        columns=(
            Column("Constat", Kind.TEXT),
            Column("Dossiers", Kind.COUNT),
            Column("Que faire", Kind.TEXT),
        ),
        rows=tuple(
            (f"{code} · {label}", rows, to_do) for code, label, to_do, rows in counted.iter_rows()
        ),
        whole=None,
    )


def fse_chart(figures: ReleasedFse) -> Chart:
    """Return the immediate results over their own bases, exits still within the delay left out."""
    whole = figures.rates.filter(pl.col("operation_id").is_null(), sex="total")
    rows = whole.select("code", "label", "numerator", "base").iter_rows()
    bars = tuple(
        Bar(f"{code} · {label}", Figure.share(numerator, base))
        for code, label, numerator, base in rows
        if base
    )
    drawn = any(bar.figure.rate is not None for bar in bars)
    refusal = "" if drawn else "Aucune sortie dont le délai est échu : aucun résultat à dessiner."
    told = "; ".join(
        f"{bar.label} : {percent(bar.figure.rate, bar.figure.base)} "
        f"({fraction(bar.figure.numerator, bar.figure.base or 0)})"
        for bar in bars
    )
    return Chart(
        title=CHART_TITLE,
        note="En % de la base de chaque résultat ; traits : intervalles à 95 %.",
        bars=bars if drawn else (),
        alt=f"Barres horizontales, {CHART_TITLE.lower()}. {told}." if drawn else refusal,
        refusal=refusal,
    )


def fse_gaps(figures: ReleasedFse, keys: tuple[KeyFigure, ...]) -> tuple[Gap, ...]:
    """Return what is missing: incomplete files, the survey's silent, codes without a target."""
    survey = figures.survey.filter(pl.col("operation_id").is_null(), sex="total")
    sampled, observed = survey["sampled"][0], survey["observed"][0]
    silent = int(figures.anomalies.filter(code=SILENT)["rows"].sum())
    without = sum(key.target is None for key in keys)
    whole = figures.value("PART")
    found = (
        Gap("Dossiers incomplets", figures.value("INC") or 0, whole, INCOMPLETE),
        Gap("Échantillon à six mois, sans réponse", sampled - observed, sampled, NO_ANSWER),
        Gap("Sorties dont la situation n'est pas saisie (A11)", silent, None, NOT_ENTERED),
        Gap("Chiffres clés sans cible", without, len(keys), NO_TARGET),
    )
    return tuple(gap for gap in found if gap.count)


def fse_definitions() -> tuple[Definition, ...]:
    """Return how each FSE+ code shown is counted."""
    return tuple(
        Definition(
            code=item.code,
            label=item.label,
            definition=item.population,
            numerator="",
            base="",
            unknown="",
            source=item.source,
            version=item.version,
        )
        for item in fse_indicators().values()
        if item.kind in SHOWN_KINDS
    )
