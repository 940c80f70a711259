"""Why a unit counts otherwise in a later freeze: one reason each, the first that holds."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from pipelines.indicators import STATUS_CODES, Status
from pipelines.vocabulary import Vocabulary


class Reason(Vocabulary):
    """Raison : pourquoi une unité ne compte plus de la même façon ; la première qui tient."""

    NEW = "new_rows", "Lignes nouvelles"
    WITHDRAWN = "withdrawn_rows", "Lignes retirées"
    PERIMETER = "perimeter", "Entrés dans le périmètre ou la période, ou partis"
    MATURED = "matured_cohort", "Recul devenu suffisant"
    CORRECTED = "corrected_rows", "Lignes corrigées ou complétées"
    RELATED = "related_rows", "Autre parcours de la personne, ou structure, modifiés"
    RULE = "rule_change", "Changement de règle ou de définition"
    TIME = "time_passed", "Temps passé, à lignes et règles égales"
    UNEXPLAINED = "unexplained", "Sans raison reconnue"

    @property
    def meaning(self) -> str:
        """Return in French when the reason holds, those before it not holding."""
        return MEANINGS[self]


MEANINGS = {
    Reason.NEW: "le parcours (ou la personne) n'était pas dans les données du premier gel",
    Reason.WITHDRAWN: "le parcours (ou la personne) n'est plus dans les données du second gel",
    Reason.PERIMETER: "le parcours est dans les conditions et la période d'un seul des deux gels",
    Reason.MATURED: "trop récent pour être jugé au premier gel, jugé au second",
    Reason.CORRECTED: "ses lignes ont changé : parcours, freins, étapes, suivis, emplois, personne",
    Reason.RELATED: "ses lignes sont les mêmes, pas celles dont son statut dépend aussi",
    Reason.RULE: "mêmes lignes ; définition, règles de sortie ou nomenclature ont changé",
    Reason.TIME: "mêmes lignes, mêmes règles ; seule la date d'observation a avancé",
    Reason.UNEXPLAINED: "ni ses lignes, ni les règles, ni la date n'ont changé",
}


@dataclass(frozen=True, slots=True)
class Move:
    """How many units moved a figure for one reason: those it gained and those it lost."""

    reason: Reason
    numerator_gained: int
    numerator_lost: int
    base_gained: int
    base_lost: int

    @property
    def numerator(self) -> int:
        """Return what the reason adds to the numerator."""
        return self.numerator_gained - self.numerator_lost

    @property
    def base(self) -> int:
        """Return what the reason adds to the base."""
        return self.base_gained - self.base_lost


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two freezes, seen from one figure.

    `units` and `owners` are the columns of the trace; `rules` the versions the figure depends
    on; `observed_on` the reference date, `counted_on` the quarter of a stock.
    """

    units: pl.DataFrame
    owners: pl.DataFrame
    base_statuses: tuple[str, ...]
    rules: dict[str, str | None]
    observed_on: date
    counted_on: str | None


def moves(older: Side, newer: Side) -> tuple[Move, ...]:
    """Return what moved a figure, reason by reason; they add up to the difference."""
    moved = reasoned(older, newer)
    return tuple(
        Move(
            reason,
            **{
                f"{part}_{way}": int((of_reason[part] == sign).sum())
                for part in ("numerator", "base")
                for way, sign in (("gained", 1), ("lost", -1))
            },
        )
        for reason in Reason
        if not (of_reason := moved.filter(reason=reason.value)).is_empty()
    )


def reasoned(older: Side, newer: Side) -> pl.DataFrame:
    """Return the units that moved a figure: `unit`, `reason`, `numerator` and `base` (1, 0, -1)."""
    both = _counted(older).join(_counted(newer), on="unit", how="full", suffix="_new")
    known = both.select(
        owner=pl.coalesce("owner", "owner_new"),
        unit=pl.coalesce("unit", "unit_new"),
        old=pl.col("status").fill_null(0),
        new=pl.col("status_new").fill_null(0),
        numerator=_difference("numerator"),
        base=_difference("base"),
    )
    moved = known.filter((pl.col("numerator") != 0) | (pl.col("base") != 0))
    placed = _placed(_placed(moved, older, "old"), newer, "new")
    return placed.select("unit", "numerator", "base", reason=_reason(older, newer))


def _counted(side: Side) -> pl.DataFrame:
    base = [STATUS_CODES[name] for name in side.base_statuses]
    return side.units.drop_nulls("unit").with_columns(
        numerator=(pl.col("status") == STATUS_CODES[Status.YES]).cast(pl.Int8),
        base=pl.col("status").is_in(base).cast(pl.Int8),
    )


def _difference(part: str) -> pl.Expr:
    return pl.col(f"{part}_new").fill_null(0) - pl.col(part).fill_null(0)


def _placed(moved: pl.DataFrame, side: Side, name: str) -> pl.DataFrame:
    """Add what a freeze knows of the owner of each unit: in its data or not, inside or not."""
    inside = side.units.select("owner").unique().with_columns(pl.lit(True).alias(f"inside_{name}"))
    owners = side.owners.rename(
        {"fingerprint": f"fingerprint_{name}", "context": f"context_{name}"}
    )
    return moved.join(owners, on="owner", how="left").join(inside, on="owner", how="left")


def _reason(older: Side, newer: Side) -> pl.Expr:
    """Return the first reason that holds, in the order in which they are written."""
    immature = STATUS_CODES[Status.IMMATURE]
    was_immature = (pl.col("old") == immature) & ~pl.col("new").is_in([0, immature])
    same_moment = (older.observed_on, older.counted_on) == (newer.observed_on, newer.counted_on)
    inside = [pl.col(f"inside_{name}").fill_null(False) for name in ("old", "new")]
    holds = {
        Reason.NEW: pl.col("fingerprint_old").is_null(),
        Reason.WITHDRAWN: pl.col("fingerprint_new").is_null(),
        Reason.PERIMETER: inside[0] != inside[1],
        Reason.MATURED: was_immature & pl.lit(older.observed_on < newer.observed_on),
        Reason.CORRECTED: pl.col("fingerprint_old") != pl.col("fingerprint_new"),
        Reason.RELATED: pl.col("context_old") != pl.col("context_new"),
        Reason.RULE: pl.lit(older.rules != newer.rules),
        Reason.TIME: pl.lit(not same_moment),
        Reason.UNEXPLAINED: pl.lit(True),
    }
    return pl.coalesce(
        pl.when(condition).then(pl.lit(reason.value)) for reason, condition in holds.items()
    )
