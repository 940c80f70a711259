"""The register of freezes: given again byte for byte, altered never, seen within rights."""

import errno
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from drawing import EVERYONE, Build
from freezes.frozen import FILES, PERIOD, document, frozen, store_of
from snapshots.disk_calls import durable_steps, failing, watched

from dashboard.freezes import FreezeError, Freezes, Made, Selection, compare, freeze
from dashboard.freezes import folder as disk
from dashboard.journal import JOURNAL, JournalError, read, verify
from dashboard.observatory import Observatory, Question
from dashboard.scope import Role, Scope
from pipelines.snapshot import Snapshot, StoreError

POSITIVE = Question("positive_exit", (), (), PERIOD)
CANARY = "0123456789abcdef0123456789abcdef"
PATHWAYS = f"""
pathway_id  | participant_id | scheme           | exit_date  | exit_reason
------------+----------------+------------------+------------+------------
code-secret | {CANARY}       | active_mediation | 2025-02-01 | training
other       | b              | active_mediation | 2025-02-10 | moved
"""
LOIRET = Scope("loiret", Role.COUNCIL, frozenset({"45"}), "Loiret")
LOT = Scope("lot", Role.COUNCIL, frozenset({"46"}), "Lot")
DIRECTOR = Scope("directrice", Role.DIRECTOR, frozenset({"S1", "45", "46"}), "Association")


@pytest.fixture
def snapshot(built: Build) -> Snapshot:
    return built(pathway=PATHWAYS)


@pytest.fixture
def freezes(snapshot: Snapshot) -> Iterator[Freezes]:
    frozen(snapshot, POSITIVE)
    yield Freezes(store_of(snapshot), EVERYONE)


def folder_of(freezes: Freezes, number: str = "G0001") -> Path:
    return freezes.gels / freezes.find(number).name


def test_a_freeze_is_given_again_without_the_snapshots(freezes: Freezes) -> None:
    shutil.rmtree(freezes.store / "snapshots")
    assert freezes.reprint("G0001", "pdf") == FILES["document.pdf"]
    assert freezes.reprint("g0001", "csv") == FILES["document.csv"]
    figures = freezes.document("G0001").key_figures
    assert [(figure.now.numerator, figure.now.base) for figure in figures] == [(1, 2)]


def test_a_freeze_says_what_it_rests_on(snapshot: Snapshot) -> None:
    made = frozen(snapshot, POSITIVE)
    found = Freezes(store_of(snapshot), EVERYONE).find("G0001")
    assert found == made
    assert (found.number, found.identity, found.role) == ("G0001", "test", "council")
    assert (found.snapshot, found.reference_date) == (snapshot.id, date(2025, 9, 30))
    assert found.period == PERIOD
    assert set(found.rules) == {"indicators", "exit_rules", "code_lists", "crosswalk", "marts"}
    assert set(found.sha256) == {"contenu.json", "document.pdf", "document.csv"}


def test_the_journal_holds_the_freeze_and_each_reprint(freezes: Freezes) -> None:
    freezes.reprint("G0001", "pdf")
    journal = freezes.store / JOURNAL
    lines = read(journal)
    identifier = freezes.find("G0001").id
    assert [(line.page, line.export) for line in lines] == [
        ("Gel", f"G0001-{identifier}"),
        ("Réimpression d'un gel", f"{identifier}.pdf"),
    ]
    assert verify(journal) == []


def test_only_their_owner_reads_the_files(freezes: Freezes) -> None:
    kept = [*folder_of(freezes).iterdir(), freezes.gels / "traces.salt"]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


def test_no_name_nor_code_is_in_a_freeze(freezes: Freezes) -> None:
    contents = [path.read_bytes() for path in freezes.gels.rglob("*") if path.is_file()]
    assert len(contents) >= 6
    for content in contents:
        assert CANARY.encode() not in content
        assert bytes.fromhex(CANARY) not in content
        assert b"code-secret" not in content


