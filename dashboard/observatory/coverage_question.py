"""What may be asked of coverage: whose posts, for which public, how far people go."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from types import MappingProxyType

from dashboard.observatory.question import QuestionError
from pipelines.analysis.accessibility import PRESETS, RURAL_BANDS, CatchmentRule, Preset
from pipelines.vocabulary import PopulationUnit, TargetPublic
from pipelines.vocabulary.coverage import CatchmentMethod, SupplyFamily

DEFAULT_PRESET = "iae_30"
COVERAGE_PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        DEFAULT_PRESET: Preset(
            "IAE, réglage par défaut (15, 30 min)",
            CatchmentRule(CatchmentMethod.ENHANCED, RURAL_BANDS, 30),
        ),
        **PRESETS,
    }
)
"""The rules offered, the default one first."""
FEWEST_MINUTES, MOST_MINUTES = 5.0, 60.0
"""How far the slider goes; no time beyond is estimated."""


@dataclass(frozen=True, slots=True)
class CoverageQuestion:
    """One question on the coverage of a département; hashable, so a cache key by itself.

    `unit` is the unit the public is counted in, None the one known in the most communes; `year`
    is the year of the posts, None the last loaded. Posts are the agreed FTE, the actual ones
    with `is_actual`. `max_minutes` replaces those of the preset; `reference` is a rate in FTE per
    100 people, None the weighted mean of the département. Raises QuestionError on a preset, a
    reference or minutes without meaning.
    """

    department: str
    public: TargetPublic = TargetPublic.RSA
    unit: PopulationUnit | None = None
    family: SupplyFamily = SupplyFamily.ALL
    year: int | None = None
    is_actual: bool = False
    preset: str = DEFAULT_PRESET
    max_minutes: float | None = None
    reference: float | None = None

    def __post_init__(self) -> None:
        """Refuse what would give a figure without meaning."""
        if self.preset not in COVERAGE_PRESETS:
            known = ", ".join(COVERAGE_PRESETS)
            message = f"Méthode inconnue : {self.preset}. Méthodes : {known}."
            raise QuestionError(message)
        if self.reference is not None and not (isfinite(self.reference) and self.reference > 0):
            message = "La référence est un nombre d'ETP pour 100 personnes, supérieur à zéro."
            raise QuestionError(message)
        if self.max_minutes is not None:
            _check_minutes(self.max_minutes, COVERAGE_PRESETS[self.preset])

    @property
    def rule(self) -> CatchmentRule:
        """Return the rule of the scores: the preset, with the minutes asked for."""
        rule = COVERAGE_PRESETS[self.preset].rule
        minutes = rule.max_minutes if self.max_minutes is None else self.max_minutes
        return CatchmentRule(rule.method, rule.decay, minutes)


def _check_minutes(minutes: float, preset: Preset) -> None:
    """Raise QuestionError for minutes that no time is estimated at, or that weigh nothing."""
    if not FEWEST_MINUTES <= minutes <= MOST_MINUTES:
        message = (
            f"Le temps au plus va de {FEWEST_MINUTES:.0f} à {MOST_MINUTES:.0f} minutes : "
            "aucun temps n'est estimé au-delà."
        )
        raise QuestionError(message)
    if minutes > preset.rule.furthest:
        message = (
            f"La méthode « {preset.label} » ne compte rien au-delà de "
            f"{preset.rule.furthest:.0f} minutes : baissez le temps au plus, ou changez de méthode."
        )
        raise QuestionError(message)


@dataclass(frozen=True, slots=True)
class CoverageOpening:
    """A structure of `fte` posts to open at the heart of a commune."""

    commune_code: str
    fte: float


@dataclass(frozen=True, slots=True)
class CoverageClosing:
    """A structure to close: a `site_id` of `ReleasedCoverage.structures`."""

    site_id: str


CoverageChange = CoverageOpening | CoverageClosing


@dataclass(frozen=True, slots=True)
class CoverageSiting:
    """How many structures to place, and the fewest people one needs within reach.

    The communes of the département are the places; people are covered when a structure is at
    most the minutes of the question away. `seconds` bounds the search.
    """

    structures: int
    minimum_people: float = 0.0
    seconds: float = 3.0

    def __post_init__(self) -> None:
        """Refuse to place no structure."""
        if self.structures < 1:
            message = "Le nombre de structures à placer est au moins 1."
            raise QuestionError(message)
        if not (isfinite(self.minimum_people) and self.minimum_people >= 0):
            message = "Le nombre de personnes à portée d'une structure est positif ou nul."
            raise QuestionError(message)
