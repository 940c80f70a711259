"""The flat layout: one row per pathway, obstacles as a list, first job, French source codes."""

import polars as pl

from pipelines.samples.arrays import Generator
from pipelines.vocabulary import (
    ContractKind,
    ExitReason,
    Obstacle,
    ObstacleState,
    Scheme,
    Vocabulary,
)

FLAT_HEADERS = {
    "participant_id": "id_participant",
    "structure_id": "id_structure",
    "operation_id": "id_operation",
    "scheme": "dispositif",
    "commune_code": "code_commune",
    "birth_year": "annee_naissance",
    "sex": "sexe",
    "entry_date": "date_entree",
    "exit_date": "date_sortie",
    "exit_reason": "motif_sortie",
    "obstacles": "freins",
    "start_date": "date_debut_emploi",
    "contract_kind": "type_contrat",
    "weekly_hours": "heures_hebdo",
    "comment": "commentaire",
}
"""Column of the frames below, then header of the flat file, in the order of the file."""
LIST_SEPARATOR = "|"
COMMENTS = ("Bilan intermédiaire prévu", "Dossier complet", "Suite à préciser")
COMMENTED = 0.3


def flat_rows(
    rng: Generator, people: pl.DataFrame, tables: dict[str, pl.DataFrame]
) -> pl.DataFrame:
    """Return the flat rows of some people, from their rows in the complete layout.

    `tables` holds the pathway, obstacle and employment rows of a whole batch.
    """
    pathways = tables["pathway"].join(people, on="participant_id", maintain_order="left")
    drawn = pl.Series(rng.integers(0, len(COMMENTS), pathways.height))
    commented = pl.Series(rng.random(pathways.height) < COMMENTED)
    return (
        pathways.with_columns(
            in_french("scheme", Scheme),
            in_french("exit_reason", ExitReason),
            comment=pl.when(commented).then(pl.Series(COMMENTS).gather(drawn)),
        )
        .join(
            listed_obstacles(tables["obstacle"], pathways),
            on="pathway_id",
            how="left",
            maintain_order="left",
        )
        .join(first_jobs(tables["employment"]), on="pathway_id", how="left", maintain_order="left")
        .select(pl.col(name).alias(header) for name, header in FLAT_HEADERS.items())
    )


def listed_obstacles(obstacles: pl.DataFrame, pathways: pl.DataFrame) -> pl.DataFrame:
    """Return the obstacles found in each of the pathways, as one list."""
    return (
        obstacles.filter(pl.col("state") == ObstacleState.IDENTIFIED)
        .join(pathways, on="pathway_id", how="semi", maintain_order="left")
        .group_by("pathway_id", maintain_order=True)
        .agg(in_french("obstacle", Obstacle).str.join(LIST_SEPARATOR).alias("obstacles"))
    )


def first_jobs(jobs: pl.DataFrame) -> pl.DataFrame:
    """Return the first job of each pathway."""
    first = jobs.sort("start_date", "job_id").unique("pathway_id", keep="first")
    return first.select(
        "pathway_id", "start_date", in_french("contract_kind", ContractKind), "weekly_hours"
    )


def in_french(column: str, vocabulary: type[Vocabulary]) -> pl.Expr:
    """Replace our codes by those of French files: the first official one, if any."""
    return pl.col(column).replace(
        {member.value: member.codes[0] for member in vocabulary if member.codes}
    )
