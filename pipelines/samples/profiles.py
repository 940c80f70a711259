"""What distinguishes the schemes: publics, durations, outcomes, teams. All values are invented.

The figures told about the real schemes (people, teams, delays) are kept; organisations are not.
"""

from dataclasses import replace
from datetime import date

from pipelines.samples.profile import USUAL_BODIES, Profile, Step, Team
from pipelines.vocabulary import ActivityKind, ContractKind, Evidence, ExitReason, Obstacle, Scheme
from pipelines.vocabulary import ActivityOutcome as Outcome
from pipelines.vocabulary import PrescriberKind as Body
from pipelines.vocabulary import StructureKind as Kind

LEARNT = (Outcome.DONE, Outcome.QUALIFIED, Outcome.QUALIFIED, Outcome.MISSED, None)
TRIED = (
    Outcome.ORIENTATION_CONFIRMED,
    Outcome.ORIENTATION_CONFIRMED,
    Outcome.ORIENTATION_NOT_CONFIRMED,
    Outcome.HIRED,
    Outcome.NONE,
    Outcome.DONE,
)
BY_EMPLOYERS = {Evidence.DECLARED: 0.25, Evidence.EMPLOYER_CONFIRMED: 0.65, Evidence.DSN: 0.1}
BY_RETURNS = {Evidence.DECLARED: 0.35, Evidence.EMPLOYER_CONFIRMED: 0.25, Evidence.DSN: 0.4}
INSERTION_STEPS = (
    Step(
        ActivityKind.PMSMP,
        0.3,
        28,
        140,
        (Outcome.DONE, Outcome.HIRED, Outcome.TRAINING, Outcome.NONE),
    ),
    Step(ActivityKind.TRAINING, 0.4, 60, 210, LEARNT),
)

