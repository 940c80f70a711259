"""What the intake has to say about a file: findings, in French, without personal values."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How serious a finding is: an error sets rows aside or refuses the file."""

    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed in a file.

    `line` is the number a spreadsheet or an editor shows (first line of the record, header = 1);
    None means the whole file. `column` is the header as written in the file. `message` never
    repeats a cell.
    """

    file: str
    line: int | None
    column: str | None
    rule: str
    level: Level
    message: str
