"""The command `observatoire`: build, check, read and serve, one-line French errors."""

from dashboard.cli.main import main

__all__ = ["main"]
