"""Commands that open the pages: the demonstration, one person's folder, a store."""

from datetime import date
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from dashboard.cli.intake_commands import run_build
from dashboard.cli.options import (
    ACCESS_NAME,
    DateOption,
    IdentityOption,
    StoreOption,
    console,
    day_of,
    key_of,
    opened,
    scope_for,
    store_root,
)
from dashboard.observatory import Observatory, Question
from dashboard.scope import LOCAL_IDENTITY, Role, Scope, write_access
from pipelines.build.run import BuildRequest
from pipelines.samples import write_samples
from pipelines.settings import Settings
from pipelines.territories import load_territories
from pipelines.vocabulary import Dimension

PortOption = Annotated[int, typer.Option("--port", help="Port local.")]
DEMO_DEPARTMENTS = ("45", "46", "29", "50", "71")
DEMO_DATE = date(2026, 8, 17)
"""In the middle of a quarter, so that the quarter in progress is seen as such."""


def serve_pages(root: Path, identity: str | None, port: int, demo: bool = False) -> None:
    """Serve a store on this computer until stopped."""
    # Streamlit takes a second to import: only the commands that open pages pay for it.
    from dashboard.app.server import serve as serve_until_stopped

    serve_until_stopped(root, root / ACCESS_NAME, identity, port, demo)


def serve(
    store: StoreOption = None, identity: IdentityOption = LOCAL_IDENTITY, port: PortOption = 8501
) -> None:
    """Ouvre les pages sur un dossier d'instantanés, pour ce poste seulement."""
    root = store_root(store)
    opened(root)
    scope_for(root, identity)
    serve_pages(root, identity, port)


def open_folder(
    folder: Annotated[Path, typer.Argument(help="Dossier des fichiers à ouvrir.")],
    reference_date: DateOption = None,
    port: PortOption = 8501,
    store: StoreOption = None,
) -> None:
    """Vérifie, charge et ouvre un dossier de fichiers : une personne, un poste."""
    if not folder.is_dir():
        raise NotADirectoryError(20, "dossier absent", str(folder))
    root = store or folder.resolve().with_name(f"{folder.resolve().name}.observatoire")
    request = BuildRequest(
        inputs=(folder,),
        store=root,
        reference_date=day_of(reference_date),
        key=key_of(root),
        departments=Settings().departments,
        territories=Settings().territories,
        cache=Settings().cache,
    )
    run_build(request)
    serve_pages(root, LOCAL_IDENTITY, port)


def demo(
    store: Annotated[Path, typer.Option("--store", help="Dossier de la démonstration.")] = Path(
        ".demo"
    ),
    participants: Annotated[int, typer.Option(help="Nombre de personnes inventées.")] = 20_000,
    port: PortOption = 8501,
    no_serve: Annotated[
        bool, typer.Option("--no-serve", help="Préparer sans ouvrir les pages.")
    ] = False,
) -> None:
    """Invente des personnes sur cinq vrais départements, charge et ouvre l'observatoire."""
    console.print("Données fictives : personnes, structures et résultats inventés.")
    source = store / "donnees"
    communes = load_territories(cache=Settings().cache).communes
    write_samples(source, participants, 1, communes, DEMO_DEPARTMENTS, DEMO_DATE)
    request = BuildRequest(
        inputs=(source / "complete",),
        store=store,
        reference_date=DEMO_DATE,
        key=key_of(store),
        departments=frozenset(DEMO_DEPARTMENTS),
        territories=source / "territoires",
        cache=Settings().cache,
        accept_volume_drop=True,
    )
    run_build(request)
    write_demo_access(store)
    if not no_serve:
        serve_pages(store, None, port, demo=True)


def write_demo_access(store: Path) -> None:
    """Write the invented identities of the demonstration: councils, a director, a funder."""
    snapshot = opened(store)
    everything = frozenset(snapshot.manifest["perimeter"])
    local = Scope(LOCAL_IDENTITY, Role.COUNCIL, everything, "Poste local, cinq départements")
    observatory = Observatory(snapshot, local)
    scopes = [
        local,
        Scope("conseil-45", Role.COUNCIL, frozenset({"45"}), "Département du Loiret"),
        Scope("conseil-46", Role.COUNCIL, frozenset({"46"}), "Département du Lot"),
    ]
    for identity, role, dimension in (
        ("association", Role.DIRECTOR, Dimension.STRUCTURE),
        ("financeur", Role.FUNDER, Dimension.OPERATION),
    ):
        code = busiest(observatory, dimension)
        label = observatory.labels(dimension).get(code, code)
        scopes.append(Scope(identity, role, frozenset({code}), label))
    write_access(store / ACCESS_NAME, scopes)


def busiest(observatory: Observatory, dimension: Dimension) -> str:
    """Return the code with most entries among the Lot's, where the figures are small enough."""
    lot = ((Dimension.DEPARTMENT, ("46",)),)
    table = observatory.observe(Question("entries", (dimension,), lot)).table
    known = table.filter(pl.col(dimension.value).is_not_null())
    return str(known.sort("yes", dimension.value, descending=[True, False])[dimension.value][0])
