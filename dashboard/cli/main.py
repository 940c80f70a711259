"""The commands and what they do with an error: one French line, an exit code, no traceback."""

import sys
from collections.abc import Callable
from typing import Any

import typer
from typer import rich_utils

from dashboard.cli import (
    coverage_commands,
    document_commands,
    freeze_commands,
    intake_commands,
    reading_commands,
    retention_commands,
    serving_commands,
    store_commands,
)
from dashboard.cli.errors import exit_code_of
from dashboard.cli.fse_commands import fse_app
from dashboard.cli.fse_export_commands import fse_export
from dashboard.cli.journal_commands import journal_app

app = typer.Typer(
    name="observatoire",
    help="Observatoire territorial des parcours d'insertion professionnelle.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)

rich_utils.COMMANDS_PANEL_TITLE = "Commandes"
rich_utils.ARGUMENTS_PANEL_TITLE = "Arguments"
rich_utils.ERRORS_PANEL_TITLE = "Erreur"
rich_utils.RICH_HELP = "Aide : [blue]'{command_path} {help_option}'[/]."

COMMANDS: dict[str, Callable[..., Any]] = {
    "demo": serving_commands.demo,
    "open": serving_commands.open_folder,
    "serve": serving_commands.serve,
    "build": intake_commands.build_snapshot,
    "check": intake_commands.check,
    "prepare": intake_commands.prepare_file,
    "samples": intake_commands.samples,
    "snapshots": store_commands.snapshots,
    "rollback": store_commands.rollback,
    "figures": reading_commands.figures,
    "compare": reading_commands.compare,
    "retention": retention_commands.retention,
    "coverage": coverage_commands.coverage,
    "siting": coverage_commands.siting,
    "document": document_commands.document,
    "freeze": freeze_commands.freeze,
    "freezes": freeze_commands.freezes,
    "reprint": freeze_commands.reprint,
    "compare-freezes": freeze_commands.compare_freezes,
    "purge-traces": freeze_commands.purge_traces,
    "methodology": reading_commands.methodology,
}
for name, command in COMMANDS.items():
    app.command(name)(command)
fse_app.command("export")(fse_export)
app.add_typer(fse_app, name="fse")
app.add_typer(journal_app, name="journal")


def main() -> None:
    """Run a command; an error is one French sentence on stderr, unless `--debug` is given.

    Every error is caught here, and only here: a traceback may carry a value from a file.
    """
    debug = "--debug" in sys.argv
    if debug:
        sys.argv.remove("--debug")
    try:
        app()
    except Exception as error:
        if debug:
            raise
        code, sentence = exit_code_of(error)
        sys.stderr.write(f"Erreur : {sentence}\n")
        raise SystemExit(code) from None
