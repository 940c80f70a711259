"""Comparaison équitable in plain French: the answer, the warnings, what replaces a chart."""

from typing import Any

import polars as pl

from dashboard.disclosure import ReleasedComparison, thresholds
from dashboard.formats import decimal, fraction, number, percent, plural, short_name
from dashboard.reading.small_bases import too_small_to_compare
from dashboard.scope import Role
from pipelines.analysis.comparison import Refusal
from pipelines.analysis.fair import Change
from pipelines.vocabulary import Dimension

NOT_AN_EFFECT = "Une différence n'est pas un effet du dispositif."
WARNING = "Attention, l'ordre s'inverse quand on tient compte du public accueilli."
MOST_REVERSALS = 3
CHANGES = {
    Change.EXPLAINED: ("disparaît", "disparaissent"),
    Change.REVEALED: ("apparaît", "apparaissent"),
    Change.REVERSED: ("change de sens", "changent de sens"),
    Change.REMAINS: ("demeure", "demeurent"),
}
"""What becomes of a gap at equal public, in the order it is told."""

SHORT = {
    Change.WITHIN: "dans les limites",
    Change.EXPLAINED: "écart disparu",
    Change.REVEALED: "écart apparu",
    Change.REMAINS: "écart qui demeure",
    Change.REVERSED: "écart de sens inverse",
}
"""What becomes of each group, in a table or beside a point."""

OUTSIDE = {
    Role.COUNCIL: "",
    Role.DIRECTOR: "Les autres structures ne sont pas montrées : vos droits portent sur la vôtre.",
    Role.FUNDER: "Les parcours hors des opérations financées ne sont pas montrés.",
}
SMALL_Q = 0.05


def label(row: dict[str, Any], dimension: Dimension) -> str:
    """Return the name of a group, its kind abbreviated."""
    return short_name(row[f"{dimension.value}_label"])


def compared(comparison: ReleasedComparison) -> pl.DataFrame:
    """Return the groups large enough to be compared, by name: no rank is shown."""
    names = f"{comparison.by[0].value}_label"
    return comparison.table.filter("is_compared").sort(names)


def answer(comparison: ReleasedComparison) -> str:
    """Return what the comparison says, or why there is none."""
    rows = compared(comparison)
    outside = OUTSIDE[comparison.scope.role]
    if comparison.model.refusal is not None:
        told = f"{comparison.model.refusal.label} Seuls les taux observés sont donnés."
    elif rows.is_empty():
        told = _nobody(comparison)
    elif rows.height == 1:
        told = _single(comparison, rows.row(0, named=True))
    else:
        told = _several(comparison, rows)
    return f"{told} {outside}".strip()


def reversals(comparison: ReleasedComparison) -> list[str]:
    """Return one sentence per pair whose order clearly changes, the widest first."""
    dimension = comparison.by[0]
    rows = {row[dimension.value]: row for row in comparison.table.to_dicts()}
    clear = comparison.fair.reversals.filter("is_clear")
    told = [
        _reversal(rows[first], rows[second], dimension)
        for first, second in clear.select("crude_first", "adjusted_first").rows()[:MOST_REVERSALS]
    ]
    others = clear.height - len(told)
    if others > 0:
        told.append(f"{plural(others, 'autre paire est', 'autres paires sont')} dans ce cas.")
    return told


def notes(comparison: ReleasedComparison) -> list[str]:
    """Return what a reader must know before comparing the rows of the table."""
    rows = compared(comparison)
    told = []
    if rows.height > 1 and comparison.model.refusal is None:
        told = [
            "Chaque rapport compare un groupe à l'ensemble des groupes comparés : deux groupes aux "
            "publics très différents ne se comparent pas par leurs rapports.",
            _chance(comparison, rows),
        ]
    left_out = comparison.total["not_compared"].item()
    if left_out and comparison.model.refusal is None:
        singular, several = (f"parcours de la base non comparé{end}" for end in ("", "s"))
        counted = plural(left_out, singular, several)
        told.append(f"{counted} : {_why_left_out(comparison)}.")
    return told


def funnel_in_words(comparison: ReleasedComparison) -> str:
    """Return the sentence that replaces the funnel."""
    rows = compared(comparison)
    named = "; ".join(
        f"{label(row, comparison.by[0])} : {_observed(row)}"
        for row in rows.filter(pl.col("crude_side") != 0).head(5).to_dicts()
    )
    outside = f" Hors des limites à 95 % : {named}." if named else ""
    whole = percent(comparison.fair.whole)
    return f"Entonnoir : {plural(rows.height, 'groupe')} autour de {whole}.{outside}"


def rates_in_words(rows: pl.DataFrame, dimension: Dimension) -> str:
    """Return the sentence that replaces the two rates side by side."""
    named = "; ".join(
        f"{label(row, dimension)} : {percent(row['compared_rate'], row['compared'])} observé, "
        f"{percent(row['adjusted_rate'], row['compared'])} à public égal"
        for row in rows.head(6).to_dicts()
    )
    return f"Taux observé et à public égal, {plural(rows.height, 'groupe')}. {named}."


