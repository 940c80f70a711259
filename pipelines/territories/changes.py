"""From single events (a commune gives way to another) to the current commune of any old code."""

import polars as pl

# Each pass doubles the length of the chains followed: 2**6 events are more than history holds.
PASSES = 6


def follow_successions(events: pl.DataFrame, current: pl.Series) -> pl.DataFrame:
    """Follow events, from the weakest source to the strongest, up to a current commune.

    A current code never gives way. Of several events of one code, those of the strongest source
    count, then the latest; when these name several communes (a commune that was split) or never
    reach a current one, the code is left out. Returns the columns of `Territories.successions`.
    """
    steps = _one_step_per_code(events, current)
    onward = steps.select(new_code="old_code", next_code="new_code")
    for _ in range(PASSES):
        steps = (
            steps.join(onward, on="new_code", how="left")
            .with_columns(new_code=pl.coalesce("next_code", "new_code"))
            .drop("next_code")
        )
        onward = steps.select(new_code="old_code", next_code="new_code")
    return (
        steps.filter(pl.col("new_code").is_in(current.implode()))
        .select("old_code", "new_code", "kind", "effective_on")
        .sort("old_code")
    )


def _one_step_per_code(events: pl.DataFrame, current: pl.Series) -> pl.DataFrame:
    """Keep the event that holds for each former code."""
    former = events.filter(
        pl.col("old_code") != pl.col("new_code"),
        ~pl.col("old_code").is_in(current.implode()),
    )
    strongest = former.filter(
        pl.col("strength") == pl.col("strength").max().over("old_code")
    ).with_columns(is_past=pl.col("kind") == "merged")
    # What a source lists today (delegated commune, arrondissement) holds over its old events.
    present = strongest.filter(pl.col("is_past") == pl.col("is_past").min().over("old_code"))
    latest = present.filter(
        pl.col("effective_on").eq_missing(pl.col("effective_on").max().over("old_code"))
    )
    return latest.filter(pl.col("new_code").n_unique().over("old_code") == 1).unique("old_code")
