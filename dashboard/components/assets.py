"""Style sheets and scripts kept as files beside the components."""

from functools import cache
from pathlib import Path


@cache
def asset(name: str) -> str:
    """Return the text of a file of this folder, read once."""
    return Path(__file__).with_name(name).read_text("utf-8")
