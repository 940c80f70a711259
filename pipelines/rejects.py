"""What the intake has to say about a file: findings, in French, without personal values."""

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How serious a finding is: an error sets rows aside or refuses the file."""

    NOTICE = "notice"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed in a file.

    `line` is the number a spreadsheet or an editor shows (first line of the record, header = 1);
    None means the whole file. `column` is the header as written in the file. `message` never
    repeats a cell.
    """

    file: str
    line: int | None
    column: str | None
    rule: str
    level: Level
    message: str


RULES: dict[str, str] = {
    # Reading the file.
    "ENC_LEGACY": "texte lu en Windows-1252, un ancien encodage",
    "ENC_INVALID": "caractère illisible dans l'encodage du fichier",
    "ENC_MOJIBAKE": "accents déformés par une conversion antérieure",
    "CTRL_CHAR": "caractère de contrôle invisible",
    "LINE_TOO_LONG": "ligne démesurée",
    "ROW_FIELDS": "la ligne n'a pas le même nombre de champs que l'en-tête",
    "ROW_FOOTER": "ligne de total ou ligne vide en bas de tableau",
    "QUOTE_UNCLOSED": "guillemet mal refermé",
    "ROWS_LOST": "le nombre de lignes lues diffère du nombre de lignes comptées",
    "FILE_EMPTY": "fichier vide",
    "FILE_NO_ROWS": "en-tête seul, aucune ligne de données",
    "EOL_LEGACY": "fins de ligne d'ancien Mac, lues comme telles",
    "FORMAT_MISMATCH": "le contenu ne correspond pas à l'extension",
    "ZIP_RATIO": "classeur démesuré une fois décompressé",
    "PARQUET_CORRUPT": "fichier Parquet incomplet ou endommagé",
    "TYPE_MISMATCH": "le type de la colonne ferait perdre des caractères à un code",
    "XLSX_MERGED": "cellules fusionnées dans le tableau",
    "XLSX_SHEETS": "plusieurs feuilles contiennent un tableau",
    "XLSX_SHEETS.ignored": "feuilles dont le nom n'annonce aucune table, ignorées : {sheets}",
    "XLSX_FORMULA": "formule sans valeur enregistrée",
    # The header.
    "HDR_OFFSET": "lignes de titre avant l'en-tête",
    "HDR_ALIAS": "le titre « {written} » est lu comme « {header} »",
    "HDR_UNKNOWN": "colonne inconnue, ignorée dès la lecture. Pour l'utiliser, déclarez-la dans "
    "la correspondance de la source",
    "HDR_MISSING": "colonne obligatoire absente, le fichier est refusé. Ajoutez-la, ou indiquez "
    "dans la correspondance quel titre en tient lieu",
    "HDR_MISSING.all": "aucune colonne connue dans l'en-tête, le fichier est refusé. Vérifiez que "
    "la première ligne porte les titres, ou décrivez-les dans la correspondance",
    "HDR_ABSENT": "colonnes facultatives absentes, lues comme vides : {headers}",
    "HDR_DUPLICATE": "deux titres désignent la même donnée (« {written} » et « {other} »), le "
    "fichier est refusé. Gardez-en un, ou abandonnez l'autre dans la correspondance",
    "PII_COLUMN": "identifiant direct dans une colonne non déclarée, le fichier est refusé. "
    "Supprimez la colonne, ou ajoutez à la correspondance, sous [columns] : {line}",
    # The cells.
    "PII_VALUE": "la cellule contient {kind}. À retirer du fichier source : une donnée "
    "personnelle n'entre pas dans l'observatoire",
    "PII_VALUE.column": "{count} cellules de la colonne contiennent une donnée personnelle, le "
    "fichier est refusé. Abandonnez la colonne dans la correspondance : {line}",
    "CELL_EMPTY": "cellule obligatoire vide. Complétez-la dans le fichier source",
    "CELL_ERROR": "la cellule contient une erreur de tableur. Corrigez la formule, puis exportez "
    "à nouveau",
    "TRIMMED": "espaces invisibles retirés autour de la valeur",
    "TEXT_TOO_LONG": "texte trop long pour cette colonne ({limit} caractères au plus)",
    "DOM_ALIAS": "libellé reconnu et remplacé par le code correspondant",
    "DOM_UNKNOWN": "valeur non reconnue. {expected}",
    "DATE_INVALID": "date impossible ou illisible. Écrivez-la sous la forme 2024-03-31 ou "
    "31/03/2024",
    "DATE_AMBIGUOUS": "date ambiguë : le jour et le mois, ou le siècle, ne se devinent pas. "
    "Écrivez-la sous la forme 2024-03-31, ou déclarez date_format dans la correspondance",
    "DATE_SERIAL": "nombre à la place d'une date. Mettez la colonne au format date dans le "
    "tableur, puis exportez à nouveau",
    "DATE_SENTINEL": "date conventionnelle (1900, 9999…) et non une vraie date",
    "DATE_SENTINEL.open": "date conventionnelle de fin, lue comme « toujours en cours »",
    "DATE_FUTURE": "date postérieure à la date de référence ({reference})",
    "DATE_ORDER": "dates dans le désordre",
    "NUM_INVALID": "nombre attendu. Corrigez la cellule dans le fichier source",
    "NUM_SCIENTIFIC": "nombre abrégé par le tableur (1,2E+13) : des chiffres sont perdus. Mettez "
    "la colonne au format texte, puis exportez à nouveau depuis l'outil d'origine",
    "NUM_RANGE": "nombre hors des limites{limits}",
    "AGE_RANGE": "année de naissance invraisemblable : l'âge à la date de référence doit être "
    "compris entre {youngest} et {oldest} ans",
    # Places.
    "CASE_FIXED": "lettres du code mises en majuscules",
    "GEO_LEADING_ZERO": "zéro initial du code commune rétabli",
    "GEO_MERGED": "ancienne commune, rattachée à la commune actuelle",
    "GEO_ARRONDISSEMENT": "arrondissement municipal, rattaché à sa commune",
    "GEO_UNKNOWN": "{what}. Indiquez le code Insee de la commune",
    "GEO_OUT_OF_PERIMETER": "commune hors des départements attendus ({perimeter})",
    # Rows among themselves.
    "DUP_EXACT": "ligne déjà présente, {where}",
    "DUP_CONFLICT": "{what} : rien ne dit laquelle croire, la première est gardée",
    "ID_NEAR_DUPLICATE": "cet identifiant ne diffère d'un autre que par la casse, des séparateurs "
    "ou des zéros initiaux. Vérifiez qu'ils désignent bien deux choses",
    "SPELL_OVERLAP": "ce parcours chevauche un autre parcours de la même personne dans le même "
    "dispositif et la même structure",
    "ROW_CORRECTED": "{count} lignes de fichiers antérieurs sont remplacées par celles-ci",
    "JOB_BEFORE_ENTRY": "l'emploi commence avant l'entrée dans le parcours",
    "JOB_NOT_STARTED": "l'emploi commence après la date de référence : il est gardé, le maintien "
    "l'ignore",
    "JOB_TWICE": "même personne, même employeur et même début qu'un autre emploi : les deux sont "
    "gardés, le maintien n'en compte qu'un. Donnez-leur un seul identifiant",
    "JOB_REASON_WITHOUT_END": "motif de fin sans date de fin. Indiquez la date : sans elle, la fin "
    "prévue en tient lieu une fois passée",
    "REASON_WITHOUT_EXIT": "motif de sortie sans date de sortie",
    "CLOSED_WITHOUT_OBSTACLE": "date de levée d'un frein qui n'est pas identifié",
    "FOLLOWUP_OF_NOTHING": "suivi qui n'est rattaché à rien",
    "FUNDING_OF_NOTHING": "financement qui n'est rattaché à rien",
    "COUNT_WITHOUT_STATUS": "effectif qui contredit son statut",
    "ORPHAN": "aucune ligne chargée de « {parent} » ne porte cet identifiant : absente, ou mise "
    "de côté",
    # Official files of supply and demand.
    "ANNEX_PRISON": "annexe d'une structure en milieu pénitentiaire (_MP), hors de l'offre",
    "ANNEX_FUND": "aide du fonds départemental d'insertion (FDI), qui n'est pas un volume d'ETP",
    "ANNEX_MEASURE": "mesure qui n'est pas une structure de l'IAE (ACI, EI, AI, ETTI, EITI)",
    "ANNEX_STATE": "annexe dans un état qui ne compte pas (autre que validée, provisoire ou close)",
    "ANNEX_AMENDED": "annexe remplacée par un avenant plus récent",
    "ANNEX_PLACE": "structure sans commune connue : chargez le fichier des structures de l'ASP, "
    "avec le code Insee de l'adresse administrative",
    "RSA_DETAIL": "type de RSA déjà compris dans le total de la commune",
    "RSA_TYPES": "plusieurs types de RSA sans total : ils ne s'additionnent pas. Chargez le "
    "fichier tous types confondus",
    "RSA_WITH_PPA": "ce fichier réunit RSA et prime d'activité, il est refusé : chargez le "
    "fichier « RSA par commune »",
    "INCLUSION_OTHER": "structure hors de l'IAE",
    "INCLUSION_KNOWN": "structure déjà connue par les fichiers de l'ASP",
    "INCLUSION_TWICE": "structure déjà donnée par une autre source de data·inclusion",
    "INCLUSION_ID": "identifiant de structure trop long, ou écrit avec des signes inattendus",
    "INCLUSION_PLACE": "structure de l'IAE sans commune : elle ne peut pas être située",
    # The file among the others.
    "TOO_MANY_ERRORS": "{aside} lignes sur {read} seraient mises de côté, surtout pour la règle "
    "{rule}{where} ({message}) : le fichier est refusé. Vérifiez que les colonnes ne sont pas "
    "décalées, et la correspondance de la source",
    "FILE_UNREADABLE": "le fichier ne s'ouvre pas. Vérifiez qu'il existe et que vous avez le "
    "droit de le lire",
    "FILE_ALREADY_LOADED": "même contenu que « {other} », déjà lu : le fichier est ignoré",
    "VOLUME_DROP": "{rows} lignes, contre {before} dans « {other} ». Vérifiez que l'export est "
    "complet",
}
"""The closed vocabulary of rules: what each means, in French, with the details to fill in."""


def sentence(text: str, /, **details: object) -> str:
    """Return the French sentence of a rule; `details` are counts and headers, never a cell.

    `text` is a key of `RULES`: a rule, or a rule and a variant after a dot.
    """
    return RULES[text].format_map(details)
