"""The rules of FSE+ figures: read as data, and failing when the two numbers do not agree."""

import polars as pl
import pytest

from dashboard.observatory.fse_checks import identities_of, judge
from dashboard.observatory.fse_figures import COUNTED, SEXES
from pipelines.fse import FseKind, Rule, fse_indicators, identities, sfc_rules
from pipelines.fse.registry import parse_anomaly, parse_fse_indicator

SOUND = Rule("R", "Règle", None, ("A", "B"), "=", ("C",), needs_full_record=False)
AT_MOST = Rule("R", "Règle", None, ("A",), "<=", ("B", "C"), needs_full_record=False)


@pytest.mark.parametrize(
    ("rule", "values", "sides", "holds"),
    [
        (SOUND, (2, 3, 5), (5, 5), True),
        (SOUND, (2, 3, 4), (5, 4), False),
        (AT_MOST, (5, 2, 3), (5, 5), True),
        (AT_MOST, (6, 2, 3), (6, 5), False),
        (AT_MOST, (None, 2, 3), (0, 5), True),
    ],
)
def test_a_rule_tells_both_numbers_and_whether_it_holds(
    rule: Rule, values: tuple[int | None, ...], sides: tuple[int, int], holds: bool
) -> None:
    counts = pl.DataFrame([values], schema=dict.fromkeys("ABC", pl.Int64), orient="row")
    row = judge(rule, counts, ()).to_dicts()[0]
    assert (row["left_value"], row["right_value"]) == sides
    assert row["holds"] is holds


def judged(**wrong: int) -> set[str]:
    """Return the rules that fail on an operation of one woman, some of her totals made wrong."""
    base = dict.fromkeys(COUNTED, 1) | wrong
    one = {"EECO02": 1, "EECO04": 0, "EECO05": 0, "EECO09": 1, "EECO10": 0, "EECO11": 0}
    one |= {"INC": 0, "SHORT": 0, "EECR01": 0, "EECO06": 0, "EECO07": 1, "EECO08": 0}
    nobody = dict.fromkeys(COUNTED, 0)
    rows = [
        {"operation_id": operation, "sex": sex, **values}
        for operation in (None, "OP1")
        for sex, values in (
            *((sex, nobody if sex != "F" else base | one) for sex in SEXES),
            ("total", base | one | wrong),
        )
    ]
    counts = pl.DataFrame(rows, schema_overrides={"operation_id": pl.String})
    operations = pl.DataFrame({"operation_id": ["OP1"], "is_objective_l": [False]})
    accounts = pl.DataFrame(
        {"operation_id": [None], "rows": [1]}, schema_overrides={"operation_id": pl.String}
    )
    found = identities_of(counts, operations, accounts, wrong.get("loaded", 1))
    return set(found.filter(~pl.col("holds"))["rule"])


def test_each_identity_fails_when_its_figure_is_wrong() -> None:
    assert judged() == set()
    assert judged(EECO01=2) == {"I01", "I02", "I03"}
    assert judged(EECO11=1) == {"I03", "SEXES"}
    assert judged(R04c=2) == {"I14"}


def test_rules_name_only_codes_that_exist_and_cover_the_tables() -> None:
    known = set(fse_indicators())
    for rule in (*identities(), *sfc_rules()):
        assert {*rule.left, *rule.right} <= known, rule.code
    compared = {code for rule in sfc_rules() if rule.table == "10" for code in rule.left}
    results = {item.code for item in fse_indicators().values() if item.table == "10"}
    assert results <= compared
    sums = {code for rule in sfc_rules() if rule.table == "6" for code in rule.left}
    reserved = {c for c, item in fse_indicators().items() if item.kind is FseKind.RESERVED}
    assert sums == reserved


def test_every_reference_is_a_code_and_every_label_is_said() -> None:
    for code, item in fse_indicators().items():
        assert item.reference is None or item.reference in fse_indicators(), code
        assert item.label
        assert item.population.endswith(".")
    assert [c for c, item in fse_indicators().items() if item.mark == "**"] == ["EECO12"]


@pytest.mark.parametrize(
    "text",
    [
        "-- code: X\nSELECT participation_id\nFROM participation\n",
        "SELECT participation_id\nFROM participation\n",
    ],
)
def test_a_file_with_another_header_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match=r"x\.sql"):
        parse_fse_indicator("x", text)
    with pytest.raises(ValueError, match=r"x\.sql"):
        parse_anomaly("x", text)


def test_a_query_of_another_shape_is_refused_by_name() -> None:
    sound = fse_indicators()["EECO06"].sql
    with pytest.raises(ValueError, match=r"eeco06\.sql"):
        parse_fse_indicator("eeco06", sound.replace("FROM participation", "FROM visible"))
