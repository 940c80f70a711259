"""Spells written as two rows of figures, and the published data sets lifelines carries."""

from collections.abc import Sequence
from datetime import date

import polars as pl
from lifelines.datasets import load_leukemia, load_rossi, load_waltons


def spells_of(
    duration: Sequence[float], event: Sequence[int] | None = None, **columns: Sequence[object]
) -> pl.DataFrame:
    happened = [1] * len(duration) if event is None else event
    return pl.DataFrame(
        {"duration": duration, "event": [bool(item) for item in happened], **columns}
    )


def leukemia() -> pl.DataFrame:
    data = load_leukemia()
    return spells_of(data["t"].tolist(), data["status"].tolist(), group=data["Rx"].tolist())


def waltons() -> pl.DataFrame:
    data = load_waltons()
    return spells_of(data["T"].tolist(), data["E"].tolist(), group=data["group"].tolist())


def rossi() -> pl.DataFrame:
    data = load_rossi()
    return spells_of(data["week"].tolist(), data["arrest"].tolist(), group=data["fin"].tolist())


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def jobs_of(drawing: str) -> pl.DataFrame:
    """Read one contract per line: person, employer (`-` when unknown), start, end if any."""
    lines = [line.split() for line in drawing.strip().splitlines()]
    return pl.DataFrame(
        {
            "participant_id": [line[0] for line in lines],
            "employer_id": [None if line[1] == "-" else line[1] for line in lines],
            "start_date": [day(line[2]) for line in lines],
            "end_date": [day(line[3]) if len(line) > 3 else None for line in lines],
        },
        schema_overrides={"end_date": pl.Date, "employer_id": pl.String},
    )
