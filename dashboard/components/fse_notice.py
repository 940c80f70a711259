"""What every FSE+ page says first: participants only, the emblem, the rules in force."""

from base64 import b64encode
from functools import cache
from html import escape

from dashboard.components import markup
from dashboard.document.emblem import emblem_svg
from dashboard.formats import plural
from dashboard.reading.fse_sentences import AUTHORITATIVE, COFUNDED, NOT_EXPENDITURE
from pipelines.fse import FseSettings, ambiguities

NO_OPERATION = (
    "Aucune opération FSE+ dans votre périmètre : cette page ne montre des chiffres qu'aux "
    "lecteurs d'une opération cofinancée."
)


def draw() -> None:
    """Draw the first lines of an FSE+ page."""
    markup.block(
        '<div style="display:flex;gap:0.9rem;align-items:center;flex-wrap:wrap">'
        '<div style="border:1px solid var(--oi-border);padding:4px;line-height:0">'
        f'<img alt="Emblème de l\'Union européenne" width="81" height="54" src="{emblem()}"></div>'
        '<div style="flex:1 1 16rem">'
        f"{markup.paragraph(NOT_EXPENDITURE, 'plain')}"
        f'<p class="oi-note"><b>{COFUNDED}</b> · <b>{AUTHORITATIVE}</b> : les chiffres calculés '
        "ici servent à les relire, non à les remplacer.</p></div></div>"
    )


def rules(settings: FseSettings) -> str:
    """Return the rules in force, as one line to stand under the figures."""
    told = " · ".join(f"{title} : {value}" for title, value in settings.in_words())
    return f'<p class="oi-note"><b>Règles en vigueur</b> · {escape(told)}</p>'


def open_points(settings: FseSettings) -> str:
    """Return every point the texts leave open, with the rule followed here."""
    points = ambiguities(settings)
    columns = (markup.Column("Point laissé ouvert par les textes"), markup.Column("Règle suivie"))
    rows = [(point.question, point.in_force) for point in points]
    absent = sum(not point.is_settled for point in points)
    told = f"{plural(absent, 'point', 'points')} sur {len(points)} sans donnée pour trancher."
    return markup.table("Points laissés ouverts", columns, rows) + markup.paragraph(told, "note")


@cache
def emblem() -> str:
    """Return the emblem as an image address."""
    return f"data:image/svg+xml;base64,{b64encode(emblem_svg().encode()).decode()}"
