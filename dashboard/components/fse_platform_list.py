"""The platform's list, loaded for the time of a comparison and never kept."""

from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

import streamlit as st

from dashboard.components import fse_figures, markup
from dashboard.components.fse_platform import (
    Comparison,
    PlatformError,
    PlatformList,
    compare,
    understood,
)
from dashboard.components.fse_settings import FseChoices
from dashboard.components.markup import Cell, Column
from dashboard.components.visit import Visit
from dashboard.formats import day, number, plural
from pipelines.pseudonym import KeyUnusableError, key_check_value, load_key
from pipelines.snapshot import Snapshot
from pipelines.sources.mapping import NO_MAPPING, Mapping, MappingError, load_mapping
from pipelines.sources.reading import LINE, UnreadableFile, read_text_table

FIELDS = {
    "entry_date": "Date d'entrée",
    "exit_date": "Date de sortie",
    "sex": "Sexe",
    "status_entry": "Situation à l'entrée",
    "unemployed_months": "Mois de chômage",
    "status_exit": "Situation à la sortie",
}
WORDS = {"unemployed": "au chômage", "employed": "en emploi", "inactive": "inactive"}
EMPTY = "vide"
HOW = (
    "Liste exportée de Ma Démarche FSE+ (CSV ou XLSX). Elle est lue pour cette comparaison puis "
    "effacée : rien n'en est gardé, ses identifiants deviennent des pseudonymes à la lecture. La "
    "correspondance (TOML) dit quels titres et quels codes de la plateforme sont les nôtres ; "
    "un exemple est fourni dans data_samples/mappings/fse."
)
MISSING = (
    Column("Dossier"),
    Column("Opération"),
    Column("Entrée", is_number=True),
)
DIFFERING = (
    Column("Dossier"),
    Column("Opération", is_secondary=True),
    Column("Donnée"),
    Column("Ici"),
    Column("Sur la plateforme"),
)


class Upload(Protocol):
    """A file the reader gave."""

    @property
    def name(self) -> str:
        """Return the name of the file."""
        ...

    def getvalue(self) -> bytes:
        """Return its bytes."""
        ...


def section(visit: Visit, choices: FseChoices) -> None:
    """Draw the load of the list, then who is missing on each side and which fields differ."""
    markup.block(f"<h2>La liste de la plateforme et la nôtre</h2>{markup.paragraph(HOW, 'note')}")
    given = st.file_uploader("Liste des participants", type=["csv", "xlsx"], key="liste-fse")
    mapping = st.file_uploader("Correspondance (TOML)", type=["toml"], key="correspondance-fse")
    if given is None:
        markup.block(markup.paragraph("Aucune liste chargée : rien à comparer.", "plain"))
        return
    here = fse_figures.rows(visit.observatory, choices).participations
    operations = tuple(here["operation_id"].unique().sort())
    try:
        there = load(given, mapping, operations, _key(visit.observatory.snapshot))
    except (PlatformError, MappingError) as error:
        _refuse(str(error))
    except UnreadableFile as error:
        _refuse(" ".join(finding.message for finding in error.findings))
    else:
        _draw(compare(here, there.rows), there)


def load(
    given: Upload, mapping: Upload | None, operations: tuple[str, ...], key: bytes | None
) -> PlatformList:
    """Read a list through its mapping, in a folder deleted before this returns.

    Raises PlatformError, MappingError or UnreadableFile; none of them tells a cell.
    """
    with TemporaryDirectory(prefix="liste-fse-") as folder:
        rules = _mapping(Path(folder), mapping)
        path = Path(folder) / f"liste{Path(given.name).suffix.casefold()}"
        path.write_bytes(given.getvalue())
        table = read_text_table(path, sheet=rules.sheet)
        return understood(table.frame.drop(LINE), rules, operations, key)


def _key(snapshot: Snapshot) -> bytes | None:
    """Return the key of the store's pseudonyms when this computer holds it."""
    try:
        key = load_key()
    except KeyUnusableError:
        return None
    return key if key_check_value(key) == snapshot.manifest.get("key_check") else None


def _mapping(folder: Path, mapping: Upload | None) -> Mapping:
    if mapping is None:
        return NO_MAPPING
    path = folder / "correspondance.toml"
    path.write_bytes(mapping.getvalue())
    return load_mapping(path)


def _draw(found: Comparison, there: PlatformList) -> None:
    markup.block(markup.paragraph(sentence(found, there), "plain"))
    for title, rows in (
        ("Ici, absentes de la plateforme", found.only_here),
        ("Sur la plateforme, absentes d'ici", found.only_there),
    ):
        if len(rows):
            lines = [_missing(row) for row in rows.to_dicts()]
            markup.block(f"<h2>{title}</h2>{markup.table(title, MISSING, lines)}")
    if len(found.differences):
        title = "Données qui diffèrent"
        lines = [
            (
                row["pseudonym"][:12],
                row["operation_id"],
                FIELDS[row["field"]],
                _value(row["field"], row["here"]),
                _value(row["field"], row["there"]),
            )
            for row in found.differences.to_dicts()
        ]
        markup.block(f"<h2>{title}</h2>{markup.table(title, DIFFERING, lines)}")


def sentence(found: Comparison, there: PlatformList) -> str:
    """Return how the two lists compare, and what could not be understood."""
    differing = found.differences.select("operation_id", "pseudonym").n_unique()
    told = (
        f"{number(found.both)} participations des deux côtés, dont {number(differing)} avec une "
        f"différence au moins ; {number(len(found.only_here))} ici seulement, "
        f"{number(len(found.only_there))} sur la plateforme seulement. Données comparées : "
        f"{', '.join(FIELDS[name].lower() for name in found.fields)}."
    )
    lost = [f"{FIELDS[name].lower()} ({count})" for name, count in there.not_understood.items()]
    if lost:
        told += f" Cellules non comprises, tenues pour vides : {', '.join(lost)}."
    if there.duplicates:
        told += (
            f" {plural(there.duplicates, 'ligne répétée', 'lignes répétées')} : la première compte."
        )
    return told


def _missing(row: dict[str, object]) -> tuple[str | Cell, ...]:
    entered = row["entry_date"]
    shown = EMPTY if entered is None else day(entered)  # type: ignore[arg-type]
    return (str(row["pseudonym"])[:12], str(row["operation_id"]), Cell(shown))


def _value(field: str, value: str | None) -> str:
    if value is None:
        return EMPTY
    if field.endswith("_date"):
        return "/".join(reversed(value.split("-")))
    return WORDS.get(value, value)


def _refuse(why: str) -> None:
    markup.block(f'<p class="oi-banner" role="status">{escape(why)}</p>')
