"""The door itself: questions in, released figures out, within a scope."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.disclosure import (
    COUNTS,
    Released,
    ReleasedComparison,
    ReleasedTally,
    release,
    release_comparison,
)
from dashboard.formats import quarter_label
from dashboard.observatory.background import Background
from dashboard.observatory.comparing import case_mix_model, check_comparable, comparison_query
from dashboard.observatory.coverage import CoverageView
from dashboard.observatory.fingerprints import covers_all, fingerprints
from dashboard.observatory.fse import FseDoor
from dashboard.observatory.fse_released import ReleasedFse, ReleasedFseRows, Withdrawn
from dashboard.observatory.labelling import labelled, named_codes
from dashboard.observatory.names import names, quarters
from dashboard.observatory.query import (
    Parameters,
    counting_query,
    scope_condition,
    visible_query,
)
from dashboard.observatory.question import TIME_DIMENSION, Conditions, Question
from dashboard.observatory.retention import RetentionDoor
from dashboard.observatory.retention_question import RetentionQuestion, trait_labels
from dashboard.observatory.retention_released import ReleasedRetention
from dashboard.observatory.rows import read_rows, read_tuples
from dashboard.observatory.rules import rules
from dashboard.observatory.trace import trace
from pipelines.fse import FseSettings
from pipelines.tallies import tallies
from pipelines.vocabulary import Dimension, labels

QUARTERS = {Dimension.ENTRY_QUARTER, Dimension.EXIT_QUARTER, Dimension.STOCK_QUARTER}


class Observatory(CoverageView):
    """A read-only view of one snapshot, narrowed to one scope; every figure comes through it."""

    def observe(self, question: Question) -> Released:
        """Count the indicator by group and as a whole, and pass both through the gate.

        Raises nothing for an empty perimeter: the table has no row and the total counts zero.
        """
        table = self._counts(question)
        return self._released(question, table, self._whole(question, table))

    def compare(self, question: Question) -> ReleasedComparison:
        """Count each group, and judge it beside what its public leads to expect.

        Raises QuestionError when the indicator has no expectation or the dimension is not one
        that may be judged. Nothing is raised for an empty perimeter or a model refused.
        """
        check_comparable(question)
        query, parameters = comparison_query(question, self.scope)
        groups = self._rows(query, parameters)
        table = groups.select(question.by[0].value, *COUNTS)
        observed = self._released(question, table, table.select(pl.col(COUNTS).sum()))
        model = case_mix_model(self.snapshot, question.indicator_code)
        return release_comparison(observed, groups, model)

    def _released(self, question: Question, table: pl.DataFrame, total: pl.DataFrame) -> Released:
        indicator = question.indicator
        both = release(pl.concat([table, total], how="diagonal"), indicator)
        return Released(
            indicator=indicator,
            by=question.by,
            table=labelled(both[:-1] if question.by else both, question.by, self.labels),
            total=both[-1:].drop([dimension.value for dimension in question.by]),
            conditions=self._in_words(question.where, question.period, question.time_dimension),
            **self._context(),
        )

    def tally(
        self,
        code: str,
        where: Conditions = (),
        period: tuple[str | None, str | None] = (None, None),
    ) -> ReleasedTally:
        """Count what a headed query counts, among the pathways kept, and pass it through the gate.

        Raises KeyError for an unknown tally.
        """
        tally = tallies()[code]
        visible, parameters = visible_query(self.scope, where, tally.time, period)
        counted = self._rows(f"WITH visible AS ({visible}) SELECT * FROM ({tally.sql})", parameters)
        return ReleasedTally(
            tally=tally,
            table=named_codes(counted, tally, self.labels),
            conditions=self._in_words(where, period, TIME_DIMENSION[tally.time]),
            **self._context(),
        )

    def retention(self, question: RetentionQuestion) -> ReleasedRetention:
        """Estimate how long first jobs last, among the people kept, and pass it through the gate.

        Raises nothing for an empty perimeter: there is no group, and the whole counts nobody.
        """
        words = self._in_words(question.where, question.period, Dimension.ENTRY_QUARTER)
        door = RetentionDoor(self.snapshot, self.scope)
        return door.released(question, self._told_apart(question), words)

    def _told_apart(self, question: RetentionQuestion) -> Mapping[str, str]:
        """Return the labels of the groups a question on retention tells apart."""
        if isinstance(question.by, Dimension):
            return self.labels(question.by)
        return trait_labels(question.by)

    def trace(self, question: Question, salt: str) -> pl.DataFrame:
        """Return digests of the units a question counts, with their status: no name, no value."""
        return trace(self.snapshot, self.scope, question, salt)

    def fingerprints(self, salt: str) -> pl.DataFrame:
        """Return digests of every pathway and person of the scope, with those of their rows."""
        return fingerprints(self.snapshot, self.scope, salt)

    @property
    def covers_all(self) -> bool:
        """Tell whether the scope holds every pathway of the snapshot."""
        return covers_all(self.snapshot, self.scope)

    def rules(self) -> dict[str, Any]:
        """Return the versions of the rules the snapshot was counted under."""
        return rules(self.snapshot)

    def fse(
        self,
        settings: FseSettings,
        operations: tuple[str, ...] = (),
        removed: Withdrawn = (),
    ) -> ReleasedFse:
        """Count the FSE+ indicators of operations (none given: all), without the files removed.

        `removed` names the files a control withdrew. Raises
        QuestionError for a cut-off after the reference date, an operation unknown in the scope,
        or a scope without any operation.
        """
        return self._fse_door.figures(settings, operations, removed)

    def fse_rows(
        self,
        settings: FseSettings,
        operations: tuple[str, ...] = (),
        removed: Withdrawn = (),
    ) -> ReleasedFseRows:
        """Return the rows behind the figures of `fse`; raises QuestionError as it does."""
        return self._fse_door.rows(settings, operations, removed)

    def fse_operations(self) -> pl.DataFrame:
        """Return the FSE+ operations of the scope, with the columns of `ReleasedFse.operations`."""
        return self._fse_door.operations()

    @property
    def _fse_door(self) -> FseDoor:
        return FseDoor(self.snapshot, self.scope)

    @property
    def background(self) -> Background:
        """Return what surrounds the figures: accounts, completeness, outlines, populations."""
        return Background(self.snapshot, self.scope)

    def options(self, dimension: Dimension) -> dict[str, str]:
        """Return the codes of a dimension present in the scope, with their labels, sorted."""
        if dimension is Dimension.STOCK_QUARTER:
            return {code: quarter_label(code) for code in self.quarters}
        if dimension is Dimension.OBSTACLE:
            return dict(labels(dimension.vocabulary)) if dimension.vocabulary else {}
        parameters = Parameters()
        rows = self._rows(
            f"SELECT DISTINCT CAST(unit.{dimension.value} AS VARCHAR) AS code "
            f"FROM mart.observation AS unit WHERE {scope_condition(self.scope, parameters)} "
            f"AND unit.{dimension.value} IS NOT NULL",
            parameters,
        )
        present = set(rows["code"])
        known = self.labels(dimension)
        ordered = (
            list(known)
            if dimension.vocabulary
            else sorted(present, key=lambda code: known.get(code, code))
        )
        return {code: known.get(code, code) for code in ordered if code in present}

    def labels(self, dimension: Dimension) -> Mapping[str, str]:
        """Return the French label of each code of a dimension."""
        if dimension.vocabulary:
            return labels(dimension.vocabulary)
        if dimension in QUARTERS:
            return {code: quarter_label(code) for code in self.quarters}
        return names(self.snapshot)[dimension]

    @property
    def quarters(self) -> dict[str, bool]:
        """Return the quarters of the snapshot in order, each with whether it is over."""
        return quarters(self.snapshot)

    def _counts(self, question: Question) -> pl.DataFrame:
        query, parameters = counting_query(question, self.scope)
        codes = {dimension.value: pl.String for dimension in question.by}
        schema = codes | dict.fromkeys(COUNTS, pl.Int64)
        return pl.DataFrame(
            read_tuples(self.snapshot, query, parameters), schema=schema, orient="row"
        )

    def _whole(self, question: Question, table: pl.DataFrame) -> pl.DataFrame:
        """Return the counts of the whole perimeter: summed when rows add up, else counted anew."""
        if not question.by:
            return table
        if question.is_partition:
            return table.select(pl.col(COUNTS).sum())
        return self._counts(question.without_breakdown())

    def _in_words(
        self, where: Conditions, period: tuple[str | None, str | None], time: Dimension
    ) -> tuple[tuple[str, str], ...]:
        words = [
            (dimension.label, ", ".join(self.labels(dimension).get(code, code) for code in codes))
            for dimension, codes in where
        ]
        first, last = (quarter_label(quarter) if quarter else None for quarter in period)
        if first or last:
            words.append((time.label, f"de {first or 'début'} à {last or 'fin'}"))
        return tuple(words)

    def _rows(self, query: str, parameters: dict[str, Any] | None = None) -> pl.DataFrame:
        return read_rows(self.snapshot, query, parameters)
