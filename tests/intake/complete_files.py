"""A small complete source: one file per table, clean, with every link used."""

from collections.abc import Mapping
from pathlib import Path

from intake.flat_files import text_of, write

Table = dict[str, str]

CLEAN: dict[str, list[Table]] = {
    "participants": [
        {"id_participant": "A1", "sexe": "F", "annee_naissance": "1980"},
        {"id_participant": "A2", "sexe": "H", "annee_naissance": "1991"},
        {"id_participant": "A3", "sexe": "X", "annee_naissance": ""},
    ],
    "structures": [
        {
            "id_structure": "S1",
            "nom_structure": "Atelier du Lot",
            "type_structure": "ACI",
            "code_commune": "46042",
        }
    ],
    "operations": [{"id_operation": "OP1", "nom_operation": "Vers l'emploi", "id_structure": "S1"}],
    "parcours": [
        {
            "id_parcours": "W1",
            "id_participant": "A1",
            "id_structure": "S1",
            "id_operation": "OP1",
            "dispositif": "ACI",
            "date_entree": "2024-01-08",
            "date_sortie": "2024-07-08",
            "motif_sortie": "EMPLOI",
            "prescripteur": "SPIP",
            "code_commune": "46042",
            "rqth": "oui",
            "mois_sans_emploi": "14",
            "heures_travaillees": "412.5",
            "heures_annee_sortie": "412.5",
            "rang_renouvellement": "0",
        },
        {
            "id_parcours": "W2",
            "id_participant": "A2",
            "id_structure": "S1",
            "id_operation": "",
            "dispositif": "RSA",
            "date_entree": "2024-03-01",
            "date_sortie": "",
            "motif_sortie": "",
            "prescripteur": "FT",
            "code_commune": "45234",
            "rqth": "N",
            "mois_sans_emploi": "",
            "heures_travaillees": "",
            "heures_annee_sortie": "",
            "rang_renouvellement": "",
        },
    ],
    "freins": [
        {"id_parcours": "W1", "frein": "MOBILITE", "etat": "OUI", "date_levee": "2024-05-02"},
        {"id_parcours": "W1", "frein": "SANTE", "etat": "NON", "date_levee": ""},
        {"id_parcours": "W2", "frein": "LOGEMENT", "etat": "NON_ABORDEE", "date_levee": ""},
    ],
    "etapes": [
        {
            "id_etape": "E1",
            "id_parcours": "W1",
            "type_etape": "pmsmp",
            "date_debut": "2024-02-01",
            "date_fin": "2024-02-14",
        }
    ],
    "emplois": [
        {
            "id_emploi": "J1",
            "id_participant": "A1",
            "id_parcours": "W1",
            "id_employeur": "81234567800012",
            "date_debut_emploi": "2024-07-01",
            "date_fin_prevue": "2026-01-01",
            "heures_hebdo": "35",
            "preuve_emploi": "dsn",
        }
    ],
    "suivis": [
        {
            "id_suivi": "F1",
            "id_parcours": "",
            "id_emploi": "J1",
            "cote": "employee",
            "mois_echeance": "3",
            "date_suivi": "2024-10-02",
        }
    ],
    "etapes_rsa": [
        {
            "id_etape_rsa": "R1",
            "id_participant": "A2",
            "type_etape": "notified",
            "date_etape": "2024-02-01",
        }
    ],
}


def write_source(
    folder: Path, changes: Mapping[str, list[Table]] | None = None, without: str = ""
) -> Path:
    """Write the source, with some tables in the place of the clean ones."""
    for name, rows in {**CLEAN, **(changes or {})}.items():
        if name != without:
            write(folder / f"{name}.csv", text_of(rows, list(CLEAN[name][0])))
    return folder


def changed(table: str, row: int, **cells: str) -> dict[str, list[Table]]:
    """Return a table with other cells in one row."""
    rows = [dict(row) for row in CLEAN[table]]
    rows[row] |= cells
    return {table: rows}


def added(table: str, *rows: Table) -> dict[str, list[Table]]:
    """Return a table with more rows; cells not given are those of its first row."""
    first = CLEAN[table][0]
    return {table: [*CLEAN[table], *({**first, **row} for row in rows)]}
