"""What a floating catchment reads, checked once: demand, supply, and the times between them."""

import polars as pl

from pipelines.analysis.decay import NEGLIGIBLE, CatchmentRule
from pipelines.vocabulary import CountStatus
from pipelines.vocabulary.coverage import CatchmentMethod, PairGap


def checked_demand(demand: pl.DataFrame) -> pl.DataFrame:
    """Return `commune_code`, `people` (null when not known), `is_withheld` and `is_missing`.

    Without a `status` column, a null demand is missing. A demand whose status is not known is
    not read. Raises `ValueError` on a commune null or given twice, or a demand negative or not
    finite.
    """
    check_keys(demand, "commune_code")
    status = pl.col("status") if "status" in demand.columns else pl.lit(CountStatus.KNOWN.value)
    known = (status == CountStatus.KNOWN) & pl.col("demand").is_not_null()
    people = demand.select(
        "commune_code",
        people=pl.when(known).then(pl.col("demand").cast(pl.Float64)),
        is_withheld=(status == CountStatus.WITHHELD).fill_null(value=False),
    ).with_columns(is_missing=pl.col("people").is_null() & ~pl.col("is_withheld"))
    check_quantity(people["people"], "demand")
    return people


def checked_supply(supply: pl.DataFrame) -> pl.DataFrame:
    """Return `structure_id` and `fte`, one row per structure.

    Raises `ValueError` on a structure null or given twice, or FTE null, negative or not finite:
    an unknown FTE is for the caller to leave out or to estimate, and to tell.
    """
    check_keys(supply, "structure_id")
    if supply["fte"].null_count():
        message = f"{supply['fte'].null_count()} structures have no FTE"
        raise ValueError(message)
    checked = supply.select("structure_id", pl.col("fte").cast(pl.Float64))
    check_quantity(checked["fte"], "fte")
    return checked


def check_keys(frame: pl.DataFrame, key: str) -> None:
    """Raise `ValueError` unless each row has a key of its own."""
    repeated = frame.height - frame[key].n_unique()
    if repeated or frame[key].null_count():
        message = f"{key}: {repeated} rows repeat another, {frame[key].null_count()} have none"
        raise ValueError(message)


def check_quantity(figures: pl.Series, name: str) -> None:
    """Raise `ValueError` when a figure is negative or not finite; a null is not a figure."""
    wrong = figures.len() - int((figures.is_finite() & (figures >= 0)).fill_null(value=True).sum())
    if wrong:
        message = f"{name}: {wrong} rows are negative or not finite"
        raise ValueError(message)


def reached_pairs(
    communes: pl.DataFrame, structures: pl.DataFrame, times: pl.DataFrame, rule: CatchmentRule
) -> pl.DataFrame:
    """Return `commune`, `structure` (row numbers of the two frames) and `weight` of each pair.

    Pairs beyond `max_minutes`, or whose weight is negligible, are left out before anything is
    normalised, and so are structures without supply. `commune` is null when it has no demand
    row. Under 3SFCA the weight is w·w/Σw, the sum over the structures within reach of the
    commune. Raises `ValueError` on a pair given twice within reach, or minutes negative or NaN.
    """
    check_quantity(times["minutes"].cast(pl.Float64), "minutes")
    minutes = pl.col("minutes")
    near = (
        times.lazy()
        .filter(minutes <= rule.max_minutes)
        .select(
            commune=row_number("commune_code", communes),
            structure=row_number("structure_id", structures),
            weight=rule.weight(minutes),
        )
        .filter(pl.col("structure").is_not_null() & (pl.col("weight") > NEGLIGIBLE))
        .collect()
    )
    check_pairs(near, structures.height)
    if rule.method != CatchmentMethod.THREE_STEP:
        return near
    weight = pl.col("weight")
    return near.with_columns(weight=weight * weight / weight.sum().over("commune"))


def row_number(key: str, frame: pl.DataFrame) -> pl.Expr:
    """Return the row of `frame` whose key is that of the column, null when it has none."""
    return pl.col(key).cast(pl.Enum(frame[key]), strict=False).to_physical().cast(pl.UInt32)


def check_pairs(near: pl.DataFrame, structures: int) -> None:
    """Raise `ValueError` when the same commune and structure come twice."""
    key = pl.col("commune").cast(pl.Int64) * structures + pl.col("structure")
    # Sorted, so that the same pairs are side by side: lighter than hashing them.
    pairs = near.select(key.sort()).to_series().drop_nulls()
    if repeated := pairs.len() - pairs.n_unique():
        message = f"travel times: {repeated} rows repeat a commune and a structure"
        raise ValueError(message)


def pair_gaps(
    demand: pl.DataFrame, supply: pl.DataFrame, travel_times: pl.DataFrame
) -> pl.DataFrame:
    """Count what does not match between the three tables: columns `gap`, `count`, zeros included.

    A commune without demand row counts as a demand that is missing; a structure without supply
    row is not read; one without any time reaches nobody. A time that is null is no time.
    """
    times = travel_times.drop_nulls("minutes")
    communes, structures = times.select("commune_code"), times.select("structure_id")
    gaps = {
        PairGap.UNKNOWN_COMMUNE: communes.join(demand, on="commune_code", how="anti"),
        PairGap.UNKNOWN_STRUCTURE: structures.join(supply, on="structure_id", how="anti"),
        PairGap.COMMUNE_WITHOUT_TIME: demand.select("commune_code").join(
            communes, on="commune_code", how="anti"
        ),
        PairGap.STRUCTURE_WITHOUT_TIME: supply.select("structure_id").join(
            structures, on="structure_id", how="anti"
        ),
    }
    counts = [int(found.to_series().n_unique()) for found in gaps.values()]
    return pl.DataFrame({"gap": [gap.value for gap in gaps], "count": counts})
