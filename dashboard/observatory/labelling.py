"""Codes stay in the tables; their French labels stand beside them."""

from collections.abc import Callable, Mapping

import polars as pl

from pipelines.tallies import Tally
from pipelines.vocabulary import Dimension, labels

NOT_KNOWN = "Non renseigné"
LabelsOf = Callable[[Dimension], Mapping[str, str]]


def labelled(table: pl.DataFrame, by: tuple[Dimension, ...], labels_of: LabelsOf) -> pl.DataFrame:
    """Return a table with the labels of each dimension after its own columns."""
    for dimension in by:
        codes = pl.col(dimension.value).cast(pl.String)
        named = codes.replace(dict(labels_of(dimension))).fill_null(NOT_KNOWN)
        table = table.with_columns(codes, named.alias(f"{dimension.value}_label"))
    return table


def named_codes(table: pl.DataFrame, tally: Tally, labels_of: LabelsOf) -> pl.DataFrame:
    """Return the columns of a tally in its order, each column of codes followed by labels."""
    columns = []
    for name in tally.columns:
        columns.append(pl.col(name))
        known = _labels_in(name, tally, labels_of)
        if known is not None:
            codes = pl.col(name).cast(pl.String)
            columns.append(codes.replace(dict(known)).fill_null(NOT_KNOWN).alias(f"{name}_label"))
    return table.select(columns)


def _labels_in(column: str, tally: Tally, labels_of: LabelsOf) -> Mapping[str, str] | None:
    """Return the labels of a column: its own code list, or the dimension its name ends with."""
    if column in tally.vocabularies:
        return labels(tally.vocabularies[column])
    ends = [item for item in Dimension if f"_{column}".endswith(f"_{item.value}")]
    return labels_of(max(ends, key=lambda item: len(item.value))) if ends else None