RSA_SUPPORT = Profile(
    Scheme.RSA_SUPPORT,
    (Team("A", "Association", Kind.ASSOCIATION, 1),),
    date(2024, 1, 1),
    difficulty=0.8,
    effect=0.6,
    duration=(1.6, 260),
    retention=(0.9, 420),
    reentry=0.5,
    rsa=1.0,
    bodies={Body.DEPT: 0.6, Body.CCAS: 0.2, Body.CAF: 0.05, Body.FT: 0.15},
    operations=((date(2024, 1, 1), date(2025, 6, 30)), (date(2025, 7, 1), date(2027, 12, 31))),
    operation_share=1.0,
    is_complete=True,
    steps=(
        Step(ActivityKind.INTERVIEW, 1.0, hours=2),
        Step(ActivityKind.WORKSHOP, 0.6, hours=6),
        Step(ActivityKind.WORK_TRIAL, 0.15, 12, 70, TRIED),
        Step(ActivityKind.TRAINING, 0.2, 90, 300, LEARNT),
    ),
)
MISPE_ESAT = Profile(
    Scheme.MISPE_ESAT,
    (Team("B", "ESAT", Kind.ESAT, 4),),
    date(2022, 1, 1),
    difficulty=1.6,
    effect=None,
    duration=(1.5, 8),
    shortest=26,
    not_hired={ExitReason.ORIENTATION_CONFIRMED: 0.6, ExitReason.ORIENTATION_NOT_CONFIRMED: 0.4},
    undocumented=0.0,
    reentry=0.1,
    women=0.4,
    rsa=0.15,
    rqth=1.0,
    bodies={Body.MDPH: 1.0},
    operation_share=1.0,
    is_complete=True,
)
MESP_CCAS = Profile(
    Scheme.MESP_CCAS,
    (Team("C", "CCAS", Kind.CCAS, 1),),
    date(2022, 1, 1),
    difficulty=1.5,
    effect=-1.5,
    duration=(2.5, 120),
    not_hired={
        ExitReason.NEXT_SCHEME: 0.7,
        ExitReason.HEALTH: 0.15,
        ExitReason.DROPOUT: 0.15,
    },
    undocumented=0.05,
    reentry=0.1,
    found_later=0.7,
    rsa=0.7,
    bodies={Body.CCAS: 0.6, Body.DEPT: 0.3, Body.CHRS: 0.1},
    operation_share=0.0,
    works_inside=ContractKind.FIXED_TERM_SHORT,
    to_siae=0.5,
    steps=(Step(ActivityKind.HEALTH_CHECK, 0.9, hours=1), Step(ActivityKind.INTERVIEW, 0.8)),
)
ACI = Profile(
    Scheme.ACI,
    (Team("D", "Chantier", Kind.ACI, 27),),
    date(2022, 1, 1),
    difficulty=1.4,
    effect=0.8,
    duration=(1.8, 380),
    retention=(0.85, 330),
    women=0.38,
    bodies={**USUAL_BODIES, Body.CAP_EMPLOI: 0.08, Body.SPIP: 0.03},
    works_inside=ContractKind.INCLUSION,
    to_siae=0.13,
    evidence=BY_RETURNS,
    steps=INSERTION_STEPS,
)
SUPPORTED_EMPLOYMENT = Profile(
    Scheme.SUPPORTED_EMPLOYMENT,
    (Team("E", "Plateforme", Kind.ASSOCIATION, 6),),
    date(2022, 1, 1),
    difficulty=2.0,
    effect=1.0,
    duration=(1.1, 1500),
    retention=(0.8, 900),
    reentry=0.1,
    women=0.38,
    rsa=0.15,
    rqth=0.92,
    ages=(16, 26, 56),
    bodies={Body.MDPH: 0.6, Body.CAP_EMPLOI: 0.25, Body.ML: 0.15},
    operation_share=0.0,
    is_two_sided=True,
    evidence=BY_EMPLOYERS,
    steps=(Step(ActivityKind.PMSMP, 0.8, 28, 140),),
)
INTENSIVE_COACHING = Profile(
    Scheme.INTENSIVE_COACHING,
    (Team("F", "Portefeuille", Kind.DEPARTMENT, 10),),
    date(2024, 10, 1),
    difficulty=-1.0,
    effect=0.0,
    duration=(3.0, 105),
    retention=(0.9, 380),
    without=(Obstacle.MOBILITY, Obstacle.LANGUAGE),
    women=0.52,
    rsa=1.0,
    rqth=0.1,
    bodies={Body.DEPT: 0.6, Body.CCAS: 0.2, Body.FT: 0.2},
    operation_share=0.6,
)
IAE = Profile(
    Scheme.IAE,
    (
        Team("G", "Entreprise d'insertion", Kind.EI, 12),
        Team("I", "Association intermédiaire", Kind.AI, 11),
        Team("J", "Intérim d'insertion", Kind.ETTI, 6),
        Team("K", "Travail indépendant", Kind.EITI, 1),
    ),
    date(2022, 1, 1),
    difficulty=-0.4,
    effect=0.2,
    duration=(1.3, 270),
    retention=(0.85, 350),
    women=0.4,
    rsa=0.5,
    operation_share=0.3,
    works_inside=ContractKind.INCLUSION,
    to_siae=0.13,
    evidence=BY_RETURNS,
    steps=INSERTION_STEPS,
)
ACTIVE_MEDIATION = Profile(
    Scheme.ACTIVE_MEDIATION,
    (Team("H", "Médiation", Kind.ASSOCIATION, 2),),
    date(2022, 1, 1),
    difficulty=0.2,
    effect=0.4,
    duration=(1.5, 210),
    retention=(0.95, 480),
    found_later=0.4,
    is_two_sided=True,
    evidence=BY_EMPLOYERS,
    steps=(
        Step(ActivityKind.JOB_REQUEST, 0.9),
        Step(ActivityKind.TRAINING, 0.1, 30, 100, LEARNT),
        Step(ActivityKind.EMPLOYER_CONTACT, 0.9, outcomes=(Outcome.NONE, Outcome.DONE)),
        Step(ActivityKind.EMPLOYER_CONTACT, 0.5, outcomes=(Outcome.NONE, Outcome.HIRED)),
    ),
)
ACI_RELAY = replace(ACI, teams=(Team("D", "Chantier", Kind.ACI, 3),))
IAE_RELAY = replace(
    IAE,
    teams=(
        Team("G", "Entreprise d'insertion", Kind.EI, 1),
        Team("I", "Association intermédiaire", Kind.AI, 2),
        Team("J", "Intérim d'insertion", Kind.ETTI, 1),
    ),
)
