"""What one unit of an indicator is, in words: a pathway, an exit, an obstacle or a week."""

from dataclasses import dataclass

from dashboard.formats import plural
from pipelines.indicators import Grain, Indicator, Time


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun with its plural and gender, so that sentences agree with it."""

    one: str
    several: str
    is_feminine: bool = False

    def counted(self, count: int) -> str:
        """Return a count with the noun agreed: `1 sortie`, `12 sorties`."""
        return plural(count, self.one, self.several)

    def after(self, count: int) -> str:
        """Return the noun alone, agreed with a count."""
        return self.one if count < 2 else self.several

    @property
    def ending(self) -> str:
        """Return what a plural participle ends with: `es` or `s`."""
        return "es" if self.is_feminine else "s"


PATHWAY = Noun("parcours", "parcours")
EXIT = Noun("sortie", "sorties", is_feminine=True)
WORK_TRIAL = Noun("mise en situation", "mises en situation", is_feminine=True)
SECONDMENT = Noun("mise à disposition", "mises à disposition", is_feminine=True)

BY_CODE = {
    "aid_then_resolved": Noun("aide", "aides", is_feminine=True),
    "evaluation_in_time": WORK_TRIAL,
    "obstacle_identified": Noun("parcours évalué", "parcours évalués"),
    "prescribed_entry": Noun("entrée", "entrées", is_feminine=True),
    "qualification_obtained": Noun("formation terminée", "formations terminées", is_feminine=True),
    "renewal": Noun("accompagnement intensif", "accompagnements intensifs"),
    "secondment_over_2_years": SECONDMENT,
    "secondment_to_permanent": SECONDMENT,
    "work_trial_confirmed": WORK_TRIAL,
    "work_trial_within_10_days": WORK_TRIAL,
}
"""Indicators that count something narrower than their grain says."""

NUMERATORS = {
    "caseload": Noun("personne présente", "personnes présentes", is_feminine=True),
    "entries": Noun("parcours commencé", "parcours commencés"),
    "exits": Noun("parcours terminé", "parcours terminés"),
}
"""Counts whose units are told with what happened to them."""

BY_GRAIN = {
    Grain.PARTICIPANT: Noun("personne", "personnes", is_feminine=True),
    Grain.PATHWAY: PATHWAY,
    Grain.OBSTACLE: Noun("frein identifié", "freins identifiés"),
    Grain.ACTIVITY: Noun("étape", "étapes", is_feminine=True),
    Grain.WEEK: Noun("semaine", "semaines", is_feminine=True),
    Grain.FOLLOWUP: Noun("échéance de suivi", "échéances de suivi", is_feminine=True),
    Grain.JOB: Noun("emploi", "emplois"),
}


def unit_of(indicator: Indicator) -> Noun:
    """Return what one unit of the base is."""
    if indicator.code in BY_CODE:
        return BY_CODE[indicator.code]
    if indicator.grain is Grain.PATHWAY and indicator.time is Time.EXIT_COHORT:
        return EXIT
    return BY_GRAIN[indicator.grain]


def counted_as(indicator: Indicator) -> Noun:
    """Return what one unit of the numerator is, where it has a name of its own."""
    return NUMERATORS.get(indicator.code) or unit_of(indicator)


def is_several_per_pathway(indicator: Indicator) -> bool:
    """Tell whether a pathway may hold several units."""
    whole = {Grain.PARTICIPANT, Grain.PATHWAY}
    return indicator.grain not in whole and indicator.rollup is None
