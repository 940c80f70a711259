"""FSE+ figures and rows that passed the door; nothing else may be drawn or exported."""

from dataclasses import dataclass

import polars as pl

from dashboard.disclosure import Traced
from pipelines.fse import FseSettings
from pipelines.fse.statements import TOTAL

SEX_WORDS = {"F": "femmes", "M": "hommes", "X": "X", "unknown": "sexe non dit", TOTAL: "total"}

Withdrawn = tuple[tuple[str, str], ...]
"""Files a control withdrew: the operation and the pseudonym of each participation."""


@dataclass(frozen=True, slots=True)
class ReleasedFse(Traced):
    """FSE+ figures of the operations kept, at a cut-off, under settings, without files removed.

    Every frame has `operation_id` (null: the whole, where people are counted anew) and `sex`
    (`F, M, X, unknown, total`) unless told otherwise.
    `operations`: operation_id, operation_name, structure_id, structure_name, priority,
    specific_objective, region_category, start_date, end_date, is_disabled_only, is_objective_l.
    `indicators`: code, label, kind, table, value, is_estimate. `ladder`: code, label, value.
    `rates`: code, label, numerator, base, share (null under the minimum base), text.
    `survey`: due, sampled, observed, in_work, response_rate, weighted_share, estimate,
    is_representative, text. `accounts` (no sex): account, label, rows, participations.
    `identities`: rule, label, left, operator, right, left_value, right_value, holds.
    `sfc_rules` and `cells` are per priority, specific_objective, region_category and sex.
    `anomalies` (no sex): code, label, what_to_do, structure_id, structure_name, rows,
    days_late_median, days_late_max (days since the exit from the operation).
    """

    settings: FseSettings
    removed: Withdrawn
    operations: pl.DataFrame
    indicators: pl.DataFrame
    ladder: pl.DataFrame
    rates: pl.DataFrame
    survey: pl.DataFrame
    accounts: pl.DataFrame
    identities: pl.DataFrame
    sfc_rules: pl.DataFrame
    cells: pl.DataFrame
    anomalies: pl.DataFrame

    def value(self, code: str, operation_id: str | None = None, sex: str = TOTAL) -> int | None:
        """Return one figure, None for an estimate nobody answered; KeyError if there is none."""
        place = pl.col("operation_id").eq_missing(pl.lit(operation_id, pl.String))
        found = self.indicators.filter(place, pl.col("code") == code, pl.col("sex") == sex)
        if found.is_empty():
            raise KeyError(code)
        value: int | None = found["value"].item()
        return value

    @property
    def broken(self) -> tuple[str, ...]:
        """Return in French the identities that do not hold; none: the figures may leave."""
        return tuple(
            f"{row['label']} ({row['operation_id'] or 'ensemble'}, {SEX_WORDS[row['sex']]}) : "
            f"{row['left']} = {row['left_value']}, {row['right']} = {row['right_value']}."
            for row in self.identities.filter(~pl.col("holds")).iter_rows(named=True)
        )

    @property
    def is_empty(self) -> bool:
        """Tell whether no row at all was loaded for these operations."""
        return bool(self.accounts["rows"].sum() == 0)


@dataclass(frozen=True, slots=True)
class ReleasedFseRows(Traced):
    """The rows behind the figures: one participation each, and the rows of each anomaly.

    `participations`: participation_id and participant_key (integers of the snapshot), pseudonym,
    operation_id, structure_id, account (`counted, incomplete, short`), spells, the traits of the
    first entry, the results of the final exit, pathway_code, then one truth value per code: the
    sum of a column is the figure. `anomalies`: code, label, pathway_code, pseudonym,
    operation_id, structure_id, days_late.
    """

    settings: FseSettings
    removed: Withdrawn
    participations: pl.DataFrame
    anomalies: pl.DataFrame
