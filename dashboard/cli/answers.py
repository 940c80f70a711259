"""What commands write on standard output for other programmes."""

import json
from typing import Any

import typer


def echo_json(answer: dict[str, Any]) -> None:
    """Write an answer as one JSON object; days become ISO dates."""
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=1, default=str))
