"""What surrounds the figures: accounts of files, completeness, outlines and populations."""

from dataclasses import dataclass

import polars as pl

from dashboard.observatory.query import Parameters, scope_condition
from dashboard.observatory.rows import read_rows
from dashboard.scope import Scope
from pipelines.resources import resource
from pipelines.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Background:
    """Public or countable facts of a snapshot, narrowed to a scope when they count people."""

    snapshot: Snapshot
    scope: Scope

    def files(self) -> pl.DataFrame:
        """Return one row per file: name, layout, read, loaded, set_aside, status, dialect."""
        return read_rows(self.snapshot, "SELECT * FROM ref.file_account ORDER BY name")

    def tables(self) -> pl.DataFrame:
        """Return one row per table: name, read, loaded, set_aside."""
        return read_rows(self.snapshot, "SELECT * FROM ref.table_account")

    def set_aside(self) -> pl.DataFrame:
        """Return one row per file, rule and column: set_aside, and the French message."""
        table = read_rows(self.snapshot, _query("set_aside_by_rule"))
        return table.sort("set_aside", "file", "rule", descending=[True, False, False])

    def exit_rules(self) -> pl.DataFrame:
        """Return the exit rules in force: the columns of the contract ExitRule."""
        return read_rows(self.snapshot, "SELECT * FROM ref.exit_rule ORDER BY rule_id")

    def completeness(self) -> pl.DataFrame:
        """Return one row per structure of the scope and field: expected, filled."""
        return self._visible("completeness").sort("structure_name", "field")

    def freshness(self) -> pl.DataFrame:
        """Return one row per structure of the scope: pathways, last_entry, last_exit."""
        return self._visible("freshness")

    def epci_populations(self) -> pl.DataFrame:
        """Return one row per EPCI: inhabitants, and persons subject to duties when loaded."""
        return read_rows(self.snapshot, _query("epci_population")).sort("epci_code")

    def _visible(self, name: str) -> pl.DataFrame:
        parameters = Parameters()
        visible = (
            "WITH visible AS (SELECT * FROM mart.pathway AS unit "
            f"WHERE {scope_condition(self.scope, parameters)}) "
        )
        named = (
            "SELECT answer.*, structure.structure_name FROM "
            f"({_query(name)}) AS answer "
            "INNER JOIN mart.structure AS structure USING (structure_id) "
            "ORDER BY structure_name"
        )
        return read_rows(self.snapshot, visible + named, parameters)


def _query(name: str) -> str:
    return resource("sql", "queries", f"{name}.sql").read_text("utf-8")
