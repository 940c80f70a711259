"""What is true of exits: which ones count, what they led to, what followed."""

from collections.abc import Iterator

import numpy as np

from pipelines.samples.arrays import ABSENT, OPEN, Flags, Ints
from pipelines.samples.exit_rules import are_neutralised
from pipelines.samples.ledger import SAID_BY_REASON, Ledger, told
from pipelines.samples.ledger import UNKNOWN as UNTOLD
from pipelines.samples.ledger import YES as SAID_YES
from pipelines.samples.reasons import REASONS, SITUATIONS
from pipelines.samples.tally import EXCLUDED, IMMATURE, UNKNOWN, answered
from pipelines.samples.ways import SCHEMES
from pipelines.vocabulary import (
    EXIT_CATEGORIES,
    ExitCategory,
    ExitReason,
    ExitSituation,
    Scheme,
    scheme_outcomes,
)

NEXT_DAYS = 92
SIX_MONTHS = 183
CATEGORIES = tuple(ExitCategory)
OF_REASON = np.array([CATEGORIES.index(EXIT_CATEGORIES[reason]) for reason in REASONS])
DURABLE, TRANSITIONAL, EMPLOYMENT, OTHER_POSITIVE, UNDOCUMENTED = (
    CATEGORIES.index(category)
    for category in (
        ExitCategory.DURABLE,
        ExitCategory.TRANSITIONAL,
        ExitCategory.EMPLOYMENT,
        ExitCategory.OTHER_POSITIVE,
        ExitCategory.UNDOCUMENTED,
    )
)
SHORT_CONTRACTS = SCHEMES.index(Scheme.MESP_CCAS)
LEARNING = tuple(
    REASONS.index(reason) for reason in (ExitReason.TRAINING, ExitReason.APPRENTICESHIP)
)
IN_TRAINING = SITUATIONS.index(ExitSituation.IN_TRAINING)
UNREACHABLE = SITUATIONS.index(ExitSituation.UNREACHABLE)
AIMED = np.zeros((len(SCHEMES), len(REASONS)), dtype=bool)
for aimed_scheme, aimed_reason in scheme_outcomes():
    AIMED[SCHEMES.index(Scheme(aimed_scheme)), REASONS.index(ExitReason(aimed_reason))] = True


def exit_statuses(ledger: Ledger, today: int) -> Iterator[tuple[str, Ints]]:
    """Yield the status of each pathway, indicator by indicator of the cohorts of exits."""
    over, neutral = ledger.exit != OPEN, are_neutralised(ledger)
    outside = (EXCLUDED, neutral)
    category = categories(ledger)
    untold = (UNKNOWN, category == UNDOCUMENTED)
    unspecified = (UNKNOWN, category == EMPLOYMENT)
    dropped = ledger.reason == REASONS.index(ExitReason.DROPOUT)
    positive = np.isin(category, (DURABLE, TRANSITIONAL, EMPLOYMENT, OTHER_POSITIVE))
    yield "exits", answered(over, over, (EXCLUDED, ledger.goes_on))
    yield "undocumented_exit", answered(over, category == UNDOCUMENTED, outside)
    yield "positive_exit", answered(over, positive, outside, untold)
    durable, short = category == DURABLE, category == TRANSITIONAL
    yield "durable_employment", answered(over, durable, outside, untold, unspecified)
    yield "transitional_employment", answered(over, short, outside, untold, unspecified)
    yield "other_positive_exit", answered(over, category == OTHER_POSITIVE, outside, untold)
    yield "dropout", answered(over, dropped, outside, untold)
    aimed = AIMED[ledger.groups["scheme"], ledger.reason]
    silent = (UNKNOWN, ledger.reason == ABSENT)
    yield "scheme_outcome", answered(over, aimed, outside, silent)
    yield from situation_statuses(ledger, over, outside, today)
    young = (IMMATURE, ledger.exit > today - NEXT_DAYS)
    yield "next_scheme_within_3_months", answered(over, are_followed(ledger), outside, young)


def situation_statuses(
    ledger: Ledger, over: Flags, outside: tuple[int, Flags], today: int
) -> Iterator[tuple[str, Ints]]:
    """Yield what the situations tell, at exit and six months later."""
    is_silent = ledger.situation == ABSENT
    said = np.where(ledger.reason == ABSENT, UNTOLD, SAID_BY_REASON[ledger.reason])
    seen = np.where(is_silent, said, told(ledger.situation))
    unseen = (UNKNOWN, seen == UNTOLD)
    yield "in_employment_at_exit", answered(over, seen == SAID_YES, outside, unseen)
    learns = (ledger.situation == IN_TRAINING) | (is_silent & np.isin(ledger.reason, LEARNING))
    lost = (ledger.situation == UNREACHABLE) | (is_silent & (ledger.reason == ABSENT))
    yield "in_training_at_exit", answered(over, learns, outside, (UNKNOWN, lost))
    later = told(ledger.later)
    young, unheard = (IMMATURE, ledger.exit > today - SIX_MONTHS), (UNKNOWN, later == UNTOLD)
    yield (
        "employment_at_6_months",
        answered(over, later == SAID_YES, outside, young, unheard),
    )


def categories(ledger: Ledger) -> Ints:
    """Return the category of each exit, by its reason.

    A job of unknown nature at the end of a short contract is that contract, still under way.
    """
    category = np.where(ledger.reason == ABSENT, UNDOCUMENTED, OF_REASON[ledger.reason])
    under_way = (ledger.groups["scheme"] == SHORT_CONTRACTS) & (category == EMPLOYMENT)
    return np.where(under_way, TRANSITIONAL, category)


def are_followed(ledger: Ledger) -> Flags:
    """Tell which pathways are followed, within three months of their exit, by another scheme."""
    order = np.lexsort((ledger.entry, ledger.person))
    person, scheme = ledger.person[order], ledger.groups["scheme"][order]
    entry, end = ledger.entry[order], ledger.exit[order]
    followed = np.zeros(len(order), dtype=bool)
    most = int(np.bincount(person).max(initial=0))
    for step in range(1, most):
        for one, other in (
            (slice(None, -step), slice(step, None)),
            (slice(step, None), slice(None, -step)),
        ):
            wait = entry[other] - end[one]
            followed[one] |= (
                (person[one] == person[other])
                & (scheme[one] != scheme[other])
                & (wait >= 0)
                & (wait <= NEXT_DAYS)
            )
    result = np.empty_like(followed)
    result[order] = followed
    return result


def ways(ledger: Ledger) -> Ints:
    """Count the pathways followed by another scheme: one row per scheme left, one column per next.

    A person's next pathway is the one begun just after; it counts if the former had ended by then.
    """
    order = np.lexsort((ledger.entry, ledger.person))
    person, scheme = ledger.person[order], ledger.groups["scheme"][order]
    is_next = (person[1:] == person[:-1]) & (scheme[1:] != scheme[:-1])
    is_next &= ledger.entry[order][1:] >= ledger.exit[order][:-1]
    pairs = scheme[:-1][is_next] * len(SCHEMES) + scheme[1:][is_next]
    counted = np.bincount(pairs, minlength=len(SCHEMES) ** 2)
    return np.asarray(counted.reshape(len(SCHEMES), len(SCHEMES)))
