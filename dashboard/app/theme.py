"""Streamlit's options: our theme, no toolbar, no trace shown, nothing fetched outside."""

from typing import Any

from dashboard.components.palette import PALETTES, Mode, Palette

LOOPBACK = "127.0.0.1"


def options(port: int) -> dict[str, Any]:
    """Return the options of the server, the loopback address included."""
    return {
        "server.address": LOOPBACK,
        "server.allowedHosts": [LOOPBACK, "localhost"],
        "server.port": port,
        "server.headless": True,
        "server.fileWatcherType": "none",
        "server.runOnSave": False,
        "server.enableStaticServing": False,
        "server.enableAgentApi": False,
        "server.maxUploadSize": 20,
        "browser.serverAddress": LOOPBACK,
        "browser.gatherUsageStats": False,
        "logger.hideWelcomeMessage": True,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": "false",
        "runner.magicEnabled": False,
        "theme.baseRadius": "6px",
        "theme.showWidgetBorder": True,
        **_colours(Mode.LIGHT),
        **_colours(Mode.DARK),
    }


def _colours(mode: Mode) -> dict[str, Any]:
    palette: Palette = PALETTES[mode]
    section = f"theme.{mode.value}"
    return {
        f"{section}.primaryColor": palette.accent,
        f"{section}.backgroundColor": palette.background,
        f"{section}.secondaryBackgroundColor": palette.panel,
        f"{section}.textColor": palette.text,
        f"{section}.linkColor": palette.accent,
        f"{section}.borderColor": palette.border,
        f"{section}.chartCategoricalColors": list(palette.categories),
    }
