"""A meeting document as the page layout takes it: sentences and words, no number left to write."""

from typing import Any

from dashboard.disclosure import CellStatus
from dashboard.document import Definition, Document, Gap, KeyFigure, Variant
from dashboard.exports import document_colours
from dashboard.exports.document_grids import PAGE_WIDTH, shortened, table_layout, tables_layout
from dashboard.exports.document_map import LETTERED_UP_TO, letters, outlined
from dashboard.exports.document_words import (
    before_words,
    beside_words,
    counts_words,
    interval_words,
    rate_words,
)
from dashboard.formats import day, number
from dashboard.reading.fse_sentences import COFUNDED

SNAPSHOT = "Instantané"
"""The term under which the provenance of a document names its snapshot."""
RESTRICTED = "restreinte"
BESIDE_MAP = 244
"""Points left beside a map for its table."""
LONGEST_UNKEYED = 16
"""Rows printed beside a map too dense for letters: the first ones, the others in the workbook."""
OBSERVED = "Date de référence"
NOT_FROZEN = "Document non gelé"
NOTHING = {
    "chart": "Aucun groupe à comparer dans ce périmètre et cette période.",
    "map": "Aucun territoire à dessiner dans ce périmètre et cette période.",
    "tiles": "Aucun chiffre clé dans ce périmètre et cette période.",
    "findings": "Aucun constat ne remplit une des règles de choix.",
    "tables": "Aucun dispositif n'a de parcours dans ce périmètre et cette période.",
    "rows": "Aucune ligne : personne n'est à compter ici.",
    "gaps": "Rien n'est signalé comme manquant.",
    "definitions": "Aucun chiffre calculé, donc aucune définition à rappeler.",
}
"""What is said in place of an empty part: a page is never blank without a reason."""


def layout(document: Document, export_id: str) -> dict[str, Any]:
    """Return what the page layout prints, in French and in the order of the reading."""
    return {
        **_head(document),
        **_frame(document, export_id),
        "tiles": [_tile(figure, document.variant) for figure in document.key_figures],
        "findings": [
            {"title": item.title, "sentence": item.sentence, "rule": _following(item.rule)}
            for item in document.findings
        ],
        "chart": _chart(document),
        "map": _map(document),
        "tables": tables_layout(document.tables),
        "tables-title": "Opérations FSE+"
        if document.variant.is_fse
        else "Dispositif par dispositif",
        "gaps": [_gap(gap) for gap in document.gaps],
        "definitions": [_definition(item) for item in document.definitions],
        "provenance": document.provenance,
        "contact": document.contact,
        "nothing": NOTHING,
        "colours": document_colours.TEMPLATE,
    }


def _head(document: Document) -> dict[str, Any]:
    """Return the title, what the document is about, and the sentences a reader must have."""
    observed = dict(document.provenance).get(OBSERVED)
    return {
        "title": document.title,
        "lines": [
            ["Périmètre", document.perimeter],
            ["Période", document.period],
            ["Édition", document.edition.removeprefix("édition ")],
            ["Établi par", document.reader],
            *([["Données au", observed]] if observed else []),
        ],
        "notices": [notice for notice in document.notices if notice != COFUNDED],
        "cofunded": COFUNDED if document.variant.is_fse else None,
    }


def _frame(document: Document, export_id: str) -> dict[str, Any]:
    """Return what every page repeats, and what the file says of itself."""
    made = document.made_on
    return {
        "running": " · ".join((document.variant.label, document.title, document.period)),
        "made": [made.year, made.month, made.day],
        "export": f"export {export_id}",
        "edition": document.edition,
        "is-restricted": RESTRICTED in document.edition.lower(),
        "warning": document.warning,
        "footer": _footer(document, export_id),
    }


def _footer(document: Document, export_id: str) -> list[str]:
    snapshot = dict(document.provenance).get(SNAPSHOT)
    return [
        f"Export {export_id}",
        f"Gel {document.freeze}" if document.freeze else NOT_FROZEN,
        *([f"{SNAPSHOT} {snapshot}"] if snapshot else []),
        f"Fait le {day(document.made_on)}",
        document.edition,
    ]


def _following(sentence: str) -> str:
    """Return a sentence as it follows a colon: no capital, unless it begins an acronym."""
    is_word = sentence[1:2].islower() or sentence[1:2] in ("'", "’")
    return f"{sentence[:1].lower()}{sentence[1:]}" if is_word else sentence


def _tile(figure: KeyFigure, variant: Variant) -> dict[str, Any]:
    target = figure.target
    name = "Cible" if variant.is_fse else "Objectif"
    aimed = f"{name} : {target.aimed} ; {target.gap}" if target else figure.no_target
    return {
        "label": figure.label,
        "moment": figure.moment,
        "value": rate_words(figure.now),
        "counts": counts_words(figure.now),
        "is-shown": figure.now.status in (CellStatus.SHOWN, CellStatus.COUNT_ONLY),
        "interval": interval_words(figure.now),
        "before": before_words(figure),
        "target": aimed,
        "is-aimed": target is not None,
        "source": target.source if target else "",
        "beside": "" if variant.is_fse else beside_words(figure.now),
    }


def _chart(document: Document) -> dict[str, Any]:
    chart = document.chart
    refusal = chart.refusal or ("" if chart.bars else NOTHING["chart"])
    return {"title": chart.title, "note": chart.note, "alt": chart.alt, "refusal": refusal}


def _map(document: Document) -> dict[str, Any]:
    drawn = document.map
    is_drawn = bool(outlined(drawn)) and not drawn.refusal
    keys = letters(drawn) if is_drawn else {}
    room = BESIDE_MAP if is_drawn else PAGE_WIDTH
    table = (
        table_layout(shortened(drawn.table, LETTERED_UP_TO, LONGEST_UNKEYED), room)
        if drawn.table
        else None
    )
    if table:
        table["rows"] = [[_keyed(row[0], keys), *row[1:]] for row in table["rows"]]
    return {
        "title": drawn.title,
        "note": drawn.note,
        "alt": drawn.alt,
        "refusal": drawn.refusal or ("" if is_drawn else NOTHING["map"]),
        "legend": [[line.words, number(line.areas)] for line in drawn.legend],
        "names": [] if table else [_keyed(name, keys) for name in keys],
        "table": table,
    }


def _keyed(name: str, keys: dict[str, str]) -> str:
    """Write before a territory the letter it has on the map."""
    return f"{keys[name]}. {name}" if name in keys else name


def _gap(gap: Gap) -> tuple[str, str, str]:
    whole = "" if gap.out_of is None else f" sur {number(gap.out_of)}"
    return gap.subject, f"{number(gap.count)}{whole}", gap.reason


def _definition(item: Definition) -> dict[str, Any]:
    terms = (
        ("Numérateur", item.numerator),
        ("Base", item.base),
        ("Inconnus", item.unknown),
        ("Source", f"{item.source} ; version {item.version}"),
    )
    return {
        "label": item.label,
        "definition": item.definition,
        "terms": [[term, words] for term, words in terms if words],
    }
