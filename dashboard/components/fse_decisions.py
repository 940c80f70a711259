"""Every indicator after the control: files withdrawn by a decision, or on trial from the draw."""

import polars as pl

from dashboard.components import (
    address,
    fse_archive,
    fse_decide,
    fse_figures,
    fse_register,
    markup,
)
from dashboard.components.fse_cells import count_cell
from dashboard.components.fse_settings import FseChoices
from dashboard.components.markup import Cell, Column
from dashboard.components.visit import Visit
from dashboard.formats import day, plural
from dashboard.journal import JournalError
from dashboard.observatory import ReleasedFse, Withdrawn
from pipelines.fse import FseKind
from pipelines.vocabulary import ControlDecision, Controller, ControlReason

REMOVED = "retire"
SHOWN = (FseKind.LADDER, FseKind.OUTPUT, FseKind.RESULT, FseKind.ESTIMATE)
TAKEN = (
    Column("Dossier"),
    Column("Opération", is_secondary=True),
    Column("Décision"),
    Column("Motif", is_secondary=True),
    Column("En qualité de", is_secondary=True),
    Column("Prise le", is_number=True),
    Column("Contrôle", is_secondary=True),
)
AFTER = (
    Column("Code"),
    Column("Indicateur", is_secondary=True),
    Column("Avant contrôle", is_number=True),
    Column("Après contrôle", is_number=True),
    Column("Écart", is_number=True),
)
NOTHING_REMOVED = "Aucun dossier retiré : les indicateurs après contrôle sont ceux d'avant."
ON_TRIAL = (
    "Un essai ne s'enregistre pas : il reste dans l'adresse de la page, et n'entre pas dans les "
    "fichiers après contrôle."
)


def section(
    visit: Visit,
    choices: FseChoices,
    figures: ReleasedFse,
    drawn: pl.DataFrame,
    draw: tuple[int, int],
) -> None:
    """Draw the form, the decisions in force, and the indicators after them and after a trial.

    `draw` is the seed and the number asked of the draw that gave `drawn`.
    """
    files = {int(row["participation_id"]): row for row in drawn.to_dicts()}
    if files:
        fse_decide.form(visit, files, *draw)
    listed = fse_figures.rows(visit.observatory, choices).participations
    try:
        taken = fse_register.in_force(visit, listed)
    except JournalError as error:
        markup.alert(f"{error} Aucun chiffre après contrôle n'est donné.")
        return
    markup.block("<h2>Après contrôle</h2>" + _decided(taken))
    names = {str(key): fse_decide.named(row) for key, row in files.items()}
    tried = address.choose_many(
        "Essai : dossiers tirés à retirer", REMOVED, names, "Aucun dossier retiré à l'essai"
    )
    decided = fse_register.rejected(taken)
    trial = {(files[int(key)]["operation_id"], files[int(key)]["pseudonym"]) for key in tried}
    _recounted(visit, choices, figures, tuple(sorted({*decided, *trial})))
    _files(visit, choices, decided)


def _recounted(visit: Visit, choices: FseChoices, figures: ReleasedFse, removed: Withdrawn) -> None:
    after = fse_figures.figures(visit.observatory, choices, removed) if removed else ""
    if isinstance(after, str):
        markup.block(markup.paragraph(f"{after or NOTHING_REMOVED} {ON_TRIAL}", "note"))
        return
    count = plural(len(removed), "dossier retiré", "dossiers retirés")
    rows = [
        (row["code"], row["label"], *(count_cell(row[name]) for name in ("before", "after", "gap")))
        for row in compared(figures, after).to_dicts()
    ]
    markup.block(
        markup.paragraph(f"{count} : seuls les indicateurs qui changent sont montrés.", "plain")
        + markup.table("Indicateurs après contrôle", AFTER, rows)
        + markup.paragraph(ON_TRIAL, "note")
    )


def _files(visit: Visit, choices: FseChoices, decided: Withdrawn) -> None:
    after = fse_figures.figures(visit.observatory, choices, decided) if decided else ""
    if not isinstance(after, str):
        fse_archive.offer(visit, choices, after, "Télécharger le jeu après contrôle (ZIP)")


def compared(before: ReleasedFse, after: ReleasedFse) -> pl.DataFrame:
    """Return the codes whose count changes, with both counts and their gap."""
    whole = pl.col("operation_id").is_null() & (pl.col("sex") == "total")
    kinds = [kind.value for kind in SHOWN]
    first = before.indicators.filter(whole, pl.col("kind").is_in(kinds))
    last = after.indicators.filter(whole).select("code", after="value")
    joined = first.select("code", "label", before="value").join(
        last, on="code", how="left", maintain_order="left"
    )
    gap = pl.col("after") - pl.col("before")
    return joined.with_columns(gap=gap).filter(pl.col("gap").fill_null(1) != 0)


def _decided(taken: pl.DataFrame) -> str:
    if taken.is_empty():
        return markup.paragraph("Aucune décision de contrôle sur ces dossiers.", "plain")
    rows = [
        (
            row["pseudonym"][:12],
            row["operation_id"],
            ControlDecision(row["decision"]).label,
            ControlReason(row["reason"]).label if row["reason"] else "—",
            Controller(row["controller"]).label if row["controller"] else "—",
            Cell(day(row["decided_on"]), row["decided_on"].toordinal()),
            row["control_id"],
        )
        for row in taken.to_dicts()
    ]
    return markup.table("Décisions de contrôle", TAKEN, rows)
