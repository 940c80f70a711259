"""Where the rows of a file break a rule: one line per fault, the rows set aside, what is said."""

from collections.abc import Iterator

import polars as pl

from pipelines.rejects import Level
from pipelines.sources.reading.issues import Issue
from pipelines.sources.reading.text_table import LINE, SET_ASIDE

SHOWN_PER_RULE = 20

# `record` is the rank of the row in the file and `found` the number of fields in a ragged row.
FAULTS = pl.Schema(
    {
        "record": pl.UInt32,
        LINE: pl.UInt32,
        "column": pl.String,
        "rule": pl.String,
        "found": pl.UInt32,
    }
)


def set_aside_of(faults: pl.DataFrame) -> pl.DataFrame:
    """Return the rows refused, as `SET_ASIDE`: the faults that are errors."""
    rules = faults["rule"].unique().to_list()
    errors = [rule for rule in rules if Issue(rule).level == Level.ERROR]
    return (
        faults.filter(pl.col("rule").is_in(errors))
        .select(SET_ASIDE.names())
        .unique()
        .sort(LINE, "rule", "column")
    )


def issues_of(faults: pl.DataFrame, width: int) -> list[Issue]:
    """Say the faults: the first ones of each rule, then how many others."""
    issues: list[Issue] = []
    for (rule,), found in faults.sort("record").group_by("rule", maintain_order=True):
        if rule == "XLSX_MERGED":
            details = {"count": found[LINE].n_unique(), "first": found[LINE][0]}
            issues.append(Issue(rule, details=details))
            continue
        told = _runs(found) if rule == "ROW_FIELDS" else found.unique([LINE, "column"])
        told = told.sort(LINE, "column")
        issues += _told(told.head(SHOWN_PER_RULE), width)
        if (others := told.height - SHOWN_PER_RULE) > 0:
            issues.append(Issue(f"{rule}.others", details={"count": others}))
    return issues


def _runs(faults: pl.DataFrame) -> pl.DataFrame:
    """Gather the neighbouring rows that have the same number of fields."""
    follows = (pl.col("record").diff() == 1) & (pl.col("found").diff() == 0)
    run = (~follows).fill_null(True).cum_sum()
    return faults.group_by(run.alias("run")).agg(
        pl.col(LINE).first(),
        pl.col("column").first(),
        pl.col("rule").first(),
        pl.col("found").first(),
        last=pl.col(LINE).last(),
        count=pl.len(),
    )


def _told(faults: pl.DataFrame, width: int) -> Iterator[Issue]:
    for fault in faults.iter_rows(named=True):
        rule = fault["rule"]
        details = {"found": fault["found"] or 0, "expected": width}
        if fault.get("count", 1) > 1:
            rule += ".run"
            details |= {"last": fault["last"], "count": fault["count"]}
        yield Issue(rule, fault[LINE], fault["column"], details)
