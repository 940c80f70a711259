"""The communes and territories of a département, scored and judged by several rules at once."""

from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from dashboard.observatory.coverage_basis import KEPT, Basis, basis
from dashboard.observatory.coverage_question import COVERAGE_PRESETS, CoverageQuestion
from dashboard.observatory.question import QuestionError
from dashboard.observatory.rows import read_rows
from pipelines.analysis.accessibility import CatchmentRule
from pipelines.analysis.catchment import Catchment, catchment
from pipelines.analysis.coverage_classes import (
    PEOPLE,
    commune_class,
    deficit,
    gathered,
    is_assessed,
    mean_score,
    stability,
    territory_class,
    under_served_rank,
)
from pipelines.snapshot import Snapshot
from pipelines.vocabulary import PopulationUnit, TargetPublic
from pipelines.vocabulary.coverage import CoverageClass, SupplyFamily

CHOSEN = ""
"""The rule of the question, among the presets."""
KINDS = {
    "department": "department_code",
    "epci": "epci_code",
    "local_territory": "local_territory_code",
}


@dataclass(frozen=True, slots=True)
class Data:
    """What a question is asked of, whatever the rule: a key of the scores kept in memory."""

    snapshot: Snapshot
    department: str
    public: TargetPublic
    unit: PopulationUnit
    year: int
    family: SupplyFamily
    is_actual: bool

    @property
    def basis(self) -> Basis:
        """Return the people, posts and times, read once whatever the family."""
        return basis(self.snapshot, self.department, self.public, self.unit, self.year)


@dataclass(frozen=True, slots=True)
class Board:
    """Communes and territories judged by each `preset`, that of the question being `CHOSEN`.

    `communes` has `preset, commune_code, score, status, is_ceiling, demand, demand_status,
    is_edge, minutes, reference, deficit, coverage_class`; `territories` has `preset, kind, code`
    and the columns of `gathered`; `chosen` is what the question's rule found.
    """

    communes: pl.DataFrame
    territories: pl.DataFrame
    chosen: Catchment

    @property
    def reference(self) -> float:
        """Return the rate the communes are judged beside, FTE per 100 people."""
        return float(self.communes.filter(preset=CHOSEN)["reference"][0])

    def judged_communes(self) -> pl.DataFrame:
        """Return the communes by the question's rule, with `stability` and `rank`."""
        judged = is_assessed() & (pl.col("demand") > 0)
        return _ranked(self.communes, ["commune_code"], judged, "deficit")

    def judged_territories(self) -> pl.DataFrame:
        """Return the territories by the question's rule, with `stability` and `rank`."""
        judged = pl.col("assessed") > 0
        return _ranked(self.territories, ["kind", "code"], judged, "deficit_gross", over="kind")

    def sensitivity(self, used: str) -> pl.DataFrame:
        """Return what each preset finds, the one `used` with the minutes of the question."""
        chosen = self.communes.filter(pl.col("preset") == CHOSEN, is_assessed())
        communes, territories = _in_use(self.communes, used), _in_use(self.territories, used)
        same = (
            communes.join(chosen.select("commune_code", "coverage_class"), on="commune_code")
            .group_by("preset")
            .agg(same_class=(pl.col("coverage_class") == pl.col("coverage_class_right")).mean())
        )
        found = communes.group_by("preset").agg(
            mean=mean_score(),
            uncovered=_count(CoverageClass.UNCOVERED),
            underserved=_count(CoverageClass.UNDERSERVED),
        )
        whole = territories.filter(kind="department").select("preset", "outside", "assessed")
        order = pl.DataFrame(
            {
                "preset": list(COVERAGE_PRESETS),
                "label": [preset.label for preset in COVERAGE_PRESETS.values()],
            }
        )
        for part in (found, whole, same):
            order = order.join(part, on="preset", how="left", maintain_order="left")
        return order


NOBODY_ASSESSED = (
    "Aucune commune n'est évaluée à {minutes:.0f} minutes : leur voisinage sort des données, ou "
    "leur public ou leurs temps de trajet sont inconnus. Baissez le temps, ou chargez les "
    "départements voisins."
)


