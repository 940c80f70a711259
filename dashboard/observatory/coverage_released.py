"""Coverage figures as released: counts published elsewhere and posts, never a person's data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.disclosure import Traced
from dashboard.observatory.coverage_question import (
    CoverageClosing,
    CoverageOpening,
    CoverageQuestion,
    CoverageSiting,
)
from pipelines.vocabulary import PopulationUnit


@dataclass(frozen=True, slots=True)
class ReleasedCoverage(Traced):
    """Who is within reach of how many posts, commune by commune and territory by territory.

    Rates are in FTE per 100 people, times in minutes one way, people in `unit`.

    `communes`, by code: `commune_code`, `commune_name`, `epci_code`, `epci_name`,
    `local_territory_name`, `population`, `longitude`, `latitude`, `demand` (null unless known),
    `demand_status` (CountStatus; a commune without row is missing), `score` (null when it cannot
    be computed), `is_ceiling` (the score is at most that one), `status` (AccessStatus),
    `coverage_class` (CoverageClass), `coverage_label`, `minutes`, `minutes_site`,
    `minutes_placement` (to the nearest structure of all, of each family, whatever the question's;
    null beyond 60), `deficit` (FTE, >= 0, null when not assessed), `sectors` (distinct, within
    reach), `stability` (share of the presets that give the same class), `rank` (1 the most
    under-served; only communes assessed, with people).

    A commune whose reach leaves the data (class « bord non évalué »), or whose people are not
    known, has a score that is shown and nothing else: it is in no mean, no sum, no rank.

    `territories`: `kind` (department, epci, local_territory), `code`, `name`, `is_cut` (part of
    it lies outside the département), `communes`, `demand` (known people), `assessed` (people of
    the communes assessed), `withheld`, `missing`, `edge` (numbers of communes), `score` (weighted
    by people), `outside` (people with no structure in reach), `outside_share` (of `assessed`),
    `minutes` (to the nearest structure, mean weighted by people), `deficit_gross` (the surplus of
    a commune makes up for no other), `deficit_net` (it does; 0 when posts are enough),
    `coverage_class`, `coverage_label`, `stability`, `rank` (within its kind).

    `structures`: `site_id` (one per structure, kind and commune), `structure_id`, `name`, `kind`,
    `family` (site or placement), `commune_code`, `longitude`, `latitude`, `fte` (null when not
    told: it counts for 0), `sector`, `year`, `status` (ServiceStatus), `is_outside`. Those of the
    question's family within 60 minutes of the département.

    `sensitivity`: `preset`, `label`, `mean` (of the département), `uncovered`, `underserved`
    (communes), `outside` (people), `assessed` (people it is counted on), `same_class` (share of
    the communes assessed by the question that have the same class). Each preset is read beside
    its own mean, or the reference given; that of the question, by the minutes of the question.

    `accounts`: `label` and `count` of what was left aside or does not match, zeros included;
    `is_shared` ones are counted over the whole snapshot, not in the département.
    `totals`: `demand`, `assessed`, `outside`, `fte` (posts of the question, within the
    département), `deficit_gross`, `deficit_net`, `communes`, `edge`, `withheld`, `missing`.
    `reference` is the rate classes are read beside, `reference_origin` says in French where it
    comes from; `counted_on` is the date of the demand, `sources` those of demand.
    """

    question: CoverageQuestion
    communes: pl.DataFrame
    territories: pl.DataFrame
    structures: pl.DataFrame
    sensitivity: pl.DataFrame
    accounts: pl.DataFrame
    totals: Mapping[str, float]
    reference: float
    reference_origin: str
    method_label: str
    max_minutes: float
    unit: PopulationUnit
    year: int
    counted_on: date
    sources: tuple[str, ...]

    @property
    def class_counts(self) -> dict[str, int]:
        """Return how many communes have each class, by its code."""
        return dict(self.communes["coverage_class"].value_counts().sort("coverage_class").rows())


@dataclass(frozen=True, slots=True)
class ReleasedWhatIf:
    """What changes when a structure opens or closes, among the communes of the département.

    `communes`, `gainers` and `losers` have the same columns: `commune_code`, `commune_name`,
    `demand`, `before`, `after`, `change` (FTE per 100 people), `deficit_before`,
    `deficit_after` (FTE); communes that are not assessed have no deficit and are in no sum.
    `newly_covered` and `no_longer_covered` count people; `remark` is a French sentence, or None.
    """

    change: CoverageOpening | CoverageClosing
    communes: pl.DataFrame
    newly_covered: float
    no_longer_covered: float
    deficit_before: float
    deficit_after: float
    remark: str | None

    def gainers(self, most: int = 10) -> pl.DataFrame:
        """Return the communes whose rate rises, the most first, then by code."""
        rising = self.communes.filter(pl.col("change") > 0)
        return rising.sort("change", "commune_code", descending=[True, False]).head(most)

    def losers(self, most: int = 10) -> pl.DataFrame:
        """Return the communes whose rate falls, the most first, then by code."""
        return self.communes.filter(pl.col("change") < 0).sort("change", "commune_code").head(most)


@dataclass(frozen=True, slots=True)
class ReleasedSiting(Traced):
    """Where structures would bring the most people within reach, and how sure that is.

    `sites`: `rank`, `commune_code`, `commune_name`, `newly_covered` (people no site before it
    covers), `covered_share` (of `demand`, once it is open). `demand` counts the people of the
    communes assessed, `already_covered` those among them who have a structure in reach, `gap` how
    many more another choice might cover. `status` says in French what the choice is worth,
    `sentences` one French sentence per site.
    """

    rules: CoverageSiting
    status: str
    sites: pl.DataFrame
    demand: float
    already_covered: float
    gap: float
    sentences: tuple[str, ...]
    unit: PopulationUnit
    year: int
    counted_on: date
