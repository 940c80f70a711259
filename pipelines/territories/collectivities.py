"""The overseas collectivities, which lists of the départements leave out."""

from importlib.resources import files

import polars as pl

from pipelines.territories.model import (
    COMMUNE_COLUMNS,
    NAME_COLUMNS,
    POSTAL_CODE_COLUMNS,
    Layer,
    Strength,
    conform,
    department_of,
)

VINTAGE = "2026"
NAMES = {
    "975": "Saint-Pierre-et-Miquelon",
    "977": "Saint-Barthélemy",
    "978": "Saint-Martin",
    "986": "Wallis-et-Futuna",
    "987": "Polynésie française",
    "988": "Nouvelle-Calédonie",
}


def read_collectivities() -> Layer:
    """Read the communes of the six collectivities; they belong to no région."""
    content = files("pipelines.territories").joinpath("collectivities.csv").read_bytes()
    communes = pl.read_csv(content, infer_schema=False).with_columns(
        department_code=department_of(pl.col("commune_code")), vintage=pl.lit(VINTAGE)
    )
    names = pl.DataFrame({"code": list(NAMES), "name": list(NAMES.values())})
    pairs = communes.select(
        "commune_code", postal_code=pl.col("postal_codes").str.split(" ")
    ).explode("postal_code")
    return Layer(
        label=f"collectivités d'outre-mer (communes {VINTAGE})",
        strength=Strength.COLLECTIVITIES,
        communes=conform(communes, COMMUNE_COLUMNS),
        postal_codes=conform(pairs.drop_nulls(), POSTAL_CODE_COLUMNS),
        names=conform(names.with_columns(kind=pl.lit("department")), NAME_COLUMNS),
    )
