"""Official files of supply and demand, with their exact headers; every figure is invented."""

from collections.abc import Sequence
from pathlib import Path

from intake.complete_files import Table
from intake.flat_files import text_of, write

from pipelines.sources.intake import Intake

RSA_HEADERS = (
    "Date référence",
    "Numéro commune",
    "Nom commune",
    "Type RSA",
    "Nombre foyers RSA",
    "Nombre personnes RSA",
)
RSA = [
    ("2024-12", "46042", "Cahors", "RSA", "812", "1 604"),
    ("2024-12", "46102", "Figeac", "RSA", "", "0"),
    ("2024-12", "1033", "Valserhône", "RSA", "<5", "secret"),
]
BASE = "Nombre d'heures annuelles théoriques pour un salarié à taux plein"
AMOUNTS: list[Table] = [
    {"rmi_id": "31", "rmi_libelle": BASE, "rmi_valeur": "1820"},
    {"rmi_id": "32", "rmi_libelle": BASE, "rmi_valeur": "1505"},
    {"rmi_id": "33", "rmi_libelle": "Montant fictif", "rmi_valeur": "20000"},
]
SIAE: list[Table] = [
    {
        "structure_id_siae": "501",
        "structure_siret_actualise": "1234567800011",
        "structure_siret_signature": "",
        "structure_denomination": "CHANTIER FICTIF",
        "structure_code_naf": "8130Z",
        "structure_adresse_admin_code_insee": "46042",
        "structure_adresse_gestion_cp": "46000",
        "structure_adresse_gestion_commune": "CAHORS",
    },
    {
        "structure_id_siae": "502",
        "structure_siret_actualise": "22345678000022",
        "structure_siret_signature": "",
        "structure_denomination": "INTERIM FICTIF",
        "structure_code_naf": "7820Z",
        "structure_adresse_admin_code_insee": "1033",
        "structure_adresse_gestion_cp": "01200",
        "structure_adresse_gestion_commune": "VALSERHONE",
    },
]
ANNEX: Table = {
    "af_id_annexe_financiere": "9001",
    "af_numero_annexe_financiere": "ACI046240001",
    "af_numero_avenant_renouvellement": "0",
    "af_numero_avenant_modification": "0",
    "af_id_structure": "501",
    "af_mesure_dispositif_code": "ACI_DC",
    "af_etat_annexe_financiere_code": "VALIDE",
    "af_date_debut_effet": "01/01/2024",
    "af_date_fin_effet": "31/12/2024",
    "af_etp_postes_insertion": "12,5",
    "af_duree_heure_annuel_etp_id": "31",
}
INCLUSION: list[Table] = [
    {
        "id": f"emplois-de-linclusion--{rank}",
        "source": "emplois-de-linclusion",
        "nom": name,
        "date_maj": "2025-03-01",
        "siret": siret,
        "telephone": "0102030405",
        "courriel": "contact@exemple.fr",
        "adresse": "1 rue du Test",
        "reseaux_porteurs": networks,
        "code_insee": commune,
    }
    for rank, (name, siret, networks, commune) in enumerate(
        [
            ("Déjà connue", "01234567800011", '["aci"]', "46042"),
            ("Nouvelle", "33345678000033", '["ei", "reseau-fictif"]', "46102"),
            ("Nouvelle ailleurs", "33345678000033", '["ei"]', "46102"),
            ("Mission fictive", "44445678000044", '["mission-locale"]', "46042"),
            ("Deux types", "", '["aci", "etti"]', "46102"),
            ("Sans lieu", "55545678000055", '["ai"]', ""),
        ]
    )
]


def rsa_text(rows: Sequence[Sequence[str]] = RSA, headers: Sequence[str] = RSA_HEADERS) -> str:
    return "\r\n".join(";".join(row) for row in (headers, *rows)) + "\r\n"


def annexes(*changes: Table) -> list[Table]:
    """Return the annex with other cells and an identifier of its own, once per change."""
    return [
        ANNEX
        | {
            "af_id_annexe_financiere": str(9001 + rank),
            "af_numero_annexe_financiere": f"ACI04624{rank:04d}",
        }
        | change
        for rank, change in enumerate(changes)
    ]


def write_asp(folder: Path, rows: Sequence[Table], siae: Sequence[Table] = SIAE) -> None:
    """Write the three files of the ASP as it names and marks them."""
    files = {"AnnexeFinanciere": rows, "Structure": siae, "RefMontantIae": AMOUNTS}
    for name, lines in files.items():
        text = f"DEB***\n{text_of(lines, list(lines[0]), '|', chr(10))}FIN***\n"
        write(folder / f"fluxIAE_{name}_01022025_070000.csv", text)


def write_inclusion(folder: Path) -> None:
    text = text_of(INCLUSION, list(INCLUSION[0]))
    write(folder / "structures-inclusion-2025-03-02.csv", text)


def reasons(intake: Intake, *but: str) -> list[tuple[int | None, str]]:
    rows = intake.set_aside.filter(~intake.set_aside["rule"].is_in(["ROW_FOOTER", *but]))
    return sorted(rows.select("line", "rule").rows())
