"""From a question to the counts of a fair comparison, and to the model that expects them."""

from dashboard.disclosure import COUNTS, CaseMixModel
from dashboard.observatory.query import Parameters, visible_query
from dashboard.observatory.question import Question, QuestionError
from dashboard.observatory.rows import read_rows
from dashboard.scope import Scope
from pipelines.analysis.comparison import Refusal
from pipelines.indicators import ADJUSTED, STATUS_CODES, indicators
from pipelines.snapshot import Snapshot
from pipelines.vocabulary import Dimension

COMPARED_BY = (
    Dimension.SCHEME,
    Dimension.STRUCTURE,
    Dimension.EPCI,
    Dimension.LOCAL_TERRITORY,
    Dimension.CLPE,
    Dimension.DEPARTMENT,
    Dimension.PRESCRIBER,
)
"""What may be judged: the traits of people are what the comparison holds equal."""

WEIGHED = (
    "SELECT level FROM ref.case_mix_level "
    f"WHERE covariate = '{Dimension.SCHEME.value}' AND indicator = "
)
"""The schemes the model was fitted on: the others do not aim at a job."""


def check_comparable(question: Question) -> None:
    """Raise QuestionError unless an adjusted indicator is compared by one dimension it may be."""
    if question.indicator_code not in ADJUSTED:
        known = ", ".join(f"{indicators()[code].label} ({code})" for code in ADJUSTED)
        message = f"Aucun résultat attendu n'est calculé pour cet indicateur. Choisissez : {known}."
        raise QuestionError(message)
    if len(question.by) != 1 or question.by[0] not in COMPARED_BY:
        known = ", ".join(f"{item.label} ({item.name.lower()})" for item in COMPARED_BY)
        message = f"On compare à public égal selon une seule dimension, parmi : {known}."
        raise QuestionError(message)


def comparison_query(question: Question, scope: Scope) -> tuple[str, Parameters]:
    """Return the query that counts each group and sums what was expected of it.

    One row per group: the dimension, the five counts, then over the pathways compared (in the
    base, expectation known, scheme among those of the model) `compared`, `compared_yes`,
    `expected` Σp and `variance` Σp(1−p).
    """
    visible, parameters = visible_query(
        scope, question.where, question.indicator.time, question.period
    )
    code, dimension = question.indicator_code, question.by[0].value
    weighed = WEIGHED + parameters.bind(code)
    base = ", ".join(str(STATUS_CODES[status]) for status in question.indicator.base_statuses)
    counts = ", ".join(
        f"count(*) FILTER (WHERE status_code = {STATUS_CODES[status]}) AS {status}"
        for status in COUNTS
    )
    return (
        f"WITH visible AS ({visible}) SELECT {dimension}, {counts}, count(rate) AS compared, "
        f"count(rate) FILTER (WHERE status_code = {STATUS_CODES['yes']}) AS compared_yes, "
        "coalesce(sum(rate), 0.0) AS expected, coalesce(sum(rate * (1 - rate)), 0.0) AS variance "
        f"FROM (SELECT unit.{dimension} AS {dimension}, unit.{code} AS status_code, "
        f"CASE WHEN unit.{code} IN ({base}) AND CAST(unit.scheme AS VARCHAR) IN ({weighed}) "
        f"THEN CAST(expected.{code} AS DOUBLE) END AS rate FROM visible AS unit "
        "LEFT JOIN mart.expected AS expected USING (pathway_id) "
        f"WHERE unit.{code} > 0) AS judged "
        f"GROUP BY {dimension} ORDER BY {dimension} NULLS LAST"
    ), parameters


def case_mix_model(snapshot: Snapshot, code: str) -> CaseMixModel:
    """Return the model of an adjusted indicator, as fitted by the build."""
    kept = {"code": code}
    summary = read_rows(snapshot, "SELECT * FROM ref.case_mix WHERE indicator = $code", kept)
    levels = read_rows(snapshot, "SELECT * FROM ref.case_mix_level WHERE indicator = $code", kept)
    row = summary.row(0, named=True)
    return CaseMixModel(
        people=row["people"],
        is_for_assessed=row["is_for_assessed"],
        refusal=Refusal(row["refusal"]) if row["refusal"] else None,
        levels=levels.drop("indicator"),
    )
