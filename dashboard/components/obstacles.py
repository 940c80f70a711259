"""The frame of Freins: what was assessed, the sentence that answers, the view chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboard.components import address, figures, markup, words
from dashboard.components.obstacles_shares import Share, share_of
from dashboard.components.visit import Visit
from dashboard.disclosure import Deliverable, Released
from dashboard.formats import plural
from dashboard.observatory import Question
from dashboard.reading.selection import Selection
from pipelines.indicators import Indicator
from pipelines.tallies import Tally
from pipelines.vocabulary import Dimension, Obstacle

VIEW = "vue"
FREQUENCY, RESOLVED, OUTCOMES, TOGETHER, MAP = "frequence", "levee", "issues", "ensemble", "carte"
VIEWS = {
    FREQUENCY: "Ce qui bloque",
    RESOLVED: "Ce qui se lève",
    OUTCOMES: "Ce que deviennent les personnes",
    TOGETHER: "Les freins cumulés",
    MAP: "La carte",
}
SENSITIVE = (
    "Santé et justice sont des sujets sensibles : cette édition restreinte les montre ; une "
    "édition publique ne les donnerait jamais sous le département."
)


@dataclass(frozen=True)
class Assessed:
    """What the assessments say of the pathways kept.

    `identified` holds the shares by obstacle, `overall` those of pathways with one at least;
    `resolved` counts obstacles.
    """

    identified: Released
    overall: Released
    resolved: Released

    @property
    def pathways(self) -> int:
        """Return how many pathways were kept, assessed or not."""
        row = self.overall.total.row(0, named=True)
        return int(row["yes"] + row["no"] + row["unknown"])

    @property
    def assessed(self) -> Share:
        """Return the pathways where one obstacle at least was assessed, over all."""
        return Share(self.any_identified.base, self.pathways)

    @property
    def any_identified(self) -> Share:
        """Return the pathways with one obstacle at least, over the assessed ones."""
        return share_of(self.overall.total.row(0, named=True))

    @property
    def shares(self) -> dict[Obstacle, Share]:
        """Return the pathways where each obstacle is identified, over those assessed for it."""
        found = {
            row["obstacle"]: share_of(row)
            for row in self.identified.table.to_dicts()
            if row["obstacle"]
        }
        return {item: found.get(item.value, Share(0, 0)) for item in Obstacle}


def assessed(visit: Visit, selection: Selection) -> Assessed:
    """Return what the assessments say of the pathways kept."""
    observatory = visit.observatory
    return Assessed(
        identified=figures.observe(
            observatory, selection.ask("obstacle_identified", Dimension.OBSTACLE)
        ),
        overall=figures.observe(observatory, selection.ask("obstacle_identified")),
        resolved=figures.observe(
            observatory, selection.ask("obstacle_resolved", Dimension.OBSTACLE)
        ),
    )


def reason(found: Assessed, selection: Selection) -> str:
    """Return why nothing can be said, or an empty text when something can."""
    if not found.pathways:
        return (
            "Aucun parcours ne correspond à ces filtres."
            if selection.is_filtered
            else "Aucun parcours dans votre périmètre."
        )
    if not found.any_identified.base:
        several = plural(found.pathways, "parcours retenu", "parcours retenus")
        return (
            f"Aucun frein n'a été évalué ({several}) : ne pas avoir évalué n'est pas "
            "l'absence de frein, et rien ne peut être dit de leur fréquence."
        )
    return ""


def answer(found: Assessed) -> None:
    """Say how many pathways were assessed, the most frequent obstacle, the share resolved."""
    sentences = [
        f"Les freins ont été évalués dans {found.assessed.of('parcours')}.",
        _most_frequent(found),
        _resolved(found),
    ]
    markup.block(markup.paragraph(" ".join(filter(None, sentences)), "answer"))


def choose_view() -> str:
    """Offer the views of the page and return the one chosen, kept in the address."""
    kept = address.kept_codes(VIEW, VIEWS)
    chosen = kept[0] if kept else FREQUENCY
    st.session_state[VIEW] = chosen
    st.segmented_control(
        "Vue",
        list(VIEWS),
        format_func=lambda code: VIEWS.get(code, code),
        key=VIEW,
        on_change=_follow,
        required=True,
        label_visibility="collapsed",
    )
    return chosen


def remind() -> None:
    """Say what a public edition would never show."""
    markup.block(markup.paragraph(SENSITIVE, "note"))


def definitions(shown: Mapping[str, Deliverable]) -> dict[str, Indicator | Tally]:
    """Return what each table of a view counts, by title."""
    return {
        title: table.indicator if isinstance(table, Released) else table.tally
        for title, table in shown.items()
    }


def restricted(selection: Selection, code: str, obstacle: str, *by: Dimension) -> Question:
    """Return the question about one obstacle; an empty code means one at least."""
    condition = ((Dimension.OBSTACLE, (obstacle,)),) if obstacle else ()
    return Question(code, by, (*selection.where, *condition), selection.period)


def _most_frequent(found: Assessed) -> str:
    known = {item: share for item, share in found.shares.items() if share.rate is not None}
    if not known:
        return "Aucun frein n'est évalué dans 10 parcours : aucun taux n'est donné."
    highest = max(share.rate or 0 for share in known.values())
    if not highest:
        return "Aucun frein n'est identifié parmi eux."
    first = [(item, share) for item, share in known.items() if share.rate == highest]
    if len(first) > 1:
        names = (
            f"{words.in_sentence(item.label)} ({share.counted}, {share.rate_words})"
            for item, share in first
        )
        return f"À égalité, les plus souvent identifiés : {', '.join(names)}."
    item, share = first[0]
    told = share.of("parcours où il est évalué")
    return f"Le plus souvent identifié est « {words.in_sentence(item.label)} » : {told}."


def _resolved(found: Assessed) -> str:
    share = share_of(found.resolved.total.row(0, named=True))
    if not share.base:
        return ""
    noun = "frein identifié" if share.base == 1 else "freins identifiés"
    verb = "ont" if share.numerator > 1 else "a"
    return f"{share.of(noun)} {verb} une date de levée."


def _follow() -> None:
    chosen = st.session_state[VIEW]
    address.write(VIEW, () if chosen in (None, FREQUENCY) else (chosen,))
