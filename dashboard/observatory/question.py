"""What may be asked: an indicator, at most two dimensions, conditions, a period."""

from dataclasses import dataclass
from functools import cached_property

from pipelines.indicators import Grain, Indicator, Time, indicators
from pipelines.vocabulary import Dimension

TIME_DIMENSION = {
    Time.STOCK: Dimension.STOCK_QUARTER,
    Time.ENTRY_COHORT: Dimension.ENTRY_QUARTER,
    Time.EXIT_COHORT: Dimension.EXIT_QUARTER,
}
TIME_DIMENSIONS = frozenset(TIME_DIMENSION.values())
MOST_DIMENSIONS = 2

Conditions = tuple[tuple[Dimension, tuple[str, ...]], ...]


class QuestionError(ValueError):
    """The question has no meaning; the message is a French sentence."""


@dataclass(frozen=True)
class Question:
    """One question to the observatory; hashable, so that it is a cache key by itself.

    `where` pairs a dimension with the codes kept, sorted; `period` holds the first and last
    quarter kept (either may be None) on the indicator's own time dimension.
    """

    indicator_code: str
    by: tuple[Dimension, ...] = ()
    where: Conditions = ()
    period: tuple[str | None, str | None] = (None, None)

    def __post_init__(self) -> None:
        """Refuse an unknown indicator, too many dimensions, or a date that does not apply."""
        if self.indicator_code not in indicators():
            known = ", ".join(indicators())
            message = f"Indicateur inconnu : {self.indicator_code}. Indicateurs : {known}."
            raise QuestionError(message)
        if len(self.by) > MOST_DIMENSIONS or len(set(self.by)) != len(self.by):
            message = "On ventile par deux dimensions au plus, différentes l'une de l'autre."
            raise QuestionError(message)
        used = {*self.by, *(dimension for dimension, _ in self.where)}
        is_stock = self.indicator.time is Time.STOCK
        if Dimension.STOCK_QUARTER in used and not is_stock:
            message = "« Fin de trimestre » ne s'applique qu'à la file active."
            raise QuestionError(message)

    @cached_property
    def indicator(self) -> Indicator:
        """Return the definition of the indicator asked for."""
        return indicators()[self.indicator_code]

    @property
    def time_dimension(self) -> Dimension:
        """Return the dimension that places the indicator in time."""
        return TIME_DIMENSION[self.indicator.time]

    @property
    def uses_obstacle(self) -> bool:
        """Tell whether obstacles are told apart, in the breakdown or in the conditions."""
        return Dimension.OBSTACLE in {*self.by, *(dimension for dimension, _ in self.where)}

    @property
    def is_folded(self) -> bool:
        """Tell whether the obstacles of a pathway are folded into one status of the pathway."""
        return bool(self.indicator.rollup) and not self.uses_obstacle

    @property
    def is_partition(self) -> bool:
        """Tell whether each unit falls in one group exactly, so that groups sum to the whole.

        People and folded obstacles may fall in several; so do pathways, broken down by obstacle.
        """
        grain = self.indicator.grain
        if grain is Grain.PARTICIPANT or (self.indicator.rollup and Dimension.OBSTACLE in self.by):
            return False
        return grain is Grain.OBSTACLE or Dimension.OBSTACLE not in self.by

    def without_breakdown(self) -> "Question":
        """Return the same question for the whole perimeter."""
        return Question(self.indicator_code, (), self.where, self.period)
