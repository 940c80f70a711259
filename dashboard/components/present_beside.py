"""The FSE+ result beside the « sorties dynamiques » of the same structures, and why they differ."""

from datetime import date, timedelta
from html import escape

from dashboard.components import figures as counts
from dashboard.components import markup
from dashboard.components.present_facts import rate, window
from dashboard.components.present_words import counted
from dashboard.components.released_table import rate_text
from dashboard.components.visit import Visit
from dashboard.disclosure import Released
from dashboard.formats import number, plural
from dashboard.observatory import Question, ReleasedFse
from pipelines.indicators import indicators
from pipelines.vocabulary import Dimension, Scheme

BESIDE = "positive_exit"
TITLE = "À côté du taux de sorties dynamiques"
WARNING = (
    "Ces deux taux ne mesurent pas la même chose : ne jamais donner l'un sous le nom de l'autre, "
    "ni les comparer. L'écart entre eux vient d'abord de ce qu'ils comptent."
)


def section(visit: Visit, released: ReleasedFse) -> dict[str, Released]:
    """Draw both rates side by side; return the second one under its title, to be exported."""
    beside = same_structures(visit, released)
    if beside is None:
        told = "Aucune structure n'est rattachée à ces opérations : rien à mettre à côté."
        markup.block(f"<h2>{TITLE}</h2>{markup.paragraph(told, 'note')}")
        return {}
    markup.block(f"<h2>{TITLE}</h2>{markup.paragraph(WARNING, 'plain')}")
    markup.block(f'<div class="oi-tiles">{_fse_card(released)}{_exit_card(beside)}</div>')
    return {f"{label(beside)}, mêmes structures": beside}


def same_structures(visit: Visit, released: ReleasedFse) -> Released | None:
    """Return positive exits of the structures where the operations take place, by scheme.

    Every pathway of these structures in the reader's scope is counted, in the operations or not,
    over the full quarters from the start of the first operation to the cut-off.
    """
    operations = tuple(sorted(released.operations["operation_id"]))
    where = ((Dimension.OPERATION, operations),)
    found = counts.observe(
        visit.observatory, Question("entries", (Dimension.STRUCTURE,), where, (None, None))
    )
    structures = tuple(sorted(found.table[Dimension.STRUCTURE.value].drop_nulls()))
    if not structures:
        return None
    kept = ((Dimension.STRUCTURE, structures),)
    starts = released.operations["start_date"].drop_nulls()
    period = quarters_between(min(starts, default=None), released.settings.as_of)
    return counts.observe(visit.observatory, Question(BESIDE, (Dimension.SCHEME,), kept, period))


def quarters_between(since: date | None, until: date) -> tuple[str | None, str]:
    """Return the first quarter touched since a date, and the last one over at another."""
    after = until + timedelta(days=1)
    start = date(after.year, 3 * ((after.month - 1) // 3) + 1, 1)
    return (_quarter(since) if since else None), _quarter(start - timedelta(days=1))


def label(released: Released) -> str:
    """Return the rate's name: the words of the IAE only when every scheme met is IAE."""
    codes = released.table[Dimension.SCHEME.value].drop_nulls().to_list()
    indicator = indicators()[BESIDE]
    is_iae = bool(codes) and all(Scheme(code).is_iae for code in codes)
    return indicator.label_iae if is_iae and indicator.label_iae else indicator.label


def _fse_card(released: ReleasedFse) -> str:
    part = rate(released, "EECR04")
    wait = window(released.settings)
    return _card(
        "FSE+ : en emploi à la sortie (EECR04)",
        counted(part),
        (
            ("Population", "personnes au chômage ou inactives à l'entrée dans l'opération"),
            ("Compte", "un emploi, y compris indépendant ; la formation n'en est pas un"),
            ("Fenêtre", f"situation observée entre la sortie et {wait} après, et datée"),
            (
                "Hors base",
                "dossiers incomplets, contacts d'un jour, personnes déjà en emploi, sorties dont "
                f"les {wait} courent encore ; retour : seule la dernière sortie compte",
            ),
            ("Sans réponse", "dans la base, sans résultat"),
            ("Période", "depuis le début des opérations, jusqu'à l'arrêté"),
        ),
    )


def _exit_card(released: Released) -> str:
    row = released.total.row(0, named=True)
    of = f"{number(row['numerator'])} sur {number(row['base'])}"
    value = of if row["rate"] is None else f"{of} ({rate_text(row)})"
    period = ", ".join(value for title, value in released.conditions if "rimestre" in title)
    words = label(released)
    other = " (« sorties dynamiques » dans l'IAE)" if words == released.label else ""
    return _card(
        f"{words}{other}",
        value if row["base"] else "n/d",
        (
            ("Population", "parcours des mêmes structures dans votre périmètre, cofinancés ou non"),
            ("Compte", "emploi durable ou de transition, formation, alternance, autre SIAE"),
            ("Fenêtre", "motif saisi à la sortie, sans délai ; à défaut, situation à la sortie"),
            (
                "Hors base",
                f"{plural(row['excluded'], 'sortie neutralisée', 'sorties neutralisées')} (décès, "
                "retrait, sous le seuil de l'IAE, contrat prolongé)",
            ),
            ("Sans réponse", f"{number(row['unknown'])} dans la base, sans résultat"),
            ("Période", period or "trimestres de sortie entiers jusqu'à l'arrêté"),
        ),
    )


def _card(title: str, value: str, pairs: tuple[tuple[str, str], ...]) -> str:
    return (
        f'<div class="oi-tile"><span class="label">{escape(title)}</span>'
        f'<span class="value" style="font-size:1.6rem">{escape(value)}</span>'
        f"{markup.facts(pairs)}</div>"
    )


def _quarter(moment: date) -> str:
    return f"{moment.year}-Q{(moment.month + 2) // 3}"
