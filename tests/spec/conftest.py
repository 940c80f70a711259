"""Le premier emploi de chaque parcours, lu dans l'entrepôt."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from drawing import Build

from pipelines.snapshot import open_reader

PASSAGE, LOSS, NEUTRAL, CENSORED = 1, 2, 3, 0
Row = tuple[Any, ...]
Read = Callable[..., dict[str, Row]]


@pytest.fixture
def first_jobs(built: Build) -> Read:
    """Return a function that reads columns of the first job of each pathway, by pathway."""

    def run(columns: str, censor_date: date, pathways: str, jobs: str) -> dict[str, Row]:
        told_until = censor_date + timedelta(days=31)
        snapshot = built(told_until, pathway=pathways, employment=jobs)
        with open_reader(snapshot.warehouse) as db:
            rows = db.sql(
                f"SELECT pathway.pathway_id, {columns} FROM mart.retention AS retention"
                " JOIN core.pathway AS pathway ON retention.pathway_id = pathway.row_key"
            ).fetchall()
        return {code: tuple(values) for code, *values in rows}

    return run
