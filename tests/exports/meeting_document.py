"""A meeting document as a département could table it, every number written by hand."""

from datetime import date

from exports.meeting_map import drawn_map

from dashboard.disclosure import CellStatus
from dashboard.document import (
    Bar,
    Cell,
    Chart,
    Column,
    Definition,
    Document,
    Figure,
    Finding,
    Gap,
    KeyFigure,
    Kind,
    Table,
    Target,
    Variant,
)
from pipelines.analysis.intervals import Z, score_bounds

SCHEMES = (
    "Accompagnement RSA (référent unique du Département)",
    "Accompagnement intensif « Rebond vers l'emploi »",
    "Ateliers et chantiers d'insertion",
    "Insertion par l'activité économique hors chantiers",
    "Mises en situation en milieu professionnel en ESAT",
    "Mises en emploi et situation professionnelle en CCAS",
    "Emploi accompagné des personnes reconnues travailleurs handicapés",
    "Médiation active vers l'emploi",
)
EXITS = ((128, 344), (31, 62), (76, 190), (402, 1211), (0, 14), (7, 9), (0, 0), (19, 57))


def share(
    numerator: int, base: int, unknown: int = 0, excluded: int = 0, immature: int = 0
) -> Figure:
    if base < 10:
        status = CellStatus.SMALL_BASE if base else CellStatus.EMPTY_BASE
        return Figure(numerator, base, None, None, None, unknown, excluded, immature, status)
    rate = numerator / base
    low, high = score_bounds(rate, base, Z)
    shown = CellStatus.SHOWN
    return Figure(numerator, base, rate, low, high, unknown, excluded, immature, shown)


def count(people: int) -> Figure:
    return Figure(people, None, None, None, None, 0, 0, 0, CellStatus.COUNT_ONLY)


def key_figures() -> tuple[KeyFigure, ...]:
    exits = "sorties du 01/10/2024 au 30/09/2025"
    aimed = Target(0.4, "40 %", "−2,8 points", "Pacte territorial, fiche 3")
    return (
        KeyFigure("caseload", "File active", "au 30/09/2025", count(3412), count(3268), None, ""),
        KeyFigure(
            "entries",
            "Entrées",
            "du 01/10/2024 au 30/09/2025",
            count(1204),
            None,
            Target(1300, "1 300", "−96", "Convention annuelle 2025, annexe 2"),
            "",
        ),
        KeyFigure(
            "employment_at_6_months",
            "En emploi à 6 mois",
            exits,
            share(128, 344, unknown=52, excluded=3, immature=40),
            share(110, 332, unknown=61),
            aimed,
            "",
        ),
        KeyFigure(
            "positive_exit",
            "Sorties vers l'emploi ou la formation",
            exits,
            share(402, 1211, unknown=88),
            share(7, 9, unknown=1),
            None,
            "Objectif non paramétré",
        ),
        KeyFigure(
            "obstacle_resolved",
            "Freins levés",
            exits,
            share(7, 9, immature=2),
            share(0, 0),
            None,
            "Objectif non paramétré",
        ),
        KeyFigure(
            "work_trial_confirmed",
            "Mises en situation suivies d'une embauche",
            exits,
            share(0, 0, immature=14),
            None,
            None,
            "Objectif non paramétré",
        ),
    )


def findings() -> tuple[Finding, ...]:
    return (
        Finding(
            "Médiation active : l'emploi à six mois recule",
            "Dans « Médiation active vers l'emploi », 33 % des sorties sont en emploi six mois "
            "après (19/57), contre 52 % (33/63) un an avant ; l'écart dépasse la marge "
            "d'incertitude.",
            "plus grand écart sur un an dépassant son intervalle à 95 %",
        ),
        Finding(
            "Une situation sur sept reste inconnue à six mois",
            "Pour 52 sorties sur 344, personne n'a pu dire la situation six mois après.",
            "plus grande part d'inconnus parmi les chiffres clés",
        ),
        Finding(
            "38 suivis en retard",
            "38 suivis à six mois sont échus et non faits, dont 21 à la Régie rurale du Quercy.",
            "échéances les plus nombreuses",
        ),
    )


