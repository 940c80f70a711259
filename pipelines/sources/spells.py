"""Pathways of one person in one scheme and structure that overlap: which one gives way."""

import polars as pl

SPELL = ("participant_id", "scheme", "structure_id")
"""What makes two pathways the same spell when their dates overlap."""

# Beyond, hundreds of pathways of one person overlap in a chain: nothing there deserves care.
_CAREFUL_ROUNDS = 200
_STILL_OPEN = pl.date(9999, 12, 31)


def overlaps(pathways: pl.DataFrame, gives_way: pl.Expr) -> pl.DataFrame:
    """Return the pathways that give way: `row` (rank in the frame), and `winner` that stays.

    Of two that overlap, the one with the greater `gives_way` goes. Two spells overlap when one
    starts before the other has ended, or on the same day. A pathway that is itself beaten beats
    nobody.
    """
    alive = _candidates(pathways, gives_way)
    beaten = [alive.clear().select("row", winner="row")]
    while not (pairs := _neighbours(alive)).is_empty():
        if len(beaten) < _CAREFUL_ROUNDS:
            pairs = pairs.join(pairs, left_on="winner", right_on="row", how="anti")
        beaten.append(pairs.unique("row", keep="first", maintain_order=True))
        alive = alive.join(pairs, on="row", how="anti")
    return pl.concat(beaten)


def _candidates(pathways: pl.DataFrame, gives_way: pl.Expr) -> pl.DataFrame:
    """Return the pathways that share their spell with another, in the order of their entry."""
    placed = pathways.lazy().select(
        *SPELL,
        "entry_date",
        exit_date=pl.col("exit_date").fill_null(_STILL_OPEN),
        priority=gives_way,
        row=pl.int_range(pl.len(), dtype=pl.UInt32),
    )
    # Equal hashes only make more candidates: the exact comparison comes after.
    shared = placed.filter(pl.struct(SPELL).hash().is_duplicated())
    return shared.sort(*SPELL, "entry_date", "priority").collect()


def _neighbours(alive: pl.DataFrame) -> pl.DataFrame:
    """Return the overlapping pairs among neighbours: `row` gives way to `winner`.

    In the order of entry, where any two overlap, two neighbours do.
    """
    before = pl.all().shift(1).name.prefix("before_")
    is_same = pl.all_horizontal(pl.col(name) == pl.col(f"before_{name}") for name in SPELL)
    overlap = (pl.col("entry_date") < pl.col("before_exit_date")) | (
        pl.col("entry_date") == pl.col("before_entry_date")
    )
    yields = pl.col("priority") > pl.col("before_priority")
    return (
        alive.with_columns(before)
        .filter(is_same & overlap)
        .select(
            row=pl.when(yields).then("row").otherwise("before_row"),
            winner=pl.when(yields).then("before_row").otherwise("row"),
        )
    )
