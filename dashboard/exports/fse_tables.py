"""The tables of an FSE+ export: French headers, neutral text, an empty cell for the unknown."""

import polars as pl
import polars.selectors as cs

from dashboard.exports.fse_set import FseSet
from dashboard.exports.neutral import neutral
from dashboard.observatory import ReleasedFse
from pipelines.fse import FseKind, fse_indicators
from pipelines.vocabulary import EligibilityProof, labels

PARTICIPATIONS, TABLE_6, TABLE_10, ANOMALIES = "participations", "table6", "table10", "anomalies"
TITLES = {
    PARTICIPATIONS: "Participations : la somme d'une colonne d'indicateur donne le tableau",
    TABLE_6: "Tableau 6 : réalisations FSE+ à l'entrée (sans EECO15, EECO18 ni EECO19)",
    TABLE_10: "Tableau 10 : résultats FSE+",
    ANOMALIES: "Anomalies : une ligne par dossier et par anomalie",
}
SEXES = {"F": "Femmes", "M": "Hommes", "X": "Non-binaires", "total": "Total"}
SITUATIONS = {"unemployed": "chômage", "inactive": "inactivité", "employed": "emploi"}
WORKS = {"esat": "ESAT", "iae": "autre SIAE", "open_market": "autre employeur"}
WORDS: dict[str, dict[str, str]] = {
    "status_entry": SITUATIONS,
    "status_exit": SITUATIONS,
    "work_at_exit": WORKS,
    "status_6m": SITUATIONS,
    "eligibility_proof": labels(EligibilityProof),
}
PLACE = ["priority", "specific_objective", "region_category"]
CELL = {"code": "Indicateur", "label": "Libellé", "nature": "Nature"} | {
    name: name for name in SEXES.values()
}
REFERENCE_VALUE = "Total de la réalisation de référence"
NUMERATOR, BASE = "Numérateur du taux", "Base du taux"
RATES = {
    "EECR01": ("R01c", "L01"),
    "EECR02": ("R02c", "L02"),
    "EECR03": ("R03c", "L03"),
    "EECR04": ("R04c", "L04"),
    "EECR05": ("EECR05s", "N05"),
    "EECR06s": ("EECR06s", "L06"),
}
"""The two counts a rate is made of: windows closed, people observed, or six months gone by."""

YES_NO = {"true": "oui", "false": "non"}
TRAITS = {
    "participation_id": "Participation",
    "participant_key": "Personne (clé)",
    "pseudonym": "Pseudonyme",
    "pathway_code": "Dossier",
    "operation_id": "Opération (code)",
    "operation_name": "Opération",
    "priority": "Priorité",
    "specific_objective": "Objectif spécifique",
    "region_category": "Catégorie de région",
    "is_disabled_only": "Réservée aux personnes handicapées",
    "structure_id": "Structure (code)",
    "account": "Compte",
    "spells": "Passages réunis",
    "sex": "Sexe",
    "age_at_entry": "Âge à l'entrée (année d'entrée - année de naissance)",
    "entry_date": "Entrée",
    "entry_recorded_on": "Entrée saisie le",
    "status_entry": "Situation à l'entrée",
    "unemployed_months": "Mois de chômage à l'entrée",
    "isced_entry": "CITE à l'entrée (0 : 0 ou 1 ; 7 : 7 ou 8)",
    "in_training_entry": "En formation à l'entrée",
    "disability": "Handicap",
    "third_country": "Pays tiers",
    "foreign_background": "Origine étrangère",
    "homeless": "Sans domicile ou exclusion liée au logement",
    "degurba": "Degré d'urbanisation (3 : rural)",
    "eligibility_proof": "Preuve d'éligibilité",
    "eligibility_proof_date": "Date de la preuve",
    "exit_date": "Sortie",
    "exit_recorded_on": "Sortie saisie le",
    "status_exit": "Situation à la sortie",
    "work_at_exit": "Emploi à la sortie chez",
    "exit_observed_on": "Situation à la sortie observée le",
    "job_seeking_exit": "En recherche d'emploi à la sortie",
    "in_training_exit": "En formation à la sortie",
    "qualification_on": "Qualification obtenue le",
    "in_sample_6m": "Dans l'échantillon à six mois",
    "sample_weight": "Poids dans l'échantillon (vide : 1)",
    "status_6m": "Situation à six mois",
    "observed_6m_on": "Situation à six mois observée le",
    "improved_6m": "Situation améliorée à six mois",
}
"""What leaves of a participation, and no other column: no obstacle, no free text."""


def fse_tables(export: FseSet) -> dict[str, pl.DataFrame]:
    """Return the tables by subject, as exported: participations, table6, table10, anomalies."""
    tables = {
        PARTICIPATIONS: _participations(export),
        TABLE_6: _output_cells(export),
        TABLE_10: _result_cells(export),
        ANOMALIES: _anomalies(export),
    }
    return {name: table.with_columns(neutral(cs.string())) for name, table in tables.items()}


def counted_codes() -> list[str]:
    """Return the codes a participation is counted under or not, in the order they are shown.

    People are not among them, being fewer than their participations, nor is an estimate.
    """
    return [
        code
        for code, item in fse_indicators().items()
        if code != "HEAD" and item.kind is not FseKind.ESTIMATE
    ]


