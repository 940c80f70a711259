"""Pathways drawn by groups: so many people of a public, so many of them in a job at exit."""

import polars as pl
from drawing import typed

Group = tuple[str, str, bool, int, int]
"""Scheme, structure, whether people receive the RSA, people, people in a job at exit."""


def drawn_groups(*groups: Group) -> pl.DataFrame:
    """Draw one pathway per person of each group."""
    return typed("pathway", pl.concat([_drawn(rank, group) for rank, group in enumerate(groups)]))


def _drawn(rank: int, group: Group) -> pl.DataFrame:
    scheme, structure, is_rsa, people, employed = group
    return pl.DataFrame({"person": range(people)}).select(
        pathway_id=pl.format("P{}-{}", pl.lit(rank), "person"),
        participant_id=pl.format("{}", pl.col("person") + 100_000 * rank),
        scheme=pl.lit(scheme),
        structure_id=pl.lit(structure),
        is_rsa_recipient=pl.lit(str(is_rsa).lower()),
        exit_date=pl.lit("2024-06-28"),
        exit_reason=pl.when(pl.col("person") < employed)
        .then(pl.lit("permanent_contract"))
        .otherwise(pl.lit("job_seeking")),
    )
