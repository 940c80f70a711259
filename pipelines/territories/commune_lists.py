"""Lists of communes that say what each belongs to: CLPE, employment zone, local territory..."""

import re
import unicodedata

import polars as pl

from pipelines.territories.model import NAME_COLUMNS, CommuneList, Territories, stack
from pipelines.territories.resolve import Remark, resolve_communes

COMMUNE_HEADERS = (
    "commune_code",
    "code_commune",
    "commune_id",
    "codgeo",
    "code_geo",
    "code_insee",
    "code_commune_insee",
    "insee",
    "insee_com",
    "depcom",
    "numero_commune",
    "com",
)
ATTRIBUTE_HEADERS = {
    "epci_code": ("epci_code", "epci", "code_epci", "siren_epci"),
    "clpe_code": ("clpe_code", "clpe", "code_clpe", "territoire_id", "c_territoire_id"),
    "employment_zone_code": (
        "employment_zone_code",
        "ze2020",
        "ze",
        "code_ze",
        "zone_emploi",
        "zone_d_emploi",
        "code_zone_emploi",
        "code_zone_d_emploi",
    ),
    "local_territory_code": (
        "local_territory_code",
        "territoire",
        "territoire_local",
        "code_territoire",
        "territoire_code",
    ),
    "density_code": ("density_code", "densite", "dens", "code_densite", "grille_densite"),
    "population": ("population", "pmun", "population_municipale"),
}
NAME_HEADERS = {
    "epci_code": ("libepci", "libelle_epci", "epci_libelle", "nom_epci"),
    "clpe_code": ("territoire_libelle", "libelle_clpe", "clpe_libelle", "nom_clpe"),
    "employment_zone_code": (
        "libze2020",
        "libelle_ze",
        "libelle_zone_emploi",
        "libelle_zone_d_emploi",
        "zone_emploi_libelle",
    ),
    "local_territory_code": ("territoire_libelle", "libelle_territoire", "nom_territoire"),
}
# A name column that does not say of what: usable when the list holds one attribute only.
PLAIN_NAME_HEADERS = ("libelle", "nom_long")
# Insee's code for communes outside any EPCI.
NO_EPCI = "ZZZZZZZZZ"


def is_commune_list(header: tuple[str, ...]) -> bool:
    """Tell whether a header holds a commune code and at least one attribute."""
    columns = _columns_by_name(header)
    return _first(columns, COMMUNE_HEADERS) is not None and bool(_attributes(columns))


def read_commune_list(table: pl.DataFrame, label: str) -> CommuneList:
    """Read a table of text cells whose header satisfies `is_commune_list`."""
    columns = _columns_by_name(tuple(table.columns))
    attributes = _attributes(columns)
    commune = columns[_first(columns, COMMUNE_HEADERS) or ""]
    codes = table.select(
        pl.col(commune).alias("raw"),
        *(pl.col(header).replace(NO_EPCI, None).alias(name) for name, header in attributes.items()),
    ).drop_nulls("raw")
    if "population" in attributes:
        digits = pl.col("population").str.replace_all(r"\s", "")
        codes = codes.with_columns(population=digits.cast(pl.Int64, strict=False))
    plain = PLAIN_NAME_HEADERS if len(attributes) == 1 else ()
    names = [
        table.select(
            kind=pl.lit(attribute.removesuffix("_code")), code=header, name=columns[name]
        ).drop_nulls()
        for attribute, header in attributes.items()
        if (name := _first(columns, (*NAME_HEADERS.get(attribute, ()), *plain))) is not None
        and attribute in NAME_HEADERS
    ]
    return CommuneList(label, codes, stack(names, NAME_COLUMNS).unique(maintain_order=True))


def attach(territories: Territories, commune_list: CommuneList) -> tuple[pl.DataFrame, int]:
    """Return the communes with the attributes of the list, and how many of its codes are unknown.

    A former commune gives its attributes to the current one, unless the list names that one too.
    """
    found = resolve_communes(commune_list.communes["raw"], territories)
    is_former = pl.col("remark").is_in([Remark.MERGED.value, Remark.ARRONDISSEMENT.value])
    attributes = [name for name in commune_list.communes.columns if name != "raw"]
    given = (
        commune_list.communes.join(found.drop_nulls("commune_code"), on="raw")
        .sort(is_former.fill_null(False), "raw")
        .group_by("commune_code")
        .agg(pl.col(attributes).drop_nulls().first())
    )
    communes = territories.communes.join(
        given, on="commune_code", how="left", suffix="_given", maintain_order="left"
    ).with_columns(pl.coalesce(f"{name}_given", name).alias(name) for name in attributes)
    return communes.select(territories.communes.columns), found["commune_code"].null_count()


def _columns_by_name(header: tuple[str, ...]) -> dict[str, str]:
    """Map each header, lower case without accents or punctuation, to the header as written."""
    return {_plain(column): column for column in reversed(header)}


def _plain(header: str) -> str:
    decomposed = unicodedata.normalize("NFKD", header)
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "_", letters.lower()).strip("_")


def _first(columns: dict[str, str], aliases: tuple[str, ...]) -> str | None:
    return next((alias for alias in aliases if alias in columns), None)


def _attributes(columns: dict[str, str]) -> dict[str, str]:
    """Map each attribute the list holds to its header as written."""
    return {
        name: columns[alias]
        for name, aliases in ATTRIBUTE_HEADERS.items()
        if (alias := _first(columns, aliases)) is not None
    }
