"""The sample holds what an FSE+ control looks for, told from its files alone."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from samples.recount import person_of
from samples.sample_files import Row, SampleFiles

TODAY = date(2026, 9, 30)
ASSOCIATION = {"OP46-A1", "OP46-A2", "OP46-B1"}


def test_the_association_of_the_lot_has_every_situation_a_control_meets(
    shipped_sample: SampleFiles,
) -> None:
    named = person_of(shipped_sample)
    rows = [row for row in shipped_sample.pathways if row["id_operation"] in ASSOCIATION]
    held = defaultdict(set)
    spells = Counter[tuple[str, str]]()
    for row in rows:
        held[named[row["id_participant"]]].add(row["id_operation"])
        spells[named[row["id_participant"]], row["id_operation"]] += 1
    left = [date.fromisoformat(row["date_sortie"]) for row in rows if row["date_sortie"]]
    assert sum(len(operations) > 1 for operations in held.values()) >= 3
    assert sum(count > 1 for count in spells.values()) >= 3
    assert sum(row["date_sortie"] == row["date_entree"] for row in rows) == 3
    assert sum(day + timedelta(days=28) > TODAY for day in left) >= 3
    incomplete = Counter(row["id_operation"] for row in rows if is_incomplete(row))
    assert 3 <= incomplete["OP46-A1"] <= incomplete.total() <= 5


def is_incomplete(row: Row) -> bool:
    """What the regulation asks of an entry: situation, education, length of unemployment."""
    is_unemployed = row["situation_entree"] in {"unemployed", "long_term_unemployed"}
    return (
        not row["situation_entree"]
        or not row["niveau_formation"]
        or (is_unemployed and not row["mois_sans_emploi"])
    )


def test_operations_have_milestones_and_targets(shipped_sample: SampleFiles) -> None:
    targets = [
        row for row in shipped_sample.table("objectifs") if row["type_perimetre"] == "operation"
    ]
    agreed = {(row["code_perimetre"], row["indicateur"], row["fin_periode"][:4]) for row in targets}
    assert len(agreed) == len(targets)
    assert {(code, end) for operation, code, end in agreed if operation == "OP46-A1"} == {
        ("EECO01", "2024"),
        ("EECO01", "2029"),
        ("EECO02+04", "2024"),
        ("EECO02+04", "2029"),
        ("EECR05", "2029"),
    }
    assert {operation for operation, _, _ in agreed} == ASSOCIATION
    assert ("OP46-A2", "EECO01", "2024") not in agreed
    assert {row["unite"] for row in targets} == {"personnes"}


def test_one_operation_is_only_for_disabled_people(shipped_sample: SampleFiles) -> None:
    reserved = {
        row["id_operation"]
        for row in shipped_sample.table("operations")
        if row["reservee_handicap"] == "oui"
    }
    assert reserved == {"OP46-B1"}
    assert any(row["id_operation"] == "OP46-B1" for row in shipped_sample.pathways)
