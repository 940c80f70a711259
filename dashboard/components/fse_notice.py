"""What every FSE+ page says first: participants only, the emblem, the rules in force."""

from base64 import b64encode
from functools import cache
from html import escape
from math import cos, pi, sin

from dashboard.components import markup
from dashboard.formats import plural
from dashboard.reading.fse_sentences import AUTHORITATIVE, COFUNDED, NOT_EXPENDITURE
from pipelines.fse import FseSettings, ambiguities

NO_OPERATION = (
    "Aucune opération FSE+ dans votre périmètre : cette page ne montre des chiffres qu'aux "
    "lecteurs d'une opération cofinancée."
)
BLUE, GOLD = "#003399", "#ffcc00"
STARS, CENTRE_X, CENTRE_Y, RING, STAR = 12, 27.0, 18.0, 12.0, 2.0
PENTAGRAM = 0.381966
"""Inner over outer radius of a five-pointed star."""


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
    """Return the emblem as an image address: twelve gold stars in a ring on blue."""
    stars = "".join(_star(2 * pi * rank / STARS) for rank in range(STARS))
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 54 36" width="54" height="36">'
        f'<rect width="54" height="36" fill="{BLUE}"/>{stars}</svg>'
    )
    return f"data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}"


def _star(angle: float) -> str:
    across, down = CENTRE_X + RING * sin(angle), CENTRE_Y - RING * cos(angle)
    points = " ".join(
        f"{across + radius * sin(pi * rank / 5):.2f},{down - radius * cos(pi * rank / 5):.2f}"
        for rank in range(10)
        for radius in (STAR if rank % 2 == 0 else STAR * PENTAGRAM,)
    )
    return f'<polygon points="{points}" fill="{GOLD}"/>'
