"""The methodology in Markdown: every definition read where it lives."""

from collections.abc import Iterable

from dashboard.disclosure import thresholds
from pipelines.contracts import TABLES
from pipelines.indicators import Indicator, Time, Unit, indicators
from pipelines.vocabulary import CROSSWALK_VERSION, Dimension, Obstacle, Scheme, crosswalk, labels

TIMES = {
    Time.STOCK: "stock en fin de trimestre",
    Time.ENTRY_COHORT: "cohorte d'entrée",
    Time.EXIT_COHORT: "cohorte de sortie",
}


def methodology_markdown() -> str:
    """Return the whole methodology as one Markdown document."""
    sections = [
        ["# Méthodologie"],
        _thresholds(),
        ["## Indicateurs", *(_indicator(item) for item in indicators().values())],
        ["## Dimensions", _table(("Dimension", "Clé"), ((d.label, d.url_key) for d in Dimension))],
        ["## Dispositifs", _table(("Code", "Libellé"), labels(Scheme).items())],
        ["## Freins", _table(("Code", "Libellé"), labels(Obstacle).items()), _crosswalk()],
        ["## Tables", *(_contract(name) for name in TABLES)],
    ]
    return "\n\n".join(block for section in sections for block in section)


def _thresholds() -> list[str]:
    limits = thresholds()
    return [
        "## Règles de présentation",
        f"- Aucun taux sous une base de {limits.minimum_base_for_rate}.",
        f"- Aucune comparaison sous une base de {limits.minimum_base_for_comparison}.",
        "- Intervalle de Wilson à 95 % à côté de chaque taux.",
        "- Oui, non, inconnu, exclu et trop récent sont toujours comptés séparément.",
    ]


def _indicator(item: Indicator) -> str:
    lines = [
        f"### {item.label} (`{item.code}`)",
        "",
        item.definition,
        "",
        f"- Compte : {item.yes}",
        f"- Base : {item.base}",
        f"- Unité : {'part' if item.unit is Unit.PROPORTION else 'effectif'} ; {TIMES[item.time]}",
        f"- Inconnus : {'dans la base' if item.unknown_in_base else 'comptés à part'}",
        f"- Recul exigé : {item.maturity_days} jours",
        f"- Source : {item.source}",
        f"- Version : {item.version}",
    ]
    if item.label_iae:
        lines.append(f"- Dans l'IAE, s'intitule : {item.label_iae}")
    return "\n".join(lines)


def _crosswalk() -> str:
    rows = (
        (row["system"], row["source_code"], row["obstacle"], row["scope"]) for row in crosswalk()
    )
    title = f"Table de passage des freins, version {CROSSWALK_VERSION}.\n\n"
    return title + _table(("Système", "Code d'origine", "Frein", "Portée"), rows)


def _contract(name: str) -> str:
    contract = TABLES[name]
    rows = (
        (column, definition.metadata["header"], definition.description or "")
        for column, definition in contract.columns().items()
        if definition.metadata
    )
    doc = (contract.__doc__ or "").strip().splitlines()[0]
    return f"### {name}\n\n{doc}\n\n" + _table(("Colonne", "En-tête", "Description"), rows)


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
