"""Broken rows of the complete layout, and what must be said of them."""

from intake.complete_files import Table, added, changed

Found = tuple[str, str, int | None, str | None]


BROKEN: dict[str, tuple[dict[str, list[Table]], set[Found]]] = {
    "a parent that is absent": (
        changed("parcours", 1, id_participant="A9"),
        {
            ("parcours.csv", "ORPHAN", 3, "id_participant"),
            ("freins.csv", "ORPHAN", 4, "id_parcours"),
        },
    ),
    "a parent set aside takes its children along": (
        changed("participants", 0, annee_naissance="1850"),
        {
            ("participants.csv", "AGE_RANGE", 2, "annee_naissance"),
            ("parcours.csv", "ORPHAN", 2, "id_participant"),
            ("freins.csv", "ORPHAN", 2, "id_parcours"),
            ("freins.csv", "ORPHAN", 3, "id_parcours"),
            ("etapes.csv", "ORPHAN", 2, "id_parcours"),
            ("emplois.csv", "ORPHAN", 2, "id_participant"),
            ("suivis.csv", "ORPHAN", 2, "id_emploi"),
        },
    ),
    "two people under one identifier": (
        added("participants", {"annee_naissance": "1981"}),
        {("participants.csv", "DUP_CONFLICT", 5, "annee_naissance")},
    ),
    "a person given twice": (
        added("participants", {}),
        {("participants.csv", "DUP_EXACT", 5, "id_participant")},
    ),
    "an obstacle told twice": (
        added("freins", {"date_levee": "2024-06-01"}),
        {("freins.csv", "DUP_CONFLICT", 5, "id_parcours")},
    ),
    "a job before its pathway": (
        changed("emplois", 0, date_debut_emploi="2023-12-31"),
        {
            ("emplois.csv", "JOB_BEFORE_ENTRY", 2, "date_debut_emploi"),
            ("suivis.csv", "ORPHAN", 2, "id_emploi"),
        },
    ),
    "an obstacle closed that was never there": (
        changed("freins", 1, date_levee="2024-05-02"),
        {("freins.csv", "CLOSED_WITHOUT_OBSTACLE", 3, "date_levee")},
    ),
    "a follow-up of nothing": (
        changed("suivis", 0, id_emploi=""),
        {("suivis.csv", "FOLLOWUP_OF_NOTHING", 2, "id_parcours")},
    ),
    "an activity that ends before it starts": (
        changed("etapes", 0, date_fin="2024-01-14"),
        {("etapes.csv", "DATE_ORDER", 2, "date_fin")},
    ),
    "pathways that overlap": (
        added("parcours", {"id_parcours": "W3", "date_entree": "2024-02-01"}),
        {("parcours.csv", "SPELL_OVERLAP", 4, "date_entree")},
    ),
    "a due month that does not exist": (
        changed("suivis", 0, mois_echeance="4"),
        {("suivis.csv", "NUM_RANGE", 2, "mois_echeance")},
    ),
    "an observation to come": (
        changed("suivis", 0, date_suivi="2026-10-02"),
        {("suivis.csv", "DATE_FUTURE", 2, "date_suivi")},
    ),
    "months of unemployment beyond reason": (
        changed("parcours", 0, mois_sans_emploi="99999"),
        {
            ("parcours.csv", "NUM_RANGE", 2, "mois_sans_emploi"),
            ("freins.csv", "ORPHAN", 2, "id_parcours"),
            ("freins.csv", "ORPHAN", 3, "id_parcours"),
            ("etapes.csv", "ORPHAN", 2, "id_parcours"),
            ("emplois.csv", "ORPHAN", 2, "id_parcours"),
            ("suivis.csv", "ORPHAN", 2, "id_emploi"),
        },
    ),
    "a name too long": (
        changed("structures", 0, nom_structure="A" * 121),
        {("structures.csv", "TEXT_TOO_LONG", 2, "nom_structure")},
    ),
    "a telephone in a name": (
        changed("structures", 0, nom_structure="Atelier 05 65 11 22 33"),
        {("structures.csv", "PII_VALUE", 2, "nom_structure")},
    ),
}
