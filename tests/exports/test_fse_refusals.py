"""FSE+ sets that are refused: no row, a broken identity or rule, sums that differ."""

from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
import pytest
from exports.fse_given import given
from exports.fse_store import Asked, ask

from dashboard.exports.fse import fse_files
from dashboard.observatory import QuestionError
from pipelines.fse import FseSettings
from pipelines.snapshot import Snapshot


def test_zero_rows_are_refused_with_the_reason(snapshot: Snapshot) -> None:
    asked = ask(snapshot, FseSettings(date(2021, 12, 31)))
    with pytest.raises(QuestionError, match=r"Aucune participation au 31/12/2021 : les \d+ lignes"):
        given(asked)
    none = replace(asked, figures=replace(asked.figures, accounts=asked.figures.accounts.clear()))
    with pytest.raises(QuestionError, match="aucune ligne n'est rattachée"):
        given(none)


def with_figures(asked: Asked, **frames: Any) -> Asked:
    return replace(asked, figures=replace(asked.figures, **frames))


def test_a_broken_identity_is_refused_and_named(asked: Asked) -> None:
    is_first = pl.col("rule").eq("I01") & pl.col("operation_id").is_null() & pl.col("sex").eq("F")
    identities = asked.figures.identities.with_columns(holds=pl.col("holds") & ~is_first)
    with pytest.raises(QuestionError, match=r"identité n'est pas tenue.*complète ou incomplète"):
        given(with_figures(asked, identities=identities))
    all_broken = asked.figures.identities.with_columns(holds=pl.lit(value=False))
    with pytest.raises(QuestionError, match=r"Et \d+ autres\.$"):
        given(with_figures(asked, identities=all_broken))


def test_a_broken_rule_of_the_commission_is_refused_and_named(asked: Asked) -> None:
    rules = asked.figures.sfc_rules.with_columns(holds=pl.col("rule") != "144")
    with pytest.raises(QuestionError, match=r"niveau programme\) n'est pas tenue : Règle 144\."):
        given(with_figures(asked, sfc_rules=rules))


def test_sexes_that_do_not_add_up_are_refused(asked: Asked) -> None:
    is_one = pl.col("code").eq("EECO09") & pl.col("sex").eq("M")
    cells = asked.figures.cells.with_columns(value=pl.col("value") + is_one.cast(pl.Int64))
    with pytest.raises(QuestionError, match=r"somme par sexe n'est pas le total \(EECO09\)"):
        given(with_figures(asked, cells=cells))


def test_rows_that_do_not_give_the_figures_are_refused(asked: Asked, snapshot: Snapshot) -> None:
    short = replace(asked.rows, participations=asked.rows.participations.with_columns(EECO17=False))
    with pytest.raises(QuestionError, match=r"ne redonnent pas les chiffres \(EECO17\)"):
        given(replace(asked, rows=short))
    other = ask(snapshot, FseSettings(date(2025, 6, 30)))
    with pytest.raises(QuestionError, match="ne viennent pas de la même question"):
        given(replace(asked, rows=other.rows))
    with pytest.raises(QuestionError, match="ne viennent pas de la même question"):
        fse_files(asked.figures, asked.rows, {"snapshot": "000002-ffffffffffff"}, "Contrôle")
