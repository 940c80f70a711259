"""Evidence kept apart: jobs declared, confirmed by an employer, found in the DSN."""

from dashboard.components import markup
from dashboard.components.markup import Cell, Column
from dashboard.components.retention_table import survival_cell
from dashboard.disclosure import share
from dashboard.formats import number, percent
from dashboard.observatory import ReleasedRetention
from pipelines.vocabulary import Evidence

TITLE = "Selon la preuve du premier emploi"
COLUMNS = (
    Column("Preuve"),
    Column("Personnes", is_number=True),
    Column("À 180 jours", is_number=True),
    Column("Suivies 180 jours", is_number=True, is_secondary=True),
)
ORDER = [item.value for item in Evidence]
NOTE = (
    "Une preuve ne vaut pas l'autre, et les publics diffèrent : la DSN ne voit que les emplois "
    "salariés, un emploi déclaré sans fin saisie passe pour tenu."
)


def draw(released: ReleasedRetention) -> None:
    """Draw the people by evidence of their job and how long those jobs hold, kept apart."""
    whole = released.people
    if not whole:
        return
    rows = [
        [
            row["label"],
            _people(row["people"], whole),
            survival_cell(row, 180),
            Cell(number(row["followed_180"]), row["followed_180"]),
        ]
        for row in sorted(released.groups.to_dicts(), key=lambda row: ORDER.index(row["code"]))
    ]
    markup.block(f"<h2>{TITLE}</h2>")
    markup.block(markup.table(TITLE, COLUMNS, rows) + markup.paragraph(NOTE, "note"))


def _people(count: int, whole: int) -> Cell:
    """Return a count of people, and under it the part it is of them all."""
    rate = share(count, whole)
    note = f"sur {number(whole)}" if rate is None else f"{percent(rate, whole)} de {number(whole)}"
    return Cell(number(count), count, f'{number(count)}<br><span class="oi-note">{note}</span>')
