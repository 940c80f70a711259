"""Official files as their publishers write them; the supply and the demand are drawn from them.

Headers are those of the files: ASP (flux IAE), Cnaf (RSA by commune), data·inclusion (structures).
"""

import dataframely as dy
import polars as pl

from pipelines.contracts.base import COMMUNE_CODE, Contract, header

WITHHELD_MARKS = ("<5", "< 5", "secret", "Secret", "s", "S", "*", "***")
"""What a publisher may write in a cell it withholds, beside leaving it empty."""
MEASURE = r"^[A-Z]{2,5}_(DC|MP)$"
LONGEST_YEARS = 10
HOURS_BASES = (1, 2200)
_ASP_ID = r"^[0-9A-Za-z_.-]{1,40}$"


class FinancialAnnex(Contract):
    """Annexe financière d'une structure de l'IAE, telle que l'ASP la transmet."""

    annex_id = dy.String(
        primary_key=True,
        regex=_ASP_ID,
        description="Identifiant de l'annexe",
        metadata=header("af_id_annexe_financiere"),
    )
    annex_number = dy.String(
        max_length=40,
        description="Numéro de l'annexe, commun à ses avenants",
        metadata=header("af_numero_annexe_financiere"),
    )
    renewal_rank = dy.Int16(
        nullable=True,
        min=0,
        description="Numéro de l'avenant de renouvellement",
        metadata=header("af_numero_avenant_renouvellement"),
    )
    amendment_rank = dy.Int16(
        nullable=True,
        min=0,
        description="Numéro de l'avenant de modification",
        metadata=header("af_numero_avenant_modification"),
    )
    siae_id = dy.String(
        regex=_ASP_ID, description="Structure de l'ASP", metadata=header("af_id_structure")
    )
    measure = dy.String(
        regex=MEASURE, description="Mesure", metadata=header("af_mesure_dispositif_code")
    )
    state = dy.String(
        max_length=40, description="État", metadata=header("af_etat_annexe_financiere_code")
    )
    start_date = dy.Date(description="Début d'effet", metadata=header("af_date_debut_effet"))
    end_date = dy.Date(description="Fin d'effet", metadata=header("af_date_fin_effet"))
    agreed_posts = dy.Float64(
        nullable=True,
        min=0,
        description="ETP d'insertion conventionnés, en rythme annuel",
        metadata=header("af_etp_postes_insertion"),
    )
    hours_base_id = dy.String(
        nullable=True,
        max_length=40,
        description="Montant qui donne les heures annuelles d'un ETP",
        metadata=header("af_duree_heure_annuel_etp_id"),
    )

    @dy.rule()
    def end_date__date_order(cls) -> pl.Expr:
        """L'annexe finit avant d'avoir commencé."""
        return cls.end_date.col >= cls.start_date.col

    @dy.rule()
    def end_date__date_invalid(cls) -> pl.Expr:
        """Une annexe couvre dix ans au plus."""
        return cls.end_date.col.dt.year() - cls.start_date.col.dt.year() < LONGEST_YEARS


class Siae(Contract):
    """Structure de l'IAE, telle que l'ASP la transmet."""

    siae_id = dy.String(
        primary_key=True,
        regex=_ASP_ID,
        description="Structure de l'ASP",
        metadata=header("structure_id_siae"),
    )
    structure_name = dy.String(
        max_length=200, description="Dénomination", metadata=header("structure_denomination")
    )
    siret = dy.String(
        nullable=True,
        max_length=20,
        description="Siret actualisé",
        metadata=header("structure_siret_actualise"),
    )
    signature_siret = dy.String(
        nullable=True,
        max_length=20,
        description="Siret à la signature",
        metadata=header("structure_siret_signature"),
    )
    naf_code = dy.String(
        nullable=True, max_length=10, description="Code NAF", metadata=header("structure_code_naf")
    )
    commune_code = dy.String(
        nullable=True,
        regex=COMMUNE_CODE,
        description="Commune de l'adresse administrative",
        metadata=header("structure_adresse_admin_code_insee"),
    )


class AspAmount(Contract):
    """Montant de référence de l'IAE : heures annuelles d'un ETP, aides, plafonds."""

    amount_id = dy.String(
        primary_key=True, regex=_ASP_ID, description="Identifiant", metadata=header("rmi_id")
    )
    label = dy.String(max_length=200, description="Libellé", metadata=header("rmi_libelle"))
    value = dy.Float64(nullable=True, min=0, description="Valeur", metadata=header("rmi_valeur"))

    @dy.rule()
    def value__num_range(cls) -> pl.Expr:
        """Les heures annuelles d'un ETP sont comprises entre 1 et 2200."""
        is_base = cls.label.col.str.contains("(?i)heures annuelles")
        return ~is_base | cls.value.col.is_between(*HOURS_BASES)


class RsaCount(Contract):
    """Foyers et personnes au RSA d'une commune, selon la Cnaf ; cellule vide : non diffusé."""

    commune_code = dy.String(
        primary_key=True,
        regex=COMMUNE_CODE,
        description="Commune",
        metadata=header("Numéro commune"),
    )
    commune_name = dy.String(
        nullable=True,
        max_length=120,
        description="Nom de la commune",
        metadata=header("Nom commune"),
    )
    month = dy.String(
        primary_key=True, description="Mois (AAAA-MM)", metadata=header("Date référence")
    )
    rsa_type = dy.String(
        primary_key=True, max_length=60, description="Type de RSA", metadata=header("Type RSA")
    )
    households = dy.Int64(
        nullable=True,
        min=0,
        description="Foyers",
        metadata=header("Nombre foyers RSA", withheld=WITHHELD_MARKS),
    )
    people = dy.Int64(
        nullable=True,
        min=0,
        description="Personnes couvertes",
        metadata=header("Nombre personnes RSA", withheld=WITHHELD_MARKS),
    )

    @dy.rule()
    def month__date_invalid(cls) -> pl.Expr:
        """Mois illisible : il s'écrit sous la forme 2024-12."""
        return cls.month.col.str.contains(r"^20\d{2}-(0[1-9]|1[0-2])$")


class InclusionStructure(Contract):
    """Structure recensée par data·inclusion : un lieu et des réseaux, sans ETP."""

    inclusion_id = dy.String(
        primary_key=True, max_length=120, description="Identifiant", metadata=header("id")
    )
    source = dy.String(max_length=60, description="Source", metadata=header("source"))
    structure_name = dy.String(
        max_length=200, description="Nom", metadata=header("nom_structure", "nom")
    )
    updated_on = dy.Date(description="Mise à jour", metadata=header("date_maj"))
    siret = dy.String(nullable=True, max_length=20, description="Siret", metadata=header("siret"))
    networks = dy.String(
        nullable=True,
        max_length=500,
        description="Réseaux porteurs",
        metadata=header("reseaux_porteurs"),
    )
    commune_code = dy.String(
        nullable=True,
        regex=COMMUNE_CODE,
        description="Commune",
        metadata=header("code_insee", "code_commune"),
    )


RECOGNISED = ("financial_annex", "siae", "asp_amount", "rsa_count")
"""The tables that a file announces by its headers, whatever its name."""

LEFT_BEHIND: dict[str, frozenset[str]] = {
    "inclusion_structure": frozenset(
        {"telephone", "courriel", "adresse", "complement adresse", "adresse id"}
    ),
}
"""Headers, in plain form, of the contacts of organisations: dropped while reading, unremarked."""
