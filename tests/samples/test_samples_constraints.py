"""What must hold in any sample, so that the intake finds nothing to set aside."""

from collections import defaultdict
from itertools import pairwise

import pytest
from samples.sample_files import Row, SampleFiles

ANNOUNCED = {"date_fin_prevue", "debut_periode", "fin_periode"}
"""Dates that may lie after the reference date, beside those of operations."""


def date_headers(rows: list[Row]) -> list[str]:
    return [
        header
        for header in rows[0]
        if header.startswith("date") and header not in ANNOUNCED and header != "date_releve"
    ]


def test_a_pathway_ends_after_it_began_and_only_then_has_a_reason(sample: SampleFiles) -> None:
    for row in sample.pathways:
        assert row["date_sortie"] == "" or row["date_sortie"] >= row["date_entree"]
        if not row["date_sortie"]:
            assert (
                row["motif_sortie"] == row["situation_sortie"] == row["date_situation_sortie"] == ""
            )
        else:
            assert row["date_saisie_sortie"] >= row["date_sortie"]
        assert row["date_saisie_entree"] >= row["date_entree"] >= row["date_preuve"]


def test_nobody_has_two_pathways_at_once_in_a_scheme_and_structure(sample: SampleFiles) -> None:
    spells = defaultdict(list)
    for row in sample.pathways:
        key = (row["id_participant"], row["dispositif"], row["id_structure"])
        spells[key].append((row["date_entree"], row["date_sortie"] or "9999"))
    repeated = [sorted(stays) for stays in spells.values() if len(stays) > 1]
    assert len(repeated) > 100
    for stays in repeated:
        assert all(before[1] < after[0] for before, after in pairwise(stays))


@pytest.mark.parametrize(
    "table",
    ["parcours", "freins", "etapes", "emplois", "suivis", "etapes_rsa", "populations_cibles"],
)
def test_nothing_happens_after_the_reference_date(sample: SampleFiles, table: str) -> None:
    rows = sample.table(table)
    today = sample.today.isoformat()
    for header in date_headers(rows):
        assert max(row[header] for row in rows) <= today, header


def test_entries_start_in_2022_and_reach_the_reference_date(sample: SampleFiles) -> None:
    entries = [row["date_entree"] for row in sample.pathways]
    assert "2022-01-01" <= min(entries) < "2022-01-15"
    assert "2026-09-15" < max(entries) <= "2026-09-30"


def test_people_are_of_working_age_and_described_once(sample: SampleFiles) -> None:
    people = {row["id_participant"]: row for row in sample.table("participants")}
    first = {row["id_participant"] for row in sample.table("liens_identite")}
    assert len(people) == len(sample.table("participants")) == 4000 + len(first)
    for row in sample.table("liens_identite"):
        one, other = people[row["id_participant"]], people[row["id_participant_source"]]
        assert (one["sexe"], one["annee_naissance"]) == (other["sexe"], other["annee_naissance"])
    assert {row["sexe"] for row in people.values()} == {"F", "M", "X"}
    for row in sample.pathways:
        birth_year = int(people[row["id_participant"]]["annee_naissance"])
        assert 16 <= int(row["date_entree"][:4]) - birth_year <= 64
    for row in sample.read("flat/parcours.csv"):
        person = people[row["id_participant"]]
        assert (row["sexe"], row["annee_naissance"]) == (person["sexe"], person["annee_naissance"])


def test_jobs_begin_after_their_pathway(sample: SampleFiles) -> None:
    for job in sample.jobs:
        pathway = sample.pathway_of[job["id_parcours"]]
        assert job["id_participant"] == pathway["id_participant"]
        assert job["date_debut_emploi"] >= pathway["date_entree"]
        assert job["date_fin_emploi"] == "" or job["date_fin_emploi"] >= job["date_debut_emploi"]
        assert job["date_fin_prevue"] == "" or job["date_fin_prevue"] >= job["date_debut_emploi"]
    assert max(job["date_fin_prevue"] for job in sample.jobs) > sample.today.isoformat()


