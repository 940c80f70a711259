"""Etalab's files: the administrative division (JSON) and its outlines (GeoJSON)."""

import polars as pl
import shapely

from pipelines.territories.model import (
    COMMUNE_COLUMNS,
    NAME_COLUMNS,
    OUTLINE_COLUMNS,
    POSTAL_CODE_COLUMNS,
    SUCCESSION_COLUMNS,
    CommuneList,
    Layer,
    Strength,
    conform,
    department_of,
    stack,
)

COMMUNE_FIELDS: dict[str, pl.DataType] = {
    "code": pl.String(),
    "nom": pl.String(),
    "type": pl.String(),
    "departement": pl.String(),
    "region": pl.String(),
    "population": pl.Int64(),
    "commune": pl.String(),
    "chefLieu": pl.String(),
    "anciensCodes": pl.List(pl.String()),
    "codesPostaux": pl.List(pl.String()),
}
EPCI_FIELDS: dict[str, pl.DataType] = {
    "code": pl.String(),
    "nom": pl.String(),
    "membres": pl.List(pl.Struct({"code": pl.String()})),
}
NAME_FIELDS: dict[str, pl.DataType] = {"code": pl.String(), "nom": pl.String()}
CODE_PROPERTIES = ("code", "insee", "INSEE_COM", "code_insee", "codgeo")
PROPERTIES = (*CODE_PROPERTIES, "nom", "departement", "region", "epci", "commune")
KINDS_BY_LENGTH = {2: "department", 3: "department", 5: "commune", 9: "epci"}
KINDS = {
    "commune-deleguee": "delegated",
    "commune-associee": "delegated",
    "arrondissement-municipal": "arrondissement",
}


def read_communes(content: bytes, label: str, vintage: str) -> Layer:
    """Read `communes.json`: current communes, their postal codes, parts and former codes."""
    rows = pl.read_json(content, schema=COMMUNE_FIELDS)
    current = rows.filter(pl.col("type") == "commune-actuelle")
    parts = rows.filter(pl.col("type").is_in(list(KINDS))).select(
        old_code="code",
        new_code=pl.coalesce("commune", "chefLieu"),
        kind=pl.col("type").replace_strict(KINDS),
    )
    former = _listed(current, "anciensCodes", "old_code").select(
        "old_code", new_code="code", kind=pl.lit("merged")
    )
    postal = _listed(current, "codesPostaux", "postal_code")
    return Layer(
        label,
        Strength.ETALAB,
        communes=_current_communes(current, vintage),
        successions=stack([parts, former], SUCCESSION_COLUMNS),
        postal_codes=conform(postal.rename({"code": "commune_code"}), POSTAL_CODE_COLUMNS),
    )


def _current_communes(rows: pl.DataFrame, vintage: str) -> pl.DataFrame:
    communes = rows.select(
        "population",
        commune_code="code",
        commune_name="nom",
        department_code="departement",
        # Etalab repeats the code of a collectivity as its région; it belongs to none.
        region_code=pl.when(pl.col("region").str.len_chars() == 2).then("region"),
        vintage=pl.lit(vintage),
    )
    return conform(communes, COMMUNE_COLUMNS)


def _listed(rows: pl.DataFrame, column: str, name: str) -> pl.DataFrame:
    """Lay out a column of lists, one value a row beside the code."""
    return rows.select("code", pl.col(column).alias(name)).explode(name).drop_nulls(name)


def read_epci(content: bytes, label: str) -> CommuneList:
    """Read `epci.json`: the members and the name of each EPCI."""
    rows = pl.read_json(content, schema=EPCI_FIELDS)
    members = rows.explode("membres").select(
        raw=pl.col("membres").struct.field("code"), epci_code="code"
    )
    names = rows.select(kind=pl.lit("epci"), code="code", name="nom")
    return CommuneList(label, members.drop_nulls("raw"), conform(names, NAME_COLUMNS))


def read_names(content: bytes, label: str, kind: str) -> Layer:
    """Read `departements.json` or `regions.json`: codes and names."""
    names = pl.read_json(content, schema=NAME_FIELDS).select(
        kind=pl.lit(kind), code="code", name="nom"
    )
    return Layer(label, Strength.ETALAB, names=conform(names, NAME_COLUMNS))


def read_outlines(content: bytes, label: str, vintage: str) -> Layer:
    """Read a GeoJSON of communes, EPCI or départements, told apart by the length of the codes.

    Its communes count as a list of communes only where no stronger source has one.
    """
    features = _features(content)
    communes = features.filter(pl.col("kind") == "commune")
    listed = communes.select(
        commune_code="code",
        commune_name="nom",
        department_code=pl.coalesce("departement", department_of(pl.col("code"))),
        region_code="region",
        epci_code="epci",
        vintage=pl.lit(vintage),
    )
    return Layer(
        label,
        Strength.OUTLINES,
        communes=conform(listed.unique("commune_code", maintain_order=True), COMMUNE_COLUMNS),
        names=conform(
            features.filter(pl.col("kind") != "commune")
            .select("kind", "code", name="nom")
            .drop_nulls("name"),
            NAME_COLUMNS,
        ),
        outlines=conform(features, OUTLINE_COLUMNS),
    )


def _features(content: bytes) -> pl.DataFrame:
    """Lay the features out: kind, code, other properties, outline; arrondissements left out."""
    properties = pl.Struct({name: pl.String() for name in PROPERTIES})
    collection = pl.List(pl.Struct({"properties": properties}))
    rows = (
        pl.read_json(content, schema={"features": collection})
        .explode("features")
        .unnest("features")
        .unnest("properties")
    )
    geometries = shapely.get_parts(shapely.from_geojson(content))
    return (
        rows.with_columns(
            code=pl.coalesce(*CODE_PROPERTIES),
            geometry=pl.Series(shapely.to_wkb(geometries, hex=True), dtype=pl.String),
        )
        .with_columns(
            kind=pl.col("code").str.len_chars().replace_strict(KINDS_BY_LENGTH, default=None)
        )
        .filter(pl.col("kind").is_not_null(), pl.col("commune").is_null())
    )
