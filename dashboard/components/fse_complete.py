"""Completeness of what a control asks for: at entry, at exit, six months after."""

from collections.abc import Sequence

import polars as pl

from dashboard.components import markup
from dashboard.components.markup import Cell, Column
from dashboard.observatory import ReleasedFseRows
from dashboard.observatory.fse_figures import rate_text
from pipelines.fse import FseSettings

ENTRY = {
    "sex": "Sexe",
    "age_at_entry": "Âge à l'entrée",
    "status_entry": "Situation à l'entrée",
    "isced_entry": "Niveau de formation (CITE)",
    "eligibility_proof": "Justificatif d'éligibilité",
    "entry_recorded_on": "Date de saisie de l'entrée",
}
NOT_ASKED = ("status_entry", "isced_entry")
"""What objective l does not ask at entry."""

TRAITS = {
    "disability": "Handicap",
    "third_country": "Pays tiers",
    "foreign_background": "Origine étrangère",
    "homeless": "Sans domicile ou exclusion liée au logement",
    "degurba": "Degré d'urbanisation de la commune",
}
"""A missing one never blocks a record: the person is not counted under it."""

EXIT = {
    "status_exit": "Situation à la sortie",
    "exit_observed_on": "Date d'observation de la sortie",
    "exit_recorded_on": "Date de saisie de la sortie",
}
AT_ENTRY, AT_EXIT, AT_SIX_MONTHS = "À l'entrée", "À la sortie", "À six mois"
NOT_BLOCKING = "À l'entrée, sans bloquer le dossier"
COLUMNS = (
    Column("Donnée"),
    Column("Moment", is_secondary=True),
    Column("Renseignées", is_number=True, hint="Renseignées sur attendues"),
)


def section(rows: ReleasedFseRows, operations: pl.DataFrame) -> None:
    """Draw the completeness of a perimeter, one line per piece of data."""
    light = operations.filter("is_objective_l")["operation_id"].to_list()
    found = completeness(rows.participations, rows.settings, light)
    lines = [
        (row["title"], row["moment"], Cell(rate_text(row["known"], row["due"]), row["known"]))
        for row in found.to_dicts()
    ]
    title = "Données d'entrée, de sortie et à six mois"
    markup.block(f"<h2>{title}</h2>{markup.table(title, COLUMNS, lines)}")


def completeness(
    participations: pl.DataFrame, settings: FseSettings, light: Sequence[str] = ()
) -> pl.DataFrame:
    """Return known over due for each piece of data, one-day contacts left out.

    Columns `moment`, `title`, `known`, `due`. `light` are the operations of objective l, where
    situation and education are not asked. Unemployment length is due of the unemployed; exit
    data once the window after the exit is over; six-month data as the indicators have it due.
    """
    kept = participations.filter(pl.col("account") != "short")
    window = pl.duration(days=settings.exit_window_days)
    left = kept.filter(pl.col("exit_date") + window <= settings.as_of)
    asked = kept.filter(~pl.col("operation_id").is_in(light))
    unemployed = asked.filter(pl.col("status_entry") == "unemployed")
    lines = [
        *(
            (AT_ENTRY, title, (asked if name in NOT_ASKED else kept)[name])
            for name, title in ENTRY.items()
        ),
        (AT_ENTRY, "Mois de chômage des personnes au chômage", unemployed["unemployed_months"]),
        *((NOT_BLOCKING, title, kept[name]) for name, title in TRAITS.items()),
        *((AT_EXIT, title, left[name]) for name, title in EXIT.items()),
    ]
    told = [
        {"moment": moment, "title": title, "known": values.count(), "due": len(values)}
        for moment, title, values in lines
    ]
    told += [
        {"moment": AT_SIX_MONTHS, "title": title, "known": known, "due": due}
        for title, known, due in _six_months(kept)
    ]
    return pl.DataFrame(told)


def _six_months(kept: pl.DataFrame) -> list[tuple[str, int, int]]:
    due, observed = int(kept["L05"].sum()), int(kept["N05"].sum())
    sampled = kept.filter(pl.col("L05"), pl.col("in_sample_6m").fill_null(False))
    in_sample = int(sampled["N05"].sum())
    return [
        ("Observées, parmi toutes les sorties échues", observed, due),
        ("Observées, parmi l'échantillon échu", in_sample, len(sampled)),
    ]
