"""The anomalies of FSE+ files, each with a drawn example and its nearest innocent neighbour."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fse_engine import anomalies, prepared
from intake.complete_files import added, write_source
from intake.flat_files import taken

from pipelines.fse import FseSettings, fse_anomalies

SETTINGS = FseSettings(date(2024, 12, 31))
LEFT: dict[str, Any] = {
    "exit_date": date(2024, 9, 30),
    "status_exit": "unemployed",
    "exit_observed_on": date(2024, 9, 30),
}
PROOF: dict[str, Any] = {
    "eligibility_proof": "document",
    "eligibility_proof_date": date(2024, 3, 1),
}
EXAMPLES: list[tuple[str, list[dict[str, Any]], list[tuple[int, int | None]]]] = [
    ("A03", [{"exit_date": date(2024, 3, 1)}, {"participant_id": "b", **LEFT}], [(1, None)]),
    ("A04", [{"sex": None}, {"participant_id": "b", "sex": "X"}], [(1, None)]),
    (
        "A05",
        [
            {"age_at_entry": None},
            {"participant_id": "b", "age_at_entry": 100},
            {"participant_id": "c", "age_at_entry": 99},
        ],
        [(1, None), (2, None)],
    ),
    (
        "A06",
        [
            {"status_entry": None},
            {"participant_id": "b"},
            {"participant_id": "c", "status_entry": None, "specific_objective": "l"},
        ],
        [(1, None)],
    ),
    ("A07", [{"isced_entry": None}, {"participant_id": "b", "isced_entry": 0}], [(1, None)]),
    (
        "A08",
        [
            {"unemployed_months": None},
            {"participant_id": "b", "unemployed_months": 0},
            {"participant_id": "c", "unemployed_months": None, "status_entry": "inactive"},
        ],
        [(1, None)],
    ),
    (
        "A09",
        [
            {"age_at_entry": 20, "unemployed_months": 61},
            {"participant_id": "b", "age_at_entry": 20, "unemployed_months": 60},
        ],
        [(1, None)],
    ),
    (
        "A10",
        [
            {"status_entry": "employed", "unemployed_months": 1},
            {"participant_id": "b", "status_entry": "employed", "unemployed_months": 0},
        ],
        [(1, None)],
    ),
    (
        "A11",
        [
            {"exit_date": date(2024, 12, 2)},
            {"participant_id": "b", "exit_date": date(2024, 12, 3)},
            {"participant_id": "c", **LEFT},
        ],
        [(1, 29)],
    ),
    (
        "A12",
        [
            {**LEFT, "exit_recorded_on": date(2024, 10, 31)},
            {"participant_id": "b", **LEFT, "exit_recorded_on": date(2024, 10, 30)},
        ],
        [(1, 31)],
    ),
    (
        "A13",
        [{**LEFT, "exit_observed_on": None}, {"participant_id": "b", **LEFT}],
        [(1, None)],
    ),
    (
        "A14",
        [
            {**LEFT, "exit_observed_on": date(2024, 10, 29)},
            {"participant_id": "b", **LEFT, "exit_observed_on": date(2024, 10, 28)},
        ],
        [(1, 29)],
    ),
    (
        "A15",
        [
            {},
            {"participant_id": "b", **PROOF},
            {"participant_id": "c", **PROOF, "eligibility_proof_date": date(2024, 3, 2)},
            {"participant_id": "d", **PROOF, "eligibility_proof_date": None},
        ],
        [(1, None), (3, None), (4, None)],
    ),
    (
        "A16",
        [
            {**LEFT, "entry_recorded_on": date(2024, 10, 2)},
            {"participant_id": "b", **LEFT, "entry_recorded_on": date(2024, 9, 30)},
        ],
        [(1, 2)],
    ),
    (
        "A17",
        [
            {"exit_date": date(2024, 6, 30)},
            {"participant_id": "b", "exit_date": date(2024, 7, 1)},
            {
                "participant_id": "c",
                "exit_date": date(2024, 6, 30),
                "in_sample_6m": True,
                "status_6m": "unemployed",
                "observed_6m_on": date(2024, 12, 30),
            },
            {
                "participant_id": "d",
                "exit_date": date(2024, 6, 30),
                "status_6m": "employed",
                "observed_6m_on": date(2024, 12, 31),
            },
            {
                "participant_id": "e",
                "exit_date": date(2024, 6, 30),
                "status_6m": "employed",
                "observed_6m_on": date(2024, 12, 29),
            },
        ],
        [(1, 184), (5, 184)],
    ),
    (
        "A18",
        [
            {},
            {"operation_id": "OP2"},
            {"participant_id": "b"},
            {"participant_id": "b", "operation_id": "OP2", **LEFT},
        ],
        [(1, None), (2, None)],
    ),
    (
        "A20",
        [
            {"exit_date": date(2024, 5, 1)},
            {"entry_date": date(2024, 5, 28)},
            {"participant_id": "b", "exit_date": date(2024, 5, 1)},
            {"participant_id": "b", "entry_date": date(2024, 5, 29)},
        ],
        [(1, 27)],
    ),
]


@pytest.mark.parametrize(("code", "rows", "expected"), EXAMPLES, ids=[item[0] for item in EXAMPLES])
def test_an_anomaly_names_its_rows_and_no_other(
    code: str, rows: list[dict[str, Any]], expected: list[tuple[int, int | None]]
) -> None:
    found = anomalies(code, rows, SETTINGS)
    assert [(pathway, late) for pathway, _, _, late in found] == expected
    assert {structure for _, _, structure, _ in found} == {"S1"}


def test_every_anomaly_has_its_example() -> None:
    assert set(fse_anomalies()) == {f"A{number:02}" for number in range(1, 21)}
    assert {code for code, _, _ in EXAMPLES} | {"A01", "A02", "A19"} == set(fse_anomalies())


@pytest.mark.parametrize(
    ("same", "others", "expected"),
    [(20, 0, 20), (20, 1, 20), (19, 0, 0), (19, 1, 0), (39, 2, 39), (38, 2, 0)],
)
def test_constant_answers_need_twenty_files_and_more_than_95_per_cent(
    same: int, others: int, expected: int
) -> None:
    """20 sur 21 dépasse 95 % ; 19 sur 20 et 38 sur 40 sont à 95 % tout juste."""
    rows: list[dict[str, Any]] = [{"participant_id": f"s{number}"} for number in range(same)]
    rows += [
        {"participant_id": f"o{number}", "isced_entry": 5 + number} for number in range(others)
    ]
    assert len(anomalies("A19", rows, SETTINGS)) == expected


def test_days_late_are_counted_from_the_last_exit_of_the_operation() -> None:
    """Retour dans l'opération : la saisie est comparée à la sortie finale, pas à la première."""
    rows = [
        {"exit_date": date(2024, 5, 31), "exit_recorded_on": date(2024, 6, 3)},
        {
            "entry_date": date(2024, 7, 1),
            "exit_date": date(2024, 9, 30),
            "exit_recorded_on": date(2024, 11, 12),
        },
    ]
    assert anomalies("A12", rows, SETTINGS) == [(1, "OP1", "S1", 43)]


def test_an_exit_after_the_cut_off_is_not_late() -> None:
    rows = [{"exit_date": date(2024, 9, 30)}]
    assert anomalies("A11", rows, FseSettings(date(2024, 9, 29))) == []
    assert len(anomalies("A11", rows, FseSettings(date(2024, 10, 29)))) == 1


def test_rows_set_aside_at_loading_for_their_dates_are_anomalies(tmp_path: Path) -> None:
    """Une entrée absente, une illisible, une sortie avant l'entrée : jamais perdues en silence."""
    rows = added(
        "parcours",
        {"id_parcours": "W3", "date_entree": ""},
        {"id_parcours": "W4", "date_entree": "31/31/2024"},
        {"id_parcours": "W5", "date_sortie": "2023-12-31"},
    )
    aside = taken(write_source(tmp_path, rows)).set_aside
    with prepared([{}], SETTINGS) as db:
        db.register("aside", aside.to_arrow())
        db.execute("INSERT INTO ref.set_aside SELECT * FROM aside")
        found = {code: db.execute(fse_anomalies()[code].sql).fetchall() for code in ("A01", "A02")}
    assert found == {"A01": [(None, None, None, None)] * 2, "A02": [(None, None, None, None)]}
