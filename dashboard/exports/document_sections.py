"""Every table of a meeting document in one shape: what its workbook and its CSV file both hold."""

from dataclasses import dataclass

from dashboard.document import (
    Cell,
    Chart,
    Column,
    Document,
    Finding,
    Gap,
    KeyFigure,
    Kind,
    Map,
    Table,
)
from dashboard.observatory import QuestionError

NOTHING = ""
"""A cell with nothing to say, unlike None, which is « non connu »."""

EMPTY = "aucune ligne"


@dataclass(frozen=True, slots=True)
class Section:
    """A table under the name people look for; `absence` says why it has no row."""

    name: str
    table: Table
    absence: str = EMPTY

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the rows to write: the groups, then the whole perimeter if there is one."""
        whole = self.table.whole
        return (*self.table.rows, whole) if whole else self.table.rows


def sections(document: Document) -> tuple[Section, ...]:
    """Return every table of a document in its reading order, those without a row as well."""
    maps = document.map
    drawn = maps.table or _table(maps.title, maps.note, {})
    return (
        Section("Chiffres clés", _key_figures(document.key_figures)),
        Section("Constats", _findings(document.findings)),
        Section("Graphique", _chart(document.chart), document.chart.refusal or EMPTY),
        Section("Carte", drawn, maps.refusal or EMPTY),
        Section("Légende de la carte", _legend(maps), maps.refusal or EMPTY),
        *(Section(table.title, table) for table in document.tables),
        Section("Ce qui manque", _gaps(document.gaps), "rien n'est signalé"),
    )


def check_counted(document: Document) -> None:
    """Raise QuestionError, in a French sentence, when no key figure counts anybody."""
    counts = (
        getattr(item.now, name) or 0
        for item in document.key_figures
        for name in ("numerator", "base", "unknown", "excluded", "immature")
    )
    if not any(counts):
        message = (
            "Aucun chiffre clé ne compte personne sur ce périmètre et cette période : rien n'est "
            "exporté. Élargissez le périmètre ou la période."
        )
        raise QuestionError(message)


def _table(
    title: str,
    note: str,
    columns: dict[str, Kind],
    rows: tuple[tuple[Cell, ...], ...] = (),
) -> Table:
    return Table(title, title, note, tuple(Column(*item) for item in columns.items()), rows, None)


KEY_COLUMNS = {
    "Chiffre": Kind.TEXT,
    "Code": Kind.TEXT,
    "Compté sur": Kind.TEXT,
    "Période": Kind.FIGURE,
    "Comparé à": Kind.TEXT,
    "Avant": Kind.FIGURE,
    "Écart non donné": Kind.TEXT,
    "Évolution en points": Kind.DECIMAL,
    "Évolution en nombre": Kind.COUNT,
    "Objectif (taux)": Kind.SHARE,
    "Objectif (nombre)": Kind.DECIMAL,
    "Objectif": Kind.TEXT,
    "Écart à l'objectif": Kind.TEXT,
    "Manque pour l'objectif": Kind.COUNT,
    "Source de l'objectif": Kind.TEXT,
}


def _key_figures(items: tuple[KeyFigure, ...]) -> Table:
    rows = tuple(
        (
            *(item.label, item.code, item.moment, item.now),
            *(item.before_moment, item.before, item.not_compared),
            *_change(item),
            *_target(item),
        )
        for item in items
    )
    return _table("Chiffres clés", "", KEY_COLUMNS, rows)


def _change(item: KeyFigure) -> tuple[Cell, Cell]:
    """Return the change over a year in points for a share, in number for a count."""
    now, before = item.now, item.before
    if item.not_compared:
        return NOTHING, NOTHING
    if now.base is None:
        return NOTHING, None if before is None else now.numerator - before.numerator
    if before is None or now.rate is None or before.rate is None:
        return None, NOTHING
    return 100 * (now.rate - before.rate), NOTHING


def _target(item: KeyFigure) -> tuple[Cell, ...]:
    target = item.target
    if target is None:
        return NOTHING, NOTHING, item.no_target, NOTHING, NOTHING, NOTHING
    is_count = item.now.base is None
    values = (NOTHING, target.value) if is_count else (target.value, NOTHING)
    return *values, target.aimed, target.gap, target.shortfall, target.source


def _findings(items: tuple[Finding, ...]) -> Table:
    columns = dict.fromkeys(("Constat", "Phrase", "Règle de choix"), Kind.TEXT)
    rows = tuple((item.title, item.sentence, item.rule) for item in items)
    return _table("Constats", "", columns, rows)


def _chart(chart: Chart) -> Table:
    columns = {"Groupe": Kind.TEXT, "Taux": Kind.FIGURE}
    rows = tuple((bar.label, bar.figure) for bar in (*chart.bars, *chart.left))
    return _table(chart.title, chart.note, columns, rows)


def _legend(maps: Map) -> Table:
    columns = {"Classe": Kind.TEXT, "Territoires": Kind.COUNT}
    rows = tuple((item.words, item.areas) for item in maps.legend)
    return _table("Légende de la carte", maps.note, columns, rows)


def _gaps(items: tuple[Gap, ...]) -> Table:
    columns = {"Sujet": Kind.TEXT, "Nombre": Kind.COUNT, "Sur": Kind.COUNT, "Raison": Kind.TEXT}
    rows = tuple(
        (item.subject, item.count, NOTHING if item.out_of is None else item.out_of, item.reason)
        for item in items
    )
    return _table("Ce qui manque", "", columns, rows)
