"""Commune codes as people write them."""

import polars as pl
import pytest

from pipelines.territories import Remark, Territories, resolve_communes


@pytest.mark.parametrize(
    ("raw", "commune", "remark"),
    [
        ("45234", "45234", None),
        ("2A004", "2A004", None),
        ("97411", "97411", None),
        ("97608", "97608", None),
        ("97501", "97501", None),
        ("97701", "97701", None),
        ("97801", "97801", None),
        ("98735", "98735", None),
        ("1033", "01033", "leading_zero"),
        ("6088", "06088", "leading_zero"),
        ("2b033", "2B033", "case_fixed"),
        ("01091", "01033", "merged"),
        ("1091", "01033", "merged"),
        ("74268", "74010", "merged"),
        ("50173", "50129", "merged"),
        ("75101", "75056", "arrondissement"),
        ("75120", "75056", "arrondissement"),
        ("69381", "69123", "arrondissement"),
        ("13201", "13055", "arrondissement"),
        ("46000", None, "postal_code"),
        ("1000", None, "postal_code"),
        ("20004", None, "unknown"),
        ("99999", None, "unknown"),
        ("", None, "unknown"),
        ("Cahors", None, "unknown"),
        ("123456", None, "unknown"),
    ],
)
def test_a_code_leads_to_a_current_commune_or_says_why_not(
    france: Territories, raw: str, commune: str | None, remark: str | None
) -> None:
    found = resolve_communes(pl.Series([raw]), france)
    assert found.rows(named=True) == [{"raw": raw, "commune_code": commune, "remark": remark}]


def test_every_current_code_stands_for_itself_even_when_it_is_a_postal_code(
    france: Territories,
) -> None:
    codes = france.communes["commune_code"]
    assert codes.is_in(france.postal_codes["postal_code"].implode()).any()
    found = resolve_communes(codes, france)
    assert found["commune_code"].to_list() == codes.to_list()
    assert found["remark"].null_count() == codes.len()


def test_each_distinct_code_has_one_row_in_order_and_nulls_have_none(
    france: Territories,
) -> None:
    found = resolve_communes(pl.Series(["46042", None, "1033", "46042", "1033"]), france)
    assert found["raw"].to_list() == ["46042", "1033"]


def test_a_column_without_any_code_gives_no_row(france: Territories) -> None:
    found = resolve_communes(pl.Series([None, None], dtype=pl.String), france)
    assert found.rows() == []


def test_remarks_have_a_french_label() -> None:
    assert Remark.LEADING_ZERO.label == "Zéro initial perdu, rétabli"
    assert len({remark.label for remark in Remark}) == 6
