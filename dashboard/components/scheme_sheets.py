"""What each scheme is, and the figures particular to it: data, drawn by `scheme_sheet`."""

from dataclasses import dataclass, field

from pipelines.vocabulary import Dimension, Scheme


@dataclass(frozen=True, slots=True)
class Sheet:
    """A scheme in two sentences, its own rates, one rate or count broken down, its own counts."""

    what: str
    rates: tuple[str, ...]
    tallies: tuple[str, ...] = ()
    broken_down: dict[str, Dimension] = field(default_factory=dict)


IAE_RATES = (
    "positive_exit",
    "durable_employment",
    "transitional_employment",
    "other_positive_exit",
    "undocumented_exit",
    "with_pmsmp",
    "training_during_pathway",
    "qualification_obtained",
)
SHEETS = {
    Scheme.RSA_SUPPORT: Sheet(
        "Des personnes au RSA sont accompagnées vers un emploi du marché ordinaire, autour d'un "
        "projet qu'elles définissent avec leur référent et l'association. Le suivi continue dans "
        "l'emploi ; un bilan de fin dit les acquis, les freins et la suite recommandée.",
        ("scheme_outcome", "in_employment_at_exit", "employment_at_6_months", "obstacle_resolved"),
        ("step_reach", "closing_review", "way_participations"),
    ),
    Scheme.MISPE_ESAT: Sheet(
        "Quelques jours de travail en ESAT, dix jours ouvrés au plus, aident la personne et la "
        "MDPH à vérifier une orientation vers le milieu protégé. Les objectifs sont fixés à trois, "
        "et l'évaluation est transmise dans les quinze jours ; travailler en ESAT n'est pas un "
        "emploi salarié.",
        (
            "work_trial_within_10_days",
            "evaluation_in_time",
            "work_trial_confirmed",
            "scheme_outcome",
            "next_scheme_within_3_months",
        ),
        ("step_reach",),
    ),
    Scheme.MESP_CCAS: Sheet(
        "Des contrats courts sur des tâches variées laissent à la personne et à son travailleur "
        "social le temps de voir ce qui est possible. Bilan de santé et entretiens font apparaître "
        "des freins encore inconnus ; la suite visée est l'IAE, ou un travail sur ces freins.",
        (
            "obstacle_detected_on_the_way",
            "scheme_outcome",
            "next_scheme_within_3_months",
            "obstacle_resolved",
        ),
        ("step_reach", "way_next_scheme"),
        {"obstacle_detected_on_the_way": Dimension.OBSTACLE},
    ),
    Scheme.ACI: Sheet(
        "Un chantier embauche en contrat d'insertion des personnes éloignées de l'emploi et les "
        "accompagne : diagnostic, formations, immersions en entreprise. C'est une passerelle, pas "
        "une fin : ce qu'on regarde, ce sont les sorties, comptées selon la règle en vigueur.",
        IAE_RATES,
        ("closing_category", "closing_rule", "step_reach"),
    ),
    Scheme.IAE: Sheet(
        "Entreprises d'insertion, associations intermédiaires et entreprises de travail temporaire "
        "d'insertion proposent un emploi aidé à des personnes que le marché n'embauche pas. La "
        "règle de sortie change avec le type de structure : mois de présence, ou heures cumulées.",
        IAE_RATES,
        ("closing_category", "closing_rule", "step_reach"),
    ),
    Scheme.SUPPORTED_EMPLOYMENT: Sheet(
        "Des personnes handicapées passent du stage à la mise à disposition, puis au contrat de "
        "travail, avec un appui pour elles et pour l'employeur. L'accompagnement n'a pas de "
        "terme : beaucoup de parcours restent ouverts, et une mise à disposition dure deux "
        "ans au plus.",
        (
            "with_secondment",
            "secondment_to_permanent",
            "secondment_over_2_years",
            "two_sided_followup",
            "scheme_outcome",
        ),
        ("duration_band", "step_reach", "step_two_sides"),
    ),
    Scheme.INTENSIVE_COACHING: Sheet(
        "Trois mois renouvelables d'accompagnement soutenu, avec chaque semaine un entretien "
        "individuel et une rencontre collective, pour des personnes au RSA volontaires. La "
        "rencontre hebdomadaire n'est pas l'activité de quinze heures du contrat d'engagement.",
        (
            "renewal",
            "individual_meeting_weeks",
            "group_meeting_weeks",
            "job_within_6_months",
            "in_employment_at_exit",
        ),
        ("step_reach",),
        {"caseload": Dimension.STRUCTURE},
    ),
    Scheme.ACTIVE_MEDIATION: Sheet(
        "La personne dit dès la première rencontre les emplois qu'elle veut, et des employeurs "
        "sont contactés chaque jour ; les freins se traitent quand ils se présentent. Une fois "
        "l'emploi trouvé, le salarié et l'employeur sont suivis tous les deux, jusqu'à ce "
        "qu'il tienne.",
        (
            "two_sided_followup",
            "job_within_6_months",
            "in_employment_at_exit",
            "employment_at_6_months",
            "obstacle_resolved",
        ),
        ("step_reach", "step_two_sides"),
    ),
}
STOCKS = ("entries", "exits", "caseload")
"""The counts every sheet opens with."""
