"""What the server is told at start: where the data are, and who is reading."""

import os
from dataclasses import dataclass
from pathlib import Path

PREFIX = "OBSERVATOIRE_APP_"


class ServingError(Exception):
    """The pages cannot be served; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class Serving:
    """The store served, the table of rights, the identity, and whether it is a demonstration.

    Under `demo` the reader chooses an identity of the table; otherwise there is no choice.
    """

    store: Path
    access: Path
    identity: str | None
    demo: bool

    def announce(self) -> None:
        """Write these settings in the environment, where the script reads them."""
        os.environ[f"{PREFIX}STORE"] = str(self.store)
        os.environ[f"{PREFIX}ACCESS"] = str(self.access)
        os.environ[f"{PREFIX}IDENTITY"] = self.identity or ""
        os.environ[f"{PREFIX}DEMO"] = "1" if self.demo else ""


def serving() -> Serving:
    """Return the settings announced; raises KeyError when the script runs on its own."""
    return Serving(
        store=Path(os.environ[f"{PREFIX}STORE"]),
        access=Path(os.environ[f"{PREFIX}ACCESS"]),
        identity=os.environ.get(f"{PREFIX}IDENTITY") or None,
        demo=bool(os.environ.get(f"{PREFIX}DEMO")),
    )