@pytest.mark.parametrize("name", ["document.pdf", "contenu.json"])
def test_an_altered_file_is_named_and_never_given(freezes: Freezes, name: str) -> None:
    path = folder_of(freezes) / name
    path.write_bytes(path.read_bytes() + b" ")
    (listed,) = freezes.listed()
    assert listed.defects == (f"{name} modifié",)
    with pytest.raises(FreezeError, match=f"G0001 a été modifié : {name}"):
        freezes.document("G0001")
        freezes.reprint("G0001", "pdf")


def test_a_missing_file_is_named(freezes: Freezes) -> None:
    (folder_of(freezes) / "document.csv").unlink()
    (listed,) = freezes.listed()
    assert listed.defects == ("document.csv absent",)
    with pytest.raises(FreezeError, match=r"document\.csv n'est pas le fichier gelé"):
        freezes.reprint("G0001", "csv")


@pytest.mark.parametrize("with_seal", [False, True])
def test_an_altered_record_is_named_even_sealed_again(freezes: Freezes, with_seal: bool) -> None:
    """Le sceau refait ne suffit pas : le journal tient celui du jour du gel."""
    path = folder_of(freezes) / "gel.json"
    forged = replace(freezes.find("G0001"), title="Un autre titre")
    if with_seal:
        path.write_bytes(disk.record_bytes(forged))
    else:
        path.write_text(path.read_text("utf-8").replace("Comité", "Conseil"), "utf-8")
    (listed,) = freezes.listed()
    assert listed.freeze is None
    said = (
        "n'est pas celui que le journal a enregistré" if with_seal else "a été modifié : gel.json"
    )
    assert said in listed.defects[0]
    with pytest.raises(FreezeError, match=said):
        freezes.reprint("G0001", "pdf")


def test_a_freeze_is_seen_by_those_whose_rights_hold_its_own(snapshot: Snapshot) -> None:
    frozen(snapshot, POSITIVE, scope=LOIRET)
    frozen(snapshot, POSITIVE, scope=LOT)
    frozen(snapshot, POSITIVE)
    seen = {
        scope.identity: [item.number for item in Freezes(store_of(snapshot), scope).listed()]
        for scope in (EVERYONE, LOIRET, LOT, DIRECTOR)
    }
    assert seen == {
        "test": ["G0001", "G0002", "G0003"],
        "loiret": ["G0001"],
        "lot": ["G0002"],
        "directrice": [],
    }
    with pytest.raises(FreezeError, match=r"inconnu, ou hors de vos droits : G0001\."):
        Freezes(store_of(snapshot), LOT).reprint("G0001", "pdf")


def test_traces_are_purged_and_the_rest_stays(snapshot: Snapshot) -> None:
    frozen(snapshot, POSITIVE)
    frozen(snapshot, POSITIVE)
    freezes = Freezes(store_of(snapshot), EVERYONE)
    frozen_on = freezes.find("G0001").frozen_at.date()
    assert freezes.purge_traces(frozen_on) == []
    assert compare(freezes, "G0001", "G0002").changes[0].silence == ""
    assert freezes.purge_traces(frozen_on + timedelta(days=1)) == ["G0001", "G0002"]
    assert list(freezes.gels.rglob("*.parquet")) == []
    assert [(item.has_trace, item.defects) for item in freezes.listed()] == [(False, ())] * 2
    assert freezes.reprint("G0001", "pdf") == FILES["document.pdf"]
    (change,) = compare(freezes, "G0001", "G0002").changes
    assert change.silence == "La trace du gel G0001 a été purgée."
    assert (change.numerator, change.base, change.moves) == (0, 0, ())
    pages = [line.page for line in read(freezes.store / JOURNAL)]
    assert pages.count("Purge de la trace d'un gel") == 2


def test_other_rights_are_compared_without_reasons(snapshot: Snapshot) -> None:
    frozen(snapshot, POSITIVE, scope=LOT)
    frozen(snapshot, POSITIVE)
    freezes = Freezes(store_of(snapshot), EVERYONE)
    (change,) = compare(freezes, "G0002", "G0001").changes
    assert (change.numerator, change.base) == (1, 2)
    assert "pas le même périmètre de droits" in change.silence


