"""The server: one process, on the loopback address, warm before its first reader."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from uuid import uuid4

import streamlit as st
import structlog
from rich.console import Console
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.app import shapes, theme
from dashboard.app.settings import Serving, ServingError, serving
from dashboard.app.shell import Shell
from pipelines.snapshot import Store, StoreError

WARM = (
    "plotly.io",
    "plotly.tools",
    "plotly.graph_objs",
    "dashboard.app.entrance",
    "dashboard.views.overview",
)
SCRIPT = Path(__file__).with_name("script.py")


def serve(store: Path, access: Path, identity: str | None, port: int, demo: bool) -> None:
    """Serve the application on 127.0.0.1 until stopped.

    Under `demo`, readers choose among the identities of the table of rights; otherwise everyone
    on this computer reads as `identity`. Raises ServingError when the port is taken.
    """
    _check_free(port)
    Serving(store.resolve(), access.resolve(), identity, demo).announce()
    application().run(config=theme.options(port))


def _check_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((theme.LOOPBACK, port))
        except OSError as error:
            message = (
                f"Le port {port} de ce poste est déjà pris : l'observatoire y est peut-être déjà "
                "ouvert. Fermez-le, ou choisissez un autre port avec --port."
            )
            raise ServingError(message) from error


def application() -> st.App:
    """Return the ASGI application."""
    return st.App(
        SCRIPT,
        lifespan=_warm,
        routes=[
            Route("/readyz", _ready),
            Route("/territoires/{snapshot}/{kind}.json", shapes.answer),
        ],
        middleware=[Middleware(Shell)],
        on_script_error=_report,
    )


@asynccontextmanager
async def _warm(_app: st.App) -> AsyncIterator[None]:
    """Import what pages use before the first reader, then say where the pages are."""
    for name in WARM:
        import_module(name)
    address = f"http://{theme.LOOPBACK}:{st.get_option('server.port')}"
    Console().print(f"Observatoire ouvert : {address} (Ctrl+C pour l'arrêter)", highlight=False)
    yield


async def _ready(_request: Request) -> Response:
    try:
        snapshot, warning = Store(serving().store).current()
    except StoreError as error:
        return JSONResponse({"ready": False, "reason": str(error)}, status_code=503)
    return JSONResponse({"ready": True, "snapshot": snapshot.id, "degraded": bool(warning)})


def _report(error: Exception) -> bool:
    """Log what failed by its kind alone: a message could quote data."""
    incident = uuid4().hex[:8]
    structlog.get_logger().error("page_failed", incident=incident, kind=type(error).__name__)
    st.error(
        f"Cette page n'a pas pu être dessinée (incident {incident}). "
        "Rechargez-la ; si l'erreur revient, signalez ce numéro."
    )
    return True
