"""How long first jobs last, within a scope: counted in SQL, estimated, passed through the gate."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import duckdb
import polars as pl

from dashboard.observatory.labelling import NOT_KNOWN
from dashboard.observatory.retention_endings import ending_people_of, endings_of
from dashboard.observatory.retention_estimates import (
    GROUP,
    MILESTONES,
    curve_of,
    differences,
    estimated,
    horizon_of,
    tested_groups,
)
from dashboard.observatory.retention_question import RetentionQuestion, spell_query
from dashboard.observatory.retention_released import ReleasedRetention
from dashboard.observatory.rows import prepared, read_tuples
from dashboard.observatory.view import View
from pipelines.analysis.survival import logrank
from pipelines.vocabulary import Evidence, Obstacle

NOT_ASSESSED = "Frein non évalué"
GROUPED = ("groups", "curves", "endings", "ending_people")


class RetentionDoor(View):
    """The retention side of one snapshot, narrowed to one scope."""

    def released(
        self,
        question: RetentionQuestion,
        labels: Mapping[str, str],
        conditions: tuple[tuple[str, str], ...],
    ) -> ReleasedRetention:
        """Estimate every figure of a question; `labels` names the codes of its groups.

        `conditions` are those of the question, in words. An empty perimeter has a whole of
        nobody, and no group.
        """
        spells = spell_query(question, self.scope)
        ((censor_date,),) = read_tuples(self.snapshot, "SELECT censor_date FROM ref.build")
        with prepared(self.snapshot, {"first_job": spells}) as cursor:
            found = _figures(cursor, censor_date)
        unknown = NOT_ASSESSED if isinstance(question.by, Obstacle) else NOT_KNOWN
        told = {name: _named(found[name], labels, unknown) for name in GROUPED}
        return ReleasedRetention(
            question=question,
            censor_date=censor_date,
            conditions=conditions,
            **(found | told | self._context()),
        )


def _figures(cursor: duckdb.DuckDBPyConnection, censor_date: date) -> dict[str, Any]:
    """Return every figure of the first jobs held in `first_job`, groups by code."""
    spells = cursor.table("first_job")
    whole, counts = _counts(cursor, censor_date, None), _counts(cursor, censor_date, GROUP)
    curve, curves = curve_of(spells, ()), curve_of(spells, (GROUP,))
    tested = tested_groups(counts)
    horizon = horizon_of(counts.filter(pl.col(GROUP).is_in(tested)) if tested else whole)
    gaps = differences(cursor, tested, horizon)
    groups = estimated(spells, counts, curves, horizon)
    return {
        "whole": estimated(spells, whole, curve, horizon),
        "groups": groups.join(gaps, on=GROUP, how="left", maintain_order="left"),
        "curve": curve,
        "curves": curves,
        "endings": endings_of(cursor),
        "ending_people": ending_people_of(cursor),
        "horizon": horizon,
        "tested": tested,
        **_test(cursor, tested),
    }


def _counts(
    cursor: duckdb.DuckDBPyConnection, censor_date: date, group: str | None
) -> pl.DataFrame:
    """Count people, ends, evidence, and who could be judged or is at risk at each milestone."""
    counts = [
        "count(*) AS people",
        "count(*) FILTER (WHERE event) AS ended",
        "count(*) FILTER (WHERE NOT event) AS censored",
        *(
            f"count(*) FILTER (WHERE evidence = '{item.value}') AS {item.value}"
            for item in Evidence
        ),
    ]
    for days in MILESTONES:
        judged = f"start_date + {days} <= DATE '{censor_date}'"
        counts.append(f"count(*) FILTER (WHERE {judged}) AS followed_{days}")
        counts.append(f"count(*) FILTER (WHERE duration >= {days}) AS at_risk_{days}")
    names, grouped = ("", "") if group is None else (f"{group}, ", f"GROUP BY {group}")
    query = f"SELECT {names}{', '.join(counts)} FROM first_job {grouped} ORDER BY ALL NULLS LAST"
    rows: pl.DataFrame = cursor.sql(query).pl()
    return rows


def _test(cursor: duckdb.DuckDBPyConnection, tested: tuple[str, ...]) -> dict[str, Any]:
    """Return the log-rank test over the groups large enough to be compared."""
    if not tested:
        return {"statistic": None, "degrees_of_freedom": 0, "p_value": None}
    kept = cursor.sql(
        f"SELECT {GROUP}, duration, event FROM first_job WHERE list_contains($tested, {GROUP})",
        params={"tested": list(tested)},
    )
    return logrank(kept, (GROUP,)).to_dicts()[0]


def _named(frame: pl.DataFrame, labels: Mapping[str, str], unknown: str) -> pl.DataFrame:
    """Give each group its code and its French label."""
    code = pl.col(GROUP).cast(pl.String)
    label = code.replace(dict(labels)).fill_null(unknown).alias("label")
    return frame.select(code.alias("code"), label, pl.exclude(GROUP))