def chart() -> Chart:
    bars = tuple(
        Bar(label, share(yes, base)) for label, (yes, base) in zip(SCHEMES, EXITS, strict=True)
    )
    return Chart(
        title="Part des sorties en emploi à six mois, par dispositif",
        note="Trait : intervalle à 95 %. Une différence n'est pas un effet du dispositif.",
        bars=bars,
        alt="Barres par dispositif : de 50 % (31/62) à 0 % (0/14) ; deux dispositifs sans taux.",
        refusal="",
    )


def table(rank: int, scheme: str) -> Table:
    columns = (
        Column("Structure", Kind.TEXT),
        Column("Entrées", Kind.COUNT),
        Column("En emploi à 6 mois", Kind.FIGURE),
        Column("Sorties vers l'emploi ou la formation", Kind.FIGURE),
        Column("Inconnus", Kind.COUNT),
        Column("Durée moyenne (mois)", Kind.DECIMAL),
        Column("Part de femmes", Kind.SHARE),
    )
    names = (
        "Association Pour l'Emploi et l'Insertion en Haut-Quercy et Vallée de la Dordogne",
        "Régie rurale du Quercy",
        "CCAS de Figeac",
        "Les Jardins d'Olt",
    )
    rows: list[tuple[Cell, ...]] = [
        (name, 1204 + index, share(128, 344), share(12, 60 - index), 52, 7.25, 0.524)
        for index, name in enumerate(names)
    ]
    rows[2] = (names[2], None, share(7, 9), share(0, 0), 0, None, None)
    whole: tuple[Cell, ...] = ("Ensemble", 2410, share(263, 697), share(36, 180), 104, 7.1, 0.5)
    note = "Une structure par ligne ; le taux n'est pas calculé sous une base de 10."
    return Table(f"scheme_{rank}", scheme, note, columns, tuple(rows), whole)


def definition(code: str, label: str) -> Definition:
    return Definition(
        code=code,
        label=label,
        definition="Part des sorties où la personne occupe un emploi six mois après, d'après le "
        "suivi fait à cette échéance.",
        numerator="Le suivi à six mois, côté salarié, a été fait et la personne est en emploi.",
        base="Sorties datant d'au moins 183 jours à la date de référence, hors sorties "
        "neutralisées (décès, retrait, sous le seuil IAE, contrat prolongé).",
        unknown="comptés dans la base",
        source="Suivis à six mois saisis par les structures",
        version="2",
    )


GAPS = (
    Gap("Situation à six mois", 52, 344, "suivis non faits ou personnes injoignables"),
    Gap("Sorties trop récentes", 40, None, "moins de 183 jours de recul au 30/09/2025"),
    Gap("Lignes écartées au chargement", 1, 12480, "date de sortie avant l'entrée"),
)
PROVENANCE = (
    ("Instantané", "20251001T061500Z-5f2c9a"),
    ("Date de référence", "30/09/2025"),
    ("Sources", "Export ASP du 01/10/2025 ; suivi du Département, fichier « parcours »"),
    ("Produit", "observatoire-insertion 0.3.0"),
)
NOTICES = ("Une différence n'est pas un effet du dispositif.",)
FSE_NOTICES = (
    "Cofinancé par l'Union européenne",
    "Ma Démarche FSE+ fait foi : les chiffres de ce document n'en tiennent pas lieu.",
)
WARNING = (
    "Données fictives : personnes, structures et résultats inventés ; "
    "seuls les territoires sont réels"
)


def meeting(variant: Variant = Variant.QUARTERLY) -> Document:
    """Return a full document: eight schemes, twelve EPCI, every status."""
    return Document(
        variant=variant,
        title="Insertion dans le Lot : où en est-on après un an de pacte territorial ?",
        perimeter="Département du Lot (46), tous dispositifs",
        period="du 01/10/2024 au 30/09/2025",
        edition="édition restreinte",
        reader="Conseil départemental du Lot",
        made_on=date(2025, 10, 6),
        warning=WARNING,
        notices=FSE_NOTICES + NOTICES if variant.is_fse else NOTICES,
        key_figures=key_figures(),
        findings=findings(),
        chart=chart(),
        map=drawn_map(),
        tables=tuple(table(rank, scheme) for rank, scheme in enumerate(SCHEMES)),
        gaps=GAPS,
        definitions=tuple(definition(item.code, item.label) for item in key_figures()),
        provenance=PROVENANCE,
        contact="Mission insertion, bureau de l'évaluation — insertion@lot.example, poste 46 12",
        freeze=None,
    )
