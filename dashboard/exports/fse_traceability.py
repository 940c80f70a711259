"""How to redo an FSE+ export: its cut-off, its settings, its sources, its accounts, its files."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import polars as pl

from dashboard.exports.fse_set import BLANK, PARTICIPANTS_ONLY, FseSet
from dashboard.exports.provenance import EDITION
from dashboard.formats import SYNTHETIC
from dashboard.reading.fse_sentences import AUTHORITATIVE, COFUNDED, EMBLEM_SLOT
from pipelines.fse import Ambiguity, ambiguities, fse_anomalies, fse_indicators

RULE_COLUMNS = {
    "rule": "regle",
    "label": "libelle",
    "sex": "sexe",
    "left": "membre_gauche",
    "operator": "signe",
    "right": "membre_droit",
    "left_value": "valeur_gauche",
    "right_value": "valeur_droite",
    "holds": "tenue",
}
OF_SFC_RULES = {
    "table": "tableau",
    "priority": "priorite",
    "specific_objective": "objectif_specifique",
    "region_category": "categorie_region",
} | RULE_COLUMNS
ACCOUNTS = {
    "operation_id": "operation",
    "account": "compte",
    "label": "libelle",
    "rows": "lignes",
    "participations": "participations",
}
SOURCE = {
    "name": "nom",
    "digest": "sha256",
    "status": "etat",
    "read": "lues",
    "loaded": "chargees",
    "set_aside": "ecartees",
}


def traceability_bytes(
    export: FseSet, tables: Mapping[str, pl.DataFrame], files: Mapping[str, bytes]
) -> bytes:
    """Return the JSON file that says how to redo the others, UTF-8, its identifier first.

    `tables` are the exported tables by subject; `files` those already written, by name.
    """
    answer = {
        "export": export.export_id,
        **_statements(export),
        **_settings(export),
        **_sources(export),
        "comptes_de_lignes": _renamed(export.figures.accounts, ACCOUNTS),
        "lignes_exportees": {name: table.height for name, table in tables.items()},
        "fichiers_exportes": [
            {"nom": name, "sha256": hashlib.sha256(content).hexdigest(), "octets": len(content)}
            for name, content in files.items()
        ],
        **_rules(export),
        **_definitions(),
    }
    return (json.dumps(answer, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _statements(export: FseSet) -> dict[str, Any]:
    return {
        "genere_le": export.at.isoformat(timespec="seconds"),
        "genere_par": export.figures.scope.identity,
        "page": export.page,
        "outil": export.tool,
        "edition": EDITION,
        "donnees_fictives": export.figures.is_synthetic,
        "avertissement": SYNTHETIC if export.figures.is_synthetic else None,
        "cofinancement": COFUNDED,
        "emplacement_embleme": EMBLEM_SLOT,
        "saisie_de_reference": AUTHORITATIVE,
        "champ": PARTICIPANTS_ONLY,
        "cellule_vide": BLANK,
    }


def _settings(export: FseSet) -> dict[str, Any]:
    settings = export.figures.settings
    return {
        "arrete_au": settings.as_of.isoformat(),
        "parametres": {
            "regle_chomage_longue_duree": settings.ltu_rule.value,
            "delai_resultats_immediats_jours": settings.exit_window_days,
            "esat_compte_en_emploi": settings.esat_is_employment,
            "autre_siae_comptee_en_emploi": settings.iae_is_employment,
        },
        "parametres_en_clair": dict(settings.in_words()),
        "points_ouverts": [_told(item) for item in ambiguities(settings)],
        "perimetre": export.figures.scope.label,
        "operations": export.figures.operations["operation_id"].sort().to_list(),
        "dossiers_retires_par_controle": [
            {"operation": operation, "pseudonyme": pseudonym}
            for operation, pseudonym in export.figures.removed
        ],
    }


def _sources(export: FseSet) -> dict[str, Any]:
    return {
        "instantane": export.figures.snapshot_id,
        "date_de_reference": export.figures.reference_date.isoformat(),
        "bases_sha256": dict(export.manifest.get("sha256", {})),
        "fichiers_sources": [
            {told: file[name] for name, told in SOURCE.items()}
            for file in export.manifest.get("files", ())
        ],
    }


def _rules(export: FseSet) -> dict[str, Any]:
    """Return the rules checked: identities of the whole in full, those of an operation counted."""
    identities, sfc = export.figures.identities, export.figures.sfc_rules
    whole = identities.filter(pl.col("operation_id").is_null())
    return {
        "identites_verifiees": identities.height,
        "identites_tenues": int(identities["holds"].sum()),
        "identites_de_l_ensemble": _renamed(whole, RULE_COLUMNS),
        "regles_sfc_niveau_programme": _renamed(sfc, OF_SFC_RULES),
    }


def _definitions() -> dict[str, Any]:
    return {
        "indicateurs": [
            {
                "code": item.code,
                "libelle": item.label,
                "population": item.population,
                "condition": item.condition,
                "version": item.version,
            }
            for item in fse_indicators().values()
        ],
        "anomalies": [
            {"code": item.code, "libelle": item.label, "version": item.version}
            for item in fse_anomalies().values()
        ],
    }


def _told(item: Ambiguity) -> dict[str, Any]:
    return {
        "point": item.code,
        "question": item.question,
        "regle_en_vigueur": item.in_force,
        "tranche_par_les_donnees": item.is_settled,
    }


def _renamed(table: pl.DataFrame, columns: Mapping[str, str]) -> list[dict[str, Any]]:
    return table.select(pl.col(name).alias(told) for name, told in columns.items()).to_dicts()
