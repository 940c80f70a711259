"""The canonical tables: what each accepts, and the one row that each rule refuses."""

from collections import Counter
from datetime import date
from typing import Any

import dataframely as dy
import pytest
from contracts.valid_rows import DAY, VALID, row_of

from pipelines.build.reference import vocabulary_tables
from pipelines.contracts import FILE_NAMES, REFERENCES, TABLES, Contract
from pipelines.rejects import RULES
from pipelines.vocabulary import plain

BEFORE = date(2024, 2, 1)

REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("participant", {"participant_id": "un nom"}, "participant_id|regex"),
    ("participant", {"birth_year": 1875}, "birth_year|min"),
    ("structure", {"structure_id": "=1+1"}, "structure_id|regex"),
    ("structure", {"structure_name": "A" * 121}, "structure_name|max_length"),
    ("operation", {"start_date": BEFORE.replace(month=3), "end_date": BEFORE}, "DATE_ORDER"),
    ("exit_rule", {"valid_to": BEFORE}, "DATE_ORDER"),
    ("exit_rule", {"min_months": 121}, "min_months|max"),
    ("exit_rule", {"min_exit_year_hours": -1.0}, "min_exit_year_hours|min"),
    ("exit_motive", {"motive_code": "A" * 21}, "motive_code|max_length"),
    ("pathway", {"exit_date": BEFORE}, "DATE_ORDER"),
    ("pathway", {"exit_reason": "dropout"}, "REASON_WITHOUT_EXIT"),
    ("pathway", {"commune_code": "1033"}, "commune_code|regex"),
    ("pathway", {"commune_code": "2C033"}, "commune_code|regex"),
    ("pathway", {"months_unemployed": -1}, "months_unemployed|min"),
    ("pathway", {"months_unemployed": 721}, "months_unemployed|max"),
    ("pathway", {"hours_worked": -0.5}, "hours_worked|min"),
    ("pathway", {"hours_worked": float("nan")}, "hours_worked|nan"),
    ("pathway", {"hours_worked": float("inf")}, "hours_worked|inf"),
    ("pathway", {"exit_year_hours": -1.0}, "exit_year_hours|min"),
    ("pathway", {"renewal_rank": 100}, "renewal_rank|max"),
    ("pathway", {"entry_date": None}, "entry_date|nullability"),
    ("obstacle", {"identified_on": BEFORE.replace(month=3), "closed_on": BEFORE}, "DATE_ORDER"),
    ("obstacle", {"state": "not_assessed", "closed_on": BEFORE}, "CLOSED_WITHOUT_OBSTACLE"),
    ("activity", {"end_date": BEFORE}, "DATE_ORDER"),
    ("activity", {"hours": -1.0}, "hours|min"),
    ("employment", {"end_date": BEFORE}, "DATE_ORDER"),
    ("employment", {"weekly_hours": 61.0}, "weekly_hours|max"),
    ("employment", {"sector": "boulangerie"}, "sector|regex"),
    ("followup", {"job_id": None}, "FOLLOWUP_OF_NOTHING"),
    ("followup", {"due_month": 4}, "due_month|is_in"),
    ("rsa_step", {"planned_weekly_hours": 41.0}, "planned_weekly_hours|max"),
    ("funding", {"structure_id": None}, "FUNDING_OF_NOTHING"),
    ("funding", {"year": 1999}, "year|min"),
    ("target_population", {"count": None}, "COUNT_WITHOUT_STATUS"),
    ("target_population", {"status": "withheld"}, "COUNT_WITHOUT_STATUS"),
    ("target_population", {"count": -1}, "count|min"),
    ("travel_time", {"minutes": 601.0}, "minutes|max"),
    ("iae_supply", {"year": 2101}, "year|max"),
    ("iae_supply", {"agreed_fte": -0.5}, "agreed_fte|min"),
    ("iae_supply", {"annual_hours_base": 0.0}, "annual_hours_base|min"),
    ("financial_annex", {"agreed_posts": -1.0}, "agreed_posts|min"),
    ("financial_annex", {"end_date": BEFORE}, "DATE_ORDER"),
    ("financial_annex", {"end_date": DAY.replace(year=DAY.year + 10)}, "DATE_INVALID"),
    ("financial_annex", {"measure": "ACI"}, "measure|regex"),
    (
        "asp_amount",
        {"label": "Nombre d'heures annuelles théoriques", "value": 0.0},
        "NUM_RANGE",
    ),
    ("rsa_count", {"month": "2024-13"}, "DATE_INVALID"),
    ("rsa_count", {"households": -1}, "households|min"),
]


