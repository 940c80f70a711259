"""Tables 6 and 10 redone by hand from the exported participations: csv and json, nothing else."""

import csv
import json
from collections import Counter
from datetime import date
from itertools import product
from typing import Any

import pytest
from exports.export_readers import read_csv
from exports.fse_by_hand import EMPLOYERS, WORK, Row, counted_by_hand
from exports.fse_store import Asked, ask

from dashboard.exports.fse import fse_files
from pipelines.fse import FseSettings, LongTermRule
from pipelines.resources import resource
from pipelines.snapshot import Snapshot

SEXES = {"Femmes": {"F"}, "Hommes": {"M"}, "Non-binaires": {"X"}, "Total": {"F", "M", "X", ""}}
PLACE = ("Priorité", "Objectif spécifique", "Catégorie de région")
TABLE_6 = (
    *(f"EECO{number:02}" for number in range(1, 15)),
    *("EECO16", "EECO17", "EECO02+04", "EECO02+04+05", "EECO02+05", "EECO06+07", "EECO10+11"),
)
COUNTED_IN_10 = {
    "EECR01": ("EECO04", "R01c", "L01"),
    "EECR02": ("EECO01", "R02c", "L02"),
    "EECR03": ("EECO01", "R03c", "L03"),
    "EECR04": ("EECO02+04", "R04c", "L04"),
    "EECR06s": ("EECO05", "EECR06s", "L06"),
}
ESTIMATED = ("EECO02+04", "EECR05s", "N05")
QUESTIONS = {
    "default": FseSettings(date(2025, 12, 31)),
    "flat12": FseSettings(date(2026, 6, 30), LongTermRule.FLAT_12),
    "esat_without_iae": FseSettings(date(2026, 6, 30), LongTermRule.AGE_SPLIT, 60, True, False),
}


@pytest.fixture(scope="module", params=QUESTIONS)
def asked(request: pytest.FixtureRequest, snapshot: Snapshot) -> Asked:
    return ask(snapshot, QUESTIONS[request.param])


@pytest.fixture(scope="module")
def files(asked: Asked) -> dict[str, bytes]:
    given = fse_files(asked.figures, asked.rows, asked.snapshot.manifest, "Essai")
    return {name.removeprefix("fse_").split(".")[0]: content for name, content in given.items()}


@pytest.fixture(scope="module")
def people(files: dict[str, bytes]) -> list[Row]:
    return table_of(files["participations"])


@pytest.fixture(scope="module")
def traced(files: dict[str, bytes]) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(files["tracabilite"])
    return content


def table_of(content: bytes) -> list[Row]:
    header, *rows = read_csv(content)[1]
    return [dict(zip(header, row, strict=True)) for row in rows]


def place_of(row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in PLACE)


def added(rows: list[Row], code: str, place: tuple[str, ...], sexes: set[str]) -> int:
    return sum(int(row[code]) for row in rows if place_of(row) == place and row["Sexe"] in sexes)


def test_the_sample_spreads_over_several_cells_and_every_sex(people: list[Row]) -> None:
    assert {place_of(row) for row in people} == {
        ("1", "l", "transition"),
        ("1", "h", "outermost"),
        ("1", "h", ""),
        ("2", "h", "transition"),
        ("1", "h", "transition"),
    }
    assert {row["Sexe"] for row in people} >= {"F", "M", "X"}
    assert {row["INC"] for row in people} == {"0", "1"}


def test_every_cell_of_table_6_is_a_sum_of_column(
    files: dict[str, bytes], people: list[Row]
) -> None:
    table = table_of(files["table6"])
    places = {place_of(row) for row in people}
    assert Counter((place_of(line), line["Indicateur"]) for line in table) == Counter(
        product(places, TABLE_6)
    )
    for line in table:
        expected = {
            name: added(people, line["Indicateur"], place_of(line), sexes)
            for name, sexes in SEXES.items()
        }
        assert {name: int(line[name]) for name in SEXES} == expected
        assert line["Nature"] == "compte"


def test_every_cell_of_table_10_is_a_sum_of_column(
    files: dict[str, bytes], people: list[Row]
) -> None:
    table = table_of(files["table10"])
    places = {place_of(row) for row in people}
    assert Counter((place_of(line), line["Indicateur"]) for line in table) == Counter(
        product(places, (*COUNTED_IN_10, "EECR05"))
    )
    for line in table:
        code, place = line["Indicateur"], place_of(line)
        told = [line[name] for name in SEXES]
        if code == "EECR05":
            assert told == [estimated(people, place, sexes) for sexes in SEXES.values()]
        else:
            assert told == [str(added(people, code, place, sexes)) for sexes in SEXES.values()]
        assert line["Nature"] == ("estimation" if code == "EECR05" else "compte")
        reference, numerator, base = COUNTED_IN_10.get(code, ESTIMATED)
        assert line["Réalisation de référence"] == reference
        assert [
            line["Total de la réalisation de référence"],
            line["Numérateur du taux"],
            line["Base du taux"],
        ] == [
            str(added(people, name, place, SEXES["Total"])) for name in (reference, numerator, base)
        ]


