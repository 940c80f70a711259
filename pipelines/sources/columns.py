"""A column of a file bound to the canonical column it feeds, and what its cells are read with."""

from collections.abc import Callable
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import polars as pl

from pipelines.pseudonym import Pseudonyms
from pipelines.sources.layouts import Field
from pipelines.sources.mapping import Mapping

Resolver = Callable[[pl.Series], pl.DataFrame]
"""Given codes, one row per distinct code: raw, commune_code, remark."""

REPAIRED = {"raw": pl.String, "rule": pl.String, "message": pl.String, "notice": pl.String}
"""What a repair says of each distinct cell, beside its `value` (null when the cell says nothing).

`rule` and `message` are null when the cell is accepted; `notice` is a rule worth a remark.
"""


@dataclass(frozen=True, slots=True)
class Source:
    """A column as written (`header`), as the frame calls it (`name`), and the field it feeds.

    `values` are the codes that the mapping declares, by source value. `is_alias`: the header is not
    the official one.
    """

    header: str
    name: str
    field: Field
    values: Dictionary[str, str]
    is_alias: bool = False
    is_birth_date: bool = False
    is_pseudonymised: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What cells are read with: the date that is « today », the places, the source's habits."""

    reference_date: date
    communes: Resolver
    mapping: Mapping
    pseudonyms: Pseudonyms
    perimeter: frozenset[str]


class Kind(Protocol):
    """A way of reading cells: at once when they are well written, one by one when they are not."""

    def fast(self, source: Source, text: pl.Series, reading: Reading) -> pl.Expr:
        """Return the values of the well-written cells, null for the others."""

    def repair(
        self, cells: pl.DataFrame, source: Source, reading: Reading, understood: int
    ) -> pl.DataFrame:
        """Look at distinct cells (`raw`, `clean`) that `fast` left; return `REPAIRED` and `value`.

        `understood` counts the cells that `fast` read in the column.
        """
