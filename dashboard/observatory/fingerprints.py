"""The fingerprints of the rows behind a scope: what changed between two snapshots, without a name.

Computed on what was loaded, never on what was made of it: the reference date and the rules of
counting leave them as they are.
"""

import polars as pl

from dashboard.observatory.digests import WRAP, digest, row_mark, summed
from dashboard.observatory.query import Parameters, scope_condition
from dashboard.observatory.rows import read_rows, read_tuples
from dashboard.observatory.trace import NAMED_PEOPLE
from dashboard.scope import Scope
from pipelines.snapshot import Snapshot

OF_THE_PATHWAY = {
    "obstacle": "obstacle.pathway_id",
    "activity": "activity.pathway_id",
    "followup": "followup.pathway_id",
}
"""Tables whose rows belong to a pathway, and where they name it."""

OF_THE_PERSON = {
    "participant": ("participant.participant_id", ""),
    "employment": ("employment.participant_id", ""),
    "followup": (
        "employment.participant_id",
        "INNER JOIN core.employment AS employment ON followup.pathway_id IS NULL "
        "AND followup.job_id = employment.job_id ",
    ),
}
"""Tables whose rows belong to a person: where they name one, and what is joined to know."""

RELATED = f"SELECT participant_id, {summed('mark')} AS mark FROM walked GROUP BY participant_id"


def fingerprints(snapshot: Snapshot, scope: Scope, salt: str) -> pl.DataFrame:
    """Return every pathway and every person of the scope, with a fingerprint of its rows.

    `owner` is the digest `trace` gives the same pathway or person; `fingerprint` covers its own
    rows (pathway, obstacles, activities, follow-ups, the person and their jobs), `context` the
    other rows its status may rest on (the person's other pathways, the structure).
    """
    parameters = Parameters()
    salted = parameters.bind(salt)
    scoped = (
        "SELECT unit.pathway_id AS row_key, unit.participant_id "
        f"FROM mart.observation AS unit WHERE {scope_condition(scope, parameters)}"
    )
    query = (
        f"WITH scoped AS ({scoped}), walked AS MATERIALIZED ({_walked(salted)}), "
        "own AS (SELECT * FROM walked WHERE row_key IN (SELECT row_key FROM scoped)), "
        f"of_pathway AS ({_of_pathway(salted)}), of_person AS ({_of_person(salted)}), "
        f"related AS ({RELATED}), marked AS ({_marked(salted)}) "
        f"SELECT {digest(salted, 'pathway', 'code')} AS owner, fingerprint, context FROM marked "
        f"UNION ALL SELECT {digest(salted, 'person', 'named.code')}, "
        f"{summed('marked.fingerprint')}, {summed('marked.context')} FROM marked "
        f"INNER JOIN ({NAMED_PEOPLE}) AS named ON marked.participant_id = named.owner_id "
        "GROUP BY named.code ORDER BY owner"
    )
    return read_rows(snapshot, query, parameters)


def covers_all(snapshot: Snapshot, scope: Scope) -> bool:
    """Tell whether the scope holds every pathway of the snapshot."""
    parameters = Parameters()
    inside = scope_condition(scope, parameters)
    query = f"SELECT count(*) FROM mart.observation AS unit WHERE NOT coalesce({inside}, FALSE)"
    return read_tuples(snapshot, query, parameters) == [(0,)]


def _walked(salted: str) -> str:
    """Return the query of all the pathways of each person, those outside the scope included."""
    return (
        "SELECT unit.participant_id, pathway.row_key, pathway.pathway_id AS code, "
        "pathway.participant_id AS pseudonym, pathway.structure_id, "
        f"{row_mark(salted, 'pathway')} AS mark FROM core.pathway AS pathway "
        "INNER JOIN mart.observation AS unit ON pathway.row_key = unit.pathway_id "
        "WHERE unit.participant_id IN (SELECT participant_id FROM scoped)"
    )


def _of_pathway(salted: str) -> str:
    rows = " UNION ALL ".join(
        f"SELECT {code} AS code, {row_mark(salted, table)} AS mark FROM core.{table} AS {table} "
        f"WHERE {code} IN (SELECT code FROM own)"
        for table, code in OF_THE_PATHWAY.items()
    )
    return f"SELECT code, {summed('mark')} AS mark FROM ({rows}) AS pieces GROUP BY code"


def _of_person(salted: str) -> str:
    rows = " UNION ALL ".join(
        f"SELECT {person} AS pseudonym, {row_mark(salted, table)} AS mark "
        f"FROM core.{table} AS {table} {joined}WHERE {person} IN (SELECT pseudonym FROM own)"
        for table, (person, joined) in OF_THE_PERSON.items()
    )
    return f"SELECT pseudonym, {summed('mark')} AS mark FROM ({rows}) AS pieces GROUP BY pseudonym"


def _marked(salted: str) -> str:
    fingerprint = " + ".join(
        f"CAST(coalesce({table}.mark, 0) AS HUGEINT)"
        for table in ("own", "of_pathway", "of_person")
    )
    context = (
        f"CAST(related.mark AS HUGEINT) + CASE WHEN structure.structure_id IS NULL THEN 0 "
        f"ELSE {row_mark(salted, 'structure')} END"
    )
    return (
        "SELECT own.code, own.participant_id, "
        f"CAST(({fingerprint}) % {WRAP} AS UBIGINT) AS fingerprint, "
        f"CAST(({context}) % {WRAP} AS UBIGINT) AS context FROM own "
        "LEFT JOIN of_pathway ON own.code = of_pathway.code "
        "LEFT JOIN of_person ON own.pseudonym = of_person.pseudonym "
        "INNER JOIN related ON own.participant_id = related.participant_id "
        "LEFT JOIN core.structure AS structure ON own.structure_id = structure.structure_id"
    )
