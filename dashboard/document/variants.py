"""The variants of the meeting document: one per meeting."""

from pipelines.vocabulary import Vocabulary


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
