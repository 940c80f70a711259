"""What was planted on purpose, said in the terms a test or an analysis can check."""

from math import exp
from typing import Any

from pipelines.samples import employments, obstacles, profiles, reasons
from pipelines.samples.profile import Profile

COMPARED = (
    profiles.INTENSIVE_COACHING,
    profiles.IAE,
    profiles.ACTIVE_MEDIATION,
    profiles.RSA_SUPPORT,
    profiles.ACI,
    profiles.SUPPORTED_EMPLOYMENT,
)
"""The schemes whose ranking is planted, from the least to the most effective."""
SURVIVAL_DAYS = (30, 90, 180, 365)

DEFINITIONS = {
    "entries": "parcours entrés",
    "reentries": "parcours d'une personne déjà passée par le même dispositif",
    "exits": "parcours dont la date de sortie est renseignée",
    "undocumented_exits": "sorties sans motif",
    "withdrawn_exits": "sorties retirées du constat (décès, retrait)",
    "positive_exits": "sorties dont le motif est un emploi ou une autre sortie positive",
    "durable_exits": "sorties dont le motif est un emploi durable",
    "employed_at_exit": "sorties non retirées, situation de sortie en emploi ; not_, unknown_ : "
    "non, vide ou injoignable",
    "employed_at_exit_or_by_reason": "de même, le motif parlant quand la situation est vide",
    "employed_at_6_months": "sorties non retirées dont le sixième mois calendaire est atteint, "
    "suivi à 6 mois en emploi ; not_, unknown_ : non ; sans suivi, vide ou injoignable",
    "immature_at_6_months": "sorties non retirées dont le sixième mois n'est pas atteint",
    "people": "personnes distinctes",
    "people_exited": "personnes distinctes ayant au moins une sortie",
    "caseload": "personnes distinctes ayant un parcours ouvert à la date de référence",
    "people_in_two_operations": "personnes distinctes ayant des parcours dans deux opérations",
    "jobs": "contrats de travail trouvés à la sortie ou ensuite, hors CDDI ; terminés à la date de "
    "référence",
    "employments": "emplois continus après le parcours, tous employeurs, hors CDDI, les "
    "interruptions d'au plus 30 jours ne comptant pas : commencés 31 jours avant la date de "
    "référence ou plus tôt ; finis avant ce jour-là ; dont pour un motif neutre (retraite, "
    "déménagement, décès)",
    "people_with_two_identifiers": "personnes connues sous un second identifiant dans les parcours "
    "qui suivent le premier dispositif ; le fichier des liens d'identité les relie toutes",
    "ways": "parcours dont le suivant, par date d'entrée, est dans un autre dispositif et a "
    "commencé une fois le premier fini : dispositif quitté, puis dispositif suivant",
    "indicators": "par indicateur et dispositif : oui, non, inconnu, exclu, pas encore mûr, en "
    "parcours, en étapes, en freins, en semaines ou en suivis selon l'indicateur",
    "small_cells": "1 à 4 personnes distinctes, par dispositif et sexe ou EPCI de résidence",
}
"""What each count of the truth means, in French."""


def planted() -> dict[str, Any]:
    """Return the models behind the sample: employment at exit, retention, obstacles."""
    return {
        "employment_at_exit": {
            "intercept": reasons.INTERCEPT,
            "per_obstacle_identified": reasons.PER_OBSTACLE,
            "scheme_effect": {profile.scheme.value: profile.effect for profile in COMPARED},
            "mean_difficulty": {profile.scheme.value: profile.difficulty for profile in COMPARED},
            "true_ranking": [profile.scheme.value for profile in reversed(COMPARED)],
        },
        "retention": {profile.scheme.value: retention(profile) for profile in COMPARED},
        "obstacles": {
            "loading": obstacles.LOADING,
            "prevalence_at_mean_difficulty_0": {
                obstacle.value: share for obstacle, share in obstacles.PREVALENCE.items()
            },
        },
    }


def retention(profile: Profile) -> dict[str, Any]:
    """Return the law of a scheme's continuous employments: Weibull, any employer.

    `survival` is the share S that lasts longer than some days, exp(-(days / scale) ^ shape); a
    neutral reason ends a share of them whatever their length, so the cumulative incidence of each
    cause is its share of 1 - S.
    """
    shape, scale = profile.retention
    lasting = {day: exp(-((day / scale) ** shape)) for day in SURVIVAL_DAYS}
    causes = {"neutral": employments.NEUTRAL_SHARE, "other": 1 - employments.NEUTRAL_SHARE}
    return {
        "shape": shape,
        "scale_days": scale,
        "gap_days": employments.GAP_DAYS,
        "survival": {str(day): round(share, 6) for day, share in lasting.items()},
        "incidence": {
            cause: {str(day): round(of_ends * (1 - share), 6) for day, share in lasting.items()}
            for cause, of_ends in causes.items()
        },
    }