def judged(data: Data, question: CoverageQuestion) -> Board:
    """Judge the communes by the rule of the question and by every preset.

    Raises QuestionError when no commune can be assessed.
    """
    found = scored(data, question.rule)
    chosen = labelled(data, found, question.rule, CHOSEN)
    given = pl.lit(question.reference, pl.Float64)
    mean = given if question.reference is not None else mean_score().over("preset")
    communes = pl.concat([chosen, preset_scores(data)]).with_columns(reference=mean)
    reference = pl.col("reference")
    communes = communes.with_columns(
        deficit=deficit(reference), coverage_class=commune_class(reference)
    )
    within = communes.join(memberships(data.basis), on="commune_code")
    territories = gathered(within, ["preset", "kind", "code"])
    territories = territories.with_columns(coverage_class=territory_class(reference))
    if communes.filter(is_assessed(), pl.col("demand") > 0, preset=CHOSEN).is_empty():
        raise QuestionError(NOBODY_ASSESSED.format(minutes=question.rule.max_minutes))
    return Board(communes, territories, found)


def scored(data: Data, rule: CatchmentRule) -> Catchment:
    """Score the communes around the département, and say what its structures have in reach."""
    around = data.basis
    supply = around.supply_of(data.family, is_actual=data.is_actual)
    return catchment(around.near_demand, supply, around.near, rule)


def labelled(data: Data, found: Catchment, rule: CatchmentRule, preset: str) -> pl.DataFrame:
    """Return the scores of the département, FTE per 100 people, beside people and edge."""
    edge = pl.col("edge_minutes") <= rule.max_minutes
    own = data.basis.own.select(
        "commune_code", "minutes", is_edge=edge.fill_null(value=False)
    ).join(data.basis.near_demand, on="commune_code", maintain_order="left")
    return own.join(
        found.scores, on="commune_code", suffix="_access", maintain_order="left"
    ).select(
        "commune_code",
        "minutes",
        "is_edge",
        "demand",
        "is_ceiling",
        preset=pl.lit(preset),
        demand_status="status",
        score=pl.col("score") * PEOPLE,
        status="status_access",
    )


@lru_cache(maxsize=KEPT)
def preset_scores(data: Data) -> pl.DataFrame:
    """Return the scores of the département by every preset: the reader's rule plays no part."""
    frames = [
        labelled(data, scored(data, preset.rule), preset.rule, name)
        for name, preset in COVERAGE_PRESETS.items()
    ]
    return pl.concat(frames)


def memberships(around: Basis) -> pl.DataFrame:
    """Return the territories of each commune: `commune_code, kind, code`."""
    return pl.concat(
        around.own.select("commune_code", kind=pl.lit(kind), code=column)
        for kind, column in KINDS.items()
    ).drop_nulls("code")


@lru_cache(maxsize=KEPT)
def territory_names(snapshot: Snapshot, department: str) -> pl.DataFrame:
    """Return `kind, code, name, is_cut` of the territories of a département."""
    named = read_rows(snapshot, "SELECT kind, code, name FROM ref.territory_name")
    cut = read_rows(
        snapshot,
        "SELECT DISTINCT epci_code AS code FROM ref.territory WHERE epci_code IN (SELECT epci_code "
        "FROM ref.territory WHERE department_code = $department) "
        "AND department_code <> $department",
        {"department": department},
    )
    beyond = pl.col("code").is_in(cut["code"].implode()) & (pl.col("kind") == "epci")
    return named.filter(pl.col("kind").is_in(list(KINDS))).with_columns(is_cut=beyond)


def _in_use(rows: pl.DataFrame, preset: str) -> pl.DataFrame:
    """Put the rule of the question, with its minutes, in the place of its preset."""
    others = rows.filter(pl.col("preset") != preset)
    return others.with_columns(preset=pl.col("preset").replace({CHOSEN: preset}))


def _count(coverage_class: CoverageClass) -> pl.Expr:
    return (pl.col("coverage_class") == coverage_class).sum()


def _ranked(
    rows: pl.DataFrame, keys: list[str], judged: pl.Expr, lacking: str, over: str | None = None
) -> pl.DataFrame:
    is_chosen = pl.col("preset") == CHOSEN
    chosen = rows.filter(is_chosen).drop("preset")
    rank = under_served_rank(judged, lacking, keys[-1])
    sure = stability(rows.filter(~is_chosen), chosen, keys)
    return chosen.with_columns(sure["stability"], rank=rank if over is None else rank.over(over))
