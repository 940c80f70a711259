"""What is asked of Maintien en emploi: a chapter, a continuity, the groups told apart."""

from dataclasses import dataclass

import streamlit as st

from dashboard.components import address
from dashboard.observatory import RetentionQuestion
from dashboard.observatory.retention_question import Told
from dashboard.reading.selection import Selection
from pipelines.vocabulary import Continuity, Dimension, JobTrait, Obstacle, labels

VIEW, CONTINUITY, BY, OBSTACLE, SPAN = "vue", "lien", "par", "frein", "recul"
CURVES, INDICATORS, ENDINGS, FOLLOWUPS = "courbes", "indicateurs", "fins", "suivis"
CHAPTERS = {
    CURVES: "Les courbes",
    INDICATORS: "Les indicateurs",
    ENDINGS: "Les fins d'emploi",
    FOLLOWUPS: "Les suivis dans l'emploi",
}
TOLD_APART: tuple[Dimension | JobTrait, ...] = (
    Dimension.SCHEME,
    Dimension.DEPARTMENT,
    Dimension.EPCI,
    Dimension.LOCAL_TERRITORY,
    JobTrait.CONTRACT_KIND,
    JobTrait.EVIDENCE,
    Dimension.RSA,
    Dimension.RQTH,
    Dimension.QPV,
    Dimension.SEX,
    Dimension.AGE_BAND,
    Dimension.EDUCATION,
)
ONE_OBSTACLE = "frein"
ONE_YEAR, TWO_YEARS = 365, 730
SPANS = {str(ONE_YEAR): "1 an", str(TWO_YEARS): "2 ans"}
NARROW = 130


@dataclass(frozen=True)
class Asked:
    """The chapter looked at, the question it asks, and how many days its curves cover."""

    chapter: str
    question: RetentionQuestion
    span: int = ONE_YEAR


def choose(selection: Selection) -> Asked:
    """Offer the chapters, then what the one looked at needs."""
    span, continuity, by = str(ONE_YEAR), Continuity.ANY_EMPLOYER, None
    with st.container(horizontal=True, vertical_alignment="bottom", key="question"):
        chapter = address.choose_one("Regarder", VIEW, CHAPTERS, CURVES)
        if chapter in {CURVES, ENDINGS}:
            by = _told_apart()
        if chapter == CURVES:
            continuity = Continuity(
                address.choose_one(
                    "Emploi continu chez", CONTINUITY, labels(Continuity), continuity.value
                )
            )
            span = address.choose_one("Sur", SPAN, SPANS, span, NARROW)
    question = RetentionQuestion(continuity, by, selection.where, selection.period)
    return Asked(chapter, question, int(span))


def _told_apart() -> Told | None:
    """Offer what groups are told apart by; an obstacle is chosen alone, with against without."""
    known = {_key(item): item for item in TOLD_APART}
    offered = {"": "Ne pas comparer"} | {key: item.label for key, item in known.items()}
    offered[ONE_OBSTACLE] = "Un frein"
    key = address.choose_one("Comparer par", BY, offered)
    if key == ONE_OBSTACLE:
        return Obstacle(
            address.choose_one("Frein", OBSTACLE, labels(Obstacle), next(iter(Obstacle)).value)
        )
    return known.get(key)


def _key(item: Dimension | JobTrait) -> str:
    return item.codes[0]
