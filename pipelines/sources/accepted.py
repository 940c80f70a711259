"""What a coded column accepts: codes, labels and their variants."""

from functools import cache

import dataframely as dy

from pipelines import vocabulary
from pipelines.vocabulary import (
    SENSITIVE_PRESCRIBERS,
    Obstacle,
    PrescriberKind,
    Vocabulary,
    aliases,
    crosswalk,
    exact_codes,
    plain,
)

_YES = ("oui", "Oui", "OUI", "O", "o", "1", "true", "True", "TRUE", "vrai", "Vrai", "VRAI", "yes")
_NO = ("non", "Non", "NON", "N", "n", "0", "false", "False", "FALSE", "faux", "Faux", "FAUX", "no")
_ANSWERS = dict.fromkeys(_YES, "true") | dict.fromkeys(_NO, "false")
_LISTED = 12


def is_coded(column: dy.Column) -> bool:
    """Tell whether a column takes a closed list of values."""
    return isinstance(column, dy.Enum | dy.Bool)


def exact_values(column: dy.Column) -> dict[str, str]:
    """Map each spelling that needs no remark to the code stored; `true` and `false` for answers."""
    if isinstance(column, dy.Bool):
        return _ANSWERS
    return {
        spelling: _stored(code, column)
        for spelling, code in exact_codes(_vocabulary_of(column)).items()
    }


def variants(column: dy.Column) -> dict[str, str]:
    """Map the plain form of the other spellings understood to the code stored."""
    if isinstance(column, dy.Bool):
        return {plain(spelling): answer for spelling, answer in _ANSWERS.items()}
    codes = _vocabulary_of(column)
    known = _source_obstacles() | aliases(codes) if codes is Obstacle else aliases(codes)
    return {form: _stored(code, column) for form, code in known.items()}


def expected(column: dy.Column) -> str:
    """Say in French which values a column takes, and what to do with others."""
    if isinstance(column, dy.Bool):
        return "Attendu : oui ou non"
    codes = _vocabulary_of(column)
    listed = " ; ".join(f"{member.label}" for member in list(codes)[:_LISTED])
    others = " ; etc." if len(codes) > _LISTED else ""
    return (
        f"Attendu, en libellé ou en code : {listed}{others}. Sinon, déclarez-la sous [values] dans "
        "la correspondance"
    )


def limits(column: dy.Column) -> str:
    """Say in French between which limits a number is accepted, nothing when there is none."""
    low, high = (getattr(column, bound, None) for bound in ("min", "max"))
    if low is not None and high is not None:
        return f" (de {low} à {high})"
    return f" ({low} au moins)" if low is not None else ""


def _stored(code: str, column: dy.Column) -> str:
    """Mask the prescribers that reveal a person's situation."""
    is_sensitive = code in SENSITIVE_PRESCRIBERS and _vocabulary_of(column) is PrescriberKind
    return PrescriberKind.OTHER.value if is_sensitive else code


def _vocabulary_of(column: dy.Column) -> type[Vocabulary]:
    if not isinstance(column, dy.Enum):
        raise TypeError(f"{column.name} is not a coded column")
    return _vocabularies()[tuple(column.categories)]


@cache
def _vocabularies() -> dict[tuple[str, ...], type[Vocabulary]]:
    """Find each vocabulary by its codes: a contract keeps the codes, not the class."""
    named = (getattr(vocabulary, name) for name in vocabulary.__all__)
    lists = (codes for codes in named if isinstance(codes, type) and issubclass(codes, Vocabulary))
    return {tuple(member.value for member in codes): codes for codes in lists if len(codes)}


@cache
def _source_obstacles() -> dict[str, str]:
    """Map the obstacle codes of the source systems, where all systems agree."""
    found: dict[str, set[str]] = {}
    for row in crosswalk():
        found.setdefault(plain(row["source_code"]), set()).add(row["obstacle"])
    return {form: codes.pop() for form, codes in found.items() if form and len(codes) == 1}