def definitions() -> pl.DataFrame:
    """Return one row per code: what it counts, among whom, from which source."""
    rows = [
        (item.code, item.label, item.population, item.reference, item.source, item.version)
        for item in fse_indicators().values()
    ]
    headers = ["Code", "Libellé", "Population", "Référence", "Source", "Version"]
    return pl.DataFrame(rows, schema=dict.fromkeys(headers, pl.String), orient="row")


def _participations(export: FseSet) -> pl.DataFrame:
    accounts = dict(export.accounts().select("account", "label").iter_rows())
    named = WORDS | {"account": accounts}
    operation = export.figures.operations.select(
        "operation_id", "operation_name", *PLACE, "is_disabled_only"
    )
    rows = export.rows.participations.join(operation, on="operation_id", how="left")
    told = [
        cs.by_name(name).replace_strict(words, return_dtype=pl.String)
        for name, words in named.items()
    ]
    answers = rows.select(cs.boolean() & cs.by_name(list(TRAITS))).columns
    return (
        rows.with_columns(*told, pl.col(answers).cast(pl.String).replace(YES_NO))
        .sort("operation_id", "entry_date", "participation_id")
        .select(
            *(pl.col(name).alias(header) for name, header in TRAITS.items()),
            pl.col(counted_codes()).cast(pl.Int8),
        )
    )


def _output_cells(export: FseSet) -> pl.DataFrame:
    return _cells(export.figures, "6").select(*_named_place(), *CELL.values())


def _result_cells(export: FseSet) -> pl.DataFrame:
    """Return table 10, beside each result the output it is a part of and its rate in two counts."""
    figures = export.figures
    reference = figures.cells.filter(sex="total").select(
        *PLACE, pl.col("code").alias("reference"), pl.col("value").alias(REFERENCE_VALUE)
    )
    table = _beside(_cells(figures, "10"), reference, "reference")
    return _beside(table, _rates(export), "Indicateur").select(
        *_named_place(),
        *CELL.values(),
        pl.col("reference").alias("Réalisation de référence"),
        REFERENCE_VALUE,
        pl.col(NUMERATOR, BASE).fill_null(0),
    )


def _beside(table: pl.DataFrame, more: pl.DataFrame, key: str) -> pl.DataFrame:
    on = [*PLACE, key]
    return table.join(more, on=on, how="left", nulls_equal=True, maintain_order="left")


def _rates(export: FseSet) -> pl.DataFrame:
    """Return the two counts of each rate, the sexes together, per cell that has participations."""
    operations = export.figures.operations.select("operation_id", *PLACE)
    placed = export.rows.participations.join(operations, on="operation_id")
    return pl.concat(
        placed.group_by(PLACE).agg(
            pl.lit(code).alias("Indicateur"),
            pl.col(numerator).sum().cast(pl.Int64).alias(NUMERATOR),
            pl.col(base).sum().cast(pl.Int64).alias(BASE),
        )
        for code, (numerator, base) in RATES.items()
    )


def _cells(figures: ReleasedFse, table: str) -> pl.DataFrame:
    """Return one row per cell of the programme and code, a column per sex, in display order."""
    items = sorted(
        (item for item in fse_indicators().values() if item.table == table),
        key=lambda item: (item.kind is FseKind.RESERVED, item.code),
    )
    known = pl.DataFrame(
        [(rank, item.code, item.label, item.reference) for rank, item in enumerate(items)],
        schema={"rank": pl.Int64, "code": pl.String, "label": pl.String, "reference": pl.String},
        orient="row",
    )
    nature = pl.when("is_estimate").then(pl.lit("estimation")).otherwise(pl.lit("compte"))
    return (
        figures.cells.filter(table=table)
        .group_by(*PLACE, "code")
        .agg(
            *(pl.col("value").filter(sex=sex).first().alias(name) for sex, name in SEXES.items()),
            pl.col("is_estimate").any(),
        )
        .with_columns(nature.alias("nature"))
        .join(known, on="code")
        .sort(*PLACE, "rank", nulls_last=True)
        .rename(CELL)
    )


def _named_place() -> list[pl.Expr]:
    return [pl.col(name).alias(TRAITS[name]) for name in PLACE]


def _anomalies(export: FseSet) -> pl.DataFrame:
    operation = export.figures.operations.select("operation_id", "operation_name")
    told = export.figures.anomalies.select("code", "what_to_do").unique()
    return (
        export.rows.anomalies.join(operation, on="operation_id", how="left")
        .join(told, on="code", how="left")
        .sort("code", "operation_id", "pathway_code", nulls_last=True)
        .select(
            pl.col("code").alias("Anomalie"),
            pl.col("label").alias("Libellé"),
            pl.col("what_to_do").alias("Que faire"),
            *(
                pl.col(name).alias(TRAITS[name])
                for name in ("pathway_code", "pseudonym", "operation_id", "operation_name")
            ),
            pl.col("structure_id").alias(TRAITS["structure_id"]),
            pl.col("days_late").alias("Jours depuis la sortie"),
        )
    )