def test_obstacles_are_lifted_after_they_were_found_and_before_the_end(sample: SampleFiles) -> None:
    states = set()
    for row in sample.obstacles:
        states.add(row["etat"])
        pathway = sample.pathway_of[row["id_parcours"]]
        if row["etat"] != "identified":
            assert row["date_levee"] == row["date_identification"] == row["reperage"] == ""
            continue
        last = pathway["date_sortie"] or sample.today.isoformat()
        found_on = row["date_identification"] or pathway["date_entree"]
        assert pathway["date_entree"] <= found_on <= last
        assert (row["reperage"] == "entry_assessment") <= (found_on == pathway["date_entree"])
        assert row["date_levee"] == "" or found_on < row["date_levee"] <= last
    assert states == {"identified", "not_identified", "not_assessed"}


def test_activities_take_place_during_their_pathway(sample: SampleFiles) -> None:
    for row in sample.activities:
        pathway = sample.pathway_of[row["id_parcours"]]
        last = pathway["date_sortie"] or sample.today.isoformat()
        assert pathway["date_entree"] <= row["date_debut"] <= last
        assert row["date_fin"] == "" or row["date_debut"] <= row["date_fin"] <= last


def test_every_row_names_rows_that_exist(sample: SampleFiles) -> None:
    known = {
        "id_participant": {row["id_participant"] for row in sample.table("participants")},
        "id_parcours": set(sample.pathway_of),
        "id_structure": {row["id_structure"] for row in sample.table("structures")},
        "id_operation": {row["id_operation"] for row in sample.table("operations")},
        "id_emploi": {row["id_emploi"] for row in sample.jobs},
    }
    for path in sample.truth["rows"]:
        for row in sample.read(path):
            for header in known.keys() & row.keys():
                assert row[header] in known[header] | {""}, (path, header)


def test_traits_are_sometimes_unknown_but_never_the_sex(sample: SampleFiles) -> None:
    def missing(header: str) -> float:
        return sum(row[header] == "" for row in sample.pathways) / len(sample.pathways)

    assert all(row["sexe"] for row in sample.table("participants"))
    assert 0.005 < missing("code_commune") < 0.02
    assert 0.01 < missing("rsa") < 0.05
    assert 0.02 < missing("rqth") < 0.06
    assert 0.03 < missing("qpv") < 0.07


def test_the_flat_file_repeats_the_complete_one(sample: SampleFiles) -> None:
    complete = defaultdict(list)
    for row in sample.pathways:
        key = (row["id_participant"], row["id_structure"], row["date_entree"])
        complete[key].append(row)
    flat = sample.read("flat/parcours.csv")
    first_jobs: dict[str, Row] = {}
    for job in sorted(sample.jobs, key=lambda job: (job["date_debut_emploi"], job["id_emploi"])):
        first_jobs.setdefault(job["id_parcours"], job)
    assert len(flat) == len(sample.pathways)
    for row in flat:
        (whole,) = complete[row["id_participant"], row["id_structure"], row["date_entree"]]
        assert row["date_sortie"] == whole["date_sortie"]
        assert row["id_operation"] == whole["id_operation"]
        assert len(list(filter(None, row["freins"].split("|")))) == sample.obstacle_count.get(
            whole["id_parcours"], 0
        )
        job = first_jobs.get(whole["id_parcours"], {})
        assert row["date_debut_emploi"] == job.get("date_debut_emploi", "")
        assert row["heures_hebdo"] == job.get("heures_hebdo", "")


def test_the_flat_file_stays_small_and_keeps_whole_histories(large_sample: SampleFiles) -> None:
    flat = large_sample.read("flat/parcours.csv")
    people = {row["id_participant"] for row in flat}
    whole = [row for row in large_sample.pathways if row["id_participant"] in people]
    assert 10_000 < len(flat) == len(whole) <= 20_000
    assert {row["dispositif"] for row in whole} == set(large_sample.truth["by_scheme"])
