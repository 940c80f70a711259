"""Communes, people and minutes of the siting cases, as tables."""

import polars as pl


def demand_of(people: dict[str, float | None]) -> pl.DataFrame:
    return pl.DataFrame(
        {"commune_code": list(people), "demand": list(people.values())},
        schema={"commune_code": pl.String, "demand": pl.Float64},
    )


def times_of(minutes: dict[str, dict[str, float]], place: str = "site_code") -> pl.DataFrame:
    rows = [(code, site, time) for code, row in minutes.items() for site, time in row.items()]
    schema = {"commune_code": pl.String, place: pl.String, "minutes": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")
