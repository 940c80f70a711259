"""The parts of Méthodologie: definitions to search, crosswalk, thresholds, sources."""

import streamlit as st

from dashboard.components import figures, markup, method, words
from dashboard.components.markup import Column
from dashboard.components.visit import Visit
from dashboard.disclosure import Released, thresholds
from dashboard.formats import number, plural
from dashboard.observatory import Question
from pipelines.indicators import Indicator, indicators
from pipelines.vocabulary import CROSSWALK_VERSION, Dimension, Obstacle, crosswalk, labels, plain

SYSTEMS = {
    "france_travail": "France Travail",
    "asp_iae": "ASP (IAE)",
    "carnet_de_bord": "Carnet de bord",
    "data_inclusion": "data·inclusion",
    "drees_cer": "Drees (CER)",
    "webrsa_93": "WebRSA (93)",
}
SCOPES = {"full": "entière", "partial": "partielle", "old_file": "anciens fichiers"}


CROSSWALK_COLUMNS = (
    Column("Code d'origine"),
    Column("Système"),
    Column("Frein"),
    Column("Portée", is_secondary=True),
)
CROSSWALK_NOTE = (
    "Un code absent d'un système veut dire que ce système ne le sait pas, "
    "jamais que personne n'est concerné."
)


def search() -> list[Indicator]:
    """Offer a search box and return the indicators whose words hold every word typed."""
    key = "q"
    st.session_state[key] = st.query_params.get(key, "")
    typed = st.text_input(
        "Chercher un indicateur",
        key=key,
        placeholder="emploi durable, frein, 6 mois…",
        on_change=_follow,
        args=(key,),
    )
    words = plain(typed or "").split()
    return [item for item in indicators().values() if all(word in _text(item) for word in words)]


def answer(found: list[Indicator]) -> None:
    """Say how many indicators are defined, and how many answer the search."""
    known = len(indicators())
    sentence = (
        f"{plural(known, 'indicateur défini', 'indicateurs définis')}, chacun par un fichier SQL "
        f"qui porte sa définition ; {plural(len(found), 'répond', 'répondent')} à la recherche."
        if len(found) < known
        else f"{plural(known, 'indicateur défini', 'indicateurs définis')}, chacun par un fichier "
        "SQL qui porte sa définition : la page, l'export et cette liste lisent le même."
    )
    markup.block(markup.paragraph(sentence, "answer"))


def definitions(visit: Visit, found: list[Indicator]) -> dict[str, Released]:
    """Draw each definition, folded, with its figure in the perimeter and its query.

    Returns these figures, by name.
    """
    current = {}
    for indicator in found:
        released = figures.observe(visit.observatory, Question(indicator.code))
        current[indicator.label] = released
        pairs = method.explanation(indicator)
        pairs.insert(0, ("Dans votre périmètre", words.answer(indicator.label, released)))
        if indicator.label_iae:
            pairs.insert(0, ("Dans l'IAE", f"s'intitule « {indicator.label_iae} »"))
        with st.expander(f"{indicator.label}  ·  `{indicator.code}`", expanded=len(found) == 1):
            markup.block(markup.facts(pairs) + markup.code(indicator.sql))
    return current


def dimensions(visit: Visit) -> None:
    """Draw the dimensions, their key in addresses and commands, and their values."""
    columns = (Column("Dimension"), Column("Clé"), Column("Valeurs", is_secondary=True))
    rows = [
        (
            item.label,
            item.url_key,
            ", ".join(labels(item.vocabulary).values()) if item.vocabulary else "selon les données",
        )
        for item in Dimension
    ]
    markup.block("<h2>Dimensions</h2>" + markup.table("Dimensions offertes", columns, rows))


def obstacles() -> None:
    """Draw the crosswalk from the source systems' codes to our eleven obstacles."""
    names = labels(Obstacle)
    rows = [
        (
            row["source_code"],
            SYSTEMS.get(row["system"], row["system"]),
            names.get(row["obstacle"], row["obstacle"]),
            SCOPES.get(row["scope"], row["scope"]),
        )
        for row in crosswalk()
    ]
    caption = f"Table de passage des freins, version {CROSSWALK_VERSION}"
    markup.block(
        "<h2>Freins : d'un système à l'autre</h2>"
        + markup.table(caption, CROSSWALK_COLUMNS, rows)
        + markup.paragraph(CROSSWALK_NOTE, "note")
    )


def settings(visit: Visit) -> None:
    """Draw the thresholds and the sources of territories."""
    limits = thresholds()
    manifest = visit.observatory.snapshot.manifest
    pairs = [
        ("Aucun taux sous une base de", number(limits.minimum_base_for_rate)),
        ("Aucun classement sous une base de", number(limits.minimum_base_for_comparison)),
        ("Intervalle", "Wilson, 95 %, sans correction de continuité"),
        ("Territoires", str(manifest.get("territory_source") or "donnée absente")),
        ("Départements chargés", ", ".join(manifest.get("departments", ())) or "aucun"),
    ]
    markup.block("<h2>Seuils et sources</h2>" + markup.facts(pairs))


def _text(indicator: Indicator) -> str:
    return plain(
        " ".join(
            (
                indicator.code,
                indicator.label,
                indicator.label_iae or "",
                indicator.definition,
                indicator.yes,
                indicator.base,
                indicator.source,
            )
        )
    )


def _follow(key: str) -> None:
    if st.session_state[key]:
        st.query_params[key] = st.session_state[key]
    elif key in st.query_params:
        del st.query_params[key]
