"""What changed between two lists of participations, in counts that add up."""

from collections.abc import Iterable

import polars as pl

KEY = ["operation_id", "pseudonym"]
ABSENT = "absent"
ACCOUNTS = ("counted", "incomplete", "short", ABSENT)


class AccountError(ValueError):
    """The counts of a difference do not add up."""


def movements(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Return how many participations went from one account to another.

    Columns `account_before`, `account_after` (`absent` when the list lacks the file) and
    `participations`, no row for none.
    """
    joined = _joined(before, after, ["account"])
    return (
        joined.select(
            account_before=pl.col("account_before").fill_null(ABSENT),
            account_after=pl.col("account_after").fill_null(ABSENT),
        )
        .group_by("account_before", "account_after")
        .agg(participations=pl.len().cast(pl.Int64))
        .sort("account_before", "account_after")
    )


def changes(before: pl.DataFrame, after: pl.DataFrame, codes: Iterable[str]) -> pl.DataFrame:
    """Return, for each code, what brings one count to the other.

    Columns `code`, `before`, `new` (files the first list lacks), `gained` (files of both lists),
    `gone` (files the second list lacks), `lost` (files of both lists) and `after`;
    before + new + gained - gone - lost = after on every row, or AccountError is raised.
    """
    shared = [code for code in codes if code in before.columns and code in after.columns]
    joined = _joined(before, after, shared)
    found = pl.concat([joined.select(*_change(code)) for code in shared] or [_nothing()])
    told = {code: int(after[code].sum()) for code in shared}
    balance = pl.col("before") + pl.col("new") + pl.col("gained") - pl.col("gone") - pl.col("lost")
    wrong = found.filter((balance != pl.col("after")) | (pl.col("after") != _told(told)))
    if len(wrong):
        message = f"L'écart ne se recompose pas pour {', '.join(wrong['code'])}."
        raise AccountError(message)
    return found


def _joined(before: pl.DataFrame, after: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    parts = [
        table.select(
            *KEY, *(pl.col(name).alias(f"{name}_{side}") for name in columns)
        ).with_columns(pl.lit(True).alias(f"is_{side}"))
        for side, table in (("before", before), ("after", after))
    ]
    joined = parts[0].join(parts[1], on=KEY, how="full", coalesce=True, validate="1:1")
    return joined.with_columns(
        pl.col("is_before").fill_null(False), pl.col("is_after").fill_null(False)
    )


def _change(code: str) -> list[pl.Expr]:
    was = pl.col(f"{code}_before").fill_null(False)
    is_now = pl.col(f"{code}_after").fill_null(False)
    known = pl.col("is_before") & pl.col("is_after")
    counts = {
        "before": was,
        "new": is_now & ~pl.col("is_before"),
        "gained": is_now & ~was & known,
        "gone": was & ~pl.col("is_after"),
        "lost": was & ~is_now & known,
        "after": is_now,
    }
    summed = [flag.sum().cast(pl.Int64).alias(name) for name, flag in counts.items()]
    return [pl.lit(code).alias("code"), *summed]


def _told(values: dict[str, int]) -> pl.Expr:
    return pl.col("code").replace_strict(values, return_dtype=pl.Int64)


def _nothing() -> pl.DataFrame:
    names = ("before", "new", "gained", "gone", "lost", "after")
    return pl.DataFrame(schema={"code": pl.String} | dict.fromkeys(names, pl.Int64))
