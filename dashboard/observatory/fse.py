"""FSE+ figures and rows at a cut-off, within a scope."""

import polars as pl

from dashboard.observatory.fse_checks import identities_of, sfc_rules_of
from dashboard.observatory.fse_figures import (
    cells_of,
    counts_of,
    indicators_of,
    ladder_of,
    rates_of,
    survey_of,
)
from dashboard.observatory.fse_frames import (
    accounts_of,
    anomalies_of,
    anomaly_rows_of,
    participations_of,
    tables_of,
)
from dashboard.observatory.fse_reading import (
    kept_operations,
    operations_of,
    read_fse,
    visible_rows,
)
from dashboard.observatory.fse_released import ReleasedFse, ReleasedFseRows, Withdrawn
from dashboard.observatory.names import names
from dashboard.observatory.view import View
from pipelines.fse import FseSettings
from pipelines.fse.statements import (
    ACCOUNTS_QUERY,
    HEADS_QUERY,
    LOADED_QUERY,
    anomalies_query,
    anomaly_rows_query,
    counts_query,
    rows_query,
)
from pipelines.vocabulary import Dimension


class FseDoor(View):
    """The FSE+ side of one snapshot, narrowed to one scope."""

    def operations(self) -> pl.DataFrame:
        """Return the operations the scope may see, as `ReleasedFse.operations`."""
        return operations_of(self.snapshot, self.scope)

    def figures(
        self, settings: FseSettings, chosen: tuple[str, ...], removed: Withdrawn
    ) -> ReleasedFse:
        """Count everything; raises QuestionError as `Observatory.fse` says."""
        operations = self._kept(settings, chosen)
        found = self._counted(settings, operations, removed)
        counts = counts_of(found["counts"], found["heads"], operations)
        cells = cells_of(counts, operations)
        accounts = accounts_of(found["accounts"], operations)
        indicators = indicators_of(counts)
        loaded = found["loaded"].item()
        return ReleasedFse(
            settings=settings,
            removed=removed,
            operations=operations,
            indicators=indicators,
            ladder=ladder_of(indicators),
            rates=rates_of(counts),
            survey=survey_of(counts),
            accounts=accounts,
            identities=identities_of(counts, operations, accounts, loaded),
            sfc_rules=sfc_rules_of(cells),
            cells=tables_of(cells),
            anomalies=anomalies_of(found["anomalies"], names(self.snapshot)[Dimension.STRUCTURE]),
            **self._context(),
        )

    def rows(
        self, settings: FseSettings, chosen: tuple[str, ...], removed: Withdrawn
    ) -> ReleasedFseRows:
        """Return the rows behind the figures; raises QuestionError as `Observatory.fse_rows`."""
        operations = self._kept(settings, chosen)
        visible = visible_rows(self.scope, operations, removed)
        queries = {"participations": rows_query(), "anomalies": anomaly_rows_query()}
        found = read_fse(self.snapshot, visible, settings, queries)
        return ReleasedFseRows(
            settings=settings,
            removed=removed,
            participations=participations_of(found["participations"]),
            anomalies=anomaly_rows_of(found["anomalies"]),
            **self._context(),
        )

    def _kept(self, settings: FseSettings, chosen: tuple[str, ...]) -> pl.DataFrame:
        return kept_operations(self.operations(), chosen, settings, self.reference_date)

    def _counted(
        self, settings: FseSettings, operations: pl.DataFrame, removed: Withdrawn
    ) -> dict[str, pl.DataFrame]:
        queries = {
            "counts": counts_query(),
            "heads": HEADS_QUERY,
            "accounts": ACCOUNTS_QUERY,
            "loaded": LOADED_QUERY,
            "anomalies": anomalies_query(),
        }
        visible = visible_rows(self.scope, operations, removed)
        return read_fse(self.snapshot, visible, settings, queries)
