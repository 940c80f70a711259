"""The tables behind the sentence: by sex, by operation, and what became of those who left."""

from html import escape

import streamlit as st

from dashboard.components import markup
from dashboard.components.fse_settings import FseChoices
from dashboard.components.markup import Cell, Column, Row
from dashboard.components.present_facts import (
    WHOLE,
    ladder,
    rate,
    sexes,
    survey,
    window,
)
from dashboard.components.present_words import Part, counted
from dashboard.components.present_words import sexes as people_by_sex
from dashboard.disclosure import share
from dashboard.formats import NO_BREAK_SPACE, number
from dashboard.observatory import ReleasedFse
from dashboard.scope import Scope
from pipelines.fse import fse_indicators

SEX_TITLES = {"F": "Femmes", "M": "Hommes", "X": "X", "unknown": "Non renseigné"}
LEAVING = ("EECR01", "EECR02", "EECR03", "EECR04")
LATER = "EECR05"
IMPROVED = "EECR06"
EXITS = (
    Column("Résultat"),
    Column("n sur N", is_number=True),
    Column("À l'arrêté, fenêtres ouvertes comprises", is_number=True, is_secondary=True),
    Column("Qui est compté", is_secondary=True),
)
COUNTED = (
    Column("Personnes", is_number=True, is_secondary=True),
    Column("Participations", is_number=True, is_secondary=True),
    Column("Comptées", is_number=True, hint="Comptées par le FSE+ (EECO01)"),
    Column("Emploi à la sortie", is_number=True, hint="En emploi dans le délai (EECR04)"),
    Column("À six mois", is_number=True, is_secondary=True, hint="En emploi parmi les réponses"),
)
COUNTED_NOTE = (
    "Comptées : par le FSE+ (EECO01). Emploi à la sortie : personnes au chômage ou inactives à "
    "l'entrée, sorties dont le délai est échu (EECR04). À six mois : en emploi parmi les réponses."
)


@st.cache_data(show_spinner=False, max_entries=100)
def draw(snapshot_id: str, scope: Scope, choices: FseChoices, _figures: ReleasedFse) -> None:
    """Draw every table, once per snapshot, scope and choices."""
    by_sex(_figures)
    by_operation(_figures)
    outcomes(_figures)


def by_sex(figures: ReleasedFse) -> None:
    """Draw women and men, X and missing when someone is, always beside the total."""
    title = "Femmes et hommes"
    shown = sexes(figures)
    heads = [(sex, figures.value("HEAD", None, sex) or 0) for sex in shown]
    rows = [_counted(figures, SEX_TITLES[sex], None, sex) for sex in shown]
    columns = (Column("Sexe"), *COUNTED)
    table = markup.table(title, columns, rows, _counted(figures, "Ensemble"))
    told = markup.paragraph(f"{people_by_sex(heads)}.", "plain")
    markup.block(f"<h2>{title}</h2>{told}")
    markup.block(table + markup.paragraph(COUNTED_NOTE, "note"))


def by_operation(figures: ReleasedFse) -> None:
    """Draw each operation; a person followed in two counts once in the whole."""
    if len(figures.operations) < 2:
        return
    title = "Par opération"
    names = figures.operations.select("operation_id", "operation_name").iter_rows()
    rows = [_counted(figures, name or code, code) for code, name in names]
    note = (
        "Les personnes ne s'additionnent pas d'une opération à l'autre ; les participations et "
        "les comptes du FSE+, si."
    )
    columns = (Column("Opération"), *COUNTED)
    table = markup.table(title, columns, rows, _counted(figures, "Ensemble"))
    markup.block(f"<h2>{title}</h2>{table}{markup.paragraph(note, 'note')}")


def outcomes(figures: ReleasedFse) -> None:
    """Draw the results upon leaving, then at six months."""
    wait = window(figures.settings)
    title = f"Dans les {wait} qui suivent la sortie"
    table = markup.table(title, EXITS, [_result(figures, code) for code in LEAVING])
    note = (
        f"Base : sorties dont le délai ({wait}) est échu. Une même participation peut avoir "
        "plusieurs résultats ; une situation non saisie ou saisie hors délai ne compte pas."
    )
    markup.block(f"<h2>{title}</h2>{table}{markup.paragraph(note, 'note')}")
    title = "Six mois après la sortie"
    told = "".join(markup.paragraph(item, "plain") for item in _six_months(figures))
    markup.block(f"<h2>{title}</h2>{told}")


def _six_months(figures: ReleasedFse) -> list[str]:
    row = survey(figures)
    if not row["due"]:
        told = (
            "Aucune sortie de personne au chômage ou inactive à l'entrée n'a encore six mois : n/d."
        )
    else:
        answers = counted(Part(row["observed"], row["due"]))
        told = (
            f"Situation observée à six mois pour {answers} des sorties assez anciennes de "
            "personnes au chômage ou inactives à l'entrée ; en emploi parmi elles : "
            f"{_text(Part(row['in_work'], row['observed']))}."
        )
    improved = rate(figures, IMPROVED)
    return [
        told,
        "Situation améliorée à six mois, sur toutes les sorties assez anciennes de personnes en "
        "emploi à l'entrée, observées ou non (EECR06) : "
        f"{_text(improved)}.",
        f"EECR05, {row['text']}. Le chiffre officiel est une estimation d'enquête ; le suivi de "
        "l'association en est une preuve, pas le résultat.",
    ]


def _result(figures: ReleasedFse, code: str) -> Row:
    indicator = fse_indicators()[code]
    known = figures.value(code) or 0
    return (
        f"{indicator.label} ({code})",
        _part(rate(figures, code)),
        _count(known),
        indicator.population,
    )


def _counted(
    figures: ReleasedFse, name: str, operation: str | None = None, sex: str = WHOLE
) -> Row:
    counts = ladder(figures, operation, sex)
    later = survey(figures, operation, sex)
    return (
        name,
        _count(counts.people),
        _count(counts.participations),
        _count(counts.countable),
        _part(rate(figures, "EECR04", operation, sex)),
        _part(Part(later["in_work"], later["observed"])),
    )


def _count(value: int) -> Cell:
    return Cell(number(value), value)


def _text(part: Part) -> str:
    return f"{counted(part)}" if part.base else "n/d (base nulle)"


def _part(part: Part) -> Cell:
    """Return `7 sur 19 (37 %)`, whose share goes to a second line where the column is narrow."""
    text = counted(part)
    rate_ = share(part.count, part.base)
    counts, _, shown = text.partition(" (")
    after = f" <span style='display:inline-block'>({escape(shown)}</span>" if shown else ""
    whole = counts.replace(" ", NO_BREAK_SPACE)
    broken = f"<span style='white-space:normal'>{escape(whole)}{after}</span>"
    return Cell(text, -1 if rate_ is None else rate_, broken)
