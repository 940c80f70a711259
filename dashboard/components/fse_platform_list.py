"""The platform's list, loaded for the time of a comparison and never kept."""

from dataclasses import replace
from datetime import date
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
    ours,
    understood,
)
from dashboard.components.fse_platform_cells import field_of
from dashboard.components.fse_platform_words import EMPTY, FIELDS, sentence, value_in_words
from dashboard.components.fse_settings import FseChoices
from dashboard.components.markup import Cell, Column
from dashboard.components.visit import Visit
from dashboard.formats import day
from pipelines.pseudonym import KeyUnusableError, key_check_value, load_key
from pipelines.snapshot import Snapshot
from pipelines.sources.mapping import NO_MAPPING, Mapping, MappingError, load_mapping
from pipelines.sources.reading import LINE, UnreadableFile, read_text_table

HOW = (
    "Liste exportée de Ma Démarche FSE+ (CSV ou XLSX). Elle est lue pour cette comparaison puis "
    "effacée : rien n'en est gardé, ses identifiants deviennent des pseudonymes à la lecture. La "
    "correspondance (TOML) dit quels titres et quels codes de la plateforme sont les nôtres ; "
    "un exemple est fourni dans data_samples/mappings/fse."
)
COMPARED_HOW = (
    "Les deux listes sont comparées à la date d'arrêté : ce qui la suit n'est pas lu. Le niveau de "
    "formation l'est dans les trois classes des indicateurs, la commune en rurale ou non, le "
    "chômage de longue durée selon la règle en vigueur. Une liste qui ne distingue pas la longue "
    "durée, ou la formation, n'est pas comparée sur ce point. Les minorités (EECO15) n'ont pas de "
    "champ individuel."
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
    told = markup.paragraph(HOW, "note") + markup.paragraph(COMPARED_HOW, "note")
    markup.block(f"<h2>La liste de la plateforme et la nôtre</h2>{told}")
    given = st.file_uploader("Liste des participants", type=["csv", "xlsx"], key="liste-fse")
    mapping = st.file_uploader("Correspondance (TOML)", type=["toml"], key="correspondance-fse")
    if given is None:
        markup.block(markup.paragraph("Aucune liste chargée : rien à comparer.", "plain"))
        return
    known = fse_figures.operations(visit.observatory)["operation_id"]
    operations = choices.operations or tuple(known)
    try:
        there = load(
            given, mapping, operations, choices.settings.as_of, _key(visit.observatory.snapshot)
        )
    except (PlatformError, MappingError) as error:
        _refuse(str(error))
    except UnreadableFile as error:
        _refuse(" ".join(finding.message for finding in error.findings))
    else:
        here = ours(fse_figures.rows(visit.observatory, choices).participations)
        _draw(compare(here, there.rows), there)


def load(
    given: Upload,
    mapping: Upload | None,
    operations: tuple[str, ...],
    as_of: date,
    key: bytes | None,
) -> PlatformList:
    """Read a list through its mapping, in a folder deleted before this returns.

    A column that is not compared is discarded while reading.
    Raises PlatformError, MappingError or UnreadableFile; none of them tells a cell.
    """
    with TemporaryDirectory(prefix="liste-fse-") as folder:
        rules = _mapping(Path(folder), mapping)
        path = Path(folder) / f"liste{Path(given.name).suffix.casefold()}"
        path.write_bytes(given.getvalue())
        table = read_text_table(
            path, dropped=lambda header: field_of(header, rules) is None, sheet=rules.sheet
        )
        unread = table.set_aside[LINE].n_unique()
        found = understood(table.frame.drop(LINE), rules, operations, as_of, key)
        return replace(found, unread=unread)


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
                value_in_words(row["field"], row["here"]),
                value_in_words(row["field"], row["there"]),
            )
            for row in found.differences.to_dicts()
        ]
        markup.block(f"<h2>{title}</h2>{markup.table(title, DIFFERING, lines)}")


def _missing(row: dict[str, object]) -> tuple[str | Cell, ...]:
    entered = row["entry_date"]
    shown = EMPTY if entered is None else day(entered)  # type: ignore[arg-type]
    return (str(row["pseudonym"])[:12], str(row["operation_id"]), Cell(shown))


def _refuse(why: str) -> None:
    markup.block(f'<p class="oi-banner" role="status">{escape(why)}</p>')
