"""The published FSE+ formulas, applied by hand to one exported row."""

import calendar
from datetime import date, timedelta
from typing import Any

Row = dict[str, str]
AGE = "Âge à l'entrée (année d'entrée - année de naissance)"
ISCED = "CITE à l'entrée (0 : 0 ou 1 ; 7 : 7 ou 8)"
DEGURBA = "Degré d'urbanisation (3 : rural)"
WORK = "Emploi à la sortie chez"
EMPLOYERS = {"ESAT": "esat_compte_en_emploi", "autre SIAE": "autre_siae_comptee_en_emploi"}


def counted_by_hand(row: Row, traced: dict[str, Any]) -> dict[str, bool]:
    """Apply the published formulas to the traits of one exported row."""
    as_of = date.fromisoformat(traced["arrete_au"])
    entry, left, seen, qualified, seen_later = (
        date.fromisoformat(row[name]) if row[name] else None
        for name in (
            "Entrée",
            "Sortie",
            "Situation à la sortie observée le",
            "Qualification obtenue le",
            "Situation à six mois observée le",
        )
    )
    assert entry
    age, months, isced = (
        int(row[name]) if row[name] else None for name in (AGE, "Mois de chômage à l'entrée", ISCED)
    )
    status, is_light = row["Situation à l'entrée"], row["Objectif spécifique"] == "l"
    short = left is not None and left <= entry
    told = status and isced is not None and (status != "chômage" or months is not None)
    complete = bool(row["Sexe"] and age is not None and (is_light or told))
    ok = complete and not short
    okh = ok and not is_light
    settings = traced["parametres"]
    end = left + timedelta(settings["delai_resultats_immediats_jours"]) if left else None
    closed = end is not None and end <= as_of
    inw = bool(left and end and seen and left <= seen <= min(end, as_of))
    later = six_months_after(left) if left else None
    due = later is not None and later <= as_of
    observed = bool(
        due
        and later
        and row["Dans l'échantillon à six mois"] == "oui"
        and seen_later
        and later <= seen_later <= as_of
        and row["Situation à six mois"]
    )
    jobless, years = status != "emploi", age or 0
    level = isced if isced is not None else -1
    results = {
        1: okh
        and status == "inactivité"
        and inw
        and row["En recherche d'emploi à la sortie"] == "oui",
        2: okh
        and row["En formation à l'entrée"] != "oui"
        and inw
        and row["En formation à la sortie"] == "oui",
        3: okh and bool(left and end and qualified and entry <= qualified <= min(end, as_of)),
        4: okh and jobless and inw and is_in_work(row, settings),
    }
    bases = {
        1: okh and status == "inactivité",
        2: okh and row["En formation à l'entrée"] != "oui",
        3: okh,
        4: okh and jobless,
    }
    return {
        "PART": not short,
        "SHORT": short,
        "INC": not short and not complete,
        "EECO01": ok,
        "EECO02": okh and status == "chômage",
        "EECO03": okh and status == "chômage" and is_long(years, months or 0, traced),
        "EECO04": okh and status == "inactivité",
        "EECO05": okh and status == "emploi",
        "EECO06": ok and years < 18,
        "EECO07": ok and 18 <= years <= 29,
        "EECO08": ok and years >= 55,
        "EECO09": okh and 0 <= level <= 2,
        "EECO10": okh and 3 <= level <= 4,
        "EECO11": okh and level >= 5,
        "EECO02+04": okh and status in {"chômage", "inactivité"},
        "EECO02+05": okh and status in {"chômage", "emploi"},
        "EECO02+04+05": okh and status in {"chômage", "inactivité", "emploi"},
        "EECO06+07": ok and years < 30,
        "EECO10+11": okh and level >= 3,
        "EECO13": ok and row["Pays tiers"] == "oui",
        "EECO14": ok and row["Origine étrangère"] == "oui",
        "EECO16": ok and row["Sans domicile ou exclusion liée au logement"] == "oui",
        "EECO17": ok and row[DEGURBA] == "3",
        "EECO12": ok and "oui" in (row["Handicap"], row["Réservée aux personnes handicapées"]),
        **{f"EECR0{rank}": holds for rank, holds in results.items()},
        **{f"R0{rank}c": holds and closed for rank, holds in results.items()},
        **{f"L0{rank}": holds and closed for rank, holds in bases.items()},
        "L05": okh and jobless and due,
        "S05": okh and jobless and due and row["Dans l'échantillon à six mois"] == "oui",
        "N05": okh and jobless and observed,
        "EECR05s": okh and jobless and observed and row["Situation à six mois"] == "emploi",
        "L06": okh and not jobless and due,
        "EECR06s": okh
        and not jobless
        and observed
        and row["Situation améliorée à six mois"] == "oui",
    }


def is_in_work(row: Row, settings: dict[str, Any]) -> bool:
    told = EMPLOYERS.get(row[WORK])
    return row["Situation à la sortie"] == "emploi" and (told is None or settings[told])


def is_long(age: int, months: int, traced: dict[str, Any]) -> bool:
    if traced["parametres"]["regle_chomage_longue_duree"] == "flat12":
        return months >= 12
    return months > (6 if age < 25 else 12)


def six_months_after(day: date) -> date:
    year, month = (day.year, day.month + 6) if day.month <= 6 else (day.year + 1, day.month - 6)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
