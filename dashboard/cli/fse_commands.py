"""FSE+ figures at the command line, through the same door as the pages."""

from datetime import date
from typing import Annotated, Any

import polars as pl
import typer
from rich.console import Console
from rich.table import Table

from dashboard.cli.answers import echo_json
from dashboard.cli.options import IdentityOption, JsonOption, StoreOption, observatory_for
from dashboard.observatory import QuestionError, ReleasedFse
from dashboard.reading.fse_sentences import AUTHORITATIVE, COFUNDED
from dashboard.scope import LOCAL_IDENTITY
from pipelines.fse import FseSettings, LongTermRule, ambiguities, fse_indicators
from pipelines.fse.statements import TOTAL

AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="Date d'arrêté, AAAA-MM-JJ ; obligatoire.")
]
OperationOption = Annotated[
    list[str] | None,
    typer.Option("--operation", help="Opération gardée ; toutes si aucune n'est donnée."),
]
RuleOption = Annotated[
    str | None,
    typer.Option("--rule", help="Chômage de longue durée : age_split (par défaut) ou flat12."),
]
SEXES = {"F": "F", "M": "M", "X": "X", "unknown": "Non dit", TOTAL: "Total"}

fse_app = typer.Typer(
    help="Indicateurs FSE+ : participants et résultats, à une date d'arrêté.",
    invoke_without_command=True,
)


@fse_app.callback()
def figures(
    context: typer.Context,
    as_of: AsOfOption = None,
    operation: OperationOption = None,
    rule: RuleOption = None,
    as_json: JsonOption = False,
    identity: IdentityOption = LOCAL_IDENTITY,
    store: StoreOption = None,
) -> None:
    """Imprime les indicateurs FSE+, leurs taux, l'échelle et les contrôles."""
    if context.invoked_subcommand is not None:
        return
    settings = settings_of(as_of, rule)
    released = observatory_for(store, identity).fse(settings, tuple(operation or ()))
    if as_json:
        echo_json(described(released))
    else:
        printed(released)


def settings_of(as_of: str | None, rule: str | None) -> FseSettings:
    """Understand the cut-off and the rule, « age_split » when none is given.

    Raises QuestionError when the cut-off is missing or unreadable, or the rule unknown.
    """
    if as_of is None:
        message = "Donnez la date d'arrêté : --as-of AAAA-MM-JJ, par exemple --as-of 2025-12-31."
        raise QuestionError(message)
    chosen = rule or LongTermRule.AGE_SPLIT.value
    if chosen not in set(LongTermRule):
        known = ", ".join(f"{item.value} ({item.label})" for item in LongTermRule)
        message = f"règle inconnue : {rule}. Règles : {known}."
        raise QuestionError(message)
    try:
        return FseSettings(date.fromisoformat(as_of), LongTermRule(chosen))
    except ValueError:
        message = f"date illisible : {as_of}. Écrivez AAAA-MM-JJ, par exemple 2025-12-31."
        raise QuestionError(message) from None


def described(released: ReleasedFse) -> dict[str, Any]:
    """Return every frame of the figures, with what they depend on, ready for JSON."""
    frames = ("operations", "ladder", "indicators", "rates", "survey", "accounts", "cells")
    checks = ("identities", "sfc_rules", "anomalies")
    return {
        "perimeter": released.scope.label,
        "edition": "restreinte",
        "mentions": [COFUNDED, AUTHORITATIVE],
        "synthetic": released.is_synthetic,
        "snapshot": released.snapshot_id,
        "reference_date": released.reference_date.isoformat(),
        "settings": dict(released.settings.in_words()),
        "ambiguities": {item.question: item.in_force for item in ambiguities(released.settings)},
        "versions": {code: item.version for code, item in fse_indicators().items()},
        "broken": list(released.broken),
        **{name: getattr(released, name).to_dicts() for name in (*frames, *checks)},
    }


def printed(released: ReleasedFse) -> None:
    """Print the mentions, the figures of the whole, by sex, then the checks that fail."""
    typer.echo(f"{COFUNDED} · {AUTHORITATIVE}")
    for title, value in released.settings.in_words():
        typer.echo(f"{title} : {value}")
    shown = pl.col("operation_id").is_null() & (pl.col("kind") != "base")
    figures_of_whole = released.indicators.filter(shown)
    table = Table("Code", "Libellé", *SEXES.values())
    for code, item in fse_indicators().items():
        by_sex = dict(figures_of_whole.filter(code=code).select("sex", "value").iter_rows())
        if by_sex:
            values = (by_sex[sex] for sex in SEXES)
            table.add_row(code, item.label, *("n/d" if v is None else str(v) for v in values))
    Console(width=120).print(table)
    for row in released.rates.filter(pl.col("operation_id").is_null(), sex=TOTAL).to_dicts():
        typer.echo(f"{row['code']} : {row['text']}")
    for sentence in released.broken:
        typer.echo(f"Identité non tenue : {sentence}")
