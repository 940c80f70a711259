"""The figures told about the real schemes are in the files."""

from collections import Counter
from datetime import date
from itertools import pairwise

from samples.recount import person_of
from samples.sample_files import SampleFiles, months_later


def test_a_sample_of_four_hundred_keeps_the_smallest_schemes_whole(
    shipped_sample: SampleFiles,
) -> None:
    named = person_of(shipped_sample)
    first: dict[str, str] = {}
    for row in sorted(shipped_sample.pathways, key=lambda row: row["date_entree"]):
        first.setdefault(named[row["id_participant"]], row["dispositif"])
    begun = Counter(first.values())
    assert (begun["rsa_support"], begun["mispe_esat"], begun["mesp_ccas"]) == (108, 14, 20)
    rsa = shipped_sample.truth["by_scheme"]["rsa_support"]
    assert rsa["entries"] > rsa["people"] == 108
    assert rsa["people_in_two_operations"] > 0
    entries = [row for row in shipped_sample.pathways if row["dispositif"] == "rsa_support"]
    assert min(row["date_entree"] for row in entries) >= "2024-01-01"
    assert {row["id_operation"] for row in entries} == {"OP46-A1", "OP46-A2"}


def test_at_full_scale_the_ccas_follows_140_rsa_recipients(sample: SampleFiles) -> None:
    followed = {
        row["id_participant"]
        for row in sample.pathways
        if (row["dispositif"], row["referent_unique"], row["rsa"]) == ("aci", "CCAS", "oui")
    }
    people = {row["id_participant"] for row in sample.pathways if row["id_structure"][:3] == "D50"}
    assert len(followed) == len(people) * 140 // 540
    assert len(followed) >= 140


def test_structures_told_about_the_real_schemes(sample: SampleFiles) -> None:
    kinds = Counter(
        (row["type_structure"], row["id_structure"][1:3]) for row in sample.table("structures")
    )
    assert kinds["ACI", "50"] == 27
    assert sum(kinds[kind, "45"] for kind in ("EI", "AI", "ETTI", "EITI")) == 30
    assert kinds["DEPT", "45"] == 10
    support = Counter[str]()
    for row in sample.table("financements"):
        if (row["dispositif"], row["nature"]) == ("iae", "subsidy") and "45-" in row[
            "id_structure"
        ]:
            support[row["annee"]] += int(row["prevu"])
    assert set(support.values()) == {1_100_000}


def test_most_trials_in_esat_last_ten_days_and_are_evaluated_within_fifteen(
    large_sample: SampleFiles,
) -> None:
    trials = {
        r["id_parcours"]: r
        for r in large_sample.activities
        if r["type_etape"] == "work_trial"
        and large_sample.pathway_of[r["id_parcours"]]["dispositif"] == "mispe_esat"
    }
    sent = {
        r["id_parcours"]: r for r in large_sample.activities if r["type_etape"] == "evaluation_sent"
    }
    assert 0.8 * len(trials) < len(sent) <= len(trials)
    assert {large_sample.pathway_of[pathway]["rqth"] for pathway in trials} == {"oui"}
    too_long = [pathway for pathway, trial in trials.items() if int(trial["heures"]) > 10 * 7]
    assert 0.01 * len(trials) < len(too_long) < 0.1 * len(trials)
    waits = [
        (date.fromisoformat(row["date_debut"]) - date.fromisoformat(ended)).days
        for pathway, row in sent.items()
        if (ended := trials[pathway]["date_fin"])
    ]
    late = [days for days in waits if days > 15]
    assert min(waits) >= 1
    assert 0.02 * len(waits) < len(late) < 0.2 * len(waits)
    reasons = {
        row["motif_sortie"] for row in large_sample.pathways if row["dispositif"] == "mispe_esat"
    }
    assert {"orientation_confirmed", "orientation_not_confirmed"} <= reasons
    assert not {row["id_parcours"] for row in large_sample.jobs} & set(trials)


