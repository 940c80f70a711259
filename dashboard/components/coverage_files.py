"""The tables of Couverture IAE as files: French columns, each in its unit."""

import polars as pl
import polars.selectors as cs

from dashboard.components.coverage_about import About, Several, about_of
from dashboard.disclosure import Deliverable, ReleasedTally, release_drawn
from dashboard.observatory.coverage_released import ReleasedCoverage, ReleasedWhatIf
from pipelines.indicators import Time
from pipelines.tallies import Tally
from pipelines.vocabulary import CountStatus, labels

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
    "stability": "Stabilité, part des méthodes",
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
    "outside": "Public sans structure à portée",
    "communes": "Communes",
    "edge": "Communes au bord non évalué",
    "withheld": "Communes au public non diffusé",
    "missing": "Communes au public absent",
    "minutes": "Minutes estimées",
    "deficit_gross": "Manque brut (ETP)",
    "deficit_net": "Manque net (ETP)",
    "stability": "Stabilité, part des méthodes",
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
    "outside": "Public sans structure à portée",
    "assessed": "Public évalué",
    "uncovered": "Communes non couvertes",
    "underserved": "Communes sous-dotées",
    "same_class": "Part des communes de même classe",
}
CHANGES = {
    "commune_code": "Code commune",
    "commune_name": "Commune",
    "demand": "Public",
    "before": "ETP pour 100 personnes, avant",
    "after": "ETP pour 100 personnes, après",
    "deficit_before": "Manque avant (ETP)",
    "deficit_after": "Manque après (ETP)",
}
PEOPLE = cs.by_name("demand", "assessed", "outside", require_all=False)
"""Whole numbers, which scores are computed with as decimals."""

SHARES = {"stability", "same_class"}
KINDS = {
    "department": "Département",
    "epci": "Intercommunalité",
    "local_territory": "Territoire local",
}


def places_files(several: Several, origin: str = "") -> dict[str, Deliverable]:
    """Return the communes, the territories and the structures as files, by title.

    `origin` is the source of a reference typed by the reader.
    """
    told = dict(labels(CountStatus))
    communes = pl.concat(released.communes for released in several).with_columns(
        demand_told=pl.col("demand_status").replace_strict(told, return_dtype=pl.String)
    )
    territories = pl.concat(released.territories for released in several).with_columns(
        kind_told=pl.col("kind").replace_strict(KINDS, return_dtype=pl.String),
        cut_told=pl.when("is_cut").then(pl.lit("partie dans le département")),
    )
    outside = pl.when("is_outside").then(pl.lit("hors du département"))
    structures = sites(several).with_columns(
        place_told=outside.otherwise(pl.lit("dans le département")),
        year=pl.col("year").cast(pl.String),
    )
    about = about_of(several, origin)
    title = "Couverture, par commune"
    return {
        "Communes": _file(about, "couverture_communes", title, COMMUNES, communes),
        "Territoires": _file(
            about, "couverture_territoires", "Couverture, par territoire", TERRITORIES, territories
        ),
        "Structures": _file(
            about, "couverture_structures", "Structures de l'IAE", STRUCTURES, structures
        ),
    }


def sites(several: Several) -> pl.DataFrame:
    """Return the structures, each once: in its département when that one is looked at."""
    found = pl.concat(released.structures for released in several)
    return found.sort("is_outside", maintain_order=True).unique("site_id", maintain_order=True)


def sensitivity_file(released: ReleasedCoverage, origin: str = "") -> Deliverable:
    """Return what each method finds."""
    about, title = about_of([released], origin), "Sensibilité à la méthode"
    return _file(about, "couverture_sensibilite", title, SENSITIVITY, released.sensitivity)


def what_if_file(
    released: ReleasedCoverage, tried: ReleasedWhatIf, code: str, title: str, origin: str = ""
) -> Deliverable:
    """Return what an opening or a closing would change, by commune."""
    about = about_of([released], origin)
    return _file(about, f"couverture_{code}", title, CHANGES, tried.communes)


def _file(
    about: About, code: str, label: str, columns: dict[str, str], table: pl.DataFrame
) -> ReleasedTally:
    people = f"100 {about.noun}s"
    tally = Tally(
        code=code,
        label=label,
        definition=DEFINITION.replace("100 personnes", people),
        counts="public, ETP et minutes",
        time=Time.STOCK,
        source=f"Offre et publics déposés : {', '.join(about.sources)}",
        columns={name: told.replace("100 personnes", people) for name, told in columns.items()},
        vocabularies={},
        sql="",
        shares=tuple(name for name in columns if name in SHARES),
    )
    told = table.with_columns(PEOPLE.round().cast(pl.Int64))
    return release_drawn(about.first, tally, told, about.conditions)
