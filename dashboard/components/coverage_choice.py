"""What is asked of Couverture IAE: a chapter, and the parameters every figure depends on."""

from dataclasses import dataclass

import streamlit as st

from dashboard.components import address
from dashboard.components.words import in_sentence
from dashboard.formats import decimal
from dashboard.observatory.coverage_choices import CoverageChoices
from dashboard.observatory.coverage_question import (
    COVERAGE_PRESETS,
    DEFAULT_PRESET,
    CoverageQuestion,
)
from pipelines.vocabulary import Dimension, PopulationUnit, TargetPublic, labels
from pipelines.vocabulary.coverage import SupplyFamily

VIEW, PUBLIC, FAMILY, METHOD, MINUTES = "vue", "public", "offre", "methode", "minutes"
YEAR, POSTS, REFERENCE, ORIGIN = "annee", "etp", "ref", "source"
MAP, PLACES, SENSITIVITY, SIMULATION = "carte", "territoires", "sensibilite", "simulation"
CHAPTERS = {
    MAP: "La carte",
    PLACES: "Les territoires",
    SENSITIVITY: "La sensibilité",
    SIMULATION: "La simulation",
}
POSTS_TOLD = {"": "conventionnés", "realises": "réalisés"}
FEWEST, MOST = 0.1, 1_000.0
"""A reference of one's own, in FTE per 100 people."""
MINUTES_OFFERED = (15, 20, 30, 45, 60)


@dataclass(frozen=True)
class Asked:
    """The chapter looked at, one question per département, and where a reference comes from."""

    chapter: str
    questions: tuple[CoverageQuestion, ...]
    origin: str = ""

    @property
    def is_single(self) -> bool:
        """Tell whether one département is looked at, commune by commune."""
        return len(self.questions) == 1

    @property
    def first(self) -> CoverageQuestion:
        """Return a question that holds the parameters common to all."""
        return self.questions[0]


def choose(choices: CoverageChoices) -> Asked:
    """Offer the chapter and the parameters, and return what they ask."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="question"):
        chapter = address.choose_one("Regarder", VIEW, CHAPTERS, MAP, 160)
        departments = _departments(choices)
        public, unit = _public(choices, departments)
        families = labels(SupplyFamily)
        family = address.choose_one("Structures", FAMILY, families, SupplyFamily.ALL.value, 255)
        preset, minutes = _method()
        year, is_actual = _posts(choices, departments)
        reference, origin = _reference()
    questions = tuple(
        CoverageQuestion(
            department,
            public,
            unit,
            SupplyFamily(family),
            year,
            is_actual,
            preset,
            minutes,
            reference,
        )
        for department in departments
    )
    return Asked(chapter, questions, origin)


def public_words(public: TargetPublic, unit: PopulationUnit) -> str:
    """Return a public with the unit it is counted in, unless the unit says nothing more."""
    if unit is PopulationUnit.INHABITANT:
        return public.label
    return f"{public.label} ({in_sentence(unit.label)})"


def _public(
    choices: CoverageChoices, departments: tuple[str, ...]
) -> tuple[TargetPublic, PopulationUnit | None]:
    """Offer the publics counted in the départements, each in its units."""
    offered = {f"{pair[0].value}.{pair[1].value}": pair for pair in choices.publics(departments)}
    usual = choices.usual(departments)
    if usual is None:
        return TargetPublic.RSA, None
    names = {key: public_words(*pair) for key, pair in offered.items()}
    first = f"{usual[0].value}.{usual[1].value}"
    return offered[address.choose_one("Public", PUBLIC, names, first, 410)]


def _departments(choices: CoverageChoices) -> tuple[str, ...]:
    """Offer the départements; none chosen means all of them."""
    dimension, offered = Dimension.DEPARTMENT, choices.departments
    kept = address.choose_many(dimension.label, dimension.url_key, offered, "Tous", 190)
    return kept or tuple(offered)


def _method() -> tuple[str, float | None]:
    """Offer the method, and minutes other than its own."""
    methods = {key: preset.label for key, preset in COVERAGE_PRESETS.items()}
    preset = address.choose_one("Méthode", METHOD, methods, DEFAULT_PRESET, 260)
    minutes = address.choose_one("Temps au plus", MINUTES, _minutes(preset), width=170)
    return preset, float(minutes) if minutes else None


def _posts(choices: CoverageChoices, departments: tuple[str, ...]) -> tuple[int | None, bool]:
    """Offer the year of the posts, and whether they are those agreed or those done."""
    told = [str(year) for year in choices.years_of(departments)]
    years = {year: year for year in sorted(told, reverse=True)}
    year = address.choose_one("Année", YEAR, years, told[0] if told else "", 100)
    is_actual = bool(address.choose_one("ETP", POSTS, POSTS_TOLD, width=150))
    return int(year) if year else None, is_actual


def _minutes(preset: str) -> dict[str, str]:
    """Return the minutes offered: none beyond which the method counts nothing."""
    rule = COVERAGE_PRESETS[preset].rule
    kept = [minutes for minutes in MINUTES_OFFERED if minutes <= rule.furthest]
    offered = {str(minutes): f"{minutes} min" for minutes in kept}
    return {"": f"{rule.max_minutes:.0f} min (méthode)"} | offered


def _reference() -> tuple[float | None, str]:
    """Offer a reference of one's own, with its source; none is the mean of the département."""
    value = _number(st.query_params.get(REFERENCE, ""))
    origin = st.query_params.get(ORIGIN, "")
    title = f"Référence ({decimal(value)})" if value else "Référence (moyenne)"
    st.session_state[REFERENCE], st.session_state[ORIGIN] = value, origin
    with st.popover(title, key="reference"):
        _ask_value()
        _ask_origin()
    return value, origin


def _ask_value() -> None:
    st.number_input(
        "ETP pour 100 personnes",
        min_value=FEWEST,
        max_value=MOST,
        step=FEWEST,
        format="%.1f",
        value=None,
        key=REFERENCE,
        on_change=_follow,
        args=(REFERENCE,),
        placeholder="Moyenne du département",
    )


def _ask_origin() -> None:
    st.text_input(
        "Source de cette valeur",
        key=ORIGIN,
        on_change=_follow,
        args=(ORIGIN,),
        placeholder="Convention, schéma, étude…",
        max_chars=120,
    )


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if FEWEST <= value <= MOST else None


def _follow(key: str) -> None:
    value = st.session_state[key]
    written = f"{value:g}" if isinstance(value, float) else str(value or "").strip()
    address.write(key, (written,) if written else ())
