"""What a snapshot says of itself: its manifest, the départements it maps, its perimeter."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.build.marts import marts_version
from pipelines.indicators import indicators
from pipelines.snapshot import open_reader
from pipelines.sources.intake import Intake
from pipelines.territories import Territories
from pipelines.vocabulary import CROSSWALK_VERSION

SYNTHETIC_MARK = "DONNEES_FICTIVES.md"
"""A file of this name in the input folder says that people and results are invented."""

SHARE_OF_A_DEPARTMENT = 0.01
"""Below this share of the pathways a département is passing residents, not a territory to map."""


def departments_seen(pathways: pl.DataFrame, territories: Territories) -> list[str]:
    """Return the départements where enough of the people live to be mapped, sorted."""
    homes = pathways.select("commune_code").join(
        territories.communes.select("commune_code", "department_code"), on="commune_code"
    )
    shares = (
        homes.group_by("department_code").len().with_columns(pl.col("len") / pl.col("len").sum())
    )
    kept = shares.filter(pl.col("len") >= SHARE_OF_A_DEPARTMENT)
    return sorted(kept["department_code"].to_list())


def is_synthetic(inputs: Sequence[Path]) -> bool:
    """Tell whether the input folders say that their people are invented."""
    folders = {folder for path in inputs for folder in (path, path.parent)}
    return any((folder / SYNTHETIC_MARK).is_file() for folder in folders)


def manifest(
    intake: Intake, reference_date: date, departments: list[str], territory_source: str
) -> dict[str, Any]:
    """Return what the manifest says of the data: dates, rules, files and accounts of rows."""
    return {
        "reference_date": reference_date.isoformat(),
        "departments": departments,
        "structures": sorted(intake.tables["pathway"]["structure_id"].unique().to_list()),
        "pathways": intake.tables["pathway"].height,
        "territory_source": territory_source,
        "crosswalk_version": CROSSWALK_VERSION,
        "marts_version": marts_version(),
        "indicator_versions": {code: item.version for code, item in indicators().items()},
        "files": [asdict(item) for item in intake.files],
        "tables": [asdict(item) for item in intake.accounts],
    }


def perimeter(warehouse: Path) -> list[str]:
    """Return the département codes of the warehouse's pathways, the unknown one included."""
    query = "SELECT DISTINCT department_code FROM mart.pathway ORDER BY department_code"
    with open_reader(warehouse) as db:
        return [code for (code,) in db.execute(query).fetchall()]
