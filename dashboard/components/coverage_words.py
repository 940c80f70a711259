"""The sentences of Couverture IAE: numbers with what they are counted on, and no blame."""

from collections.abc import Sequence

from dashboard.components.coverage_choice import Asked, public_words
from dashboard.components.coverage_values import demand_words, minutes_words, score_words
from dashboard.components.words import in_sentence
from dashboard.disclosure import share
from dashboard.formats import NO_BREAK_SPACE, decimal, number, percent, plural
from dashboard.observatory.coverage_question import COVERAGE_PRESETS
from dashboard.observatory.coverage_released import ReleasedCoverage
from pipelines.vocabulary.coverage import CoverageClass

NOTE = (
    "Accessibilité potentielle : ce que l'offre et l'éloignement permettraient, non ce qui est "
    "vécu. Les temps sont estimés à vol d'oiseau ; aucune classe ne juge une structure."
)
NO_SHAPES = (
    "Aucun contour de commune n'est installé : les territoires sont dessinés par des points. Le "
    "tableau et les calculs n'y perdent rien."
)
LEFT_OUT = {
    CoverageClass.NOT_ASSESSED_EDGE: "dont le voisinage sort des données (bord non évalué)",
    CoverageClass.DEMAND_WITHHELD: "au public non diffusé",
    CoverageClass.DEMAND_MISSING: "au public absent",
    CoverageClass.TIME_UNKNOWN: "sans temps de trajet connu (île ou lieu inconnu)",
}
"""Why a commune is in no total: one reason each, so that the communes left out add up."""
NOBODY = "Aucune commune de ce périmètre ne peut être évaluée : la carte dit pourquoi."


def answer(several: Sequence[ReleasedCoverage]) -> str:
    """Return how many people have no structure in reach, and how many posts are missing."""
    told = several[0]
    assessed = round(sum(released.totals["assessed"] for released in several))
    outside = round(sum(released.totals["outside"] for released in several))
    if not assessed:
        return NOBODY
    limit = minutes(told.max_minutes)
    one = told.unit.noun
    if not outside:
        reached = (
            f"Les {number(assessed)} {one}s des communes évaluées ont une structure à "
            f"{limit} estimées au plus"
        )
        return f"{reached} ; {missing_posts(several)}."
    rate = share(outside, assessed)
    soit = f", soit {percent(rate, assessed)}," if rate is not None else ""
    has = "n'a" if outside < 2 else "n'ont"
    return (
        f"{plural(outside, one)} sur {number(assessed)}{soit} {has} aucune structure à "
        f"{limit} estimées au plus ; {missing_posts(several)}."
    )


def missing_posts(several: Sequence[ReleasedCoverage]) -> str:
    """Return the posts missing to the communes under their reference."""
    gross = sum(released.totals["deficit_gross"] for released in several)
    reference = reference_words(several[0]) if len(several) == 1 else "de leur département"
    return f"il manque {fte(gross)} aux communes situées sous la référence {reference}"


def reference_words(released: ReleasedCoverage) -> str:
    """Return the rate classes are read beside: `de 2,1 ETP pour 100 personnes`."""
    one = released.unit.noun
    return f"de {fte(released.reference)} pour 100 {one}s"


def counted_words(several: Sequence[ReleasedCoverage], origin: str = "") -> str:
    """Return what the figures leave out, where the reference comes from, and of when they are."""
    told = several[0]
    one = f"{told.unit.noun}s"
    demand, assessed, communes = (
        round(sum(released.totals[name] for released in several))
        for name in ("demand", "assessed", "communes")
    )
    counts = [
        (why, sum(released.class_counts.get(code, 0) for released in several))
        for code, why in LEFT_OUT.items()
    ]
    left = [f"{plural(count, 'commune')} {why}" for why, count in counts if count]
    out = f", n'entrent dans aucun total : {', '.join(left)}" if left else ""
    origins = {reference_origin(released, origin) for released in several}
    source = origins.pop() if len(origins) == 1 else "moyenne de chaque département, pondérée"
    return (
        f"{number(assessed)} des {number(demand)} {one} connues vivent dans une commune évaluée. "
        f"Communes : {number(communes)}{out}. "
        f"Référence : {source}."
    ).replace("foyers connues", "foyers connus")


def reference_origin(released: ReleasedCoverage, origin: str = "") -> str:
    """Return where a reference comes from; `origin` is the source of one typed by the reader."""
    if released.question.reference is None:
        return released.reference_origin
    return f"{released.reference_origin}, source : {origin or 'non renseignée'}"


def perimeter(released: ReleasedCoverage, asked: Asked, places: str) -> tuple[str, ...]:
    """Return the perimeter line: place, public, structures, method, posts, year."""
    question = asked.first
    posts = "réalisés" if question.is_actual else "conventionnés"
    return (
        places,
        in_sentence(public_words(question.public, released.unit)),
        in_sentence(question.family.label),
        _method(released),
        f"ETP {posts} {released.year}",
    )


def _method(released: ReleasedCoverage) -> str:
    usual = COVERAGE_PRESETS[released.question.preset].rule.max_minutes
    changed = f", {minutes(released.max_minutes)} au plus" if released.max_minutes != usual else ""
    return f"{released.method_label}{changed}"


def place_sentence(row: dict[str, object], released: ReleasedCoverage) -> str:
    """Return what is known of a commune chosen."""
    found = CoverageClass(str(row["coverage_class"]))
    score = row["score"]
    rate = (
        "accessibilité potentielle non calculable"
        if score is None
        else f"{score_words(float(str(score)))} ETP pour 100 {released.unit.noun}s"
    )
    parts = [
        f"{row['commune_name']} : {in_sentence(found.label)}, {rate}",
        f"public : {demand_words(row)}",
        f"structure la plus proche à {minutes_words(_number(row['minutes']))} min (temps estimé), "
        f"{_family(row['minutes_site'])} pour un chantier ou une entreprise, "
        f"{_family(row['minutes_placement'])} pour une mise à disposition",
        f"{plural(int(str(row['sectors'] or 0)), 'secteur')} d'activité à portée",
    ]
    deficit = _number(row["deficit"])
    if deficit:
        parts.append(f"{fte(deficit)} de moins que la référence")
    stability = _number(row["stability"])
    if stability is not None and row["rank"] is not None:
        parts.append(f"même classe selon {percent(stability, 0)} des méthodes")
    return " ; ".join(parts) + "."


def fte(value: float) -> str:
    """Return posts with their unit: `25,2 ETP`."""
    return f"{decimal(value)}{NO_BREAK_SPACE}ETP"


def minutes(value: float) -> str:
    """Return a limit of time: `30 minutes`."""
    return plural(round(value), "minute")


def _family(value: object) -> str:
    return f"{minutes_words(_number(value))} min"


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
