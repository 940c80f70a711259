"""What the reading layer can say about a file, in French, before the file has a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from unicodedata import category

from pipelines.rejects import Finding, Level

_SHOWN_CHARACTERS = 120

_NOTICES = frozenset({"ENC_LEGACY", "HDR_OFFSET"})
_WARNINGS = frozenset({"ENC_MOJIBAKE", "FILE_NO_ROWS", "XLSX_SHEETS"})

_TEXTS = {
    "ENC_LEGACY": "texte lu en Windows-1252, un ancien encodage, faute d'être en UTF-8. "
    "Vérifiez les accents à l'écran ; pour l'éviter, enregistrez au format « CSV UTF-8 ».",
    "ENC_INVALID": "caractère illisible dans l'encodage du fichier. La ligne est mise de côté : "
    "ressaisissez la cellule, puis enregistrez au format « CSV UTF-8 ».",
    "ENC_INVALID.header": "la ligne d'en-tête contient un caractère illisible. Enregistrez le "
    "fichier au format « CSV UTF-8 ».",
    "ENC_INVALID.file": "encodage non reconnu, ni UTF-8 ni Windows-1252. Enregistrez le fichier "
    "au format « CSV UTF-8 ».",
    "ENC_MOJIBAKE": "accents déformés par une conversion antérieure. La valeur est gardée telle "
    "quelle : corrigez-la dans l'outil d'origine.",
    "CTRL_CHAR": "caractère de contrôle invisible dans la cellule. La ligne est mise de côté : "
    "ressaisissez la cellule.",
    "CTRL_CHAR.header": "la ligne d'en-tête contient un caractère de contrôle invisible. "
    "Ressaisissez les noms de colonnes.",
    "LINE_TOO_LONG": "ligne de plus d'un million de caractères. Elle est mise de côté : videz "
    "ou raccourcissez la cellule la plus longue.",
    "LINE_TOO_LONG.file": "cellule de plusieurs millions de caractères entre guillemets : le "
    "fichier est refusé. Videz ou raccourcissez cette cellule.",
    "LINE_TOO_LONG.header": "la ligne d'en-tête est démesurée. Vérifiez que le fichier est un "
    "tableau avec un en-tête et des fins de ligne.",
    "LINE_TOO_LONG.sheet": "une ligne de la feuille est démesurée. Exportez le tableau seul "
    "dans un nouveau classeur ou en CSV UTF-8.",
    "ROW_FIELDS": "{found} champs au lieu de {expected}. La ligne est mise de côté : cherchez "
    "un séparateur en trop ou manquant, ou une ligne coupée.",
    "ROW_FIELDS.run": "{found} champs au lieu de {expected}, de même jusqu'à la ligne {last} "
    "({count} lignes). Elles sont mises de côté : le modèle d'export a sans doute changé en "
    "cours de fichier ; exportez chaque modèle dans son fichier.",
    "ROW_FOOTER": "ligne de total ou ligne vide en bas de tableau, mise de côté. Rien à faire "
    "si elle ne décrit pas une personne.",
    "QUOTE_UNCLOSED": "guillemet mal refermé. La ligne est mise de côté : supprimez le "
    "guillemet ou doublez-le.",
    "QUOTE_UNCLOSED.file": "guillemet ouvert et jamais refermé : les lignes suivantes ne "
    "peuvent pas être séparées et le fichier est refusé. Supprimez ce guillemet ou refermez-le.",
    "HDR_OFFSET": "{count} ligne(s) de titre ignorée(s) avant l'en-tête.",
    "HDR_DUPLICATE": "cette colonne figure deux fois dans l'en-tête. Renommez ou supprimez "
    "l'une des deux : le fichier est refusé.",
    "HDR_MISSING": "l'en-tête contient une date, une adresse ou un numéro : les noms de "
    "colonnes manquent sans doute. Ajoutez-les en première ligne.",
    "TOO_MANY_COLUMNS": "{found} colonnes, {limit} au plus. Vérifiez le séparateur et les fins "
    "de ligne, ou exportez moins de colonnes.",
    "FILE_EMPTY": "fichier vide. Exportez-le à nouveau.",
    "FILE_NO_ROWS": "en-tête seul, aucune ligne de données. Vérifiez la période de l'export.",
    "FORMAT_MISMATCH": "le contenu ({found}) ne correspond pas à l'extension. Rouvrez le "
    "fichier dans l'outil d'origine et enregistrez-le en CSV UTF-8 ou en XLSX.",
    "FORMAT_MISMATCH.extension": "extension non prise en charge. Déposez un fichier CSV, TXT, "
    "TSV, XLSX ou Parquet.",
    "FORMAT_MISMATCH.workbook": "classeur illisible ou endommagé. Rouvrez-le dans le tableur et "
    "enregistrez-le à nouveau en XLSX.",
    "ZIP_RATIO": "classeur refusé : une fois décompressé, il est démesuré ou ne correspond pas "
    "à la taille annoncée. Exportez le tableau en CSV UTF-8.",
    "ZIP_RATIO.parquet": "fichier Parquet démesuré une fois décompressé. Découpez-le en "
    "plusieurs fichiers.",
    "PARQUET_CORRUPT": "fichier Parquet incomplet ou endommagé. Déposez-le à nouveau.",
    "TYPE_MISMATCH": "colonne de type {found} ; un code y perdrait des caractères. Exportez "
    "cette colonne en texte.",
    "XLSX_MERGED": "cellules fusionnées dans le tableau ({count} ligne(s) mise(s) de côté, à "
    "partir de la ligne {first}). Défusionnez-les et recopiez la valeur sur chaque ligne.",
    "XLSX_SHEETS": "plusieurs feuilles contiennent un tableau : {sheets}. Dites laquelle lire, "
    "ou déposez un classeur par tableau.",
    "XLSX_SHEETS.unread": "feuille(s) de deux colonnes non lue(s) : {sheets}. Si l'une contient "
    "des données à lire, déposez-la dans un classeur à part.",
    "XLSX_SHEETS.absent": "la feuille demandée n'existe pas. Feuilles du classeur : {sheets}.",
    "XLSX_FORMULA": "formule sans valeur enregistrée. La ligne est mise de côté : ouvrez le "
    "classeur dans le tableur, recalculez et enregistrez.",
    "ROWS_LOST": "{expected} lignes comptées mais {found} retrouvées à la lecture : le fichier "
    "est refusé. Enregistrez-le à nouveau en CSV UTF-8.",
    "ROWS_LOST.reader": "le contenu n'a pas pu être lu en entier : le fichier est refusé. "
    "Enregistrez-le à nouveau en CSV UTF-8.",
}
_OTHERS = "{count} autre(s) signalement(s) de même nature."


@dataclass(frozen=True, slots=True)
class Issue:
    """Something noticed at a place. `text` is a rule id, or a rule id and a variant after a dot.

    The variant `others` counts, for any rule, what is not listed one by one. `details` holds
    counts, limits, names of columns or sheets: never a cell.
    """

    text: str
    line: int | None = None
    column: str | None = None
    details: Mapping[str, int | str] = field(default_factory=dict)

    @property
    def rule(self) -> str:
        """The rule id, without its variant."""
        return self.text.partition(".")[0]

    @property
    def level(self) -> Level:
        """How serious the rule is."""
        if self.rule in _NOTICES:
            return Level.NOTICE
        return Level.WARNING if self.rule in _WARNINGS else Level.ERROR

    def finding(self, file: str) -> Finding:
        """Return the finding, whose message names file, line and column and says what to do."""
        place = file if self.line is None else f"{file}, ligne {self.line}"
        if self.column is not None:
            place += f", colonne « {shown(self.column)} »"
        message = f"{place} : {self._sentence().format(**self.details)}"
        return Finding(file, self.line, self.column, self.rule, self.level, message)

    def _sentence(self) -> str:
        return _OTHERS if self.text.endswith(".others") else _TEXTS[self.text]


class RefusedFileError(Exception):
    """The file cannot be read; `issues` say why."""

    def __init__(self, *issues: Issue, rows_read: int | None = None) -> None:
        super().__init__(", ".join(issue.text for issue in issues))
        self.issues = issues
        self.rows_read = rows_read


def shown(text: str) -> str:
    """Return a name fit for a message: one line, no control or format character, bounded."""
    printable = "".join("?" if category(character)[0] == "C" else character for character in text)
    if len(printable) <= _SHOWN_CHARACTERS:
        return printable
    return printable[: _SHOWN_CHARACTERS - 1] + "…"
