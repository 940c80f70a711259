"""FSE+ common indicators: what is counted, under which settings, and the rules that must hold."""

from pipelines.fse.registry import (
    LADDER_ORDER,
    Anomaly,
    FseIndicator,
    FseKind,
    fse_anomalies,
    fse_indicators,
)
from pipelines.fse.rules import Rule, identities, sfc_rules
from pipelines.fse.settings import Ambiguity, FseSettings, LongTermRule, ambiguities

__all__ = [
    "LADDER_ORDER",
    "Ambiguity",
    "Anomaly",
    "FseIndicator",
    "FseKind",
    "FseSettings",
    "LongTermRule",
    "Rule",
    "ambiguities",
    "fse_anomalies",
    "fse_indicators",
    "identities",
    "sfc_rules",
]
