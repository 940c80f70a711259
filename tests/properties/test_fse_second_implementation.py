"""FSE+ figures on random rows: SQL and plain Python agree, and the identities hold."""

from collections import Counter
from datetime import date

import pytest
from fse_engine import accounts, counted
from properties.fse_recount import (
    codes_of,
    participations,
    random_rows,
    recounted,
    six_months_after,
)

from pipelines.fse import FseKind, FseSettings, LongTermRule, fse_indicators, identities

SEEDS = range(64)
CUT_OFFS = (date(2024, 2, 29), date(2024, 6, 30), date(2024, 12, 31), date(2025, 8, 31))


def settings_of(seed: int, rule: LongTermRule) -> FseSettings:
    return FseSettings(
        CUT_OFFS[seed % 4],
        rule,
        exit_window_days=28 if seed % 8 else 30,
        esat_is_employment=bool(seed % 3 == 0),
        iae_is_employment=bool(seed % 5),
    )


@pytest.mark.parametrize("rule", LongTermRule)
@pytest.mark.parametrize("seed", SEEDS)
def test_sql_and_plain_python_count_the_same(seed: int, rule: LongTermRule) -> None:
    rows, settings = random_rows(seed), settings_of(seed, rule)
    expected = {code: value for code, value in recounted(rows, settings).items() if value}
    drawn = [{key: value for key, value in row.items() if key != "number"} for row in rows]
    assert counted(drawn, settings) == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_is_in_exactly_one_account(seed: int) -> None:
    rows, settings = random_rows(seed), settings_of(seed, LongTermRule.AGE_SPLIT)
    drawn = [{key: value for key, value in row.items() if key != "number"} for row in rows]
    expected: Counter[str] = Counter()
    for item in participations(rows, settings.as_of):
        codes = codes_of(item, settings)
        name = "short" if "SHORT" in codes else "incomplete" if "INC" in codes else "counted"
        expected[name] += item.rows
    expected["after_cutoff"] = sum(row["entry_date"] > settings.as_of for row in rows)
    assert accounts(drawn, settings) == {name: value for name, value in expected.items() if value}
    assert sum(accounts(drawn, settings).values()) == len(rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_identities_hold_on_the_recount_too(seed: int) -> None:
    """Les identités sont vérifiées sur le second calcul : elles ne doivent rien au premier."""
    settings = settings_of(seed, LongTermRule.AGE_SPLIT)
    full = [row for row in random_rows(seed) if row["specific_objective"] != "l"]
    counts = recounted(full, settings)
    for rule in identities():
        left, right = (sum(counts[code] for code in side) for side in (rule.left, rule.right))
        assert left == right if rule.operator == "=" else left <= right, rule.code


def test_every_code_was_met() -> None:
    met: set[str] = set()
    for seed in SEEDS:
        met |= set(recounted(random_rows(seed), settings_of(seed, LongTermRule.AGE_SPLIT)))
    kinds = {code: item.kind for code, item in fse_indicators().items()}
    assert met == {code for code, kind in kinds.items() if kind is not FseKind.ESTIMATE}


def test_the_cut_off_day_itself_counts() -> None:
    """Une entrée du jour compte, une sortie du jour aussi ; le lendemain, ni l'une ni l'autre."""
    left_on = date(2024, 9, 30)
    eve = date(2024, 9, 29)
    row = {"exit_date": left_on, "status_exit": "employed", "exit_observed_on": left_on}
    assert counted([row], FseSettings(left_on))["EECR04"] == 1
    assert "EECR04" not in counted([row], FseSettings(eve))
    assert counted([{"entry_date": left_on}], FseSettings(left_on))["EECO01"] == 1
    assert counted([{"entry_date": left_on}], FseSettings(eve)) == {}


def test_the_cut_off_day_counts_for_who_came_back_too() -> None:
    """Le retour du jour retire le premier résultat ; la seconde sortie du jour donne le sien."""
    first_left, back_on, left_on = date(2024, 5, 31), date(2024, 8, 1), date(2024, 9, 30)
    rows = [
        {"exit_date": first_left, "status_exit": "employed", "exit_observed_on": first_left},
        {
            "entry_date": back_on,
            "exit_date": left_on,
            "status_exit": "employed",
            "exit_observed_on": left_on,
        },
    ]
    days = (date(2024, 7, 31), back_on, date(2024, 9, 29), left_on)
    assert [counted(rows, FseSettings(day)).get("EECR04", 0) for day in days] == [1, 0, 0, 1]


def test_the_window_closes_on_the_twenty_eighth_day() -> None:
    """Sorti le 30 septembre : le taux compte à partir du 28 octobre, pas du 27."""
    left_on = date(2024, 9, 30)
    row = {"exit_date": left_on, "status_exit": "employed", "exit_observed_on": left_on}
    assert counted([row], FseSettings(date(2024, 10, 28)))["R04c"] == 1
    before = counted([row], FseSettings(date(2024, 10, 27)))
    assert before["EECR04"] == 1
    assert {"R04c", "L04", "L03"}.isdisjoint(before)


@pytest.mark.parametrize(
    ("left_on", "due_on"),
    [
        (date(2024, 8, 31), date(2025, 2, 28)),
        (date(2023, 8, 31), date(2024, 2, 29)),
        (date(2024, 9, 30), date(2025, 3, 30)),
        (date(2024, 12, 31), date(2025, 6, 30)),
        (date(2024, 3, 31), date(2024, 9, 30)),
    ],
)
def test_six_months_are_calendar_months_clamped(left_on: date, due_on: date) -> None:
    """La veille de l'échéance rien n'est dû ; le jour même, tout l'est."""
    assert six_months_after(left_on) == due_on
    row = {
        "exit_date": left_on,
        "entry_date": date(2023, 1, 2),
        "in_sample_6m": True,
        "status_6m": "employed",
        "observed_6m_on": due_on,
    }
    eve = date.fromordinal(due_on.toordinal() - 1)
    assert "L05" not in counted([row], FseSettings(eve))
    assert counted([row], FseSettings(due_on))["EECR05s"] == 1
    too_early = row | {"observed_6m_on": eve}
    assert "N05" not in counted([too_early], FseSettings(due_on))