def test_rights_on_all_the_data_are_the_same_perimeter(snapshot: Snapshot) -> None:
    """Les deux parcours sont du Loiret : le Lot en plus n'ajoute rien."""
    frozen(snapshot, POSITIVE, scope=LOIRET)
    frozen(snapshot, POSITIVE)
    (change,) = compare(Freezes(store_of(snapshot), EVERYONE), "G0001", "G0002").changes
    assert (change.silence, change.moves) == ("", ())


def test_a_document_that_says_another_figure_is_not_frozen(snapshot: Snapshot) -> None:
    observatory = Observatory(snapshot, EVERYONE)

    def make(number: str) -> Made:
        told = document(number, observatory, {"positive_exit": POSITIVE})
        (figure,) = told.key_figures
        wrong = replace(figure, now=replace(figure.now, numerator=2))
        return Made(replace(told, key_figures=(wrong,)), FILES)

    selection = Selection((), PERIOD, {"positive_exit": POSITIVE})
    with pytest.raises(FreezeError, match="n'est pas celui de l'instantané"):
        freeze(store_of(snapshot), observatory, selection, make)
    assert Freezes(store_of(snapshot), EVERYONE).listed() == []


def test_the_line_is_written_before_the_freeze_takes_effect(snapshot: Snapshot) -> None:
    with durable_steps() as steps:
        name = frozen(snapshot, POSITIVE).name
    record, effect = steps.index("fsync gel.json"), steps.index(f".tmp-G0001 -> {name}")
    assert record < steps.index("fsync journal.jsonl") < effect
    assert steps[effect + 1 :] == ["fsync gels"]


def test_a_full_disk_freezes_nothing_by_half(snapshot: Snapshot) -> None:
    observatory = Observatory(snapshot, EVERYONE)
    asked = {"positive_exit": POSITIVE}
    selection = Selection((), PERIOD, asked)
    told = document("G0001", observatory, asked)

    def numbered(number: str) -> Made:
        return Made(replace(told, freeze=number), FILES)

    refused = 0
    for number in count(1):
        store = store_of(snapshot).with_name(f"store-{number}")
        freezes, is_made = Freezes(store, EVERYONE), True
        with watched(failing(number, errno.ENOSPC)) as calls:
            try:
                made = freeze(store, observatory, selection, numbered)
            except (StoreError, JournalError) as error:
                assert "rien n'est" in str(error)
                is_made = False
        refused += not is_made
        kept = [item.defects for item in freezes.listed() if item.freeze]
        assert kept == [()] * is_made
        if len(calls) < number:
            break
        if not is_made:
            made = freeze(store, observatory, selection, numbered)
        assert freezes.reprint(made.number, "pdf") == FILES["document.pdf"]
    assert refused > 15


def test_a_freeze_removed_is_remembered_and_its_number_never_given_again(
    snapshot: Snapshot,
) -> None:
    one, two = frozen(snapshot, POSITIVE), frozen(snapshot, POSITIVE)
    shutil.rmtree(store_of(snapshot) / disk.FOLDER / two.name)
    listed = Freezes(store_of(snapshot), EVERYONE).listed()
    assert [item.number for item in listed] == [one.number, two.number]
    assert listed[1].defects == (
        "Inscrit au journal, absent du dossier : gel interrompu, ou retiré.",
    )
    assert frozen(snapshot, POSITIVE).number == "G0003"


def test_a_freeze_the_journal_does_not_know_is_said_so(snapshot: Snapshot) -> None:
    frozen(snapshot, POSITIVE)
    for path in store_of(snapshot).glob("journal.jsonl*"):
        path.unlink()
    (listed,) = Freezes(store_of(snapshot), EVERYONE).listed()
    assert listed.defects == ("Absent du journal des exports : rien ne dit qui l'a fait.",)
