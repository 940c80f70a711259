"""The tables of Couverture IAE as files: French columns, figures rounded to four decimals."""

from collections.abc import Sequence

import polars as pl

from dashboard.disclosure import Deliverable, ReleasedTally, release_drawn
from dashboard.formats import decimal
from dashboard.observatory.coverage_released import ReleasedCoverage, ReleasedWhatIf
from pipelines.indicators import Time
from pipelines.tallies import Tally
from pipelines.vocabulary import CountStatus, labels
from pipelines.vocabulary.coverage import SupplyFamily

DEFINITION = (
    "Accessibilité potentielle : ETP à portée pour 100 personnes, l'offre de chaque structure "
    "étant partagée entre le public qui l'entoure."
)
COMMUNES = {
    "commune_code": "Code commune",
    "commune_name": "Commune",
    "epci_code": "Code EPCI",
    "epci_name": "Intercommunalité",
    "coverage_label": "Classe",
    "score": "ETP pour 100 personnes",
    "demand": "Public",
    "demand_told": "Statut du public",
    "minutes": "Minutes estimées, toutes structures",
    "minutes_site": "Minutes estimées, ACI, EI, EITI",
    "minutes_placement": "Minutes estimées, AI, ETTI",
    "deficit": "ETP manquants",
    "sectors": "Secteurs à portée",
    "stability": "Stabilité",
    "rank": "Rang",
}
TERRITORIES = {
    "kind_told": "Maille",
    "code": "Code",
    "name": "Territoire",
    "cut_told": "Partie du territoire",
    "coverage_label": "Classe",
    "score": "ETP pour 100 personnes",
    "demand": "Public connu",
    "assessed": "Public évalué",
    "outside": "Sans structure à portée",
    "communes": "Communes",
    "edge": "Communes au bord non évalué",
    "withheld": "Communes au public non diffusé",
    "missing": "Communes au public absent",
    "minutes": "Minutes estimées",
    "deficit_gross": "Manque brut (ETP)",
    "deficit_net": "Manque net (ETP)",
    "stability": "Stabilité",
    "rank": "Rang",
}
STRUCTURES = {
    "structure_id": "Structure",
    "name": "Nom",
    "kind": "Type",
    "commune_code": "Code commune",
    "fte": "ETP",
    "sector": "Secteur",
    "year": "Année",
    "place_told": "Lieu",
}
SENSITIVITY = {
    "label": "Méthode",
    "mean": "Moyenne (ETP pour 100 personnes)",
    "outside": "Sans structure à portée",
    "assessed": "Public évalué",
    "uncovered": "Communes non couvertes",
    "underserved": "Communes sous-dotées",
    "same_class": "Communes de même classe",
}
CHANGES = {
    "commune_code": "Code commune",
    "commune_name": "Commune",
    "demand": "Public",
    "before": "ETP pour 100 avant",
    "after": "ETP pour 100 après",
    "deficit_before": "Manque avant (ETP)",
    "deficit_after": "Manque après (ETP)",
}
KINDS = {
    "department": "Département",
    "epci": "Intercommunalité",
    "local_territory": "Territoire local",
}


def places_files(several: Sequence[ReleasedCoverage]) -> dict[str, Deliverable]:
    """Return the communes, the territories and the structures as files, by title."""
    told = dict(labels(CountStatus))
    communes = pl.concat(released.communes for released in several).with_columns(
        demand_told=pl.col("demand_status").replace_strict(told, return_dtype=pl.String)
    )
    territories = pl.concat(released.territories for released in several).with_columns(
        kind_told=pl.col("kind").replace_strict(KINDS, return_dtype=pl.String),
        cut_told=pl.when("is_cut").then(pl.lit("partie dans le département")),
    )
    outside = pl.when("is_outside").then(pl.lit("hors du département"))
    structures = pl.concat(released.structures for released in several).with_columns(
        place_told=outside.otherwise(pl.lit("dans le département"))
    )
    first = several[0]
    return {
        "Communes": _file(
            first, "couverture_communes", "Couverture, par commune", COMMUNES, communes
        ),
        "Territoires": _file(
            first, "couverture_territoires", "Couverture, par territoire", TERRITORIES, territories
        ),
        "Structures": _file(
            first, "couverture_structures", "Structures de l'IAE", STRUCTURES, structures
        ),
    }


def sensitivity_file(released: ReleasedCoverage) -> dict[str, Deliverable]:
    """Return what each method finds, before the files of places."""
    title = "Sensibilité à la méthode"
    file = _file(released, "couverture_sensibilite", title, SENSITIVITY, released.sensitivity)
    return {title: file} | places_files([released])


def what_if_file(
    released: ReleasedCoverage, tried: ReleasedWhatIf, name: str
) -> dict[str, Deliverable]:
    """Return what an opening would change by commune, before the files of places."""
    title = f"Ouverture simulée à {name}"
    file = _file(released, "couverture_simulation", title, CHANGES, tried.communes)
    return {"Simulation": file} | places_files([released])


def _file(
    released: ReleasedCoverage,
    code: str,
    label: str,
    columns: dict[str, str],
    table: pl.DataFrame,
) -> ReleasedTally:
    tally = Tally(
        code=code,
        label=label,
        definition=DEFINITION,
        counts="public, ETP et minutes",
        time=Time.STOCK,
        source=f"Offre et publics déposés : {', '.join(released.sources)}",
        columns=columns,
        vocabularies={},
        sql="",
    )
    return release_drawn(released, tally, table, _conditions(released))


def _conditions(released: ReleasedCoverage) -> tuple[tuple[str, str], ...]:
    question = released.question
    family = SupplyFamily(question.family).label
    return (
        ("Public", f"{question.public.label}, {released.unit.label}"),
        ("Structures", family),
        ("Méthode", f"{released.method_label}, {released.max_minutes:.0f} minutes au plus"),
        ("ETP", "réalisés" if question.is_actual else "conventionnés"),
        ("Année de l'offre", str(released.year)),
        (
            "Référence",
            f"{decimal(released.reference)} ETP pour 100 personnes, {released.reference_origin}",
        ),
    )
