"""Job retention at the command line, through the same door as the page."""

from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from dashboard.cli.answers import echo_json
from dashboard.cli.options import (
    FirstQuarterOption,
    IdentityOption,
    JsonOption,
    LastQuarterOption,
    StoreOption,
    WhereOption,
    conditions_of,
    dimension_of,
    observatory_for,
)
from dashboard.disclosure import thresholds
from dashboard.formats import day, number, percent
from dashboard.observatory import QuestionError, ReleasedRetention, RetentionQuestion
from dashboard.observatory.retention_estimates import MILESTONES
from dashboard.observatory.retention_question import Told
from dashboard.scope import LOCAL_IDENTITY
from pipelines.vocabulary import Continuity, JobTrait, Obstacle, labels

FRAMES = ("whole", "groups", "curve", "curves", "endings", "ending_people")


def retention(
    by: Annotated[
        str | None, typer.Option("--by", help="Dimension, contrat, preuve ou code d'un frein.")
    ] = None,
    continuity: Annotated[
        str, typer.Option("--continuity", help="any_employer (par défaut) ou same_employer.")
    ] = Continuity.ANY_EMPLOYER.value,
    where: WhereOption = None,
    first: FirstQuarterOption = None,
    last: LastQuarterOption = None,
    as_json: JsonOption = False,
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Imprime combien de temps tiennent les premiers emplois ; la courbe entière avec --json."""
    if continuity not in set(Continuity):
        message = f"continuité inconnue : {continuity}. Continuités : {', '.join(Continuity)}."
        raise QuestionError(message)
    question = RetentionQuestion(
        Continuity(continuity), told_apart(by), conditions_of(where or []), (first, last)
    )
    released = observatory_for(store, identity).retention(question)
    if as_json:
        echo_json(described(released))
    else:
        printed(released)


def told_apart(name: str | None) -> Told | None:
    """Understand what groups are told apart by: an obstacle by its code, else a dimension."""
    for trait in JobTrait:
        if name in {trait.value, trait.codes[0]}:
            return trait
    if name in labels(Obstacle):
        return Obstacle(name)
    return dimension_of(name) if name else None


def described(released: ReleasedRetention) -> dict[str, Any]:
    """Return every figure of a question, with what it depends on, ready for JSON."""
    return {
        "continuity": released.question.continuity.value,
        "by": released.question.by.value if released.question.by else None,
        "perimeter": released.scope.label,
        "edition": "restreinte",
        "synthetic": released.is_synthetic,
        "conditions": dict(released.conditions),
        "reference_date": released.reference_date.isoformat(),
        "censor_date": released.censor_date.isoformat(),
        "snapshot": released.snapshot_id,
        "horizon": released.horizon,
        "logrank": {
            "groups": released.tested,
            "statistic": released.statistic,
            "degrees_of_freedom": released.degrees_of_freedom,
            "p_value": released.p_value,
        },
        **{name: getattr(released, name).to_dicts() for name in FRAMES},
    }


def printed(released: ReleasedRetention) -> None:
    """Print the survival of each group at the milestones, on standard output."""
    console = Console()
    table = Table("Groupe", "Personnes", "90 jours", "180 jours", "365 jours", "Médiane")
    rows = released.groups.to_dicts() if released.question.by else []
    for row in (*rows, {"label": "Ensemble", **released.whole.to_dicts()[0]}):
        told = [_survival(row, days) for days in MILESTONES]
        median = "n/d" if row["median"] is None else f"{number(round(row['median']))} jours"
        table.add_row(row["label"], number(row["people"]), *told, median)
    console.print(table)
    console.print(
        f"{released.scope.label}, édition restreinte, au {day(released.reference_date)} ; fins "
        f"sûres jusqu'au {day(released.censor_date)}. Entre parenthèses, les personnes à risque ce "
        f"jour-là ; n/d : moins de {thresholds().minimum_at_risk_for_curve}."
    )


def _survival(row: dict[str, Any], days: int) -> str:
    share, people = row[f"survival_{days}"], row[f"at_risk_{days}"]
    return "n/d" if share is None else f"{percent(share, row['people'])} ({number(people)})"