def ratio_text(row: dict[str, Any]) -> str:
    """Return observed over expected with its interval, or a dash when there is none."""
    if row["ratio"] is None:
        return "—"
    return f"{decimal(row['ratio'], 2)} [{ratio_bounds(row)}]"


def ratio_bounds(row: dict[str, Any]) -> str:
    """Return the interval of observed over expected."""
    if row["ratio"] is None:
        return "—"
    return f"{decimal(row['ratio_low'], 2)} ; {decimal(row['ratio_high'], 2)}"


def reading(row: dict[str, Any]) -> str:
    """Return what the table says of a group: what changes, or why it is not judged."""
    minimum = thresholds().minimum_base_for_comparison
    if not row["compared"]:
        return "aucun comparé"
    if not row["is_compared"]:
        return too_small_to_compare() if row["compared"] < minimum else "groupe non renseigné"
    if row["change"] is None:
        return Refusal(row["refusal"]).label if row["refusal"] else "seul groupe comparé"
    return SHORT[Change(row["change"])]


def _nobody(comparison: ReleasedComparison) -> str:
    minimum = thresholds().minimum_base_for_comparison
    if not comparison.total["compared"].item():
        return (
            "Aucun parcours de la base ne peut être comparé : "
            f"{_why_left_out(comparison)}. Seuls les taux observés sont donnés."
        )
    return (
        f"Aucun groupe ne compte {minimum} parcours comparés : rien n'est comparé ni dessiné. "
        "Les effectifs sont au tableau."
    )


def _single(comparison: ReleasedComparison, row: dict[str, Any]) -> str:
    name = label(row, comparison.by[0])
    start = (
        f"Un seul groupe peut être comparé, {name} : {_observed(row)} sur ses parcours comparés."
    )
    if row["ratio"] is None:
        return f"{start} {Refusal(row['refusal']).label}"
    verdict = {
        -1: "moins qu'attendu, au-delà du hasard",
        0: "un écart que le hasard suffit à expliquer",
        1: "plus qu'attendu, au-delà du hasard",
    }[row["adjusted_side"]]
    return (
        f"{start} Avec le même public, l'ensemble des parcours chargés en aurait obtenu "
        f"{number(row['expected'])} : rapport {ratio_text(row)}, {verdict}. "
        "Sans second groupe, il n'y a pas d'entonnoir."
    )


def _several(comparison: ReleasedComparison, rows: pl.DataFrame) -> str:
    before = int((rows["crude_side"] != 0).sum())
    after = int((rows["adjusted_side"].fill_null(0) != 0).sum())
    reached, people = int(rows["compared_yes"].sum()), int(rows["compared"].sum())
    counts = dict(rows["change"].value_counts().iter_rows())
    changes = [
        plural(counts[change.value], f"écart {one}", f"écarts {several}")
        for change, (one, several) in CHANGES.items()
        if counts.get(change.value)
    ]
    told = f" Quand on tient compte du public, {_listed(changes)}." if changes else ""
    return (
        f"{plural(rows.height, 'groupe comparé', 'groupes comparés')} "
        f"({fraction(reached, people)}, soit {percent(comparison.fair.whole, people)}) : "
        f"{_beyond(before)} sur les taux observés, {_beyond(after)} à public égal.{told}"
    )


def _beyond(count: int) -> str:
    limits = f"des limites à {percent(0.95, 1)}"
    return (
        plural(count, f"sort {limits}", f"sortent {limits}") if count else f"aucun ne sort {limits}"
    )


def _chance(comparison: ReleasedComparison, rows: pl.DataFrame) -> str:
    wide = [int(rows[f"{side}_is_wide"].sum()) for side in ("crude", "adjusted")]
    sure = int((rows["q_value"] <= SMALL_Q).sum())
    return (
        "Par le seul hasard, environ un groupe sur vingt sort des limites à 95 %. Écarts qui "
        f"demeurent à public égal après correction des comparaisons multiples (q ≤ 5 %) : "
        f"{number(sure)}. Groupes hors de limites élargies à la dispersion constatée entre eux : "
        f"{number(wide[0])} sur les taux observés, {number(wide[1])} à public égal."
    )


def _why_left_out(comparison: ReleasedComparison) -> str:
    assessed = "freins non évalués à l'entrée, ou " if comparison.model.is_for_assessed else ""
    return f"{assessed}dispositif qui ne vise pas un emploi"


def _reversal(first: dict[str, Any], second: dict[str, Any], dimension: Dimension) -> str:
    adjusted = [percent(row["adjusted_rate"], row["compared"]) for row in (first, second)]
    return (
        f"{label(first, dimension)} devance {label(second, dimension)} sur les taux observés "
        f"({_observed(first)}, contre {_observed(second)}) ; à public égal, c'est l'inverse "
        f"({adjusted[0]} contre {adjusted[1]})."
    )


def _observed(row: dict[str, Any]) -> str:
    rate = percent(row["compared_rate"], row["compared"])
    return f"{fraction(row['compared_yes'], row['compared'])}, soit {rate}"


def _listed(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} et {parts[-1]}"
