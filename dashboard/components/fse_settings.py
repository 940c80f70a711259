"""The choices of the FSE+ pages, kept in the address: operations, cut-off, rules left open."""

from dataclasses import dataclass
from datetime import date

import polars as pl
import streamlit as st

from dashboard.components import address
from dashboard.components.visit import Visit
from dashboard.formats import day, plural
from pipelines.fse import FseSettings, LongTermRule
from pipelines.vocabulary import Dimension

OPERATION = Dimension.OPERATION.url_key
CUT_OFF, RULE, WINDOW, ESAT, IAE = "arrete", "regle", "delai", "esat", "iae"
SHARED = (OPERATION, CUT_OFF, RULE, WINDOW, ESAT, IAE)
OTHER = "autre"
YES, NO = "oui", "non"
EMPLOYMENT = {YES: "compté en emploi", NO: "non compté en emploi"}
WINDOW_DAYS = 28
LONGEST_WINDOW = 92
OFFERED_CUT_OFFS = 8


@dataclass(frozen=True, slots=True)
class FseChoices:
    """What the reader chose: the settings of the figures, and the operations (none means all)."""

    settings: FseSettings
    operations: tuple[str, ...]


def half_year_ends(reference: date, count: int = OFFERED_CUT_OFFS) -> tuple[date, ...]:
    """Return the last 30 June and 31 December on or before a date, latest first."""
    years = range(reference.year, reference.year - count - 1, -1)
    ends = (end for year in years for end in (date(year, 12, 31), date(year, 6, 30)))
    return tuple(end for end in ends if end <= reference)[:count]


def read_cut_off(given: str, reference: date) -> date | str:
    """Return the cut-off an address asks for, or the sentence that refuses it."""
    try:
        asked = date.fromisoformat(given)
    except ValueError:
        return (
            "La date d'arrêté de l'adresse n'est pas lisible (forme attendue : 2025-12-31). "
            "Aucun chiffre FSE+ n'existe sans date d'arrêté : choisissez-en une."
        )
    if asked > reference:
        return (
            f"La date d'arrêté du {day(asked)} est postérieure aux données, observées au "
            f"{day(reference)}. Choisissez une date antérieure."
        )
    return asked


def row(visit: Visit, operations: pl.DataFrame) -> FseChoices | str:
    """Draw the choices on one wrapping row; return them, or why no figure can be given yet.

    `operations` are those of the scope, with `operation_id` and `operation_name`.
    """
    reference = visit.observatory.reference_date
    names = dict(operations.select("operation_id", "operation_name").iter_rows())
    named = {code: name or code for code, name in names.items()}
    with st.container(horizontal=True, vertical_alignment="bottom", key="choix-fse"):
        kept = address.choose_many("Opérations FSE+", OPERATION, named, "Toutes les opérations")
        cut_off = choose_cut_off("Arrêté au", CUT_OFF, reference)
        rules = _rules()
    if isinstance(cut_off, str):
        return cut_off
    rule, window, esat, iae = rules
    settings = FseSettings(cut_off, rule, window, esat, iae)
    return FseChoices(settings, tuple(sorted(kept)))


def choose_cut_off(label: str, key: str, reference: date, default: str = "") -> date | str:
    """Offer the ends of half-years and any other date; return it, or why there is none.

    `default` is the code meant by an address that says nothing: the last half-year end if empty.
    """
    ends = [end.isoformat() for end in half_year_ends(reference)]
    given = st.query_params.get(key) or default or ends[0]
    read = read_cut_off(given, reference) if given != OTHER else OTHER
    codes = [*ends, OTHER] if given in ends or isinstance(read, str) else [given, *ends, OTHER]
    options = {code: "Autre date…" if code == OTHER else _shown(code) for code in codes}
    refused = isinstance(read, str) and read != OTHER
    if refused:
        address.write(key, (OTHER,))
    address.choose_one(label, key, options, default or ends[0], width=170)
    if not isinstance(read, str):
        return read
    _free_date(label, key, reference)
    asked = "Choisissez la date d'arrêté : aucun chiffre FSE+ n'existe sans elle."
    return read if refused else asked


def perimeter(visit: Visit, choices: FseChoices, operations: pl.DataFrame) -> str:
    """Return the perimeter line: who reads, which operations, cut-off, edition."""
    known = dict(operations.select("operation_id", "operation_name").iter_rows())
    names = [known.get(code) or code for code in choices.operations]
    several = plural(len(names) or len(known), "opération", "opérations")
    shown = ", ".join(names) if 0 < len(names) <= 3 else several
    parts = (
        visit.observatory.scope.label,
        shown,
        f"arrêté au {day(choices.settings.as_of)}",
        "édition restreinte",
        f"données au {day(visit.observatory.reference_date)}",
    )
    return " · ".join(parts)


def _shown(code: str) -> str:
    return day(date.fromisoformat(code))


def _free_date(label: str, key: str, reference: date) -> None:
    widget = f"{key}-libre"
    st.date_input(
        f"{label} (jour)",
        value=None,
        min_value=date(2021, 1, 1),
        max_value=reference,
        format="DD/MM/YYYY",
        key=widget,
        on_change=_follow_date,
        args=(key, widget),
        width=170,
    )


def _follow_date(key: str, widget: str) -> None:
    chosen = st.session_state[widget]
    if chosen is not None:
        address.write(key, (chosen.isoformat(),))


def _rules() -> tuple[LongTermRule, int, bool, bool]:
    changed = sum(key in st.query_params for key in (RULE, WINDOW, ESAT, IAE))
    with st.popover(f"Règles ({changed})" if changed else "Règles", key="regles-fse"):
        rules = {rule.value: rule.label.capitalize() for rule in LongTermRule}
        default = LongTermRule.AGE_SPLIT.value
        rule = LongTermRule(address.choose_one("Chômage de longue durée", RULE, rules, default))
        window = choose_number(
            "Résultats immédiats : jours après la sortie", WINDOW, WINDOW_DAYS, LONGEST_WINDOW
        )
        esat = address.choose_one("Travail en ESAT à la sortie", ESAT, EMPLOYMENT, NO)
        iae = address.choose_one("Emploi dans une autre SIAE à la sortie", IAE, EMPLOYMENT, YES)
    return rule, window, esat == YES, iae == YES


def choose_number(label: str, key: str, default: int, most: int, least: int = 1) -> int:
    """Offer a whole number between two bounds, kept in the address unless it is the default."""
    given = st.query_params.get(key, "")
    is_usable = given.isascii() and given.isdigit() and least <= int(given[:9]) <= most
    value = int(given) if is_usable and len(given) < 10 else default
    if given and not is_usable:
        address.write(key, ())
    st.session_state[key] = value
    st.number_input(
        label,
        min_value=least,
        max_value=most,
        step=1,
        key=key,
        on_change=_follow_number,
        args=(key, default),
        width=300,
    )
    return value


def _follow_number(key: str, default: int) -> None:
    value = st.session_state[key]
    address.write(key, () if value in {None, default} else (str(value),))
