"""Where the data end around a département: communes whose posts or people are not loaded."""

from collections.abc import Collection

import polars as pl

from dashboard.observatory.coverage_question import MOST_MINUTES
from pipelines.analysis.accessibility import nearest_minutes, travel_times

MOST_TOLD = 0.5
"""Share of its communes in reach from which a neighbour's silence is a gap, not an edge."""

ISLANDS = frozenset(
    [
        "22016",
        "29082",
        "29083",
        "29084",
        "29155",
        "17004",
        "56009",
        "56069",
        "56085",
        "56086",
        "56087",
        "56088",
        "56114",
        "56152",
        "56241",
        "85113",
    ]
)
"""Communes of the French Atlantic and Channel islands without a road to the mainland."""


def edge_of(
    own: pl.DataFrame, places: pl.DataFrame, loaded: Collection[str], told: pl.Series
) -> pl.DataFrame:
    """Return `edge_minutes` of each commune of the département, null when none is in an hour.

    A neighbour is beyond the data when its département is not loaded, or is told of fewer than
    half of its communes within an hour while it is not told itself.
    """
    others = places.filter(~pl.col("commune_code").is_in(own["commune_code"].implode()))
    around = minutes_between(own, others)
    is_told, department = pl.col("commune_code").is_in(told.implode()), "department_code"
    beyond = (
        others.filter(pl.col("commune_code").is_in(around["structure_id"].implode()))
        .with_columns(is_told=is_told, share=is_told.mean().over(department))
        .filter(
            ~pl.col(department).is_in(list(loaded)) | (~is_told & (pl.col("share") < MOST_TOLD))
        )
    )
    edge = around.join(beyond, left_on="structure_id", right_on="commune_code", how="semi")
    nearest = nearest_minutes(edge).rename({"minutes": "edge_minutes"})
    return own.select("commune_code").join(nearest, on="commune_code", how="left")


def minutes_between(
    origins: pl.DataFrame, places: pl.DataFrame, most: float = MOST_MINUTES
) -> pl.DataFrame:
    """Estimate the minutes from communes to the hearts of others: `structure_id` is the latter."""
    aims = places.select("longitude", "latitude", "commune_code", structure_id="commune_code")
    return travel_times(origins, aims, islands=ISLANDS, max_minutes=most)
