"""Three findings, chosen by rules written beside each, among figures that passed the gate."""

from collections.abc import Callable, Iterator

from dashboard.disclosure import thresholds
from dashboard.document.asking import Asking
from dashboard.document.cells import Figure
from dashboard.document.content import Finding, KeyFigure
from dashboard.formats import fraction, number, percent, plural
from dashboard.reading.attention import (
    WATCHED,
    Change,
    Remark,
    largest_unknown,
    latest_followups,
)
from pipelines.vocabulary import Dimension

MOST = 3


def findings(asking: Asking, figures: tuple[KeyFigure, ...]) -> tuple[Finding, ...]:
    """Return the first three findings there are, in the order of their rules."""
    rules: tuple[Callable[[], Finding | None], ...] = (
        lambda: largest_change(asking),
        lambda: _unknown(asking),
        lambda: _followups(asking),
        lambda: farthest_target(figures),
        lambda: most_frequent_obstacle(asking),
    )
    found = (rule() for rule in rules)
    return tuple(_first(found))


def _first(found: Iterator[Finding | None]) -> Iterator[Finding]:
    kept = 0
    for finding in found:
        if finding is not None and kept < MOST:
            kept += 1
            yield finding


def largest_change(asking: Asking) -> Finding | None:
    """Return the rate that moved most from the year before, beyond both intervals if any did."""
    changes = [change for code in WATCHED if (change := _change(asking, code))]
    if not changes:
        return None
    beyond = [change for change in changes if change.is_beyond_intervals]
    largest = max(beyond or changes, key=lambda change: change.size)
    now, before = (_rate(Figure.of(row)) for row in (largest.now, largest.before))
    label = asking.selection.label(largest.indicator)
    end = "." if beyond else " : l'écart reste dans la marge d'incertitude."
    title = "Ce qui a le plus changé" if beyond else "Aucun changement établi"
    return Finding(
        title,
        f"« {label} » : {now} sur {largest.spans[0]}, contre {before} sur {largest.spans[1]}{end}",
        f"Le plus grand écart avec {asking.request.before_words}, parmi "
        f"{number(len(changes))} taux comparables sur {number(len(WATCHED))} suivis : base d'au "
        f"moins {thresholds().minimum_base_for_comparison} de chaque côté, aucune situation trop "
        "récente ; ceux dont les intervalles à 95 % ne se touchent pas passent avant",
        largest.indicator,
    )


def _change(asking: Asking, code: str) -> Change | None:
    before = asking.before(code)
    if before is None:
        return None
    now = asking.now(code).total.row(0, named=True)
    then = before.total.row(0, named=True)
    if min(now["base"], then["base"]) < thresholds().minimum_base_for_comparison:
        return None
    if asking.not_compared(Figure.of(now), Figure.of(then)):
        return None
    request = asking.request
    return Change(code, now, then, (request.period_words, request.before_words))


def _unknown(asking: Asking) -> Finding | None:
    return _from(
        largest_unknown(asking.ask, asking.selection),
        f"La plus grande part de situations inconnues parmi {number(len(WATCHED))} taux suivis, "
        f"sur au moins {thresholds().minimum_base_for_comparison} situations",
    )


def _followups(asking: Asking) -> Finding | None:
    return _from(
        latest_followups(asking.ask, asking.selection),
        "La structure qui a le plus de sorties dont la situation à six mois n'est pas connue",
    )


def _from(remark: Remark | None, rule: str) -> Finding | None:
    return Finding(remark.title, remark.sentence, rule, remark.indicator) if remark else None


def farthest_target(figures: tuple[KeyFigure, ...]) -> Finding | None:
    """Return the key figure farthest from its target, of those not reached."""
    missed = [(figure.label, figure.target) for figure in figures if figure.target]
    label, target = max(missed, key=lambda item: item[1].shortfall, default=("", None))
    if target is None or not target.shortfall:
        return None
    return Finding(
        "L'objectif le plus loin",
        f"« {label} » : {target.aimed} visés, {target.gap} ({target.source}).",
        "Le chiffre clé dont l'objectif est manqué du plus grand nombre",
    )


def most_frequent_obstacle(asking: Asking) -> Finding | None:
    """Return the obstacle identified most often, among the pathways assessed for it."""
    table = asking.now("obstacle_identified", Dimension.OBSTACLE).table
    kept = table.filter(table["base"] >= thresholds().minimum_base_for_comparison)
    if kept.is_empty():
        return None
    row = kept.sort("rate", "obstacle", descending=[True, False]).row(0, named=True)
    counted = plural(row["unknown"], "parcours non évalué", "parcours non évalués")
    return Finding(
        "Le frein le plus fréquent",
        f"{row['obstacle_label']} : {_rate(Figure.of(row))} des parcours évalués ; {counted}.",
        "Le frein identifié le plus souvent parmi les parcours évalués sur lui, base d'au moins "
        f"{thresholds().minimum_base_for_comparison}",
        "obstacle_identified",
    )


def _rate(figure: Figure) -> str:
    base = figure.base or 0
    return f"{percent(figure.rate, base)} ({fraction(figure.numerator, base)})"
