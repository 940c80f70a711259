"""The protected edition's database: definitions and dates today, the protected cube later."""

from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from pipelines.indicators import indicators


def write_publication(path: Path, reference_date: date) -> None:
    """Write the only database a public deployment may hold; it contains no count of people.

    Its crossings and their protection are not decided yet: until then it carries the registry
    of indicators and the reference date, so that nothing outside a scope can be shown.
    """
    registry = pl.DataFrame(
        [
            (item.code, item.label, item.definition, item.source, item.version)
            for item in indicators().values()
        ],
        schema=["code", "label", "definition", "source", "version"],
        orient="row",
    )
    with duckdb.connect(str(path)) as db:
        db.execute("CREATE SCHEMA public")
        db.register("registry", registry)
        db.execute("CREATE TABLE public.indicator AS SELECT * FROM registry")
        db.execute(
            "CREATE TABLE public.build AS SELECT CAST($day AS DATE) AS reference_date",
            {"day": reference_date},
        )
        db.execute("CHECKPOINT")
