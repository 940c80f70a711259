"""Unusual cells of a flat file, and what must be said of them."""

from dataclasses import dataclass, field

Place = tuple[str, int, str]


@dataclass(frozen=True)
class Case:
    """Cells changed on some lines, and what must be said: errors exactly, remarks at least.

    `aside` counts the lines set aside, in whole or in part; `loaded` gives some values expected.
    """

    name: str
    edits: dict[int, dict[str, str]]
    errors: set[Place] = field(default_factory=set)
    remarks: set[Place] = field(default_factory=set)
    aside: int = 0


NO_JOB = {"date_debut_emploi": "", "type_contrat": "", "heures_hebdo": ""}
OPEN = {"date_sortie": "", "motif_sortie": "", **NO_JOB}
ENDED = {"motif_sortie": "ABANDON", **NO_JOB}

CASES = [
    Case("nothing", {}),
    Case("a first character #", {6: {"id_participant": "#D00004"}}),
    Case(
        "spaces that do not show",
        {
            3: {"code_commune": "\u00a046042\u202f"},
            5: {"id_participant": "D00003 "},
            7: {"id_structure": "\u200bST1"},
        },
        remarks={
            ("TRIMMED", 3, "code_commune"),
            ("TRIMMED", 5, "id_participant"),
            ("TRIMMED", 7, "id_structure"),
        },
    ),
    Case("decimal comma", {4: {"heures_hebdo": "17,5"}}),
    Case(
        "French and American dates among ISO dates",
        {4: {"date_entree": "03/04/2023"}, 6: {"date_entree": "12/25/2023"}},
        {("DATE_AMBIGUOUS", 4, "date_entree"), ("DATE_INVALID", 6, "date_entree")},
        aside=2,
    ),
    Case(
        "one French date that could be American, nothing to decide",
        {5: {"date_entree": "03/04/2023"}},
        {("DATE_AMBIGUOUS", 5, "date_entree")},
        aside=1,
    ),
    Case(
        "days that do not exist",
        {
            3: {"date_entree": "2023-02-31"},
            5: {"date_entree": "00/00/0000"},
            6: {"date_sortie": "2023-13-01"},
        },
        {
            ("DATE_INVALID", 3, "date_entree"),
            ("DATE_INVALID", 5, "date_entree"),
            ("DATE_INVALID", 6, "date_sortie"),
        },
        aside=3,
    ),
    Case(
        "days after the reference date",
        {3: {"date_entree": "2052-03-01", **OPEN}, 6: {"date_sortie": "2099-01-01"}},
        {("DATE_FUTURE", 3, "date_entree"), ("DATE_FUTURE", 6, "date_sortie")},
        aside=2,
    ),
    Case(
        "exit before entry",
        {10: {"date_entree": "2024-03-01", "date_sortie": "2024-02-01", **ENDED}},
        {("DATE_ORDER", 10, "date_sortie")},
        aside=1,
    ),
    Case(
        "years of two digits",
        {3: {"date_entree": "12/03/24"}, 5: {"date_entree": "24-03-12"}},
        {("DATE_AMBIGUOUS", 3, "date_entree"), ("DATE_AMBIGUOUS", 5, "date_entree")},
        aside=2,
    ),
    Case(
        "the number of a day in a spreadsheet",
        {3: {"date_entree": "45292"}},
        {("DATE_SERIAL", 3, "date_entree")},
        aside=1,
    ),
    Case(
        "days that mean something else",
        {3: {**OPEN, "date_sortie": "9999-12-31"}, 5: {"date_entree": "1900-01-01"}},
        {("DATE_SENTINEL", 5, "date_entree")},
        {("DATE_SENTINEL", 3, "date_sortie")},
        aside=1,
    ),
    Case(
        "ways of writing nothing, and spreadsheet errors",
        {
            3: {"date_entree": "#VALEUR!"},
            4: {"code_commune": "NC", "freins": "néant"},
            5: {"id_operation": "N/A", "date_sortie": "-", "motif_sortie": "NULL"},
            6: {"commentaire": "#N/A"},
        },
        {("CELL_ERROR", 3, "date_entree")},
        aside=1,
    ),
    Case(
        "a cell that says nothing, optional then mandatory",
        {3: {"sexe": "NC"}, 5: {"date_entree": ""}},
        {("CELL_EMPTY", 5, "date_entree")},
        aside=1,
    ),
    Case(
        "identifiers that a spreadsheet shortened",
        {3: {"id_structure": "1,23457E+13"}, 4: {"id_structure": "1.23457E+13"}},
        {("NUM_SCIENTIFIC", 3, "id_structure"), ("NUM_SCIENTIFIC", 4, "id_structure")},
        aside=2,
    ),
    Case(
        "hours, ages and numbers that cannot be",
        {
            3: {"heures_hebdo": "-35"},
            4: {"annee_naissance": "2019"},
            5: {"annee_naissance": "1875"},
            6: {"annee_naissance": "inconnue"},
            8: {"heures_hebdo": "inf"},
        },
        {
            ("NUM_RANGE", 3, "heures_hebdo"),
            ("AGE_RANGE", 4, "annee_naissance"),
            ("AGE_RANGE", 5, "annee_naissance"),
            ("NUM_INVALID", 6, "annee_naissance"),
            ("NUM_INVALID", 8, "heures_hebdo"),
        },
        aside=5,
    ),
    Case(
        "codes of communes, past and present",
        {
            3: {"code_commune": "1033"},
            4: {"code_commune": "2b033"},
            5: {"code_commune": "01091"},
            6: {"code_commune": "13201"},
            7: {"code_commune": "2A004"},
        },
        remarks={
            ("GEO_LEADING_ZERO", 3, "code_commune"),
            ("CASE_FIXED", 4, "code_commune"),
            ("GEO_MERGED", 5, "code_commune"),
            ("GEO_ARRONDISSEMENT", 6, "code_commune"),
        },
    ),
    Case(
        "codes that no commune has",
        {3: {"code_commune": "46000"}, 5: {"code_commune": "20004"}},
        {("GEO_UNKNOWN", 3, "code_commune"), ("GEO_UNKNOWN", 5, "code_commune")},
        aside=2,
    ),
    Case(
        "overseas",
        {
            line: {"code_commune": code}
            for line, code in enumerate(("97105", "97411", "97611", "97502", "97801"), start=3)
        },
    ),
    Case(
        "a label for a code, and a code of nothing",
        {3: {"dispositif": "Atelier chantier d’insertion"}, 4: {"dispositif": "PLIE+"}},
        {("DOM_UNKNOWN", 4, "dispositif")},
        {("DOM_ALIAS", 3, "dispositif")},
        aside=1,
    ),
    Case(
        "an unknown obstacle goes alone",
        {5: {"freins": "MOBILITE|PISCINE, sante"}},
        {("DOM_UNKNOWN", 5, "freins")},
        {("DOM_ALIAS", 5, "freins")},
        aside=1,
    ),
    Case(
        "a job before the entry, a reason without an exit",
        {
            4: {"date_debut_emploi": "2022-11-01"},
            5: {**OPEN, "motif_sortie": "EMPLOI"},
        },
        {
            ("JOB_BEFORE_ENTRY", 4, "date_debut_emploi"),
            ("REASON_WITHOUT_EXIT", 5, "motif_sortie"),
        },
        aside=2,
    ),
    Case(
        "identifiers in a kept text",
        {
            3: {"commentaire": "rappeler au 07 98 76 54 32"},
            4: {"commentaire": "n° 2 91 11 75 116 004 18"},
            5: {"commentaire": "voir lea.petit@exemple.org"},
            6: {"commentaire": "DE89 3704 0044 0532 0130 00"},
        },
        {("PII_VALUE", line, "commentaire") for line in (3, 4, 5, 6)},
        aside=4,
    ),
    Case(
        "formulas: kept in a text, refused in a code",
        {
            2: {"commentaire": "=cmd|' /C calc'!A0"},
            3: {"commentaire": "+33612"},
            4: {"commentaire": "-1+1"},
            5: {"commentaire": "@SUM(A1:A9)"},
            12: {"id_structure": "=1+1"},
        },
        {("DOM_UNKNOWN", 12, "id_structure")},
        aside=1,
    ),
    Case(
        "markup and injections are only text",
        {
            2: {"commentaire": "<img src=x onerror=alert(1)>"},
            3: {"commentaire": "[clic](javascript:alert(1)) ![](http://x.invalid/p.png)"},
            4: {"commentaire": "'; DROP TABLE parcours; --"},
        },
    ),
]
