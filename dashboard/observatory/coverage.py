"""Coverage of a département, within a scope: checked, scored, named, released."""

from dashboard.observatory.coverage_board import Data, judged
from dashboard.observatory.coverage_changes import changed, placed
from dashboard.observatory.coverage_choices import CoverageChoices
from dashboard.observatory.coverage_frames import (
    accounts,
    told_communes,
    told_structures,
    told_territories,
    totals,
)
from dashboard.observatory.coverage_loaded import chosen_data, loaded_choices
from dashboard.observatory.coverage_question import (
    COVERAGE_PRESETS,
    CoverageChange,
    CoverageQuestion,
    CoverageSiting,
)
from dashboard.observatory.coverage_released import (
    ReleasedCoverage,
    ReleasedSiting,
    ReleasedWhatIf,
)
from dashboard.observatory.names import names
from dashboard.observatory.view import View
from pipelines.vocabulary import Dimension


class CoverageView(View):
    """The coverage side of one snapshot, narrowed to one scope: posts, people, minutes.

    Every question raises QuestionError, in French, for a département outside the scope, posts or
    people that are not loaded, or people known nowhere.
    """

    def coverage_choices(self) -> CoverageChoices:
        """Return the départements of the scope, and what is loaded for them."""
        return loaded_choices(self.snapshot, self.scope)

    def coverage(self, question: CoverageQuestion) -> ReleasedCoverage:
        """Score and judge the communes and territories of a département."""
        data = self._coverage_data(question)
        found = judged(data, question)
        communes = told_communes(data, found, question.rule)
        territories = told_territories(data, found)
        structures = told_structures(data, found)
        return ReleasedCoverage(
            question=question,
            communes=communes,
            territories=territories,
            structures=structures,
            sensitivity=found.sensitivity(question.preset),
            accounts=accounts(data, communes, structures),
            totals=totals(territories, structures),
            reference=found.reference,
            reference_origin=origin(data, question),
            method_label=COVERAGE_PRESETS[question.preset].label,
            max_minutes=question.rule.max_minutes,
            unit=data.unit,
            year=data.year,
            counted_on=data.basis.counted_on,
            sources=data.basis.sources,
            **self._context(),
        )

    def what_if(self, question: CoverageQuestion, change: CoverageChange) -> ReleasedWhatIf:
        """Judge the communes of a département before and after a structure opens or closes.

        Raises QuestionError for a commune outside the département, a structure that is not there,
        or posts that are not more than zero.
        """
        data = self._coverage_data(question)
        return changed(data, question.rule, judged(data, question), change)

    def siting(self, question: CoverageQuestion, rules: CoverageSiting) -> ReleasedSiting:
        """Place structures in a département so that the most people have one within reach."""
        data = self._coverage_data(question)
        return placed(data, question.rule, judged(data, question), rules, self._context())

    def _coverage_data(self, question: CoverageQuestion) -> Data:
        return chosen_data(self.snapshot, self.scope, question)


def origin(data: Data, question: CoverageQuestion) -> str:
    """Tell in French where the reference of a question comes from."""
    if question.reference is not None:
        return "valeur saisie"
    named = names(data.snapshot)[Dimension.DEPARTMENT]
    return (
        f"moyenne du département {named.get(data.department, data.department)}, pondérée par le "
        f"public ({data.public.label}, {data.unit.label.lower()})"
    )
