"""Recording a decision on a file drawn: by whom, which, and why."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from dashboard.components import markup
from dashboard.components.visit import Visit
from dashboard.journal import ControlEntry, JournalError, record_decision
from dashboard.scope import Role
from pipelines.vocabulary import ControlDecision, Controller, ControlReason

NO_REASON = ""
DECISIONS = {item.value: item.label for item in ControlDecision}
REASONS = {NO_REASON: "Sans motif"} | {item.value: item.label for item in ControlReason}
CONTROLLERS = {
    Role.FUNDER: (
        Controller.MANAGING_AUTHORITY,
        Controller.INTERMEDIATE_BODY,
        Controller.AUDIT_AUTHORITY,
    ),
    Role.COUNCIL: (Controller.INTERMEDIATE_BODY, Controller.MANAGING_AUTHORITY),
    Role.DIRECTOR: (Controller.OWN_CHECK,),
}
"""Who a reader may decide as: an association checks itself, it does not control."""
MISSING_REASON = "Un dossier rejeté ou corrigé demande un motif : rien n'est enregistré."
ABOUT = (
    "La décision est inscrite aussitôt au registre des contrôles de ce poste, qui ne s'efface "
    "pas : une nouvelle décision sur le même dossier remplace la précédente, sans l'effacer. "
    "«\u00a0Rejeté\u00a0» retire le dossier de tous les indicateurs ; «\u00a0Corrigé\u00a0» attend "
    "le chargement des données corrigées. Le motif vient d'une liste : un texte libre nommerait "
    "des personnes."
)


def form(visit: Visit, files: Mapping[int, dict[str, Any]], seed: int, count: int) -> None:
    """Draw the form on the files drawn, by participation, and record what it sends.

    `seed` and `count` are those of the draw.
    """
    with st.form("decision", border=True):
        markup.block(f"<h2>Enregistrer une décision</h2>{markup.paragraph(ABOUT, 'note')}")
        chosen = st.selectbox("Dossier", list(files), format_func=lambda key: named(files[key]))
        with st.container(horizontal=True):
            decision = st.selectbox("Décision", list(DECISIONS), format_func=DECISIONS.__getitem__)
            reason = st.selectbox("Motif", list(REASONS), format_func=REASONS.__getitem__)
            controller = st.selectbox(
                "En qualité de",
                CONTROLLERS[visit.observatory.scope.role],
                format_func=lambda item: item.label,
            )
        is_sent = st.form_submit_button("Enregistrer la décision")
    if is_sent:
        entry = _entry(visit, files[chosen], (decision, reason or None, controller), (seed, count))
        _record(visit, entry)


def named(file: Mapping[str, Any]) -> str:
    """Return how a file is called in a list: its operation and the start of its pseudonym."""
    return f"{file['operation_id']} · {file['pseudonym'][:12]}"


def _entry(
    visit: Visit,
    file: Mapping[str, Any],
    decided: tuple[str, str | None, Controller],
    draw: tuple[int, int],
) -> ControlEntry:
    scope = visit.observatory.scope
    decision, reason, controller = decided
    return ControlEntry(
        at=datetime.now(UTC),
        identity=scope.identity,
        role=scope.role.value,
        operation_id=file["operation_id"],
        pseudonym=file["pseudonym"],
        pathway_code=file["pathway_code"],
        decision=decision,
        reason=reason,
        controller=controller.value,
        seed=draw[0],
        count=draw[1],
        snapshot=visit.observatory.snapshot.id,
    )


def _record(visit: Visit, entry: ControlEntry) -> None:
    if entry.reason is None and entry.decision != ControlDecision.ACCEPTED.value:
        markup.alert(MISSING_REASON)
        return
    try:
        record_decision(visit.controls, entry)
    except JournalError as error:
        markup.alert(str(error))
        return
    label = DECISIONS[entry.decision].lower()
    file = f"{entry.operation_id} · {entry.pseudonym[:12]}"
    markup.alert(f"Décision enregistrée : dossier {file} {label}.")
