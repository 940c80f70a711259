"""The counts that are no indicator: every headed file of sql/queries, read once."""

from dataclasses import dataclass
from functools import cache

from pipelines import vocabulary
from pipelines.indicators import Time
from pipelines.resources import resource
from pipelines.sql_headers import fingerprint, read_header
from pipelines.vocabulary import Vocabulary

HEADER = ("label", "definition", "counts", "time", "source", "columns")
OPTIONAL = ("codes",)


@dataclass(frozen=True, slots=True)
class Tally:
    """What a table of counts means, in words and in SQL.

    `counts` names what is counted; `columns` maps each column to its French title; `vocabularies`
    gives the code list of the columns that hold codes; `shares` names those that are fractions of
    one, every other decimal being in the unit its title says. The query reads `visible`, the
    pathways of the observation that the reader may see and has kept, one row each; it returns
    counts, so that only a table drawn from released figures has shares.
    """

    code: str
    label: str
    definition: str
    counts: str
    time: Time
    source: str
    columns: dict[str, str]
    vocabularies: dict[str, type[Vocabulary]]
    sql: str
    shares: tuple[str, ...] = ()

    @property
    def version(self) -> str:
        """Return a short fingerprint of the definition, header and query together."""
        return fingerprint(self.sql)


def parse_tally(code: str, text: str) -> Tally:
    """Read one headed SQL file.

    Raises ValueError naming the file when a field is missing, misplaced or has an unknown value.
    """
    fields = read_header(code, text, HEADER, OPTIONAL)
    return Tally(
        code=code,
        label=fields["label"],
        definition=fields["definition"],
        counts=fields["counts"],
        time=Time(fields["time"]),
        source=fields["source"],
        columns=_pairs(fields["columns"]),
        vocabularies={
            column: getattr(vocabulary, name)
            for column, name in _pairs(fields.get("codes", "")).items()
        },
        sql=text,
    )


@cache
def tallies() -> dict[str, Tally]:
    """Return the registry of tallies, by code; queries without a header are not tallies."""
    texts = {
        path.stem: path.read_text("utf-8")
        for path in sorted(resource("sql", "queries").glob("*.sql"))
    }
    return {
        code: parse_tally(code, text)
        for code, text in texts.items()
        if text.startswith("-- label: ")
    }


def _pairs(text: str) -> dict[str, str]:
    """Read `name = words ; name = words`."""
    parts = (part.split("=", 1) for part in text.split(";") if part.strip())
    return {name.strip(): words.strip() for name, words in parts}
