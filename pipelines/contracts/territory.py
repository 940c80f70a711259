"""Territories: a commune and everything it belongs to."""

import dataframely as dy

from pipelines.contracts.base import COMMUNE_CODE, DEPARTMENT_CODE, Contract, header


class Territory(Contract):
    """Commune en vigueur et ses territoires d'appartenance."""

    commune_code = dy.String(
        primary_key=True,
        regex=COMMUNE_CODE,
        description="Commune (code Insee)",
        metadata=header("code_commune"),
    )
    commune_name = dy.String(description="Nom", metadata=header("nom_commune"))
    department_code = dy.String(
        regex=DEPARTMENT_CODE,
        description="Département",
        metadata=header("code_departement"),
    )
    region_code = dy.String(nullable=True, description="Région", metadata=header("code_region"))
    epci_code = dy.String(
        nullable=True, description="Intercommunalité (Siren)", metadata=header("code_epci")
    )
    clpe_code = dy.String(
        nullable=True, description="Comité local pour l'emploi", metadata=header("code_clpe")
    )
    employment_zone_code = dy.String(
        nullable=True, description="Zone d'emploi", metadata=header("code_zone_emploi")
    )
    local_territory_code = dy.String(
        nullable=True,
        description="Territoire local du département",
        metadata=header("code_territoire_local"),
    )
    density_code = dy.String(
        nullable=True, description="Densité (grille communale)", metadata=header("densite")
    )
    population = dy.Int64(
        nullable=True, min=0, description="Population municipale", metadata=header("population")
    )
    longitude = dy.Float64(nullable=True, description="Longitude", metadata=header("longitude"))
    latitude = dy.Float64(nullable=True, description="Latitude", metadata=header("latitude"))
    vintage = dy.String(
        nullable=True, description="Millésime du code officiel", metadata=header("millesime")
    )
