"""From a request to a document: every figure asked through the door, every word beside it."""

from collections.abc import Callable

from dashboard.disclosure import COUNTS
from dashboard.document.asking import Asking
from dashboard.document.content import Document
from dashboard.document.definitions import definitions, provenance
from dashboard.document.drawings import chart, entries_map
from dashboard.document.findings import findings
from dashboard.document.fse import control
from dashboard.document.gaps import gaps
from dashboard.document.heading import heading
from dashboard.document.key_figures import key_figures
from dashboard.document.request import Request
from dashboard.document.schemes import scheme_tables
from dashboard.document.variants import PLANS
from dashboard.observatory import Observatory, QuestionError
from dashboard.reading.progress import Ask

NO_EFFECT = (
    "Un résultat après un parcours n'est pas un effet du dispositif : il dit ce qui est arrivé, "
    "non pourquoi."
)
ALSO_USED = ("obstacle_not_assessed",)
Say = Callable[[str], None]


def compose(
    observatory: Observatory,
    request: Request,
    ask: Ask | None = None,
    say: Say = lambda _: None,
) -> Document:
    """Return the document asked for; `say` is told what is being computed.

    Raises QuestionError when the perimeter is empty, or has no FSE+ operation for a control.
    """
    asking = Asking(request, observatory, ask or observatory.observe, observatory.quarters)
    if request.variant.is_fse:
        return control(asking, say)
    _refuse_empty(asking)
    plan = PLANS[request.variant]
    say("Chiffres clés")
    figures = key_figures(asking, plan.key_figures)
    say("Constats")
    found = findings(asking, figures)
    quoted = [finding.code for finding in found]
    say("Tableaux, graphique et carte")
    tables = scheme_tables(asking, plan)
    return Document(
        key_figures=figures,
        findings=found,
        chart=chart(asking, plan),
        map=entries_map(asking),
        tables=tables,
        gaps=gaps(asking, figures, tables),
        definitions=definitions((*plan.key_figures, *plan.tables, plan.chart, *ALSO_USED, *quoted)),
        notices=(NO_EFFECT,),
        provenance=provenance(asking),
        **heading(asking),
    )


def _refuse_empty(asking: Asking) -> None:
    """Refuse a document about nobody: nobody present, nobody come, nobody gone."""
    counted = (asking.now(code).total.select(COUNTS) for code in ("caseload", "entries", "exits"))
    if not any(counts.row(0) != (0,) * len(COUNTS) for counts in counted):
        message = (
            f"Personne ne compte dans ce périmètre sur {asking.request.period_words} : le document "
            "n'est pas fait. Élargissez le périmètre ou la période."
        )
        raise QuestionError(message)
