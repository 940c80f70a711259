"""What the rules of exit, the ways from scheme to scheme and the targets need is in the files."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from samples.recount import person_of
from samples.sample_files import Row, SampleFiles, months_later

from pipelines.fse import fse_indicators
from pipelines.indicators import indicators


@pytest.fixture(scope="module")
def kind_of(large_sample: SampleFiles) -> dict[str, str]:
    return {row["id_structure"]: row["type_structure"] for row in large_sample.table("structures")}


@pytest.fixture(scope="module")
def histories(large_sample: SampleFiles) -> list[list[Row]]:
    """The pathways of each person, under all their identifiers, from the first to the last."""
    people, stays = person_of(large_sample), defaultdict(list)
    for row in sorted(large_sample.pathways, key=lambda row: row["date_entree"]):
        stays[people[row["id_participant"]]].append(row)
    return list(stays.values())


def is_short(row: Row) -> bool:
    """A stay of three months or less, taken alone."""
    after = months_later(date.fromisoformat(row["date_entree"]), 3)
    return date.fromisoformat(row["date_sortie"]) < after


def exits_of(sample: SampleFiles, kind_of: dict[str, str], *kinds: str) -> list[Row]:
    return [
        row
        for row in sample.pathways
        if row["date_sortie"]
        and row["dispositif"] in {"aci", "iae"}
        and kind_of[row["id_structure"]] in kinds
    ]


def test_iae_exits_fall_under_each_threshold(
    large_sample: SampleFiles, kind_of: dict[str, str]
) -> None:
    by_months = exits_of(large_sample, kind_of, "ACI", "EI")
    assert 0.05 < sum(is_short(row) for row in by_months) / len(by_months) < 0.3
    idle = sum(row["heures_annee_sortie"] == "0" for row in by_months)
    assert 0.01 < idle / len(by_months) < 0.06
    by_hours = exits_of(large_sample, kind_of, "AI", "ETTI")
    few = sum(float(row["heures_travaillees"] or 150) < 150 for row in by_hours)
    assert 0.1 < few / len(by_hours) < 0.4
    assert exits_of(large_sample, kind_of, "EITI")
    for column in ("heures_travaillees", "heures_annee_sortie"):
        untold = sum(row[column] == "" for row in by_months + by_hours)
        assert 0.03 < untold / len(by_months + by_hours) < 0.05


def test_hours_are_told_in_the_iae_only(large_sample: SampleFiles) -> None:
    for row in large_sample.pathways:
        if row["dispositif"] not in {"aci", "iae"}:
            assert row["heures_travaillees"] == row["heures_annee_sortie"] == ""
        elif row["heures_travaillees"] and row["heures_annee_sortie"]:
            assert float(row["heures_annee_sortie"]) <= float(row["heures_travaillees"])
        assert row["date_sortie"] or not row["heures_annee_sortie"]


def test_some_contracts_go_on_the_next_day_in_the_same_structure(
    histories: list[list[Row]],
) -> None:
    going_on = [
        left
        for rows in histories
        for left, following in pairwise(rows)
        if left["date_sortie"]
        and left["id_structure"] == following["id_structure"]
        and date.fromisoformat(left["date_sortie"]) + timedelta(days=1)
        == date.fromisoformat(following["date_entree"])
    ]
    assert len(going_on) > 300
    assert {row["motif_sortie"] for row in going_on} == {""}
    assert {row["dispositif"] for row in going_on} == {"aci", "iae"}


def test_someone_counts_in_a_workshop_and_not_in_an_association(
    histories: list[list[Row]], kind_of: dict[str, str]
) -> None:
    def counts(rows: list[Row], kind: str) -> bool:
        exits = [row for row in rows if kind_of[row["id_structure"]] == kind and row["date_sortie"]]
        if kind == "ACI":
            return any(
                not is_short(row) and float(row["heures_annee_sortie"] or 1) >= 1 for row in exits
            )
        return bool(exits) and sum(float(row["heures_travaillees"] or 150) for row in exits) < 150

    both = [rows for rows in histories if counts(rows, "ACI") and counts(rows, "AI")]
    assert both


def test_people_go_from_support_to_trial_to_workshop_to_work(histories: list[list[Row]]) -> None:
    ways = Counter(tuple(row["dispositif"] for row in rows) for rows in histories)
    assert ways["rsa_support", "mispe_esat", "aci"] > 0
    assert ways["mesp_ccas", "aci"] > 0
    coached = [
        rows
        for rows in histories
        if rows[0]["dispositif"] == "intensive_coaching"
        and rows[0]["rang_renouvellement"] in {"1", "2"}
        and rows[-1]["dispositif"] == "aci"
    ]
    assert len(coached) > 20
    hired = [
        rows
        for rows in histories
        if rows[0]["dispositif"] == "rsa_support"
        and rows[-1]["dispositif"] == "aci"
        and rows[-1]["situation_sortie"] == "employed"
    ]
    assert hired


def test_a_third_of_those_who_move_on_change_identifier(
    large_sample: SampleFiles, histories: list[list[Row]]
) -> None:
    moved = [rows for rows in histories if len({row["dispositif"] for row in rows}) > 1]
    renamed = [rows for rows in moved if len({row["id_participant"] for row in rows}) == 2]
    assert 0.2 < len(renamed) / len(moved) < 0.35
    assert len(renamed) == large_sample.truth["people_with_two_identifiers"]


def test_training_ends_in_a_qualification_or_is_still_under_way(large_sample: SampleFiles) -> None:
    outcomes = Counter(
        (row["suite"], row["date_fin"] == "")
        for row in large_sample.activities
        if row["type_etape"] == "training"
    )
    assert outcomes["qualified", False] > outcomes["done", False] > outcomes["missed", False] / 2
    assert outcomes["", False] > 0
    assert {outcome for outcome, is_open in outcomes if is_open} == {""}


def test_aids_answer_obstacles_most_of_them_written_down(large_sample: SampleFiles) -> None:
    found = {
        (row["id_parcours"], row["frein"])
        for row in large_sample.obstacles
        if row["etat"] == "identified"
    }
    answered = [
        (row["id_parcours"], row["frein"]) in found
        for row in large_sample.activities
        if row["type_etape"] == "aid"
    ]
    assert 0.7 < sum(answered) / len(answered) < 1


def test_some_secondments_lead_to_a_permanent_job_in_two_years(large_sample: SampleFiles) -> None:
    told = large_sample.truth["indicators"]["secondment_to_permanent"]["supported_employment"]
    assert 0.1 < told["yes"] / (told["yes"] + told["no"]) < 0.4
    assert told["immature"] > 0


@pytest.mark.parametrize("scheme", ["active_mediation", "supported_employment"])
def test_both_sides_are_followed_at_the_planted_rate(
    large_sample: SampleFiles, scheme: str
) -> None:
    told = large_sample.truth["indicators"]["two_sided_followup"][scheme]
    asked = told["yes"] + told["no"]
    margin = 4 * (0.25 / asked) ** 0.5
    assert told["yes"] / asked == pytest.approx(0.85 * 0.75 * 0.96**2, abs=margin)


def test_targets_name_known_indicators_and_one_a_unit_they_have_not(sample: SampleFiles) -> None:
    targets = sample.table("objectifs")
    of_operations = [row for row in targets if row["type_perimetre"] == "operation"]
    others = [row for row in targets if row["type_perimetre"] != "operation"]
    assert {row["indicateur"] for row in others} <= set(indicators())
    assert {row["indicateur"] for row in of_operations} <= set(fse_indicators())
    units = Counter(row["unite"] for row in targets)
    assert set(units) == {"part", "personnes", "entrées", "ETP"}
    assert units["ETP"] == 1
    assert {row["type_perimetre"] for row in others} == {"structure", "department"}
    known = {row["id_structure"] for row in sample.table("structures")} | {"45", "46", "29", "50"}
    assert {row["code_perimetre"] for row in others} <= known | {"71"}
    for row in targets:
        assert row["debut_periode"] <= row["date_accord"] < row["fin_periode"]
        assert row["document_source"]
