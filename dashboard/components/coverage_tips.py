"""What the tooltip of the coverage map says, as a style sheet: the shapes hold no figure."""

from collections.abc import Sequence

import polars as pl

from dashboard.components.coverage_values import (
    Places,
    demand_words,
    minutes_words,
    score_words,
)
from pipelines.vocabulary.coverage import CoverageClass

TIP = (
    '.oi-tip{white-space:pre-line}.oi-tip::after{content:var(--c,"hors du périmètre") '
    'var(--u,"")}.oi-tip.is{--u:"\\a " var(--s) " ETP pour 100 personnes\\a structure la plus '
    'proche : " var(--m) " min (temps estimé)\\a public : " var(--d)}'
)
"""One rule writes the sentences; others give each territory its three figures and its class."""


def tooltip_rules(places: Places, points: pl.DataFrame) -> str:
    """Return the rules of a map: one per text told of several territories, one per point."""
    rows = places.numbered.to_dicts()
    told_of = {
        "c": [CoverageClass(row["coverage_class"]).label for row in rows],
        "s": [score_words(row["score"]) for row in rows],
        "m": [minutes_words(row["minutes"]) for row in rows],
        "d": [demand_words(row) for row in rows],
    }
    ranks = [row["rank"] for row in rows]
    figures = (_grouped(name, ranks, words) for name, words in told_of.items())
    told = (
        f'.oi-tip.t{key}::after{{content:"{written(words)}"}}'
        for key, words in points.select("rank", "words").iter_rows()
    )
    return "".join([TIP, *figures, *told])


def written(text: str) -> str:
    """Return a text as the content of a style sheet: nothing in it can end the sheet."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    return escaped.replace("\n", "\\a ")


def _grouped(name: str, ranks: Sequence[int], words: Sequence[str]) -> str:
    """Return one rule per text, for every territory that has it: few texts, many territories."""
    holders: dict[str, list[str]] = {}
    for rank, text in zip(ranks, words, strict=True):
        holders.setdefault(text, []).append(f".t{rank}")
    return "".join(
        f'{",".join(areas)}{{--{name}:"{written(text)}"}}' for text, areas in holders.items()
    )