@pytest.mark.parametrize("table", TABLES)
def test_a_row_with_only_what_is_required_is_accepted(table: str) -> None:
    assert TABLES[table].is_valid(row_of(table))
    assert set(VALID) == set(TABLES)


@pytest.mark.parametrize(("table", "cells", "rule"), REFUSED)
def test_a_bad_row_breaks_its_rule_and_no_other(
    table: str, cells: dict[str, Any], rule: str
) -> None:
    _, failure = TABLES[table].filter(row_of(table, **cells))
    broken = [name.partition("__")[2].upper() or name for name in failure.counts()]
    assert broken == [rule]


@pytest.mark.parametrize("contract", TABLES.values(), ids=TABLES)
def test_two_rows_cannot_bear_the_same_key(contract: type[Contract]) -> None:
    table = next(name for name, other in TABLES.items() if other is contract)
    rows = row_of(table)
    _, failure = contract.filter(rows.vstack(rows))
    assert failure.counts() == {"primary_key": 2}


def test_every_rule_of_a_contract_belongs_to_the_vocabulary() -> None:
    rules = {
        (contract, name): rule.validation_fn.__doc__
        for contract in TABLES.values()
        for name, rule in vars(contract).items()
        if isinstance(rule, dy._rule.RuleFactory)
    }
    assert len(rules) >= 10
    for (contract, name), told in rules.items():
        column, _, rule = name.partition("__")
        assert column in contract.column_names()
        assert rule.upper() in RULES
        assert told
        assert told.endswith(".")


@pytest.mark.parametrize("contract", TABLES.values(), ids=TABLES)
def test_each_column_has_a_description_and_headers_of_its_own(contract: type[Contract]) -> None:
    headers: Counter[str] = Counter()
    for column in contract.columns().values():
        assert column.description
        described = column.metadata or {}
        headers.update({plain(name) for name in (described["header"], *described["aliases"])})
    assert not {header for header, count in headers.items() if count > 1}


def test_the_tables_are_given_parents_before_children() -> None:
    order = list(TABLES)
    assert set(FILE_NAMES) == set(TABLES)
    assert len(set(FILE_NAMES.values())) == len(TABLES)
    for child, column, parent in REFERENCES:
        assert order.index(parent) < order.index(child)
        assert column in TABLES[child].column_names()
        assert TABLES[parent].primary_key() == [column]


def test_an_end_of_job_is_neutral_when_it_says_nothing_of_the_job() -> None:
    assert vocabulary_tables()["employment_end"].rows() == [
        ("end_of_contract", False),
        ("ended_by_employer", False),
        ("ended_by_person", False),
        ("permanent_contract", False),
        ("retirement", True),
        ("moved", True),
        ("death", True),
    ]
    header = (TABLES["employment"].columns()["end_reason"].metadata or {})["header"]
    assert header == "motif_fin_emploi"


@pytest.mark.parametrize(
    "cells", [{"end_reason": "moved"}, {"end_reason": "moved", "end_date": DAY}]
)
def test_an_end_reason_is_accepted_with_or_without_its_date(cells: dict[str, Any]) -> None:
    assert TABLES["employment"].is_valid(row_of("employment", **cells))
