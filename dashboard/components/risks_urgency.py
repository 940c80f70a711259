"""Where to act first: a rule that can be read, never a score."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DAYS_BEFORE_THE_END = 183


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of one operation at the cut-off: counts of participations, and its end.

    `exits_missing` left more than the window ago without an exit situation (A11), `unproven` have
    no proof of eligibility or one dated after the entry (A15), `six_months_due` were not met at
    six months (A17), `exits_late` were entered more than a month after the exit (A12).
    `is_behind` tells whether a milestone or a target that is due was missed; `is_closing` whether
    the operation is near its end (see `closes`).
    """

    operation_id: str
    participations: int
    incomplete: int
    exits_missing: int
    exits_late: int
    unproven: int
    six_months_due: int
    is_behind: bool
    is_closing: bool
    end_date: date | None


@dataclass(frozen=True, slots=True)
class Level:
    """One degree of urgency: its rank, its name and when it holds, in French."""

    rank: int
    label: str
    when: str


FIRST = Level(
    1,
    "D'abord",
    "des sorties ne sont pas saisies, ou l'éligibilité n'est pas prouvée, dans une opération "
    f"terminée, à moins de {DAYS_BEFORE_THE_END} jours de sa fin, ou dont la fin n'est pas "
    "renseignée : le bilan peut être bloqué, ou des participations écartées",
)
NEXT = Level(
    2,
    "Ensuite",
    "les mêmes constats dans une opération dont la fin est plus lointaine, ou des dossiers "
    "incomplets, ou des situations à six mois qui manquent : rien de cela ne compte tant que la "
    "donnée manque",
)
WATCH = Level(
    3,
    "À suivre",
    "des sorties ont été saisies avec retard, ou un jalon ou une cible échus ne sont pas atteints",
)
CLEAR = Level(4, "Rien à signaler", "aucun de ces constats")
LEVELS = (FIRST, NEXT, WATCH, CLEAR)
WITHIN_A_LEVEL = (
    "les opérations proches de leur fin, puis la plus grande part de participations concernées, "
    "puis leur plus grand nombre"
)


def rule() -> tuple[tuple[str, str], ...]:
    """Return the rule as terms and sentences, in French."""
    return (*((item.label, item.when) for item in LEVELS), ("À degré égal", WITHIN_A_LEVEL))


def closes(end: date | None, as_of: date) -> bool:
    """Tell whether an operation is over, ends within half a year, or has no known end."""
    return end is None or end <= as_of + timedelta(days=DAYS_BEFORE_THE_END)


def level(signals: Signals) -> Level:
    """Return the degree of urgency of an operation."""
    is_blocking = bool(signals.exits_missing or signals.unproven)
    if is_blocking and signals.is_closing:
        return FIRST
    if is_blocking or signals.incomplete or signals.six_months_due:
        return NEXT
    return WATCH if signals.exits_late or signals.is_behind else CLEAR


def ranked(operations: Iterable[Signals]) -> list[Signals]:
    """Return the operations by urgency, the most urgent first, as `rule` says."""
    return sorted(operations, key=_order)


def _order(signals: Signals) -> tuple[int, bool, float, int, str]:
    concerned = _concerned(signals)
    part = concerned / signals.participations if signals.participations else 0.0
    rank = level(signals).rank
    return rank, not signals.is_closing, -part, -concerned, signals.operation_id


def _concerned(signals: Signals) -> int:
    """Return the participations of the widest finding of the operation's own degree."""
    blocking = (signals.exits_missing, signals.unproven)
    return {
        FIRST: max(blocking),
        NEXT: max(*blocking, signals.incomplete, signals.six_months_due),
        WATCH: signals.exits_late,
        CLEAR: 0,
    }[level(signals)]
