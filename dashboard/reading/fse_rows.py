"""The rows of the FSE+ indicators: one per code, a count per sex, and the share of its base."""

from collections.abc import Callable
from typing import Any

import polars as pl

from dashboard.observatory import ReleasedFse
from dashboard.observatory.fse_figures import rate_text
from pipelines.fse import FseKind

SEXES = {"F": "F", "M": "M", "X": "X", "unknown": "Non dit"}
ALWAYS = ("F", "M")
"""The other columns are shown only where someone is in them, so that the sexes add up."""
WHOLE = "EECO01"
WHOLE_OF_FULL = "EECO02+04+05"
OF_FULL_RECORDS = {f"EECO{rank:02}" for rank in (2, 3, 4, 5, 9, 10, 11)}
"""Outputs never asked under objective l, whose participants are left out of their base."""

OUTPUTS, RESULTS = (FseKind.OUTPUT,), (FseKind.RESULT, FseKind.ESTIMATE)


def by_code(figures: ReleasedFse, kinds: tuple[FseKind, ...]) -> list[dict[str, Any]]:
    """Return one row per code of the whole perimeter: code, label, is_estimate, a count per sex."""
    whole = figures.indicators.filter(
        pl.col("operation_id").is_null(), pl.col("kind").is_in([kind.value for kind in kinds])
    )
    wide = whole.pivot("sex", index=["code", "label"], values="value", maintain_order=True)
    estimates = set(whole.filter(pl.col("is_estimate"))["code"])
    rows = wide.sort("code").to_dicts()
    return [row | {"is_estimate": row["code"] in estimates} for row in rows]


def shown_sexes(is_met: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the columns by sex to show: women and men, others where someone is met."""
    return tuple(sex for sex in SEXES if sex in ALWAYS or is_met(sex))


def sexes_met(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return the columns by sex of the rows of `by_code`."""
    return shown_sexes(lambda sex: any((row.get(sex) or 0) > 0 for row in rows))


def share_of(figures: ReleasedFse, row: dict[str, Any]) -> tuple[int, int] | None:
    """Return an output over the participants it is a part of, or a result over its own base.

    None for the participants themselves, which are a part of nothing.
    """
    code = str(row["code"])
    if code == WHOLE:
        return None
    if code.startswith("EECO"):
        base = WHOLE_OF_FULL if code in OF_FULL_RECORDS else WHOLE
        return row["total"] or 0, figures.value(base) or 0
    whole = pl.col("operation_id").is_null() & (pl.col("sex") == "total")
    if row["is_estimate"]:
        survey = figures.survey.filter(whole)
        return survey["in_work"][0], survey["observed"][0]
    rate = figures.rates.filter(whole, pl.col("code") == code.removesuffix("s"))
    return rate["numerator"][0], rate["base"][0]


def base_and_share(figures: ReleasedFse, row: dict[str, Any]) -> str:
    """Return `share_of` in words."""
    parts = share_of(figures, row)
    return "—" if parts is None else rate_text(*parts)
