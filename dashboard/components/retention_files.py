"""The tables of Maintien en emploi as files: French columns, shares apart from days."""

import polars as pl

from dashboard.disclosure import ReleasedTally, release_drawn
from dashboard.formats import day
from dashboard.observatory import ReleasedRetention
from dashboard.observatory.retention_estimates import MILESTONES
from pipelines.indicators import Time
from pipelines.resources import resource
from pipelines.tallies import Tally
from pipelines.vocabulary import JobEnding, labels

SOURCE = "Contrats saisis par les structures, confirmations d'employeurs, DSN"
SPELL = (
    "Premier emploi de chaque personne depuis l'entrée, hors contrats d'insertion ; les contrats "
    "séparés de 30 jours au plus n'en font qu'un."
)
GROUPS = {
    "label": "Groupe",
    "people": "Personnes",
    "ended": "Emplois finis",
    "censored": "Emplois en cours ou non suivis plus loin",
    "declared": "Preuve : déclaré",
    "employer_confirmed": "Preuve : confirmé par l'employeur",
    "dsn": "Preuve : DSN",
}
AT_MILESTONE = {
    "followed": "Suivies {days} jours",
    "at_risk": "À risque à {days} jours",
    "survival": "Maintien à {days} jours",
    "low": "Maintien à {days} jours, borne basse",
    "high": "Maintien à {days} jours, borne haute",
}
MEANS = {
    "median": "Durée médiane (jours)",
    "rmst": "Jours d'emploi en moyenne",
    "rmst_error": "Jours d'emploi, erreur type",
    "difference": "Écart avec les autres (jours)",
    "difference_low": "Écart, borne basse (jours)",
    "difference_high": "Écart, borne haute (jours)",
}
CURVES = {
    "label": "Groupe",
    "time": "Jours depuis l'embauche",
    "at_risk": "À risque",
    "events": "Fins ce jour-là",
    "censored": "Suivis interrompus ce jour-là",
    "survival": "Maintien",
    "ci_low": "Borne basse",
    "ci_high": "Borne haute",
}
ENDINGS = {
    "label": "Groupe",
    "time": "Jours depuis l'embauche",
    "ending": "Fin",
    "incidence": "Part cumulée",
    "at_risk": "À risque",
}
SHARES = {"survival", "ci_low", "ci_high", "incidence"} | {
    f"{name}_{days}" for days in MILESTONES for name in ("survival", "low", "high")
}


def groups_file(released: ReleasedRetention) -> ReleasedTally:
    """Return one row per group and one for the whole: people, survival, means, differences."""
    columns = GROUPS | _milestones() | MEANS
    whole = released.whole.with_columns(label=pl.lit("Ensemble"))
    groups = released.groups if released.question.by else whole.clear()
    table = pl.concat([groups, whole], how="diagonal")
    missing = [pl.lit(None, pl.Float64).alias(name) for name in columns if name not in table]
    tests = "Kaplan-Meier, intervalle log-log à 95 %, durée moyenne restreinte."
    return _file(
        released,
        "maintien_groupes",
        "Maintien en emploi, par groupe",
        f"{SPELL} {tests}",
        columns,
        table.with_columns(missing),
    )


def curves_file(released: ReleasedRetention) -> ReleasedTally:
    """Return one row per group and day with an end or a follow-up cut short, the whole last."""
    whole = released.curve.with_columns(label=pl.lit("Ensemble"))
    groups = released.curves if released.question.by else whole.clear()
    table = pl.concat([groups, whole], how="diagonal")
    label = "Courbes de maintien en emploi"
    return _file(released, "maintien_courbes", label, f"{SPELL} Kaplan-Meier.", CURVES, table)


def endings_file(released: ReleasedRetention) -> ReleasedTally:
    """Return one row per group, day and ending: the share of jobs that ended that way by then."""
    names = pl.col("cause").replace(dict(labels(JobEnding)))
    table = released.endings.with_columns(ending=names)
    if released.question.by is None:
        table = table.with_columns(label=pl.lit("Ensemble"))
    return _file(
        released,
        "maintien_fins",
        "Fins des premiers emplois",
        f"{SPELL} Emplois commencés sans contrat durable ; Aalen-Johansen.",
        ENDINGS,
        table,
    )


def _file(
    released: ReleasedRetention,
    code: str,
    label: str,
    definition: str,
    columns: dict[str, str],
    table: pl.DataFrame,
) -> ReleasedTally:
    tally = Tally(
        code=code,
        label=label,
        definition=definition,
        counts="personnes embauchées",
        time=Time.ENTRY_COHORT,
        source=SOURCE,
        columns=columns,
        vocabularies={},
        sql=resource("sql", "marts", "retention.sql").read_text("utf-8"),
        shares=tuple(name for name in columns if name in SHARES),
    )
    return release_drawn(released, tally, table, (*released.conditions, *_asked(released)))


def _asked(released: ReleasedRetention) -> list[tuple[str, str]]:
    by = released.question.by
    p_value = released.p_value
    told = [
        ("Continuité", released.question.continuity.label),
        ("Comparaison", by.label if by else "aucune"),
        ("Fins sûres jusqu'au", day(released.censor_date)),
        ("Durée moyenne sur", f"{released.horizon} jours"),
    ]
    return told + (
        [("Test du log-rank, p", f"{p_value:.6g}".replace(".", ","))] if p_value is not None else []
    )


def _milestones() -> dict[str, str]:
    return {
        f"{name}_{days}": title.format(days=days)
        for days in MILESTONES
        for name, title in AT_MILESTONE.items()
    }
