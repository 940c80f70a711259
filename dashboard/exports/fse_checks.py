"""Why an FSE+ export is refused: nothing to give, or figures that do not agree."""

import polars as pl

from dashboard.exports.fse_set import FseSet
from dashboard.exports.fse_tables import PLACE, counted_codes
from dashboard.observatory import QuestionError

NAMED = 3
"""Identities named in a refusal; the others are counted."""

SHARED = ("settings", "removed", "scope", "snapshot_id")


def check_exportable(export: FseSet) -> None:
    """Raise QuestionError, in a French sentence, unless the set may leave.

    Refused: no participation; an identity or a rule of the Commission that fails, which is named;
    sexes that do not add up; rows of another question than the figures, or whose columns do not
    add up to the figures.
    """
    reasons = (check(export) for check in CHECKS)
    refusal = next((reason for reason in reasons if reason), None)
    if refusal:
        raise QuestionError(refusal)


def _mismatch(export: FseSet) -> str | None:
    same = all(getattr(export.figures, name) == getattr(export.rows, name) for name in SHARED)
    same = same and export.manifest.get("snapshot") == export.figures.snapshot_id
    return None if same else "Les chiffres et les lignes ne viennent pas de la même question."


def _nothing(export: FseSet) -> str | None:
    if not export.rows.participations.is_empty():
        return None
    cutoff = f"{export.figures.settings.as_of:%d/%m/%Y}"
    after = export.accounts().filter(account="after_cutoff")["rows"].sum()
    reason = (
        f"les {after} lignes du périmètre sont entrées après"
        if after
        else "aucune ligne n'est rattachée aux opérations demandées"
    )
    return f"Aucune participation au {cutoff} : {reason}. Rien n'est exporté."


def _broken(export: FseSet) -> str | None:
    broken = export.figures.broken
    more = f" Et {len(broken) - NAMED} autres." if len(broken) > NAMED else ""
    named = " ".join(broken[:NAMED])
    return f"Export refusé, une identité n'est pas tenue. {named}{more}" if broken else None


def _unsplit(export: FseSet) -> str | None:
    """Compare the sum of the sexes with the total, in every cell of both tables."""
    cells = export.figures.cells.filter(~pl.col("is_estimate"))
    parts = pl.col("value").filter(pl.col("sex") != "total").sum()
    total = pl.col("value").filter(sex="total").sum()
    wrong = cells.group_by(*PLACE, "code").agg(parts.ne(total).alias("is_wrong"))
    codes = wrong.filter("is_wrong")["code"].unique().sort()
    if codes.is_empty():
        return None
    return f"Export refusé : la somme par sexe n'est pas le total ({', '.join(codes)})."


def _unruly(export: FseSet) -> str | None:
    rules = export.figures.sfc_rules.filter(~pl.col("holds"))["label"].unique().sort()
    if rules.is_empty():
        return None
    return f"Export refusé, une règle SFC (niveau programme) n'est pas tenue : {', '.join(rules)}."


def _unequal(export: FseSet) -> str | None:
    """Compare the sum of each column of the rows with the figure it must give again."""
    sums = export.rows.participations.select(pl.col(counted_codes()).sum()).row(0, named=True)
    wrong = [code for code, total in sums.items() if total != export.figures.value(code)]
    if not wrong:
        return None
    return f"Export refusé : les lignes ne redonnent pas les chiffres ({', '.join(wrong)})."


CHECKS = (_mismatch, _nothing, _broken, _unsplit, _unruly, _unequal)
"""In the order they are told: a set is refused for its first reason."""
