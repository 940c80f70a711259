"""What is kept of the figures: conditions and a period, the same for every question asked."""

from dataclasses import dataclass

from dashboard.observatory import Conditions, Question
from pipelines.indicators import indicators
from pipelines.vocabulary import Dimension, Scheme


@dataclass(frozen=True)
class Selection:
    """What the reader kept: conditions, a period, and the same in French."""

    where: Conditions
    period: tuple[str | None, str | None]
    words: tuple[str, ...]

    def ask(self, code: str, *by: Dimension) -> Question:
        """Return the question about an indicator within this selection."""
        return Question(code, by, self.where, self.period)

    @property
    def is_filtered(self) -> bool:
        """Tell whether anything is left out of the reader's perimeter."""
        return bool(self.where) or any(self.period)

    @property
    def is_iae(self) -> bool:
        """Tell whether only IAE schemes are kept, so that their own words apply."""
        kept = dict(self.where).get(Dimension.SCHEME, ())
        return bool(kept) and all(Scheme(code).is_iae for code in kept)

    def label(self, code: str) -> str:
        """Return an indicator's name, in the words of the IAE when only they are kept."""
        indicator = indicators()[code]
        return indicator.label_iae if self.is_iae and indicator.label_iae else indicator.label