def estimated(people: list[Row], place: tuple[str, ...], sexes: set[str]) -> str:
    """Multiply those due by the weighted share in work of those observed; nobody: an empty cell."""
    kept = [row for row in people if place_of(row) == place and row["Sexe"] in sexes]
    weights = [(weight_of(row), row["EECR05s"] == "1") for row in kept if row["N05"] == "1"]
    if not weights:
        return ""
    due = sum(int(row["L05"]) for row in kept)
    in_work = sum(weight for weight, works in weights if works)
    return str(round(due * (in_work / sum(weight for weight, _ in weights))))


def weight_of(row: Row) -> float:
    return float((row["Poids dans l'échantillon (vide : 1)"] or "1").replace(",", "."))


def test_the_estimate_is_exercised(files: dict[str, bytes]) -> None:
    lines = [line for line in table_of(files["table10"]) if line["Indicateur"] == "EECR05"]
    assert any(line["Total"] not in {"", "0"} for line in lines)


def test_the_identities_hold_in_every_operation_and_sex(people: list[Row]) -> None:
    groups: dict[tuple[str, str], Counter[str]] = {}
    for row in people:
        group = groups.setdefault((row["Opération (code)"], row["Sexe"]), Counter())
        group.update(
            {
                name: int(value)
                for name, value in row.items()
                if value in {"0", "1"} and is_code(name)
            }
        )
    assert len(groups) > 10
    for (operation, _), n in groups.items():
        assert n["PART"] == n["EECO01"] + n["INC"]
        if operation != "OP46-A1":
            assert n["EECO02"] + n["EECO04"] + n["EECO05"] == n["EECO01"]
            assert n["EECO09"] + n["EECO10"] + n["EECO11"] == n["EECO01"]
        assert n["EECO03"] <= n["EECO02"]
        assert n["EECR01"] <= n["EECO04"]
        assert n["EECR04"] <= n["EECO02"] + n["EECO04"] == n["EECO02+04"]
        assert max(n["EECR02"], n["EECR03"]) <= n["EECO01"]
        assert n["EECR05s"] <= n["N05"] <= n["L05"]
        assert all(n[f"R0{rank}c"] <= n[f"L0{rank}"] for rank in range(1, 5))


def is_code(name: str) -> bool:
    return name in {"PART", "SHORT", "INC"} or name[:4] in {"EECO", "EECR"} or name[1:3].isdigit()


def test_the_rows_add_up_to_the_accounts_and_to_people(
    asked: Asked, people: list[Row], traced: dict[str, Any]
) -> None:
    whole = {
        item["libelle"]: (item["lignes"], item["participations"])
        for item in traced["comptes_de_lignes"]
        if item["operation"] is None
    }
    for label, (lines, participations) in whole.items():
        kept = [row for row in people if row["Compte"] == label]
        if participations is not None:
            assert (sum(int(row["Passages réunis"]) for row in kept), len(kept)) == (
                lines,
                participations,
            )
    assert sum(lines for lines, _ in whole.values()) == rows_of_operations()
    assert len({row["Personne (clé)"] for row in people}) == asked.figures.value("HEAD")
    assert {row["Participation"] for row in people} == {
        str(key) for key in asked.rows.participations["participation_id"]
    }


def rows_of_operations() -> int:
    """Count the pathways of the sample that name an operation, where the sample was written."""
    with resource("data_samples", "complete", "parcours.csv").open(encoding="utf-8") as file:
        return sum(1 for row in csv.DictReader(file, delimiter=";") if row["id_operation"])


def test_every_column_follows_from_the_traits(people: list[Row], traced: dict[str, Any]) -> None:
    codes = {name for name in people[0] if is_code(name)}
    for row in people:
        expected = counted_by_hand(row, traced)
        assert expected.keys() == codes
        assert {code: row[code] == "1" for code in codes} == expected


def test_every_kind_of_work_at_exit_is_met_and_nothing_is_told_of_those_without_work(
    people: list[Row],
) -> None:
    told = Counter((row["Situation à la sortie"], row[WORK]) for row in people)
    assert {work for status, work in told if status == "emploi"} == {*EMPLOYERS, "autre employeur"}
    assert {work for status, work in told if status != "emploi"} == {""}
