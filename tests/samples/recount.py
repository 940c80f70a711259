"""The counts of the truth, made a second time: one loop over the rows of the files, no array."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from samples.sample_files import Row, SampleFiles, months_later

WORKING = {"employed", "self_employed"}
UNSEEN = {"", "unreachable"}
WITHDRAWN = {"withdrawn", "death"}
DURABLE = {"permanent_contract", "fixed_term_long", "public_service", "business_creation"}
POSITIVE = DURABLE | {
    "fixed_term_short",
    "subsidised_contract",
    "employment",
    "training",
    "apprenticeship",
    "other_siae",
}
SAY_WORK = POSITIVE - {"training"}
SAY_NO_WORK = {"training", "job_seeking", "inactive", "end_of_pathway", "retirement"}


def department_of(row: Row) -> str:
    """The identifiers say in which département a person is followed: P45-0000001."""
    return row["id_participant"][1:3]


def groups_of(row: Row) -> tuple[tuple[str, str], ...]:
    return ("total", ""), ("by_scheme", row["dispositif"]), ("by_department", department_of(row))


def person_of(sample: SampleFiles) -> dict[str, str]:
    """Who bears each identifier, by the links between identifiers."""
    linked = {
        row["id_participant_source"]: row["id_participant"]
        for row in sample.table("liens_identite")
    }
    return {row["id_participant"]: row["id_participant"] for row in sample.pathways} | linked


def counts(sample: SampleFiles) -> dict[tuple[str, str], Counter[str]]:
    """Count pathways and distinct people, in all, by scheme and by département."""
    people = person_of(sample)
    later = six_month_situations(sample)
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    rows_of: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in sample.pathways:
        measures = set(pathway_measures(row, later.get(row["id_parcours"], ""), sample.today))
        for group in groups_of(row):
            counted[group].update(measures)
            rows_of[group].append({**row, "id_participant": people[row["id_participant"]]})
    for group, rows in rows_of.items():
        counted[group].update(people_measures(rows))
    return counted


def six_month_situations(sample: SampleFiles) -> dict[str, str]:
    """The situation found by the follow-up of the person six months after the exit."""
    return {
        row["id_parcours"]: row["situation"]
        for row in sample.table("suivis")
        if row["id_parcours"] and row["mois_echeance"] == "6" and row["cote"] == "employee"
    }


def pathway_measures(row: Row, later: str, today: date) -> Iterator[str]:
    """Yield the measures in which one pathway counts for one."""
    yield "entries"
    if not row["date_sortie"]:
        return
    yield "exits"
    reason = row["motif_sortie"]
    if not reason:
        yield "undocumented_exits"
    if reason in POSITIVE:
        yield "positive_exits"
    if reason in DURABLE:
        yield "durable_exits"
    if reason in WITHDRAWN:
        yield "withdrawn_exits"
        return
    yield f"{judged(row['situation_sortie'])}_at_exit"
    said = row["situation_sortie"] or said_by(reason)
    yield f"{judged(said)}_at_exit_or_by_reason"
    if months_later(date.fromisoformat(row["date_sortie"]), 6) > today:
        yield "immature_at_6_months"
    else:
        yield f"{judged(later)}_at_6_months"


def said_by(reason: str) -> str:
    """Return a situation that the reason of an exit implies, empty when it implies none."""
    if reason in SAY_WORK:
        return "employed"
    return "unemployed" if reason in SAY_NO_WORK else ""


def judged(situation: str) -> str:
    """Say what a situation tells of employment."""
    if situation in UNSEEN:
        return "unknown"
    return "employed" if situation in WORKING else "not_employed"


def people_measures(rows: list[Row]) -> Counter[str]:
    """Count distinct people among pathways; someone seen n times in a scheme came back n - 1."""
    stays = Counter((row["id_participant"], row["dispositif"]) for row in rows)
    operations: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        operations[row["id_participant"]] |= {row["id_operation"]} - {""}
    return Counter(
        people=len(operations),
        people_exited=len({row["id_participant"] for row in rows if row["date_sortie"]}),
        caseload=len({row["id_participant"] for row in rows if not row["date_sortie"]}),
        people_in_two_operations=sum(len(joined) > 1 for joined in operations.values()),
        reentries=sum(count - 1 for count in stays.values()),
    )


def ways(sample: SampleFiles) -> dict[str, Counter[str]]:
    """Count the pathways followed by another scheme: the next one, begun after the end."""
    people = person_of(sample)
    stays: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(sample.pathways, key=lambda row: row["date_entree"]):
        stays[people[row["id_participant"]]].append(row)
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for rows in stays.values():
        for left, following in pairwise(rows):
            is_other = left["dispositif"] != following["dispositif"]
            if is_other and left["date_sortie"] and left["date_sortie"] <= following["date_entree"]:
                counted[left["dispositif"]][following["dispositif"]] += 1
    return counted


def small_cells(sample: SampleFiles, value_of: dict[str, str]) -> dict[str, dict[str, int]]:
    """Count distinct people by scheme and value of their own; keep the cells of one to four."""
    people: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in sample.pathways:
        value = value_of.get(row["id_participant"])
        if value:
            people[row["dispositif"]][value].add(row["id_participant"])
    return {
        scheme: {value: len(found) for value, found in cells.items() if len(found) < 5}
        for scheme, cells in people.items()
    }


def obstacles(sample: SampleFiles) -> dict[str, dict[str, Counter[str]]]:
    """Count the obstacles found, and lifted, by scheme."""
    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in sample.obstacles:
        if row["etat"] == "identified":
            counter = found[sample.pathway_of[row["id_parcours"]]["dispositif"]][row["frein"]]
            counter["identified"] += 1
            counter["lifted"] += bool(row["date_levee"])
    return found


def aids(sample: SampleFiles) -> dict[str, Counter[str]]:
    """Count the obstacles found, and lifted, with or without an aid that answers them."""
    answered = {
        (row["id_parcours"], row["frein"])
        for row in sample.activities
        if row["type_etape"] == "aid"
    }
    counted: dict[str, Counter[str]] = {"aided": Counter(), "not_aided": Counter()}
    for row in sample.obstacles:
        if row["etat"] == "identified":
            aided = (row["id_parcours"], row["frein"]) in answered
            counter = counted["aided" if aided else "not_aided"]
            counter["identified"] += 1
            counter["lifted"] += bool(row["date_levee"])
    return counted


def jobs(sample: SampleFiles) -> dict[str, Counter[str]]:
    """Count the jobs found outside the IAE, and those already ended, by scheme."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for job in sample.jobs_found:
        counter = counted[sample.pathway_of[job["id_parcours"]]["dispositif"]]
        counter["found"] += 1
        counter["ended"] += bool(job["date_fin_emploi"])
    return counted


def secondments_over_two_years(sample: SampleFiles) -> int:
    """Count the secondments that have lasted more than two years, ended or not."""
    return sum(
        (date.fromisoformat(row["date_fin"]) if row["date_fin"] else sample.today)
        > months_later(date.fromisoformat(row["date_debut"]), 24)
        for row in sample.activities
        if row["type_etape"] == "secondment"
    )


def households(sample: SampleFiles) -> dict[str, Counter[str]]:
    """Count the RSA households published, and the communes that tell nothing, by département."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for row in sample.table("populations_cibles"):
        if row["unite"] == "household":
            counter = counted[row["code_commune"][:2]]
            counter["households_published"] += int(row["effectif"] or 0)
            counter[f"communes_{row['statut']}"] += 1
    return counted
