"""Why pathways end: the planted model of employment, then contracts, reasons and situations."""

import numpy as np

from pipelines.samples.arrays import ABSENT, Flags, Generator, Ints, chance, weibull_days
from pipelines.samples.profile import Profile
from pipelines.samples.shares import choose
from pipelines.vocabulary import ContractKind, ExitReason, ExitSituation, Scheme

INTERCEPT = 0.5
PER_OBSTACLE = -0.45
"""Log-odds of a job at exit = INTERCEPT + the scheme's effect + PER_OBSTACLE x obstacles found."""
WITHDRAWN_SHARE = 0.015
UNSPECIFIED_SHARE = 0.05
APPRENTICES = 0.3

REASONS = tuple(ExitReason)
SITUATIONS = tuple(ExitSituation)
CONTRACTS = tuple(ContractKind)
WITHDRAWN = (REASONS.index(ExitReason.WITHDRAWN), REASONS.index(ExitReason.DEATH))
SHORT_DAYS = 178
"""Jobs up to so long are held on contracts of less than six months."""
SHORT_JOBS = {
    ContractKind.FIXED_TERM_SHORT: 0.5,
    ContractKind.TEMPORARY: 0.25,
    ContractKind.PERMANENT: 0.2,
    ContractKind.FIXED_TERM_LONG: 0.05,
}
LONG_JOBS = {
    ContractKind.PERMANENT: 0.5,
    ContractKind.FIXED_TERM_LONG: 0.37,
    ContractKind.BUSINESS_CREATION: 0.04,
    ContractKind.OTHER: 0.09,
}
REASON_OF_CONTRACT = {
    ContractKind.PERMANENT: ExitReason.PERMANENT_CONTRACT,
    ContractKind.PERMANENT_INCLUSION: ExitReason.OTHER_SIAE,
    ContractKind.FIXED_TERM_LONG: ExitReason.FIXED_TERM_LONG,
    ContractKind.FIXED_TERM_SHORT: ExitReason.FIXED_TERM_SHORT,
    ContractKind.TEMPORARY: ExitReason.FIXED_TERM_SHORT,
    ContractKind.INCLUSION: ExitReason.OTHER_SIAE,
    ContractKind.APPRENTICESHIP: ExitReason.APPRENTICESHIP,
    ContractKind.PROFESSIONAL_TRAINING: ExitReason.APPRENTICESHIP,
    ContractKind.BUSINESS_CREATION: ExitReason.BUSINESS_CREATION,
    ContractKind.OTHER: ExitReason.SUBSIDISED_CONTRACT,
}
NOT_WORKING = {
    ExitReason.TRAINING: ExitSituation.IN_TRAINING,
    ExitReason.INACTIVE: ExitSituation.INACTIVE,
    ExitReason.HEALTH: ExitSituation.INACTIVE,
}
"""Situation of people without a job; the other reasons leave them looking for work."""


def draw_hired(rng: Generator, profile: Profile, obstacle_count: Ints) -> Flags:
    """Draw who finds a job at exit, by the planted model."""
    if profile.effect is None:
        return np.zeros(len(obstacle_count), dtype=bool)
    log_odds = INTERCEPT + profile.effect + PER_OBSTACLE * obstacle_count
    return chance(rng, 1 / (1 + np.exp(-log_odds)), len(obstacle_count))


def draw_jobs(rng: Generator, profile: Profile, is_young: Flags) -> tuple[Ints, Ints]:
    """Draw contracts and lengths in days; all contracts together follow the scheme's Weibull."""
    count = len(is_young)
    days = weibull_days(rng, *profile.retention, count)
    contract = np.where(
        days <= SHORT_DAYS, choose(rng, SHORT_JOBS, count), choose(rng, LONG_JOBS, count)
    )
    to_siae = chance(rng, profile.to_siae, count)
    contract[to_siae] = CONTRACTS.index(ContractKind.INCLUSION)
    if profile.scheme is Scheme.SUPPORTED_EMPLOYMENT:
        apprentice = is_young & chance(rng, APPRENTICES, count)
        contract[apprentice] = CONTRACTS.index(ContractKind.APPRENTICESHIP)
    return contract, days


def draw_reasons(rng: Generator, profile: Profile, hired: Flags, contract: Ints) -> Ints:
    """Draw exit reasons; ABSENT for the undocumented, independently of the outcome."""
    count = len(hired)
    of_contract = np.array([REASONS.index(REASON_OF_CONTRACT[kind]) for kind in CONTRACTS])
    reason = np.where(hired, of_contract[contract], choose(rng, profile.not_hired, count))
    unspecified = hired & chance(rng, UNSPECIFIED_SHARE, count)
    reason[unspecified] = REASONS.index(ExitReason.EMPLOYMENT)
    fate = rng.random(count)
    withdrawn = fate < WITHDRAWN_SHARE
    reason[withdrawn] = np.where(chance(rng, 0.8, count), *WITHDRAWN)[withdrawn]
    reason[fate > 1 - profile.undocumented] = ABSENT
    return np.asarray(reason)


def are_withdrawn(reason: Ints) -> Flags:
    """Tell which exits are taken out of the observed exits."""
    return np.isin(reason, WITHDRAWN)


def draw_situations(rng: Generator, reason: Ints, hired: Flags) -> Ints:
    """Draw what was observed at exit; nothing, or an unreachable person, for a few."""
    count = len(reason)
    usual = {**dict.fromkeys(ExitReason, ExitSituation.UNEMPLOYED), **NOT_WORKING}
    without_job = np.array([SITUATIONS.index(usual[member]) for member in REASONS])
    situation = np.where(hired, SITUATIONS.index(ExitSituation.EMPLOYED), without_job[reason])
    created = hired & (reason == REASONS.index(ExitReason.BUSINESS_CREATION))
    situation[created] = SITUATIONS.index(ExitSituation.SELF_EMPLOYED)
    fate = rng.random(count)
    lost = np.where(reason == ABSENT, fate < 0.3, fate < 0.02)
    unseen = np.where(reason == ABSENT, fate >= 0.3, fate > 0.97) | are_withdrawn(reason)
    situation[lost] = SITUATIONS.index(ExitSituation.UNREACHABLE)
    situation[unseen] = ABSENT
    return np.asarray(situation)
