"""Every indicator after the control: files withdrawn by a decision, or on trial from the draw."""

import polars as pl
import streamlit as st

from dashboard.components import address, fse_figures, markup
from dashboard.components.fse_settings import FseChoices
from dashboard.components.markup import Cell, Column
from dashboard.components.visit import Visit
from dashboard.formats import day, number, plural
from dashboard.observatory import ReleasedFse
from dashboard.observatory.decisions import decisions
from dashboard.scope import Scope
from pipelines.fse import FseKind
from pipelines.vocabulary import ControlDecision

REMOVED = "retire"
SHOWN = (FseKind.LADDER, FseKind.OUTPUT, FseKind.RESULT, FseKind.ESTIMATE)
TAKEN = (
    Column("Dossier"),
    Column("Opération", is_secondary=True),
    Column("Décision"),
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
NOTHING_REMOVED = "Aucun dossier retiré."
HOW_TO_RECORD = (
    "Un essai ne s'enregistre pas : il reste dans l'adresse de la page. Une décision entre dans "
    "les chiffres par le fichier decisions_controle (contrôle, parcours, opération, décision, "
    "date), au chargement suivant ; « Rejeté » retire le dossier de tous les indicateurs."
)


def section(visit: Visit, choices: FseChoices, figures: ReleasedFse, drawn: pl.DataFrame) -> None:
    """Draw the decisions loaded, the files withdrawn on trial, and the indicators after both."""
    listed = fse_figures.rows(visit.observatory, choices).participations
    taken = _taken(visit, listed)
    markup.block("<h2>Après contrôle</h2>" + _decided(taken))
    names = {
        str(row["participation_id"]): f"{row['operation_id']} · {row['pseudonym'][:12]}"
        for row in drawn.to_dicts()
    }
    tried = address.choose_many(
        "Essai : dossiers tirés à retirer", REMOVED, names, "Aucun dossier retiré à l'essai"
    )
    removed = withdrawn(taken, tried)
    after = fse_figures.figures(visit.observatory, choices, removed) if removed else ""
    if isinstance(after, str):
        markup.block(markup.paragraph(f"{after or NOTHING_REMOVED} {HOW_TO_RECORD}", "note"))
    else:
        _recounted(len(removed), compared(figures, after))


def _recounted(removed: int, gaps: pl.DataFrame) -> None:
    count = plural(removed, "dossier retiré", "dossiers retirés")
    told = f"{count} : seuls les indicateurs qui changent sont montrés."
    rows = [
        (row["code"], row["label"], *(_count(row[name]) for name in ("before", "after", "gap")))
        for row in gaps.to_dicts()
    ]
    markup.block(
        markup.paragraph(told, "plain")
        + markup.table("Indicateurs après contrôle", AFTER, rows)
        + markup.paragraph(HOW_TO_RECORD, "note")
    )


def withdrawn(taken: pl.DataFrame, tried: tuple[str, ...]) -> tuple[int, ...]:
    """Return the participations withdrawn: rejected by a decision, or chosen on trial."""
    rejected = taken.filter(pl.col("decision") == ControlDecision.REJECTED.value)
    return tuple(sorted({*rejected["participation_id"], *(int(code) for code in tried)}))


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


def _taken(visit: Visit, listed: pl.DataFrame) -> pl.DataFrame:
    observatory = visit.observatory
    known = _decisions(observatory.snapshot.id, observatory.scope, visit)
    keys = listed.select("participation_id", "operation_id", "pseudonym")
    return keys.join(known, on=["operation_id", "pseudonym"], how="inner", maintain_order="left")


@st.cache_data(show_spinner=False, max_entries=50)
def _decisions(snapshot_id: str, scope: Scope, _visit: Visit) -> pl.DataFrame:
    return decisions(_visit.observatory.snapshot, scope)


def _decided(taken: pl.DataFrame) -> str:
    if taken.is_empty():
        return markup.paragraph("Aucune décision de contrôle chargée pour ces dossiers.", "plain")
    rows = [
        (
            row["pseudonym"][:12],
            row["operation_id"],
            ControlDecision(row["decision"]).label,
            Cell(day(row["decided_on"]), row["decided_on"].toordinal()),
            row["control_id"],
        )
        for row in taken.to_dicts()
    ]
    return markup.table("Décisions de contrôle chargées", TAKEN, rows)


def _count(value: int | None) -> Cell:
    return Cell("n/d") if value is None else Cell(number(value), value)
