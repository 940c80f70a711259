"""The figures of the control page as files: indicators, identities, anomalies; counts only."""

import polars as pl

from dashboard.components.present_files import released
from dashboard.disclosure import Deliverable
from dashboard.observatory import ReleasedFse

SEXES = {"F": "Femmes", "M": "Hommes", "X": "X", "unknown": "Sexe non renseigné", "total": "Total"}
INDICATORS = {"operation_id": "Opération", "code": "Code", "label": "Indicateur", **SEXES}
CHECKS = {
    "operation_id": "Opération",
    "sex": "Sexe",
    "label": "Identité",
    "left": "À gauche",
    "left_value": "Valeur à gauche",
    "operator": "Signe",
    "right": "À droite",
    "right_value": "Valeur à droite",
    "verdict": "Résultat",
}
ANOMALIES = {
    "code": "Code",
    "label": "Anomalie",
    "operation_id": "Opération",
    "structure_id": "Structure",
    "rows": "Dossiers",
    "days_late_max": "Retard le plus long (jours)",
}
WHOLE = "Ensemble"


def tables(figures: ReleasedFse) -> dict[str, Deliverable]:
    """Return the tables offered as files, by title; a table without row is left out."""
    described = {
        "Indicateurs FSE+ par opération": (
            "fse_indicateurs",
            "Indicateurs communs FSE+ à la date d'arrêté ; les personnes ne s'additionnent pas.",
            INDICATORS,
            indicators(figures),
        ),
        "Identités FSE+": (
            "fse_identites",
            "Égalités et inégalités que les indicateurs doivent vérifier, case par case.",
            CHECKS,
            _checks(figures),
        ),
        "Anomalies FSE+ par opération et structure": (
            "fse_anomalies_comptees",
            "Dossiers par anomalie ; les retards courent depuis la sortie de l'opération.",
            ANOMALIES,
            figures.anomalies,
        ),
    }
    return {
        title: released(figures, code, title, definition, columns, table)
        for title, (code, definition, columns, table) in described.items()
        if len(table)
    }


def indicators(figures: ReleasedFse) -> pl.DataFrame:
    """Return one row per operation and code, one column per sex, the whole perimeter first."""
    wide = figures.indicators.pivot(
        "sex", index=["operation_id", "code", "label"], values="value", maintain_order=True
    )
    return wide.with_columns(pl.col("operation_id").fill_null(WHOLE))


def _checks(figures: ReleasedFse) -> pl.DataFrame:
    holds = pl.when(pl.col("holds")).then(pl.lit("tient")).otherwise(pl.lit("ne tient pas"))
    return figures.identities.with_columns(
        pl.col("operation_id").fill_null(WHOLE),
        pl.col("sex").replace(SEXES),
        verdict=holds,
    )
