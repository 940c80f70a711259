"""Rows of official files that give no supply or demand: each counted, with its reason."""

from collections.abc import Sequence

import polars as pl

from pipelines.contracts.base import IDENTIFIER
from pipelines.rejects import Level
from pipelines.sources.corrections import by_file
from pipelines.sources.gathering import Gathered
from pipelines.sources.rows import PLACE
from pipelines.sources.spellings import plain_text
from pipelines.sources.taken import Taken
from pipelines.vocabulary import StructureKind

IAE_KINDS = tuple(
    kind.value
    for kind in (
        StructureKind.ACI,
        StructureKind.EI,
        StructureKind.AI,
        StructureKind.ETTI,
        StructureKind.EITI,
    )
)
COUNTED_STATES = ("VALIDE", "PROVISOIRE", "CLOTURE")
RSA_TOTALS = ("rsa", "total", "ensemble", "rsa total", "total rsa", "ensemble rsa")
"""The types of RSA, in plain form, that stand for all the others."""
_NETWORK = "[a-z0-9-]+"


def sirets(*columns: str) -> pl.Expr:
    """Return the SIRET of columns as one list, their lost zeros restored."""
    digits = (pl.col(name).str.replace_all(r"\D", "") for name in columns)
    padded = (pl.when(text != "").then(text.str.zfill(14)) for text in digits)
    return pl.concat_list(*padded).list.drop_nulls()


def kinds_of(networks: pl.Expr) -> pl.Expr:
    """Return the IAE kinds that a list of networks names, in our order."""
    named = (
        networks.str.to_lowercase()
        .str.extract_all(_NETWORK)
        .list.eval(pl.element().str.to_uppercase())
    )
    return pl.lit(list(IAE_KINDS)).list.set_intersection(named.fill_null([]))


def leave_out_official(gathered: Gathered, files: Sequence[Taken]) -> None:
    """Set aside the rows of official files that no supply or demand may count.

    Annexes of prison structures, of funds, of a state that does not count, replaced by a later
    amendment, without a known commune; types of RSA beside their total; structures of
    data·inclusion outside the IAE, known of the ASP, listed twice or without a commune.
    """
    _leave_out_annexes(gathered, files)
    _leave_out_rsa_types(gathered, files)
    _leave_out_inclusion(gathered, files)


def _leave_out_annexes(gathered: Gathered, files: Sequence[Taken]) -> None:
    measure, rank = pl.col("measure"), ("renewal_rank", "amendment_rank")
    is_other = ~measure.is_in([f"{kind}_DC" for kind in IAE_KINDS])
    reasons = (
        ("ANNEX_PRISON", "measure", measure.str.ends_with("_MP")),
        ("ANNEX_FUND", "measure", measure.str.starts_with("FDI")),
        ("ANNEX_MEASURE", "measure", is_other),
        (
            "ANNEX_STATE",
            "state",
            ~plain_text(pl.col("state")).str.to_uppercase().is_in(COUNTED_STATES),
        ),
    )
    for rule, column, holds in reasons:
        _leave_out(gathered, files, ("financial_annex", column), holds, rule)
    version = pl.struct(pl.col(name).fill_null(0) for name in rank)
    is_amended = version.rank("ordinal", descending=True).over("annex_number") > 1
    _leave_out(gathered, files, ("financial_annex", "annex_number"), is_amended, "ANNEX_AMENDED")
    placed = gathered.tables["siae"].drop_nulls("commune_code")["siae_id"]
    is_lost = ~pl.col("siae_id").is_in(placed.implode())
    _leave_out(gathered, files, ("financial_annex", "siae_id"), is_lost, "ANNEX_PLACE", Level.ERROR)


def _leave_out_rsa_types(gathered: Gathered, files: Sequence[Taken]) -> None:
    """Keep the total where there is one; types without a total are not added up."""
    is_total = plain_text(pl.col("rsa_type")).is_in(RSA_TOTALS)
    count = (pl.len() > 1).over("commune_code", "month")
    has_total = is_total.any().over("commune_code", "month")
    is_detail = count & has_total & ~is_total
    _leave_out(gathered, files, ("rsa_count", "rsa_type"), is_detail, "RSA_DETAIL")
    is_apart = count & ~has_total
    _leave_out(gathered, files, ("rsa_count", "rsa_type"), is_apart, "RSA_TYPES", Level.ERROR)


def _leave_out_inclusion(gathered: Gathered, files: Sequence[Taken]) -> None:
    mine = sirets("siret").list.first()
    name = pl.concat_str(pl.col("structure_name").str.to_lowercase(), "commune_code", separator="|")
    twin = pl.coalesce(mine, name)
    is_known = mine.is_in(_asp_sirets(gathered).implode())
    is_twice = twin.is_not_null() & ~twin.is_first_distinct()
    is_odd = ~pl.col("inclusion_id").str.contains(IDENTIFIER)
    reasons = (
        ("INCLUSION_OTHER", "networks", kinds_of(pl.col("networks")).list.len() == 0, Level.NOTICE),
        ("INCLUSION_KNOWN", "siret", is_known, Level.NOTICE),
        ("INCLUSION_TWICE", "siret", is_twice, Level.NOTICE),
        ("INCLUSION_ID", "inclusion_id", is_odd, Level.ERROR),
        ("INCLUSION_PLACE", "commune_code", pl.col("commune_code").is_null(), Level.ERROR),
    )
    for rule, column, holds, level in reasons:
        _leave_out(gathered, files, ("inclusion_structure", column), holds, rule, level)


def _asp_sirets(gathered: Gathered) -> pl.Series:
    known = gathered.tables["siae"].select(siret=sirets("siret", "signature_siret"))
    return known.explode("siret").drop_nulls()["siret"]


def _leave_out(
    gathered: Gathered,
    files: Sequence[Taken],
    place: tuple[str, str],
    holds: pl.Expr,
    rule: str,
    level: Level = Level.NOTICE,
) -> None:
    """Take the rows for which a condition holds out of a table, with a reason, in their file."""
    table, column = place
    rows = gathered.tables[table]
    marked = rows.with_columns(is_out=holds.fill_null(value=False))
    out = marked.filter("is_out").select(*PLACE)
    gathered.tables[table] = marked.filter(~pl.col("is_out")).drop("is_out")
    for file, mine in by_file(files, out):
        header = file.plan.header(column)
        if level is Level.ERROR:
            file.report.add(rule, level, header, mine["line"])
        else:
            file.report.leave_out(rule, header, mine["line"])
        file.aside[table] += mine.height
