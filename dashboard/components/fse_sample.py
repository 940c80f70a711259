"""The random draw of files, anyone can make it again: same list, same seed, same files."""

from random import Random

import polars as pl

METHOD = (
    "Liste triée par opération puis pseudonyme, contacts d'un jour et incomplets compris ; "
    "le générateur de nombres de Python (Mersenne Twister) est amorcé par la graine, et chaque "
    "nombre entre 0 et 1 multiplié par la longueur de la liste donne un rang, sans remise."
)


def draw(participations: pl.DataFrame, seed: int, count: int) -> pl.DataFrame:
    """Return `count` files drawn without replacement, all of them when there are fewer.

    Only `random()` is used: its sequence for a seed is guaranteed from one Python to the next.
    The rows come in the order drawn, with their `rank` in the sorted list (1 is the first).
    """
    listed = participations.sort("operation_id", "pseudonym")
    ranks = drawn_ranks(len(listed), seed, count)
    return listed.with_row_index("rank", offset=1)[ranks]


def drawn_ranks(size: int, seed: int, count: int) -> list[int]:
    """Return distinct ranks from 0 to `size` - 1, in the order drawn."""
    generator = Random(seed)  # noqa: S311
    wanted = min(size, count)
    ranks: dict[int, None] = {}
    while len(ranks) < wanted:
        ranks[int(generator.random() * size)] = None
    return list(ranks)


def delays(files: pl.DataFrame) -> pl.DataFrame:
    """Add days between a fact and its entry: `entry_delay` and `exit_delay`, null if unknown.

    `proof_is_late` says that the proof is dated after the entry; null when either is missing.
    """
    return files.with_columns(
        entry_delay=(pl.col("entry_recorded_on") - pl.col("entry_date")).dt.total_days(),
        exit_delay=(pl.col("exit_recorded_on") - pl.col("exit_date")).dt.total_days(),
        proof_is_late=pl.col("eligibility_proof_date") > pl.col("entry_date"),
    )
