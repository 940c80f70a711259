"""The parts of Méthodologie that say which exits count, and what each scheme aims at."""

from itertools import groupby
from typing import Any

from dashboard.components import figures, markup
from dashboard.components.markup import Column
from dashboard.components.visit import Visit
from dashboard.formats import day, plural
from pipelines.vocabulary import ExitReason, Scheme, StructureKind, labels, scheme_outcomes

RULE_COLUMNS = (
    Column("Dispositif"),
    Column("Structure"),
    Column("Une sortie compte à partir de"),
    Column("Six mois exactement", is_secondary=True),
    Column("Motifs retirés du constat", is_secondary=True),
    Column("En vigueur", is_secondary=True),
)
RULE_NOTE = (
    "Une sortie sous le seuil, prolongée le lendemain dans la même structure ou retirée du constat "
    "quitte la base : elle est comptée parmi les exclus. Une sortie non documentée y reste. Quand "
    "les heures manquent, le seuil est tenu pour atteint. Les motifs officiellement retirés ne "
    "sont pas publics : un référentiel fourni (regles_sortie, motifs_sortie) remplace cette liste."
)
OUTCOME_COLUMNS = (Column("Dispositif"), Column("Motifs de sortie visés"))


def exit_rules(visit: Visit) -> None:
    """Draw the rules in force in the snapshot, one row per kind of structure."""
    rules = figures.exit_rules(visit.observatory).to_dicts()
    rows = [_rule(rule) for rule in rules]
    markup.block(
        "<h2>Sorties de l'IAE : lesquelles comptent</h2>"
        + markup.table("Règles de sortie en vigueur", RULE_COLUMNS, rows)
        + markup.paragraph(RULE_NOTE, "note")
    )


def scheme_aims() -> None:
    """Draw the exit reasons that each scheme aims at."""
    reasons, schemes = labels(ExitReason), labels(Scheme)
    rows = [
        (schemes[scheme], ", ".join(reasons[reason] for _, reason in pairs))
        for scheme, pairs in groupby(scheme_outcomes(), key=lambda pair: pair[0])
    ]
    markup.block(
        "<h2>Issues visées par chaque dispositif</h2>"
        + markup.table("Motifs de sortie visés", OUTCOME_COLUMNS, rows)
    )


def _rule(rule: dict[str, Any]) -> tuple[str, ...]:
    reasons = labels(ExitReason)
    withdrawn = [reasons.get(code, code) for code in (rule["neutralised"] or "").split("|") if code]
    since = f"depuis le {day(rule['valid_from'])}"
    return (
        labels(Scheme)[rule["scheme"]],
        labels(StructureKind).get(rule["structure_kind"] or "", "toutes"),
        _threshold(rule),
        "durable" if rule["is_six_months_durable"] else "de transition",
        ", ".join(withdrawn) or "aucun",
        f"du {day(rule['valid_from'])} au {day(rule['valid_to'])}" if rule["valid_to"] else since,
    )


def _threshold(rule: dict[str, Any]) -> str:
    parts = []
    if rule["min_months"]:
        parts.append(f"plus de {plural(rule['min_months'], 'mois', 'mois')} au total")
    if rule["min_hours"]:
        parts.append(f"au moins {plural(int(rule['min_hours']), 'heure')} cumulées")
    if rule["min_exit_year_hours"]:
        hours = plural(int(rule["min_exit_year_hours"]), "heure")
        parts.append(f"au moins {hours} l'année de la sortie")
    return " et ".join(parts) or "aucun seuil"
