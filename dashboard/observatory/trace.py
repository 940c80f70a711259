"""Which units a figure counted, without a name: what two freezes need to be compared."""

import polars as pl

from dashboard.observatory.digests import digest
from dashboard.observatory.query import Parameters, counted_rows, inside_query
from dashboard.observatory.question import Question
from dashboard.observatory.rows import read_rows
from dashboard.scope import Scope
from pipelines.indicators import Grain
from pipelines.snapshot import Snapshot

NAMED_PATHWAYS = "SELECT row_key AS owner_id, pathway_id AS code FROM core.pathway"
NAMED_PEOPLE = (
    "SELECT participant_id AS owner_id, min(pseudonym) AS code FROM mart.participant "
    "GROUP BY participant_id"
)

PIECES = {
    Grain.OBSTACLE: "piece.obstacle",
    Grain.ACTIVITY: "piece.activity_id",
    Grain.WEEK: "piece.week_id",
    Grain.FOLLOWUP: "piece.followup_id",
}
"""What tells apart the pieces of a pathway within a snapshot."""

LASTING = {
    Grain.OBSTACLE: ("counted.piece",),
    Grain.ACTIVITY: ("activity.activity_id",),
    Grain.WEEK: ("counted.piece % 1024",),
    Grain.FOLLOWUP: ("employment.job_id", "counted.piece % 16"),
}
"""What tells them apart from one snapshot to the next: row keys change, codes do not."""

NAMED_PIECES = {
    Grain.ACTIVITY: " LEFT JOIN core.activity AS activity ON counted.piece = activity.row_key",
    Grain.FOLLOWUP: (
        " LEFT JOIN core.employment AS employment ON counted.piece // 16 = employment.row_key"
    ),
}


def trace(snapshot: Snapshot, scope: Scope, question: Question, salt: str) -> pl.DataFrame:
    """Return the units a question counts as a whole, and who was inside without being counted.

    One row per unit counted: `owner` and `unit`, digests of the pathway (of the person, when
    people are counted) and of the unit, the same one for the same thing in every snapshot under
    the same salt; `status`, the code of STATUS_CODES. Owners inside the perimeter and the period
    of whom nothing is counted have one row, `unit` null and `status` 0.
    """
    parameters = Parameters()
    salted = parameters.bind(salt)
    whole = question.without_breakdown()
    is_people = question.indicator.grain is Grain.PARTICIPANT
    kind, named = ("person", NAMED_PEOPLE) if is_people else ("pathway", NAMED_PATHWAYS)
    own = "participant_id" if is_people else "pathway_id"
    query = (
        f"WITH counted AS ({_counted(whole, scope, parameters, own)}), "
        f"inside AS (SELECT DISTINCT {own} AS owner_id "
        f"FROM ({inside_query(whole, scope, parameters)}) AS kept), "
        f"named AS ({named}) "
        f"SELECT {digest(salted, kind, 'named.code')} AS owner, "
        f"CASE WHEN counted.status > 0 THEN {_unit(whole, salted, kind)} END AS unit, "
        "CAST(coalesce(counted.status, 0) AS UTINYINT) AS status "
        "FROM inside LEFT JOIN counted ON inside.owner_id = counted.owner_id "
        "INNER JOIN named ON inside.owner_id = named.owner_id"
        f"{NAMED_PIECES.get(question.indicator.grain, '')} ORDER BY owner, unit"
    )
    return read_rows(snapshot, query, parameters)


def _counted(question: Question, scope: Scope, parameters: Parameters, own: str) -> str:
    """Return the query of the units counted: their owner, what tells them apart, their status."""
    source, code = counted_rows(question, scope, parameters)
    grain = question.indicator.grain
    if grain is Grain.PARTICIPANT:
        return f"SELECT DISTINCT unit.{own} AS owner_id, {code} AS status FROM {source}"
    if question.is_folded:
        return (
            f"SELECT unit.{own} AS owner_id, min({code}) AS status FROM {source} "
            f"GROUP BY unit.{own}"
        )
    piece = PIECES.get(grain, "NULL")
    return f"SELECT unit.{own} AS owner_id, {piece} AS piece, {code} AS status FROM {source}"


def _unit(question: Question, salted: str, kind: str) -> str:
    grain = question.indicator.grain
    if question.is_folded or grain not in LASTING:
        return digest(salted, kind, "named.code")
    return digest(salted, grain.value, "named.code", *LASTING[grain])
