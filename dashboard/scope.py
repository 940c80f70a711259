"""Who is asking and what they may see: built once at sign-in, deny by default."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from pipelines.vocabulary import Vocabulary

LOCAL_IDENTITY = "poste-local"


class Role(Vocabulary):
    """Rôle : de quel point de vue les chiffres sont lus."""

    COUNCIL = "council", "Conseil départemental"
    DIRECTOR = "director", "Direction d'association"
    FUNDER = "funder", "Financeur FSE+"


PERIMETER_COLUMNS = {
    Role.COUNCIL: "department_code",
    Role.DIRECTOR: "structure_id",
    Role.FUNDER: "operation_id",
}
"""The column each role's rights are written on."""


class AccessError(Exception):
    """The identity has no right here; the message is a French sentence."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an identity may see: the rows whose perimeter column holds one of the codes.

    No code means no row. Scopes are hashable and are an argument of every cached function.
    """

    identity: str
    role: Role
    codes: frozenset[str]
    label: str

    @property
    def column(self) -> str:
        """Return the column of the observation the codes are compared with."""
        return PERIMETER_COLUMNS[self.role]


def read_access(path: Path) -> dict[str, Scope]:
    """Read the access table: one `[[access]]` per identity with role, codes and label.

    Raises AccessError when the file is absent or not understood.
    """
    try:
        entries = tomllib.loads(path.read_text("utf-8"))["access"]
        scopes = [
            Scope(
                identity=entry["identity"],
                role=Role(entry["role"]),
                codes=frozenset(entry["codes"]),
                label=entry["label"],
            )
            for entry in entries
        ]
    except (OSError, KeyError, ValueError, TypeError) as error:
        message = f"La table des droits {path} est absente ou mal formée."
        raise AccessError(message) from error
    return {scope.identity: scope for scope in scopes}


def scope_of(identity: str | None, access: dict[str, Scope]) -> Scope:
    """Return the scope of an identity; an unknown or absent identity is refused."""
    if identity is None or identity not in access:
        message = "Votre identité n'a aucun droit d'accès à cet observatoire."
        raise AccessError(message)
    return access[identity]


def write_access(path: Path, scopes: list[Scope]) -> None:
    """Write an access table that `read_access` reads back."""
    blocks = [
        "\n".join(
            (
                "[[access]]",
                f'identity = "{scope.identity}"',
                f'role = "{scope.role.value}"',
                f'label = "{scope.label}"',
                "codes = [" + ", ".join(f'"{code}"' for code in sorted(scope.codes)) + "]",
            )
        )
        for scope in scopes
    ]
    path.write_text("\n\n".join(blocks) + "\n", "utf-8")
