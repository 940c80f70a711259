"""The two square départements of the demonstration: communes, names, outlines, populations."""

import polars as pl

TERRITORY = pl.DataFrame(
    [
        ("45234", "Orléans", "45", "E45", 116_000, 1.90, 47.90),
        ("46042", "Cahors", "46", "E46A", 20_000, 1.44, 44.45),
        ("46102", "Figeac", "46", "E46B", 10_000, 2.03, 44.61),
        ("46128", "Gramat", "46", "E46C", 3_000, 1.72, 44.78),
        ("46138", "Labastide", "46", "E46D", None, 1.56, 44.65),
    ],
    schema={
        "commune_code": pl.String,
        "commune_name": pl.String,
        "department_code": pl.String,
        "epci_code": pl.String,
        "population": pl.Int64,
        "longitude": pl.Float64,
        "latitude": pl.Float64,
    },
    orient="row",
).with_columns(
    density_code=pl.lit(None, pl.String),
    local_territory_code=pl.lit(None, pl.String),
    clpe_code=pl.lit(None, pl.String),
)
NAMES = pl.DataFrame(
    [
        ("department", "45", "Loiret"),
        ("department", "46", "Lot"),
        ("epci", "E45", "Orléans Métropole"),
        ("epci", "E46A", "Communauté d'agglomération du Grand Cahors"),
        ("epci", "E46B", "Communauté de communes Grand-Figeac"),
        ("epci", "E46C", "Communauté de communes Causses et Vallée"),
        ("epci", "E46D", "Communauté de communes sans population"),
    ],
    schema=["kind", "code", "name"],
    orient="row",
)


def square(west: float, south: float) -> str:
    """Return a square of one degree as GeoJSON."""
    east, north = west + 1, south + 1
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return f'{{"type":"Polygon","coordinates":[{corners}]}}'


POLYGONS = pl.DataFrame(
    [
        (kind, code, square(west, south), west + 0.5, south + 0.5)
        for kind, code, west, south in (
            ("department", "45", 2.0, 47.0),
            ("department", "46", 1.0, 44.0),
            ("epci", "E45", 2.0, 47.0),
            ("epci", "E46A", 0.0, 44.0),
            ("epci", "E46B", 1.0, 44.0),
            ("epci", "E46C", 2.0, 44.0),
            ("epci", "E46D", 3.0, 44.0),
        )
    ],
    schema=["kind", "code", "geojson", "longitude", "latitude"],
    orient="row",
)
