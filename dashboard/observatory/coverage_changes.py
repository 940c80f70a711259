"""What a structure opened, closed or well placed would change for the communes."""

from typing import Any

import polars as pl

from dashboard.formats import percent, plural
from dashboard.observatory.coverage_board import Board, Data
from dashboard.observatory.coverage_edge import minutes_between
from dashboard.observatory.coverage_question import (
    CoverageChange,
    CoverageClosing,
    CoverageOpening,
    CoverageSiting,
)
from dashboard.observatory.coverage_released import ReleasedSiting, ReleasedWhatIf
from dashboard.observatory.question import QuestionError
from pipelines.analysis.accessibility import CatchmentRule
from pipelines.analysis.coverage_classes import PEOPLE, is_assessed
from pipelines.analysis.siting import (
    Closing,
    Network,
    Opening,
    Siting,
    SitingRules,
    WhatIfError,
    maximal_covering,
    what_if,
)
from pipelines.vocabulary import PopulationUnit
from pipelines.vocabulary.coverage import AccessStatus

OPENED = "nouvelle structure"
NOT_TIMED = (
    "Aucune commune n'est à portée de la structure : le lieu n'a pas de coordonnées, ou se trouve "
    "sur une île."
)


def changed(
    data: Data, rule: CatchmentRule, found: Board, change: CoverageChange
) -> ReleasedWhatIf:
    """Return the communes of the département before and after a change.

    Raises QuestionError for a commune outside the département, a structure that is not there, or
    posts that are not more than zero.
    """
    around = data.basis
    supply = around.supply_of(data.family, is_actual=data.is_actual)
    network = Network(around.demand, supply, around.times)
    tried = (
        Closing(change.site_id) if isinstance(change, CoverageClosing) else _opened(data, change)
    )
    try:
        result = what_if(network, tried, rule, found.reference / PEOPLE)
    except WhatIfError as error:
        raise QuestionError(str(error)) from error
    communes = _compared(data, found, result.communes)
    before, after = pl.col("before"), pl.col("after")
    is_timed = isinstance(tried, Closing) or not tried.minutes.is_empty()
    return ReleasedWhatIf(
        change=change,
        communes=communes.drop("is_assessed"),
        newly_covered=_people(communes, (before <= 0) & (after > 0)),
        no_longer_covered=_people(communes, (before > 0) & (after <= 0)),
        deficit_before=float(communes["deficit_before"].sum()),
        deficit_after=float(communes["deficit_after"].sum()),
        remark=result.remark if is_timed else NOT_TIMED,
    )


def _opened(data: Data, change: CoverageOpening) -> Opening:
    """Return the structure to open; a place that has one already is as far as that one is."""
    around = data.basis
    if change.commune_code not in around.own["commune_code"]:
        message = f"La commune {change.commune_code} n'est pas dans le département."
        raise QuestionError(message)
    there = around.supply.filter(commune_code=change.commune_code)
    known = around.times.join(there, left_on="structure_id", right_on="site_id", how="semi")
    minutes = known.group_by("commune_code").agg(pl.col("minutes").min())
    if minutes.is_empty():
        place = around.places.filter(commune_code=change.commune_code)
        minutes = minutes_between(around.places, place).drop_nulls("minutes")
    return Opening(OPENED, change.fte, minutes.select("commune_code", "minutes"))


def _compared(data: Data, found: Board, result: pl.DataFrame) -> pl.DataFrame:
    judged = found.judged_communes().select("commune_code", is_assessed=is_assessed())
    names = data.basis.own.select("commune_code", "commune_name")
    rates = [
        (pl.col(column) * PEOPLE).alias(name)
        for column, name in (("score_before", "before"), ("score_after", "after"))
    ]
    deficits = [
        pl.when("is_assessed").then(name).alias(name)
        for name in ("deficit_before", "deficit_after")
    ]
    change = (pl.col("change") * PEOPLE).round(9)
    return (
        judged.join(names, on="commune_code", maintain_order="left")
        .join(result, on="commune_code", maintain_order="left")
        .select("commune_code", "commune_name", "demand", *rates, change, *deficits, "is_assessed")
    )


def _people(communes: pl.DataFrame, condition: pl.Expr) -> float:
    return float(communes.filter(condition, pl.col("is_assessed"))["demand"].sum())


def placed(
    data: Data, rule: CatchmentRule, found: Board, rules: CoverageSiting, context: dict[str, Any]
) -> ReleasedSiting:
    """Place structures in the communes of the département, for the communes assessed there."""
    result = _solved(data, rule, found, rules)
    sites = _named(result, data.basis.own)
    return ReleasedSiting(
        rules=rules,
        status=result.status.label,
        sites=sites,
        demand=result.demand,
        already_covered=result.already_covered,
        gap=result.gap,
        sentences=_sentences(result, sites, rule, data.unit),
        unit=data.unit,
        year=data.year,
        counted_on=data.basis.counted_on,
        **context,
    )


def _solved(data: Data, rule: CatchmentRule, found: Board, rules: CoverageSiting) -> Siting:
    own = data.basis.own
    communes = found.judged_communes().filter(is_assessed())
    reached = communes.filter(pl.col("status") != AccessStatus.OUT_OF_REACH)
    times = minutes_between(own, own, rule.max_minutes).drop_nulls()
    return maximal_covering(
        communes.select("commune_code", "demand"),
        times.select("commune_code", "minutes", site_code="structure_id"),
        own.drop_nulls("longitude")["commune_code"].to_list(),
        SitingRules(rules.structures, rule.max_minutes, rules.minimum_people, rules.seconds),
        reached["commune_code"].to_list(),
    )


def _named(result: Siting, own: pl.DataFrame) -> pl.DataFrame:
    sites = result.sites.rename({"site_code": "commune_code"})
    return sites.join(own, on="commune_code", maintain_order="left").select(
        "rank", "commune_code", "commune_name", "newly_covered", "covered_share"
    )


def _sentences(
    result: Siting, sites: pl.DataFrame, rule: CatchmentRule, unit: PopulationUnit
) -> tuple[str, ...]:
    people = round(result.demand)
    return tuple(
        f"{row['rank']}. {row['commune_name']} : {plural(round(row['newly_covered']), unit.noun)} "
        f"de plus à {rule.max_minutes:.0f} minutes estimées au plus ; "
        f"{percent(row['covered_share'], people)} du public est alors à portée."
        for row in sites.iter_rows(named=True)
    )
