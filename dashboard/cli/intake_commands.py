"""Commands on files: check them, prepare them, build a snapshot, write samples."""

import json
import secrets
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from dashboard.cli.options import (
    DateOption,
    JsonOption,
    StoreOption,
    check_key,
    console,
    day_of,
    grant_local,
    key_of,
    progress_bar,
    store_root,
)
from dashboard.formats import number, plural
from pipelines.build.run import BuildReport, BuildRequest, RefusedFilesError, build
from pipelines.pseudonym import key_check_value, load_key
from pipelines.rejects import Finding, Level
from pipelines.samples import DEPARTMENTS, write_samples
from pipelines.settings import Settings
from pipelines.snapshot import Store
from pipelines.sources.intake import IntakeSettings, take_in
from pipelines.sources.mapping import load_mapping
from pipelines.sources.prepare import prepare
from pipelines.territories import load_territories, resolve_communes

LEVELS = {Level.NOTICE: "Remarque", Level.WARNING: "Attention", Level.ERROR: "Erreur"}
DepartmentsOption = Annotated[
    list[str] | None,
    typer.Option("--departments", help="Départements, séparés par des virgules ou répétés."),
]


def build_snapshot(
    source: Annotated[list[Path], typer.Option("--input", help="Dossier ou fichier à charger.")],
    store: StoreOption = None,
    reference_date: DateOption = None,
    departments: DepartmentsOption = None,
    accept_volume_drop: Annotated[
        bool, typer.Option("--accept-volume-drop", help="Accepter une forte baisse de volume.")
    ] = False,
    skip_refused: Annotated[
        bool, typer.Option("--skip-refused", help="Publier sans les fichiers refusés.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Charge un dossier de fichiers et publie un instantané."""
    root = store_root(store)
    request = BuildRequest(
        inputs=tuple(source),
        store=root,
        reference_date=day_of(reference_date),
        key=key_of(root),
        departments=frozenset(codes_of(departments)) or Settings().departments,
        territories=Settings().territories,
        cache=Settings().cache,
        accept_volume_drop=accept_volume_drop,
        skip_refused=skip_refused,
    )
    report = run_build(request, quiet=as_json)
    if as_json:
        typer.echo(json.dumps(_report_json(report), ensure_ascii=False))


def run_build(request: BuildRequest, quiet: bool = False) -> BuildReport:
    """Build with a progress display, show the accounts, and grant the « poste local »."""
    snapshots = Store(request.store).snapshots()
    check_key(snapshots[-1] if snapshots else None, key_check_value(request.key))
    bar, advance = progress_bar(quiet)
    report = BuildReport()
    try:
        with bar:
            build(request, report, advance)
    finally:
        if not quiet:
            show_findings(report.findings)
            show_accounts("Fichiers", report.files)
    if report.snapshot is None:
        raise RefusedFilesError("Aucun instantané n'a été publié.")
    grant_local(request.store, report.snapshot)
    if not quiet:
        show_accounts("Tables", [row for row in report.tables if row["read"]])
        console.print(f"Instantané publié : {report.snapshot.id}")
    return report


def _report_json(report: BuildReport) -> dict[str, Any]:
    return {
        "snapshot": report.snapshot.id if report.snapshot else None,
        "files": report.files,
        "tables": report.tables,
        "stages": report.stages,
    }


def check(
    files: Annotated[list[Path], typer.Argument(help="Fichiers ou dossiers à vérifier.")],
    mapping: Annotated[list[Path] | None, typer.Option("--mapping", help="Correspondance.")] = None,
    reference_date: DateOption = None,
    departments: DepartmentsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Vérifie des fichiers sans rien charger ; code 3 si l'un d'eux est refusé."""
    territories = load_territories(Settings().territories, cache=Settings().cache)
    settings = IntakeSettings(
        reference_date=day_of(reference_date),
        communes=partial(resolve_communes, territories=territories),
        key=secrets.token_bytes(32),
        perimeter=frozenset(codes_of(departments)) or Settings().departments,
        mappings=tuple(load_mapping(path) for path in mapping or []),
    )
    intake = take_in(files, settings)
    if as_json:
        answer = {
            "files": [asdict(item) for item in intake.files],
            "tables": [asdict(item) for item in intake.accounts],
            "findings": [asdict(item) for item in intake.findings],
        }
        typer.echo(json.dumps(answer, ensure_ascii=False))
    else:
        show_findings(intake.findings)
        show_accounts("Fichiers", [asdict(item) for item in intake.files])
    refused = [item.name for item in intake.files if item.status == "refused"]
    if refused:
        raise RefusedFilesError(f"{plural(len(refused), 'fichier refusé', 'fichiers refusés')}.")


def prepare_file(
    file: Annotated[Path, typer.Argument(help="Fichier d'origine, resté sur ce poste.")],
    mapping: Annotated[Path, typer.Option("--mapping", help="Correspondance de la source.")],
    out: Annotated[Path, typer.Option("--out", help="Fichier sûr à écrire.")],
    key_file: Annotated[Path | None, typer.Option("--key-file", help="Fichier de clé.")] = None,
) -> None:
    """Écrit la version sûre d'un fichier : colonnes retirées, identifiants pseudonymisés."""
    report = prepare(file, load_mapping(mapping), out, load_key(key_file))
    typer.echo(f"{out} : {report}")


def samples(
    out: Annotated[Path, typer.Option("--out", help="Dossier à écrire.")],
    participants: Annotated[int, typer.Option(help="Nombre de personnes.")] = 4000,
    seed: Annotated[int, typer.Option(help="Graine du tirage.")] = 1,
    departments: DepartmentsOption = None,
) -> None:
    """Écrit des fichiers d'exemple : personnes et structures inventées, territoires réels."""
    chosen = codes_of(departments) or list(DEPARTMENTS)
    communes = load_territories(Settings().territories, cache=Settings().cache).communes
    report = write_samples(out, participants, seed, communes, chosen)
    typer.echo(f"Écrit dans {out} : {report}")


def codes_of(options: list[str] | None) -> list[str]:
    """Return the codes given by options, each holding one or several separated by commas."""
    return [code.strip() for option in options or () for code in option.split(",") if code.strip()]


def show_findings(findings: list[Finding]) -> None:
    """Print the findings on stderr, one line each, without any cell."""
    for item in findings:
        console.print(f"{LEVELS[item.level]} · {item.rule} · {item.message}", markup=False)


def show_accounts(title: str, rows: list[dict[str, Any]]) -> None:
    """Print accounts of rows: read = loaded + set aside."""
    table = Table("Nom", "Lues", "Chargées", "Mises de côté", title=title)
    for row in rows:
        counted = (number(row[key]) for key in ("read", "loaded", "set_aside"))
        table.add_row(row["name"], *counted)
    console.print(table)
