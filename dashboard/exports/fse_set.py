"""One FSE+ export: the figures, the rows behind them, and what every file of the set says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars as pl

from dashboard.exports.neutral import neutral
from dashboard.exports.provenance import EDITION
from dashboard.formats import PRODUCT, SYNTHETIC, day, plural, product_version
from dashboard.observatory import ReleasedFse, ReleasedFseRows
from dashboard.reading.fse_sentences import AUTHORITATIVE, COFUNDED, EMBLEM_SLOT
from pipelines.fse import ambiguities

PARTICIPANTS_ONLY = "participants seulement ; les dépenses n'y sont pas"
BLANK = "inconnu, jamais zéro"
LISTED = 12
"""Operations named one by one in the head of a file; the traceability file names them all."""


@dataclass(frozen=True, slots=True)
class FseSet:
    """The files of one export: they share an identifier, an hour, a cut-off and a snapshot.

    `manifest` is that of the snapshot the figures and rows come from.
    """

    figures: ReleasedFse
    rows: ReleasedFseRows
    manifest: Mapping[str, Any]
    page: str
    export_id: str
    at: datetime

    def file_name(self, subject: str, extension: str) -> str:
        """Return the name of a file of the set, always the same: programmes read it by name.

        The identifier of the export is in the name of the archive and opens each file.
        """
        return f"fse_{subject}.{extension}"

    @property
    def generated_at(self) -> str:
        """Return when the set was made, in words."""
        return self.at.strftime("%d/%m/%Y à %H:%M UTC")

    @property
    def tool(self) -> str:
        """Return the product and its version."""
        return f"{PRODUCT} {product_version()}"

    @property
    def conditions(self) -> tuple[tuple[str, str], ...]:
        """Return what the figures depend on, as titles and values: operations, then settings."""
        return (
            ("Opérations", self._operations()),
            *self.figures.settings.in_words(),
            *([("Après contrôle", self._control())] if self.figures.removed else []),
        )

    def accounts(self) -> pl.DataFrame:
        """Return what became of every row loaded, one row per account, for all the operations."""
        return self.figures.accounts.filter(pl.col("operation_id").is_null())

    def provenance(self, title: str, height: int) -> pl.DataFrame:
        """Return two columns of neutral text, term and value; the identifier is on the first row.

        `title` says what the file holds, `height` in how many rows.
        """
        rows = [
            ("Export", self.export_id),
            ("Contenu", title),
            ("Lignes", plural(height, "ligne") if height else "aucune ligne"),
            ("Édition", EDITION),
            *([("Avertissement", SYNTHETIC)] if self.figures.is_synthetic else []),
            ("Cofinancement", COFUNDED),
            ("Emblème", EMBLEM_SLOT),
            ("Saisie de référence", AUTHORITATIVE),
            ("Champ", PARTICIPANTS_ONLY),
            ("Cellule vide", BLANK),
            *self._context(),
        ]
        return pl.DataFrame(rows, schema=["term", "value"], orient="row").with_columns(
            neutral(pl.all())
        )

    def _context(self) -> list[tuple[str, str]]:
        accounts = self.accounts().select("label", "rows").iter_rows()
        return [
            ("Périmètre", self.figures.scope.label),
            *self.conditions,
            *(
                (f"Point ouvert ({item.code}) : {item.question}", item.in_force)
                for item in ambiguities(self.figures.settings)
            ),
            *self._survey(),
            *((f"Compte de lignes : {label}", plural(rows, "ligne")) for label, rows in accounts),
            ("Date de référence", day(self.figures.reference_date)),
            ("Instantané", self.figures.snapshot_id),
            ("Page", self.page),
            ("Produit", self.tool),
            ("Exporté le", self.generated_at),
        ]

    def _survey(self) -> list[tuple[str, str]]:
        """Return what the estimate at six months rests on, for all the operations."""
        whole = self.figures.survey.filter(pl.col("operation_id").is_null(), sex="total")
        return [("EECR05", text) for text in whole["text"]]

    def _control(self) -> str:
        count = plural(len(self.figures.removed), "dossier retiré", "dossiers retirés")
        return f"{count} par décision, nommés dans fse_tracabilite.json"

    def _operations(self) -> str:
        codes = self.figures.operations["operation_id"].sort().to_list()
        named = ", ".join(codes[:LISTED])
        return named if len(codes) <= LISTED else f"{plural(len(codes), 'opération')} : {named}…"
