"""Coverage written for other tools: JSON, CSV, GeoJSON, each with what the figures depend on."""

import json
from typing import Any

import polars as pl

from dashboard.observatory import CoverageQuestion, ReleasedCoverage, ReleasedSiting

FRAMES = ("communes", "territories", "structures", "sensitivity", "accounts")


def described(released: ReleasedCoverage) -> dict[str, Any]:
    """Return every figure of a question, with what it depends on, ready for JSON."""
    return {
        **conditions(released),
        "totals": dict(released.totals),
        **{name: getattr(released, name).to_dicts() for name in FRAMES},
    }


def conditions(released: ReleasedCoverage) -> dict[str, Any]:
    """Return what the figures depend on: public, posts, rule, reference, snapshot."""
    question = released.question
    return {
        "department": question.department,
        "public": question.public.value,
        "unit": released.unit.value,
        "counted_on": released.counted_on.isoformat(),
        "family": question.family.value,
        "year": released.year,
        "fte": "actual" if question.is_actual else "agreed",
        "preset": question.preset,
        "method": released.method_label,
        "max_minutes": released.max_minutes,
        "reference": released.reference,
        "reference_origin": released.reference_origin,
        "perimeter": released.scope.label,
        "reference_date": released.reference_date.isoformat(),
        "snapshot": released.snapshot_id,
        "synthetic": released.is_synthetic,
        "sources": released.sources,
    }


def as_csv(released: ReleasedCoverage) -> str:
    """Return the communes, one a line, with the reference of their class on each."""
    columns = {
        "reference": released.reference,
        "max_minutes": released.max_minutes,
        "preset": released.question.preset,
        "public": released.question.public.value,
        "unit": released.unit.value,
        "year": released.year,
        "snapshot": released.snapshot_id,
    }
    rows = released.communes.with_columns(
        pl.lit(value).alias(name) for name, value in columns.items()
    )
    return rows.write_csv()


def as_geojson(released: ReleasedCoverage, shapes: pl.DataFrame) -> str:
    """Return the communes as features: their outline, else a point, else no place.

    `shapes` holds `code` and `geojson`.
    """
    outline = dict(shapes.select("code", "geojson").iter_rows())
    features = [
        {
            "type": "Feature",
            "geometry": _geometry(row, outline.get(row["commune_code"])),
            "properties": {
                name: value for name, value in row.items() if name not in {"longitude", "latitude"}
            },
        }
        for row in released.communes.iter_rows(named=True)
    ]
    collection = {
        "type": "FeatureCollection",
        "properties": conditions(released),
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":"), default=str)


def described_siting(question: CoverageQuestion, released: ReleasedSiting) -> dict[str, Any]:
    """Return the sites chosen, with what the choice depends on, ready for JSON."""
    return {
        **_siting_conditions(question, released),
        "status": released.status,
        "demand": released.demand,
        "already_covered": released.already_covered,
        "gap": released.gap,
        "sites": released.sites.to_dicts(),
        "sentences": released.sentences,
    }


def _siting_conditions(question: CoverageQuestion, released: ReleasedSiting) -> dict[str, Any]:
    return {
        "department": question.department,
        "public": question.public.value,
        "unit": released.unit.value,
        "counted_on": released.counted_on.isoformat(),
        "family": question.family.value,
        "year": released.year,
        "preset": question.preset,
        "max_minutes": question.rule.max_minutes,
        "structures": released.rules.structures,
        "minimum_people": released.rules.minimum_people,
        "perimeter": released.scope.label,
        "reference_date": released.reference_date.isoformat(),
        "snapshot": released.snapshot_id,
        "synthetic": released.is_synthetic,
    }


def _geometry(row: dict[str, Any], outline: str | None) -> Any:
    if outline is not None:
        return json.loads(outline)
    if row["longitude"] is None:
        return None
    return {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
