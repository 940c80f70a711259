"""Direct identifiers: headers that announce one, cells that contain one."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
from stdnum import iban
from stdnum.fr import nir

from pipelines.sources.spellings import plain_name

_PERSONAL = """
    nom prenom prenoms patronyme nomprenom nomnaissance nomfamille nomusage
    name firstname lastname surname
    nir nss ssn secu datenaissance ddn birthdate
    mail mel courriel email adressemail
    tel telephone telephones portable gsm phone mobile
    iban rib bic
    adresse adressepostale adr address rue voie
"""
_PERSONAL_TOGETHER = (
    {"date", "naissance"},
    {"jour", "naissance"},
    {"birth", "date"},
    {"securite", "sociale"},
    {"compte", "bancaire"},
)
_BORN_ON = frozenset({"ne", "nee", "e"})
_ORGANISATION = """
    structure organisme employeur etablissement entreprise siae association financeur service
    operation dispositif programme action projet atelier formation metier poste indicateur fichier
    commune territoire epci departement region
"""


def names_a_person(header: str) -> bool:
    """Tell whether a header announces a direct identifier of a person.

    Name, NIR, e-mail, phone, IBAN, birth date, address; not those of an organisation.
    """
    words = {word.strip("0123456789") for word in plain_name(header).split()} - {""}
    if words and words <= _BORN_ON:
        return True
    if any(together <= words for together in _PERSONAL_TOGETHER):
        return True
    return bool(words & {*_PERSONAL.split()}) and not words & {*_ORGANISATION.split()}


@dataclass(frozen=True, slots=True)
class _Detector:
    """A kind of identifier: what to call it, its shape (first group), how to make sure."""

    kind: str
    shape: str
    confirm: Callable[[str], bool] | None = None
    is_number: bool = True


_GAP = r"[ .\-\u{a0}\u{202f}]?"
_MONTH = r"(?:0[1-9]|1[0-2])"
_PLACE = rf"{_GAP}(?:\d{{2}}|2[AaBb]){_GAP}\d{{3}}{_GAP}\d{{3}}"
_KEY = rf"{_GAP}\d{{2}}"
_IBAN = (
    rf"(?i:(?:FR|MC)\d{{2}}(?:{_GAP}[0-9A-Z]){{23}}"
    r"|(?:AT|BE|CH|CY|CZ|DE|DK|EE|ES|FI|FR|GB|GR|HR|HU|IE|IS|IT|LI|LT|LU|LV|MC|MT|NL|NO|PL|PT|RO|SE"
    r"|SI|SK|SM)\d{2}(?:[0-9A-Z]{11,30}|(?: [0-9A-Z]{4}){2,7}(?: \d{1,3})?))"
)

_NIR = "un numéro de sécurité sociale"
_ANYWHERE = (
    _Detector(
        "une adresse électronique",
        r"""[^\s@;,<>"'()]+@[^\s@;,<>"'()]+\.[A-Za-z]{2,}""",
        is_number=False,
    ),
    _Detector(
        "un numéro de téléphone",
        rf"(?:(?:\+|00)33{_GAP}(?:\(0\){_GAP})?|0)[1-9](?:{_GAP}\d{{2}}){{4}}",
    ),
    _Detector(_NIR, rf"[12]{_GAP}\d{{2}}{_GAP}{_MONTH}{_PLACE}{_KEY}"),
    # Unusual months and temporary numbers: any long number could be one, the key decides.
    _Detector(_NIR, rf"[1-478]{_GAP}\d{{2}}{_GAP}\d{{2}}{_PLACE}{_KEY}", nir.is_valid),
    _Detector("un IBAN", _IBAN, iban.is_valid),
)
_IN_FREE_TEXT = (
    _Detector(_NIR, rf"[12]{_GAP}\d{{2}}{_GAP}{_MONTH}{_PLACE}"),
    # The years in which the people who are accompanied today were born.
    _Detector(
        "une date de naissance",
        r"(?i:\bn[ée]+(?:\(e\)|\.e)? le \d"
        r"|\b\d{1,2}[/.\-]\d{1,2}[/.\-](?:19\d\d|200\d)\b|\b(?:19\d\d|200\d)-\d\d-\d\d\b)",
        is_number=False,
    ),
    _Detector(
        "une adresse postale",
        r"(?i:\b\d{1,4} ?(?:bis|ter|quater)?,? (?:rue|avenue|av\.?|boulevard|bd|place|impasse"
        r"|chemin|all[ée]e|route|quai|cours|square|lotissement|r[ée]sidence|hameau|faubourg) )",
        is_number=False,
    ),
)


def suspect_pattern(*, free_text: bool) -> str:
    """Return one pattern that any cell with an identifier matches: what escapes it is safe."""
    return "|".join(f"(?:{pattern})" for _, pattern in _patterns(free_text))


def identifiers_in(cells: pl.Series, *, free_text: bool) -> pl.Series:
    """Return what each cell contains (« un numéro de téléphone »…), null when nothing.

    Codes are searched for whole numbers; `free_text` also for numbers stuck to words, birth dates
    and addresses. `cells` should be distinct suspects: NIR and IBAN keys are checked one by one.
    """
    kinds = [_found(cells, detector, pattern) for detector, pattern in _patterns(free_text)]
    return pl.select(pl.coalesce(kinds)).to_series().alias("kind")


def _patterns(free_text: bool) -> list[tuple[_Detector, str]]:
    # In a code, letters belong to the number: `P0100000001` is no telephone.
    outside = r"\D" if free_text else "[^0-9A-Za-z]"
    start, end = f"(?:^|{outside})", f"(?:{outside}|$)"
    return [
        (
            detector,
            f"{start}({detector.shape}){end}" if detector.is_number else f"({detector.shape})",
        )
        for detector in ((*_ANYWHERE, *_IN_FREE_TEXT) if free_text else _ANYWHERE)
    ]


def _found(cells: pl.Series, detector: _Detector, pattern: str) -> pl.Series:
    matches = cells.str.extract(pattern)
    if detector.confirm is not None:
        confirmed = [value for value in matches.unique().drop_nulls() if detector.confirm(value)]
        matches = pl.select(pl.when(matches.is_in(confirmed)).then(matches)).to_series()
    return pl.select(pl.when(matches.is_not_null()).then(pl.lit(detector.kind))).to_series()
