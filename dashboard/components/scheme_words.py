"""The short names of schemes, for charts where whole names do not fit."""

from pipelines.vocabulary import Scheme

SHORT_NAMES = {
    Scheme.RSA_SUPPORT: "Accompagnement RSA",
    Scheme.MISPE_ESAT: "MISPE (ESAT)",
    Scheme.MESP_CCAS: "Contrat court (CCAS)",
    Scheme.ACI: "ACI",
    Scheme.SUPPORTED_EMPLOYMENT: "Emploi accompagné",
    Scheme.INTENSIVE_COACHING: "3 mois pour un job",
    Scheme.IAE: "IAE (hors ACI)",
    Scheme.ACTIVE_MEDIATION: "Médiation active",
}
COLUMN_NAMES = {
    Scheme.RSA_SUPPORT: "RSA",
    Scheme.MISPE_ESAT: "MISPE",
    Scheme.MESP_CCAS: "Contrat<br>court",
    Scheme.ACI: "ACI",
    Scheme.SUPPORTED_EMPLOYMENT: "Emploi<br>accomp.",
    Scheme.INTENSIVE_COACHING: "3 mois",
    Scheme.IAE: "IAE",
    Scheme.ACTIVE_MEDIATION: "Média-<br>tion",
}
"""Names that fit above a column of a phone's screen."""


def short_scheme(code: str) -> str:
    """Return the short name of a scheme; an unknown code is its own name."""
    return _named(SHORT_NAMES, code)


def column_scheme(code: str) -> str:
    """Return the name of a scheme above a narrow column, on one or two lines."""
    return _named(COLUMN_NAMES, code)


def _named(names: dict[Scheme, str], code: str) -> str:
    return {scheme.value: name for scheme, name in names.items()}.get(code, code)
