"""The variants of the meeting document: one per meeting, each with the figures it is about."""

from dataclasses import dataclass

from pipelines.vocabulary import Dimension, Vocabulary


class Variant(Vocabulary):
    """Variante : la réunion à laquelle le document est destiné."""

    QUARTERLY = "quarterly", "Comité trimestriel"
    BOARD = "board", "Conseil d'administration"
    TOWN_HALL = "town_hall", "Mairie"
    FUNDER = "funder", "Financeur"
    CONTROL = "control", "Contrôle FSE+"

    @property
    def is_fse(self) -> bool:
        """Tell whether the document is about FSE+ operations, with the emblem and its sentences."""
        return self is Variant.CONTROL


@dataclass(frozen=True, slots=True)
class Plan:
    """What a variant is about: indicators put forward, the chart, the rows of each table."""

    key_figures: tuple[str, ...]
    chart: str
    chart_by: Dimension
    tables: tuple[str, ...]


PLANS = {
    Variant.QUARTERLY: Plan(
        (
            "caseload",
            "entries",
            "exits",
            "positive_exit",
            "employment_at_6_months",
            "obstacle_resolved_within_6_months",
        ),
        "positive_exit",
        Dimension.SCHEME,
        (
            "entries",
            "exits",
            "positive_exit",
            "durable_employment",
            "employment_at_6_months",
            "dropout",
            "undocumented_exit",
        ),
    ),
    Variant.BOARD: Plan(
        (
            "caseload",
            "entries",
            "exits",
            "scheme_outcome",
            "positive_exit",
            "employment_at_6_months",
        ),
        "positive_exit",
        Dimension.STRUCTURE,
        (
            "entries",
            "exits",
            "scheme_outcome",
            "positive_exit",
            "in_training_at_exit",
            "dropout",
            "undocumented_exit",
        ),
    ),
    Variant.TOWN_HALL: Plan(
        (
            "caseload",
            "entries",
            "exits",
            "positive_exit",
            "obstacle_not_assessed",
            "obstacle_resolved_within_6_months",
        ),
        "obstacle_identified",
        Dimension.OBSTACLE,
        (
            "entries",
            "exits",
            "positive_exit",
            "in_training_at_exit",
            "with_work_trial",
            "obstacle_resolved_within_6_months",
        ),
    ),
    Variant.FUNDER: Plan(
        (
            "entries",
            "exits",
            "positive_exit",
            "durable_employment",
            "employment_at_6_months",
            "employed_180_days_after_hiring",
        ),
        "positive_exit",
        Dimension.STRUCTURE,
        (
            "entries",
            "exits",
            "positive_exit",
            "durable_employment",
            "transitional_employment",
            "other_positive_exit",
            "employment_at_6_months",
            "employed_180_days_after_hiring",
            "undocumented_exit",
        ),
    ),
}
"""Every variant but the control, whose figures are those of FSE+ operations."""