def test_short_contracts_reveal_obstacles_on_the_way(large_sample: SampleFiles) -> None:
    found = Counter(
        (large_sample.pathway_of[row["id_parcours"]]["dispositif"], row["reperage"])
        for row in large_sample.obstacles
        if row["etat"] == "identified"
    )
    assert found["mesp_ccas", "during_pathway"] > found["mesp_ccas", "entry_assessment"]
    assert found["aci", "during_pathway"] < found["aci", "entry_assessment"]
    reasons = Counter(
        row["motif_sortie"] for row in large_sample.pathways if row["dispositif"] == "mesp_ccas"
    )
    assert reasons.most_common(1)[0][0] == "next_scheme"


def test_supported_employment_stays_open_and_some_secondments_exceed_two_years(
    large_sample: SampleFiles,
) -> None:
    supported = large_sample.truth["by_scheme"]["supported_employment"]
    assert supported["caseload"] > supported["exits"]
    starts = [
        (date.fromisoformat(row["date_debut"]), row["date_fin"])
        for row in large_sample.activities
        if row["type_etape"] == "secondment"
    ]
    beyond = [start for start, end in starts if end and end > months_later(start, 24).isoformat()]
    assert 0 < len(beyond) < len(starts) / 10


def test_coaching_is_renewed_by_three_months_and_meets_every_week(sample: SampleFiles) -> None:
    coaching = [row for row in sample.pathways if row["dispositif"] == "intensive_coaching"]
    assert {row["rang_renouvellement"] for row in coaching} == {"0", "1", "2"}
    assert {row["rsa"] for row in coaching} == {"oui"}
    for row in coaching:
        if row["date_sortie"]:
            stay = date.fromisoformat(row["date_sortie"]) - date.fromisoformat(row["date_entree"])
            assert stay.days <= 91 * (int(row["rang_renouvellement"]) + 1)
    days: dict[tuple[str, str], list[date]] = {}
    for row in sample.activities:
        key = (row["id_parcours"], row["type_etape"])
        is_coaching = sample.pathway_of[key[0]]["dispositif"] == "intensive_coaching"
        if is_coaching and key[1] in {"interview", "group_meeting"}:
            days.setdefault(key, []).append(date.fromisoformat(row["date_debut"]))
    assert len(days) > 100
    for meetings in days.values():
        assert all((after - before).days == 7 for before, after in pairwise(meetings))


def test_jobs_of_active_mediation_are_followed_from_both_sides(sample: SampleFiles) -> None:
    jobs = {
        row["id_emploi"]
        for row in sample.jobs
        if sample.pathway_of[row["id_parcours"]]["dispositif"] == "active_mediation"
    }
    asked = {
        (row["cote"], row["mois_echeance"])
        for row in sample.table("suivis")
        if row["id_emploi"] in jobs
    }
    assert asked == {(side, m) for side in ("employee", "employer") for m in ("1", "3", "6", "12")}


def test_published_counts_are_known_withheld_or_missing(sample: SampleFiles) -> None:
    rows = sample.table("populations_cibles")
    assert {row["statut"] for row in rows} == {"known", "withheld", "missing"}
    assert all((row["effectif"] == "") == (row["statut"] != "known") for row in rows)
    assert not {row["effectif"] for row in rows} & {"1", "2", "3", "4"}
    assert {row["unite"] for row in rows if row["code_commune"].startswith("45")} == {
        "household",
        "subject_to_duties",
        "covered",
        "inhabitant",
    }


def test_local_territories_follow_the_nearest_centre(sample: SampleFiles) -> None:
    territory = {
        row["code_commune"]: row["libelle"]
        for row in sample.read("territoires/territoires_locaux.csv")
    }
    assert territory["45234"] == "Orléans"
    assert territory["45208"] == territory["45155"] == "Montargis-Gien"
    assert territory["45252"] == "Pithiviers"
    assert set(territory.values()) == {
        "Orléans",
        "Montargis-Gien",
        "Pithiviers",
        "Beauce à Sologne",
    }
    structures = {row["id_structure"]: row["code_commune"] for row in sample.table("structures")}
    for row in sample.pathways:
        if row["dispositif"] == "intensive_coaching" and row["code_commune"]:
            assert territory[row["code_commune"]] == territory[structures[row["id_structure"]]]
