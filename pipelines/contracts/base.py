"""What every contract shares: how a column is named in French files, and the identifier shapes."""

from typing import Any

import dataframely as dy

PSEUDONYM = r"^[A-Za-z0-9#][A-Za-z0-9_.:#-]{0,79}$"
IDENTIFIER = r"^[A-Za-z0-9][A-Za-z0-9 _.:/-]{0,59}$"
COMMUNE_CODE = r"^(\d{2}|2[AB])\d{3}$"
DEPARTMENT_CODE = r"^(\d{2}|2[AB]|97\d|98\d)$"


def header(
    name: str,
    *aliases: str,
    sensitive: bool = False,
    withheld: tuple[str, ...] = (),
    is_told: bool = False,
) -> dict[str, Any]:
    """Return the metadata of a column: its header, other headers met, sensitivity, marks.

    `sensitive` marks health, disability and justice: never below the département in the
    protected edition. `withheld` are the marks of a cell that the publisher withholds: such a
    column must be in the file, and its empty cells are withheld. `is_told` asks for the column in
    every file too, though its cells may be empty.
    """
    described = {"header": name, "aliases": aliases, "sensitive": sensitive}
    described |= {"withheld": withheld} if withheld else {}
    return described | {"is_told": is_told or bool(withheld)}


class Contract(dy.Schema):
    """A canonical table.

    A rule is a method `<column>__<rule id>`; its docstring is the French sentence shown for the
    rows it sets aside.
    """
